package io.github.imagejdiffusion.restore.ilvr;

import io.github.imagejdiffusion.diffusion.WrongModelException;
import io.github.imagejdiffusion.diffusion.block.PlaneReader;
import io.github.imagejdiffusion.diffusion.model.config.DiffusionConfig;
import io.github.imagejdiffusion.diffusion.model.config.ModelKind;
import io.github.imagejdiffusion.diffusion.model.config.SamplingDefaults;
import io.github.imagejdiffusion.diffusion.model.config.TargetScale;
import io.github.imagejdiffusion.diffusion.noise.AddressedNoise;
import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.diffusion.paired.ImageScale;
import io.github.imagejdiffusion.diffusion.paired.PlaneRestorer;
import io.github.imagejdiffusion.diffusion.paired.PlaneToRestore;
import io.github.imagejdiffusion.diffusion.paired.Restoration;
import io.github.imagejdiffusion.diffusion.paired.RestorationSink;
import io.github.imagejdiffusion.diffusion.paired.RestoredRows;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.diffusion.planes.PlaneSource;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import io.github.imagejdiffusion.diffusion.sampler.SolverKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/**
 * Restores planes with a model of clean images: draws one whose coarse content is that of the plane ({@link IlvrGuide}).
 * What is finer than the factor is invented, as the model has seen it elsewhere; what is coarser, noise included, is
 * kept.
 *
 * <pre>{@code
 * try (DiffusionModel model = DiffusionModel.open(repository.resolve("fluorescence-prior"), DeviceChoice.AUTO)) {
 *     Ilvr ilvr = new Ilvr(model);
 *     Restoration result = ilvr.restore(image, ilvr.defaults().factor(2).build());
 * }
 * }</pre>
 *
 * <p>Results are in the units of the input, whatever its type, as float: neither rounded nor clipped. The model's own
 * images end at the upper percentile of the plane; of what is brighter, the coarse content is kept all the same.
 *
 * <p>The network sees a plane in tiles, which are fused at every step; the plane itself is held in memory whole. One that
 * would not fit is refused before any work. Thread-safe; calls from several threads take turns at the network.
 * Deterministic: equal image, model, options, place and channel give equal bits on one CPU type and one ONNX Runtime
 * build, whatever the number of threads.
 */
public final class Ilvr {

    /** Runs x pixels that are drawn together; more would only take memory. Does not change a bit of the result. */
    private static final int BATCH_PIXELS = 1 << 21;

    /** Less cannot be seen. */
    private static final double NO_FADING = 5e-4;

    private final DiffusionModel model;
    private final int batchPixels;

    /**
     * For one model.
     *
     * @param model not owned: close it yourself
     * @throws WrongModelException if the model is not of kind prior, or makes images of several channels
     */
    public Ilvr(DiffusionModel model) {
        this(model, BATCH_PIXELS);
    }

    Ilvr(DiffusionModel model, int batchPixels) {
        model.requireKind(
                Set.of(ModelKind.PRIOR),
                "but ILVR follows an image with a model without condition; choose one of kind prior");
        int channels = model.config().targetChannels().size();
        if (channels != 1) {
            throw new WrongModelException("model " + model.name() + " makes images of " + channels
                    + " channels, but channels are restored one by one; choose a model of one channel");
        }
        this.model = model;
        this.batchPixels = batchPixels;
    }

    /**
     * Options preset with the package's steps, runs and block; DDPM as published, with which draws are 0.15 to 0.4 dB nearer to
     * the truth than with DDIM; N = 2, cubic kernel, all steps guided, seed 0.
     */
    public IlvrOptions.Builder defaults() {
        return defaults(model.config());
    }

    /** As {@link #defaults()}, of a model that is not open. */
    public static IlvrOptions.Builder defaults(DiffusionConfig config) {
        SamplingDefaults d = config.defaults();
        return new IlvrOptions.Builder()
                .solver(SolverKind.DDPM)
                .steps(d.steps())
                .runs(d.runs())
                .factor(2)
                .block(config.blocks().core());
    }

