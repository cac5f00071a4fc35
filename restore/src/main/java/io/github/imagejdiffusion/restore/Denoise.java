package io.github.imagejdiffusion.restore;

import io.github.imagejdiffusion.diffusion.WrongModelException;
import io.github.imagejdiffusion.diffusion.model.config.DiffusionConfig;
import io.github.imagejdiffusion.diffusion.model.config.ErrorLaw;
import io.github.imagejdiffusion.diffusion.model.config.ModelKind;
import io.github.imagejdiffusion.diffusion.noise.AddressedNoise;
import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.diffusion.paired.BlockGuides;
import io.github.imagejdiffusion.diffusion.paired.ConditionPlane;
import io.github.imagejdiffusion.diffusion.paired.Draws;
import io.github.imagejdiffusion.diffusion.paired.ExpectedError;
import io.github.imagejdiffusion.diffusion.paired.ImageScale;
import io.github.imagejdiffusion.diffusion.paired.PairedBlocks;
import io.github.imagejdiffusion.diffusion.paired.PlaneRestorer;
import io.github.imagejdiffusion.diffusion.paired.PlaneToRestore;
import io.github.imagejdiffusion.diffusion.paired.Restoration;
import io.github.imagejdiffusion.diffusion.paired.RestorationSink;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/**
 * Denoises planes with a model that was trained to give the clean image of a noisy one (Saharia et al. 2021,
 * arXiv:2104.07636, conditional diffusion), blindly: it is not told how strong the noise is. Each channel on its own.
 *
 * <pre>{@code
 * try (DiffusionModel model = DiffusionModel.open(repository.resolve("fluorescence-denoise"), DeviceChoice.AUTO)) {
 *     Denoise denoise = new Denoise(model);
 *     Restoration result = denoise.denoise(image, denoise.defaults().build());
 * }
 * }</pre>
 *
 * <p>Results are in the units of the input, whatever its type, as float: neither rounded nor clipped.
 *
 * <p>Thread-safe; calls from several threads take turns at the network. Deterministic: equal image, model, options and
 * plane give equal bits on one CPU type and one ONNX Runtime build, whatever the number of threads.
 */
public final class Denoise {

    /** Runs x pixels of one network call; more would only take memory. Does not change a bit of the result. */
    private static final int BATCH_PIXELS = 1 << 22;

    private static final Set<ModelKind> KINDS = Set.of(ModelKind.PAIRED, ModelKind.DENOISE);

    private final DiffusionModel model;
    private final int batchPixels;

    /**
     * For one model.
     *
     * @param model not owned: close it yourself
     * @throws WrongModelException if the model is not of kind paired or denoise, or does not take one channel to one
     */
    public Denoise(DiffusionModel model) {
        this(model, BATCH_PIXELS);
    }

    Denoise(DiffusionModel model, int batchPixels) {
        model.requireKind(KINDS, "which does not denoise; choose a model of kind paired or denoise");
        PairedBlocks.requireOneChannel(model, "denoised");
        this.model = model;
        this.batchPixels = batchPixels;
    }

    /** Options preset with the package's defaults; seed 0, one run, the mean. */
    public DenoiseOptions.Builder defaults() {
        return defaults(model.config());
    }

    /** As {@link #defaults()}, of a model that is not open. */
    public static DenoiseOptions.Builder defaults(DiffusionConfig config) {
        return new DenoiseOptions.Builder(config);
    }

    /**
     * Finds out before any image whether the model can do what the options ask for.
     *
     * @throws IllegalArgumentException if steps, sampler or block do not fit the model, saying what does
     */
    public void requireUsable(DenoiseOptions options) {
        options.draws().requireFit(model);
    }

    /**
     * How large the error of a result is where its draws differ: for {@link ExpectedError}.
     *
     * @return empty if the options give no spread, or the model was not calibrated for such draws: for as many steps, by
     *     its own solver, and in one orientation
     */
    public Optional<ErrorLaw> errorLaw(DenoiseOptions options) {
        Draws draws = options.draws();
        boolean usual = draws.solver() == model.config().defaults().sampler() && draws.orientations() == 1;
        return model.config().errorLaws().stream()
                .filter(law -> usual && options.spreadIsDefined() && law.steps() == draws.steps())
                .findFirst();
    }

    /** Denoising by these options, for stacks. Channels of one plane share their noise. */
    public PlaneRestorer with(DenoiseOptions options) {
        return PlaneRestorer.of(model, (plane, listener, sink) -> denoise(plane, options, listener, sink));
    }

    /**
     * Denoises one 2-D image (x, y), normalised by itself.
     *
     * @throws IllegalArgumentException if the image is not 2-D or does not fit into one array
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException if the network fails, or for NaN or infinite pixels
     */
    public <T extends RealType<T>> Restoration denoise(RandomAccessibleInterval<T> image, DenoiseOptions options) {
        ConditionPlane.require(Objects.requireNonNull(image, "image"));
        return denoise(PlaneToRestore.of(image, limits(List.of(image))), options, ProgressListener.NONE);
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
     * Denoises one plane.
     *
     * @see #denoise(PlaneToRestore, DenoiseOptions, ProgressListener, RestorationSink)
     * @throws IllegalArgumentException also if the plane does not fit into one array
     */
    public Restoration denoise(PlaneToRestore plane, DenoiseOptions options, ProgressListener listener) {
        return Restoration.collect(
                plane.width(),
                plane.height(),
                options.spreadIsDefined(),
                sink -> denoise(plane, options, listener, sink));
    }

    /**
     * Denoises one plane of any size in bounded memory: the image is read and the result given out in parts. A plane of
     * one value comes back as it is, without the network being asked.
     *
     * @param plane with the {@link #limits} of its stack; read by parts, each pixel several times. Noise does not depend
     *     on the channel
     * @param listener told after every network call; throws CancellationException to cancel
     * @param sink takes the result on the grid of the input
     * @throws IllegalArgumentException if the options ask for what cannot be done, see {@link #requireUsable}
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException if the network fails
     * @throws java.util.concurrent.CancellationException if the listener throws it
     */
    public void denoise(PlaneToRestore plane, DenoiseOptions options, ProgressListener listener, RestorationSink sink) {
        requireUsable(options);
        ConditionPlane condition = ConditionPlane.of(plane.pixels());
        ImageScale scale = new ImageScale(plane.limits(), model.config().targetScale());
        PairedBlocks blocks = new PairedBlocks(model, options.draws(), batchPixels);
        if (scale.isFlat()) {
            blocks.copy(condition, listener, sink);
            return;
        }
        AddressedNoise noise = AddressedNoise.of(options.draws().seed()).at(plane.place());
        blocks.sample(condition, scale, noise, BlockGuides.none(), listener, sink);
    }
}
