package io.github.imagejdiffusion.restore.ilvr;

import io.github.imagejdiffusion.diffusion.block.PlaneReader;
import io.github.imagejdiffusion.diffusion.guide.Guides;
import io.github.imagejdiffusion.diffusion.model.config.BlockLayout;
import io.github.imagejdiffusion.diffusion.model.config.ModelKind;
import io.github.imagejdiffusion.diffusion.model.config.SamplingDefaults;
import io.github.imagejdiffusion.diffusion.network.DiffusionNetwork.BoundDenoiser;
import io.github.imagejdiffusion.diffusion.noise.AddressedNoise;
import io.github.imagejdiffusion.diffusion.noise.NoiseStream;
import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.diffusion.normalise.Percentiles;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import io.github.imagejdiffusion.diffusion.sampler.DiffusionSampler;
import io.github.imagejdiffusion.diffusion.sampler.SolverKind;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import io.github.imagejdiffusion.restore.WrongModelException;
import java.util.List;
import java.util.Locale;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/**
 * Restores planes with a model of clean images: draws one whose coarse content is that of the plane ({@link IlvrGuide}).
 * What is finer than the factor is invented, as the model has seen it elsewhere; what is coarser, noise included, is
 * kept.
 *
 * <p>The network sees a plane in tiles, which are fused at every step. The whole plane is in memory, about 40 bytes a
 * pixel. Thread-safe; calls from several threads take turns at the network. Deterministic: equal image, model and options
 * give equal bits on one CPU type and one ONNX Runtime build.
 */
public final class Ilvr {

    private static final int LARGEST_SIDE = 16_384;

    private final DiffusionModel model;

    /**
     * For one model.
     *
     * @param model not owned: close it yourself
     * @throws WrongModelException if the model is not of kind prior, or makes images of several channels
     */
    public Ilvr(DiffusionModel model) {
        if (model.config().kind() != ModelKind.PRIOR) {
            throw new WrongModelException("model " + model.name() + " is of kind "
                    + model.config().kind().name().toLowerCase(Locale.ROOT)
                    + ", but ILVR follows an image with a model without condition; choose one of kind prior");
        }
        int channels = model.config().targetChannels().size();
        if (channels != 1) {
            throw new WrongModelException("model " + model.name() + " makes images of " + channels
                    + " channels, but planes have 1; choose a model of one channel");
        }
        this.model = model;
    }

    /** Options preset with the package's number of steps, N = 4, the cubic kernel, all steps guided, seed 0. */
    public IlvrOptions.Builder defaults() {
        SamplingDefaults d = model.config().defaults();
        SolverKind solver = d.sampler().isMultistep() ? SolverKind.DDPM : d.sampler();
        return new IlvrOptions.Builder().solver(solver).steps(d.steps());
    }

    /**
     * Restores one plane. A plane of one value comes back as it is.
     *
     * @param plane 2-D (x, y), any type; its percentiles become the ends of the model's range
     * @param listener told after every step; throws CancellationException to cancel
     * @return row-major, in the units of the plane, neither rounded nor clipped to its type
     * @throws io.github.imagejdiffusion.diffusion.filter.FilterException if N is larger than the plane
     * @throws IllegalArgumentException if the plane is not 2-D, or a side is longer than 16,384 pixels
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException if the steps do not fit the model, the network
     *     fails, or for NaN or infinite pixels
     * @throws java.util.concurrent.CancellationException if the listener throws it
     */
    public float[] restore(
            RandomAccessibleInterval<? extends RealType<?>> plane, IlvrOptions options, ProgressListener listener) {
        int width = side(plane, 0);
        int height = side(plane, 1);
        options.requireSize(width, height);
        PercentileLimits limits = Percentiles.range(
                List.of(plane),
                model.config().normalisation().low(),
                model.config().normalisation().high());
        if (limits.low() == limits.high()) {
            return PlaneReader.read(plane, new FinalInterval(width, height));
        }
        Tensor reference = reference(plane, limits);
        Tensor restored = sample(reference, options, listener);
        float[] out = new float[width * height];
        double half = ((double) limits.high() - limits.low()) / 2;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                out[y * width + x] = (float) (limits.low() + half * (restored.get(0, 0, y, x) + 1));
            }
        }
        return out;
    }

    private static int side(RandomAccessibleInterval<?> plane, int d) {
        if (plane.numDimensions() != 2) {
            throw new IllegalArgumentException(
                    "a plane has 2 dimensions, but this has " + plane.numDimensions() + "; give its planes one by one");
        }
        if (plane.dimension(d) < 1 || plane.dimension(d) > LARGEST_SIDE) {
            throw new IllegalArgumentException("a plane of " + plane.dimension(0) + " x " + plane.dimension(1)
                    + " pixels cannot be restored at once; sides may have 1 to " + LARGEST_SIDE + " pixels: crop it");
        }
        return (int) plane.dimension(d);
    }

    /** In the model's range, mirrored up to sizes that the network takes. */
    private Tensor reference(RandomAccessibleInterval<? extends RealType<?>> plane, PercentileLimits limits) {
        int stride = model.config().blocks().stride();
        int width = (int) ((plane.dimension(0) - 1) / stride + 1) * stride;
        int height = (int) ((plane.dimension(1) - 1) / stride + 1) * stride;
        float[] values = PlaneReader.read(plane, new FinalInterval(width, height));
        limits.apply(values);
        for (int i = 0; i < values.length; i++) {
            values[i] = 2 * values[i] - 1;
        }
        return Tensor.wrap(1, 1, height, width, values);
    }

    private Tensor sample(Tensor reference, IlvrOptions options, ProgressListener listener) {
        DiffusionSampler sampler = model.sampler(options.solver(), options.steps());
        BlockLayout blocks = model.config().blocks();
        AddressedNoise noise = AddressedNoise.of(options.seed());
        Tensor start = reference.zerosLike();
        noise.fill(start, 0, NoiseStream.START);
        Guides guides = Guides.builder().onNext(options.guide(reference)).build();
        listener.progressed(0, options.steps());
        try (BoundDenoiser network = model.network().unconditional()) {
            FusedTiles tiles = new FusedTiles(network, blocks.core(), blocks.halo(), blocks.stride());
            return sampler.sample(
                    tiles, start, noise, guides, step -> listener.progressed(step.index() + 1L, options.steps()));
        }
    }
}