    /**
     * Finds out before any image whether the model can do what the options ask for.
     *
     * @throws IllegalArgumentException if steps or block do not fit the model, saying what does
     */
    public void requireUsable(IlvrOptions options) {
        options.draws().requireFit(model);
    }

    /**
     * What a reader of the results must know: what is the image's and what the model's, and whether the noising of the
     * reference costs intensity. One line.
     */
    public String caveat(IlvrOptions options) {
        String invented = invented(options);
        double fading = options.fading(
                model.sampler(options.draws().solver(), options.draws().steps()));
        return fading < NO_FADING
                ? invented
                : invented
                        + String.format(
                                Locale.ROOT,
                                ". The reference was noised as in the released code, which with %d steps moves intensities"
                                        + " by %.1f %% to the middle of the range, and so raises the mean of dark images;"
                                        + " noise it as in the paper, or take more steps",
                                options.draws().steps(),
                                100 * fading);
    }

    DiffusionModel model() {
        return model;
    }

    /** What is the model's. */
    String invented(IlvrOptions options) {
        return "everything finer than " + options.factor() + " pixels of the result was invented by model "
                + model.name() + "; only coarser content, noise included, is the image's";
    }

    /**
     * Network calls that a plane takes: one for each step and tile, for all runs of a batch together.
     *
     * @param width of the result
     * @param height likewise
     */
    public long calls(int width, int height, IlvrOptions options) {
        return new IlvrPlane(model, options, batchPixels).calls(width, height);
    }

    /** Restoration by these options, for stacks. Each channel gets its own noise. */
    public PlaneRestorer with(IlvrOptions options) {
        return PlaneRestorer.of(model, (plane, listener, sink) -> restore(plane, options, listener, sink));
    }

    /**
     * Restoration of images that show one scene, such as repeated exposures: runs follow them in turn, as in {@link
     * #restore(List, IlvrOptions)}.
     *
     * @param others besides the one that is restored; of its size, planes and channels
     * @throws IlvrException if the runs are no multiple of the number of images, the restored one included
     */
    public PlaneRestorer with(IlvrOptions options, List<? extends PlaneSource> others) {
        requireTurns(1 + others.size(), options.draws().runs());
        return new FollowedSources(this, options, others);
    }

    /**
     * The normalisation of one channel at one time point: percentiles over all its planes. They become the ends of the
     * model's range.
     *
     * @param planes each (x, y); each is asked for several times, one after the other
     * @throws io.github.imagejdiffusion.diffusion.normalise.InvalidPixelException for NaN or infinite pixels
     */
    public PercentileLimits limits(List<? extends RandomAccessibleInterval<? extends RealType<?>>> planes) {
        return model.limits(planes);
    }

    /**
     * Restores one 2-D image (x, y), normalised by itself.
     *
     * @throws IllegalArgumentException if the image is not 2-D, or a side is longer than 16,384 pixels
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException as for the method that takes a sink, or for NaN or
     *     infinite pixels
     */
    public <T extends RealType<T>> Restoration restore(RandomAccessibleInterval<T> image, IlvrOptions options) {
        return restore(List.of(Objects.requireNonNull(image, "image")), options);
    }

    /**
     * Restores what several 2-D images (x, y) of one scene show, such as repeated exposures: runs follow them in turn, each
     * one of them, as the samples of a batch do in the released code. The mean is over all, and so is the spread, which
     * then tells of the noise of the images, too. Normalised together.
     *
     * @param references of one size, in register
     * @throws IlvrException if there is none, they differ in size, or the runs are no multiple of their number
     * @throws IllegalArgumentException if an image is not 2-D, or a side is longer than 16,384 pixels
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException as for the method that takes a sink, or for NaN or
     *     infinite pixels
     */
    public <T extends RealType<T>> Restoration restore(
            List<? extends RandomAccessibleInterval<T>> references, IlvrOptions options) {
        requireTurns(references, options.draws().runs());
        PlaneToRestore first = PlaneToRestore.of(references.get(0), limits(references));
        List<? extends RandomAccessibleInterval<T>> others = references.subList(1, references.size());
        return Restoration.collect(
                first.width(),
                first.height(),
                options.spreadIsDefined(),
                sink -> restore(first, others, options, ProgressListener.NONE, sink));
    }

