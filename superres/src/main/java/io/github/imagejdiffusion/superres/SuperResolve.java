package io.github.imagejdiffusion.superres;

import io.github.imagejdiffusion.diffusion.WrongModelException;
import io.github.imagejdiffusion.diffusion.block.Block;
import io.github.imagejdiffusion.diffusion.block.PlaneReader;
import io.github.imagejdiffusion.diffusion.camera.NoiseEstimator;
import io.github.imagejdiffusion.diffusion.camera.NoiseModel;
import io.github.imagejdiffusion.diffusion.guide.Guides;
import io.github.imagejdiffusion.diffusion.model.config.BlockLayout;
import io.github.imagejdiffusion.diffusion.model.config.DiffusionConfig;
import io.github.imagejdiffusion.diffusion.model.config.ModelKind;
import io.github.imagejdiffusion.diffusion.noise.AddressedNoise;
import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.diffusion.paired.BlockGuides;
import io.github.imagejdiffusion.diffusion.paired.ConditionPlane;
import io.github.imagejdiffusion.diffusion.paired.ImageScale;
import io.github.imagejdiffusion.diffusion.paired.PairedBlocks;
import io.github.imagejdiffusion.diffusion.paired.PlaneRestorer;
import io.github.imagejdiffusion.diffusion.paired.PlaneToRestore;
import io.github.imagejdiffusion.diffusion.paired.Restoration;
import io.github.imagejdiffusion.diffusion.paired.RestorationSink;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import io.github.imagejdiffusion.superres.consistency.BackProjectedRows;
import io.github.imagejdiffusion.superres.consistency.BlockMeanGuide;
import io.github.imagejdiffusion.superres.consistency.ConsistentRows;
import io.github.imagejdiffusion.superres.consistency.KeptMeanRows;
import io.github.imagejdiffusion.superres.enlarge.EnlargedPlane;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/**
 * Super-resolves planes with a model of kind sr3 (Saharia et al. 2021, arXiv:2104.07636): the plane is enlarged by cubic
 * interpolation, and the model, conditioned on that, gives the fine image. Each channel on its own. One step gives the
 * mean of all fine images that the model thinks possible, several steps one of them.
 *
 * <pre>{@code
 * try (DiffusionModel model = DiffusionModel.open(repository.resolve("fluorescence-sr-x2"), DeviceChoice.AUTO)) {
 *     SuperResolve superResolve = new SuperResolve(model);
 *     Restoration result = superResolve.superResolve(image, superResolve.defaults().build());
 * }
 * }</pre>
 *
 * <p>Results have factor times the width and height, whatever these are, in the units of the input, whatever its type, as
 * float: neither rounded nor clipped, but for tiny planes of whole numbers, see {@link KeptMeanRows}. A coarse pixel
 * covers factor x factor fine ones.
 *
 * <p>Thread-safe; calls from several threads take turns at the network. Deterministic: equal image, model, options and
 * plane give equal bits on one CPU type and one ONNX Runtime build, whatever the number of threads.
 */
public final class SuperResolve {

    /** Runs x fine pixels of one network call; more would only take memory. Does not change a bit of the result. */
    private static final int BATCH_PIXELS = 1 << 22;

    private final DiffusionModel model;
    private final int factor;

    /**
     * For one model.
     *
     * @param model not owned: close it yourself
     * @throws WrongModelException if the model is not of kind sr3, or does not take one channel to one
     */
    public SuperResolve(DiffusionModel model) {
        model.requireKind(Set.of(ModelKind.SR3), "which does not super-resolve; choose a model of kind sr3");
        PairedBlocks.requireOneChannel(model, "super-resolved");
        this.model = model;
        this.factor = model.config().factor().orElseThrow();
    }

    /** By which widths and heights grow. */
    public int factor() {
        return factor;
    }

    /** Options preset with the package's defaults; seed 0, one run, the mean, not consistent. */
    public SuperResolveOptions.Builder defaults() {
        return defaults(model.config());
    }

    /** As {@link #defaults()}, of a model that is not open. */
    public static SuperResolveOptions.Builder defaults(DiffusionConfig config) {
        return new SuperResolveOptions.Builder(config);
    }

    /**
     * Finds out before any image whether the model can do what the options ask for.
     *
     * @throws IllegalArgumentException if steps, sampler or block do not fit the model, saying what does
     */
    public void requireUsable(SuperResolveOptions options) {
        BlockLayout layout = model.config().blocks();
        if (options.consistent() && layout.stride() % factor != 0) {
            throw new IllegalArgumentException("model " + model.name() + " cuts images at multiples of "
                    + layout.stride() + " pixels, which are not whole pixels of the coarse image; its results cannot be"
                    + " made consistent at each step: leave that out");
        }
        options.draws().requireFit(model);
    }

