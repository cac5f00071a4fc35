package io.github.imagejdiffusion.superres;

import io.github.imagejdiffusion.diffusion.block.Block;
import io.github.imagejdiffusion.diffusion.block.PlaneReader;
import io.github.imagejdiffusion.diffusion.camera.NoiseEstimator;
import io.github.imagejdiffusion.diffusion.camera.NoiseModel;
import io.github.imagejdiffusion.diffusion.guide.Guides;
import io.github.imagejdiffusion.diffusion.model.config.BlockLayout;
import io.github.imagejdiffusion.diffusion.model.config.DiffusionConfig;
import io.github.imagejdiffusion.diffusion.model.config.ModelKind;
import io.github.imagejdiffusion.diffusion.model.config.SamplingDefaults;
import io.github.imagejdiffusion.diffusion.noise.AddressedNoise;
import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.diffusion.paired.BlockGuides;
import io.github.imagejdiffusion.diffusion.paired.ConditionPlane;
import io.github.imagejdiffusion.diffusion.paired.ImageScale;
import io.github.imagejdiffusion.diffusion.paired.PairedBlocks;
import io.github.imagejdiffusion.diffusion.paired.PlaneRestorer;
import io.github.imagejdiffusion.diffusion.paired.Restoration;
import io.github.imagejdiffusion.diffusion.paired.RestorationCollector;
import io.github.imagejdiffusion.diffusion.paired.RestorationSink;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.diffusion.planes.PlaneAddress;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import io.github.imagejdiffusion.diffusion.sampler.SamplerException;
import io.github.imagejdiffusion.diffusion.schedule.ScheduleException;
import io.github.imagejdiffusion.superres.consistency.BackProjectedRows;
import io.github.imagejdiffusion.superres.consistency.BlockMeanGuide;
import io.github.imagejdiffusion.superres.consistency.ConsistentRows;
import io.github.imagejdiffusion.superres.consistency.KeptMeanRows;
import io.github.imagejdiffusion.superres.enlarge.EnlargedPlane;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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
        DiffusionConfig config = model.config();
        if (config.kind() != ModelKind.SR3) {
            throw new WrongModelException("model " + model.name() + " is of kind "
                    + config.kind().name().toLowerCase(Locale.ROOT)
                    + ", which does not super-resolve; choose a model of kind sr3");
        }
        if (config.imageChannels() != 1 || config.targetChannels().size() != 1) {
            throw new WrongModelException("model " + model.name() + " takes " + config.imageChannels()
                    + " channels to " + config.targetChannels().size()
                    + ", but channels are super-resolved one by one; choose a model of one channel");
        }
        this.model = model;
        this.factor = config.factor().orElseThrow();
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
        SamplingDefaults d = config.defaults();
        return new SuperResolveOptions.Builder(d.steps(), config.schedule().numTrainTimesteps(), d.orientations())
                .solver(d.sampler())
                .runs(d.runs())
                .block(config.blocks().core());
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
        try {
            blocks(options).grid(1, 1);
        } catch (SamplerException | ScheduleException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private PairedBlocks blocks(SuperResolveOptions options) {
        return new PairedBlocks(model, options.draws(), BATCH_PIXELS);
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
        return new Planes(this, options);
    }

    private record Planes(SuperResolve superResolve, SuperResolveOptions options) implements PlaneRestorer {

        @Override
        public PercentileLimits limits(List<? extends RandomAccessibleInterval<? extends RealType<?>>> planes) {
            return superResolve.limits(planes);
        }

        @Override
        public void restore(
                RandomAccessibleInterval<? extends RealType<?>> plane,
                PercentileLimits limits,
                PlaneAddress place,
                int channel,
                ProgressListener listener,
                RestorationSink sink) {
            superResolve.superResolve(plane, limits, place, options, listener, sink);
        }
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
        return superResolve(image, limits(List.of(image)), PlaneAddress.whole(0), options, ProgressListener.NONE);
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
     * @see #superResolve(RandomAccessibleInterval, PercentileLimits, PlaneAddress, SuperResolveOptions, ProgressListener,
     *     RestorationSink)
     * @throws IllegalArgumentException also if the result does not fit into one array
     */
    public Restoration superResolve(
            RandomAccessibleInterval<? extends RealType<?>> plane,
            PercentileLimits limits,
            PlaneAddress place,
            SuperResolveOptions options,
            ProgressListener listener) {
        ConditionPlane.require(plane);
        long width = Math.multiplyExact(plane.dimension(0), factor);
        long height = Math.multiplyExact(plane.dimension(1), factor);
        RestorationCollector collector = RestorationCollector.of(width, height, options.spreadIsDefined());
        superResolve(plane, limits, place, options, listener, collector);
        return collector.result();
    }

    /**
     * Super-resolves one plane of any size in bounded memory: the image is read and the result given out in parts. A plane
     * of one value comes back as one value, without the network being asked.
     *
     * @param plane 2-D (x, y), any type; read by parts, each pixel several times
     * @param limits normalisation of its stack, see {@link #limits}
     * @param place in the source: planes of one stack get different noise
     * @param listener told after every network call; throws CancellationException to cancel
     * @param sink takes the result on the fine grid
     * @throws IllegalArgumentException if the plane is not 2-D or empty, or the options ask for what cannot be done, see
     *     {@link #requireUsable}
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException if the network fails
     * @throws java.util.concurrent.CancellationException if the listener throws it
     */
    public void superResolve(
            RandomAccessibleInterval<? extends RealType<?>> plane,
            PercentileLimits limits,
            PlaneAddress place,
            SuperResolveOptions options,
            ProgressListener listener,
            RestorationSink sink) {
        ConditionPlane.require(plane);
        requireUsable(options);
        EnlargedPlane enlarged = new EnlargedPlane(plane, factor);
        ImageScale scale = new ImageScale(limits, model.config().targetScale());
        if (scale.isFlat()) {
            blocks(options)
                    .copy(enlarged, listener, options.consistent() ? new ConsistentRows(plane, factor, sink) : sink);
            return;
        }
        RestorationSink target = finish(plane, limits, options, sink);
        AddressedNoise noise = AddressedNoise.of(options.draws().seed())
                .withPlane(place.plane())
                .withOrigin(fine(place.y()), fine(place.x()));
        BlockGuides guides = options.consistent() ? block -> blockMeans(plane, scale, block) : BlockGuides.none();
        blocks(options).sample(enlarged, scale, noise, guides, listener, target);
    }

    /** What becomes of the model's rows. */
    private RestorationSink finish(
            RandomAccessibleInterval<? extends RealType<?>> plane,
            PercentileLimits limits,
            SuperResolveOptions options,
            RestorationSink sink) {
        if (options.consistent()) {
            return new ConsistentRows(plane, factor, sink);
        }
        if (!options.backProject()) {
            return sink;
        }
        if (KeptMeanRows.isTiny(plane.dimension(0), plane.dimension(1))) {
            return new KeptMeanRows(plane, factor, sink);
        }
        NoiseModel noise = NoiseEstimator.estimate(List.of(plane)).orElse(null);
        return new BackProjectedRows(plane, factor, limits, noise, options.psf(), sink);
    }

    private int fine(long coarse) {
        return Math.toIntExact(Math.multiplyExact(coarse, factor));
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