    private static void requireTurns(List<? extends RandomAccessibleInterval<?>> references, int runs) {
        if (references.isEmpty()) {
            throw new IlvrException("there is no reference to follow; give one");
        }
        int width = PlaneMemory.side(references.get(0), 0);
        int height = PlaneMemory.side(references.get(0), 1);
        for (int i = 1; i < references.size(); i++) {
            int otherWidth = PlaneMemory.side(references.get(i), 0);
            int otherHeight = PlaneMemory.side(references.get(i), 1);
            if (otherWidth != width || otherHeight != height) {
                throw new IlvrException("reference " + (i + 1) + " is " + otherWidth + " x " + otherHeight
                        + " pixels, the first " + width + " x " + height + "; crop or resize it to that");
            }
        }
        requireTurns(references.size(), runs);
    }

    private static void requireTurns(int references, int runs) {
        if (runs % references != 0) {
            throw new IlvrException("runs follow " + references + " references in turn, but there are " + runs
                    + "; choose a multiple of " + references);
        }
    }

    /**
     * Restores one plane. A plane of one value comes back as it is, without the network being asked.
     *
     * @param plane with the {@link #limits} of its stack; channels of one plane get different noise, too
     * @param listener told after every network call; throws CancellationException to cancel
     * @param sink takes the result on the grid of the plane
     * @throws io.github.imagejdiffusion.diffusion.filter.FilterException if N is larger than the plane
     * @throws IllegalArgumentException if a side is longer than 16,384 pixels, or the options do not fit the model, see
     *     {@link #requireUsable}
     * @throws IlvrException if the plane does not fit into the memory that Java may use
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException if the network fails
     * @throws java.util.concurrent.CancellationException if the listener throws it
     */
    public void restore(PlaneToRestore plane, IlvrOptions options, ProgressListener listener, RestorationSink sink) {
        restore(plane, List.of(), options, listener, sink);
    }

    /**
     * Follows the plane and others in turn; see the method for one.
     *
     * @param others of its size
     */
    void restore(
            PlaneToRestore plane,
            List<? extends RandomAccessibleInterval<? extends RealType<?>>> others,
            IlvrOptions options,
            ProgressListener listener,
            RestorationSink sink) {
        int width = PlaneMemory.side(plane.pixels(), 0);
        int height = PlaneMemory.side(plane.pixels(), 1);
        requireUsable(options);
        ImageScale scale = new ImageScale(plane.limits(), TargetScale.USUAL);
        if (scale.isFlat()) {
            listener.progressed(0, 1);
            float[] values = PlaneReader.read(plane.pixels(), new FinalInterval(width, height));
            sink.rows(new RestoredRows(values, options.spreadIsDefined() ? new float[values.length] : null));
            listener.progressed(1, 1);
            return;
        }
        options.requireSize(width, height);
        List<RandomAccessibleInterval<? extends RealType<?>>> followed = new ArrayList<>();
        followed.add(plane.pixels());
        followed.addAll(others);
        PlaneMemory.require(width, height, followed.size(), Runtime.getRuntime().maxMemory());
        AddressedNoise noise =
                AddressedNoise.of(options.draws().seed()).at(plane.place()).withFirstChannel(plane.channel());
        new IlvrPlane(model, options, batchPixels).sample(followed, scale, noise, listener, sink);
    }
}