    /**
     * Java memory that a plane takes while it is super-resolved in parts, without the result and without what the network
     * itself needs; an estimate.
     *
     * @param width of the coarse plane
     * @return bytes
     */
    public long memoryNeeded(long width, long height, SuperResolveOptions options) {
        BlockLayout layout = model.config().blocks();
        long side = options.draws().block() + 2L * layout.halo();
        long region = Math.min(side, width * factor) * Math.min(side, height * factor);
        long band = width * factor * Math.min(side, height * factor);
        long maps = options.spreadIsDefined() ? 2 : 1;
        // A region: condition, sums in double, and six tensors of each run of a batch. A band: held and given out.
        long runs = Math.max(1, Math.min(options.draws().runs(), BATCH_PIXELS / Math.max(1, region)));
        long sampling =
                region * (Float.BYTES + 2 * Double.BYTES + 6 * Float.BYTES * runs) + 2 * maps * band * Float.BYTES;
        // Rows held for it, and copies of them that are judged and corrected; twice that while the buffer grows.
        long held = Math.min(Math.max(BackProjectedRows.MOST_HELD, band), width * factor * height * factor);
        return sampling + (options.backProject() ? (3 + maps) * held * Float.BYTES : 0);
    }

    /** Super-resolution by these options, for stacks. Channels of one plane share their noise. */
    public PlaneRestorer with(SuperResolveOptions options) {
        return PlaneRestorer.of(model, (plane, listener, sink) -> superResolve(plane, options, listener, sink));
    }

    /**
     * Super-resolves one 2-D image (x, y), normalised by itself.
     *
     * @throws IllegalArgumentException if the image is not 2-D or the result does not fit into one array
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException if the network fails, or for NaN or infinite pixels
     */
    public <T extends RealType<T>> Restoration superResolve(
            RandomAccessibleInterval<T> image, SuperResolveOptions options) {
        ConditionPlane.require(Objects.requireNonNull(image, "image"));
        return superResolve(PlaneToRestore.of(image, limits(List.of(image))), options, ProgressListener.NONE);
    }

    /**
     * The normalisation of one channel at one time point: percentiles over all its planes.
     *
     * @param planes each (x, y); each is asked for several times, one after the other
     * @throws io.github.imagejdiffusion.diffusion.normalise.InvalidPixelException for NaN or infinite pixels
     */
    public PercentileLimits limits(List<? extends RandomAccessibleInterval<? extends RealType<?>>> planes) {
        return model.limits(planes);
    }

    /**
     * Super-resolves one plane.
     *
     * @see #superResolve(PlaneToRestore, SuperResolveOptions, ProgressListener, RestorationSink)
     * @throws IllegalArgumentException also if the result does not fit into one array
     */
    public Restoration superResolve(PlaneToRestore plane, SuperResolveOptions options, ProgressListener listener) {
        return Restoration.collect(
                Math.multiplyExact(plane.width(), factor),
                Math.multiplyExact(plane.height(), factor),
                options.spreadIsDefined(),
                sink -> superResolve(plane, options, listener, sink));
    }

    /**
     * Super-resolves one plane of any size in bounded memory: the image is read and the result given out in parts. A plane
     * of one value comes back as one value, without the network being asked.
     *
     * @param plane with the {@link #limits} of its stack; read by parts, each pixel several times. Noise does not depend
     *     on the channel
     * @param listener told after every network call; throws CancellationException to cancel
     * @param sink takes the result on the fine grid
     * @throws IllegalArgumentException if the options ask for what cannot be done, see {@link #requireUsable}
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException if the network fails
     * @throws java.util.concurrent.CancellationException if the listener throws it
     */
    public void superResolve(
            PlaneToRestore plane, SuperResolveOptions options, ProgressListener listener, RestorationSink sink) {
        requireUsable(options);
        EnlargedPlane enlarged = new EnlargedPlane(plane.pixels(), factor);
        ImageScale scale = new ImageScale(plane.limits(), model.config().targetScale());
        PairedBlocks blocks = new PairedBlocks(model, options.draws(), BATCH_PIXELS);
        if (scale.isFlat()) {
            boolean consistent = options.consistent();
            blocks.copy(enlarged, listener, consistent ? new ConsistentRows(plane.pixels(), factor, sink) : sink);
            return;
        }
        RestorationSink target = finish(plane, options, sink);
        AddressedNoise noise =
                AddressedNoise.of(options.draws().seed()).at(plane.place().enlarged(factor));
        BlockGuides guides =
                options.consistent() ? block -> blockMeans(plane.pixels(), scale, block) : BlockGuides.none();
        blocks.sample(enlarged, scale, noise, guides, listener, target);
    }

    /** What becomes of the model's rows. */
    private RestorationSink finish(PlaneToRestore plane, SuperResolveOptions options, RestorationSink sink) {
        if (options.consistent()) {
            return new ConsistentRows(plane.pixels(), factor, sink);
        }
        if (!options.backProject()) {
            return sink;
        }
        if (KeptMeanRows.isTiny(plane.width(), plane.height())) {
            return new KeptMeanRows(plane.pixels(), factor, sink);
        }
        NoiseModel noise = NoiseEstimator.estimate(List.of(plane.pixels())).orElse(null);
        return new BackProjectedRows(plane.pixels(), factor, plane.limits(), noise, options.psf(), sink);
    }

    private Guides blockMeans(RandomAccessibleInterval<? extends RealType<?>> plane, ImageScale scale, Block block) {
        Interval region = block.region();
        long[] min = {region.min(0) / factor, region.min(1) / factor};
        long[] max = {region.max(0) / factor, region.max(1) / factor};
        float[] record = PlaneReader.read(plane, new FinalInterval(min, max));
        scale.toNetwork(record);
        int width = (int) (max[0] - min[0] + 1);
        return Guides.builder().onX0(new BlockMeanGuide(record, factor, width)).build();
    }
}
