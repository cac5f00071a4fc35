package io.github.imagejdiffusion.superres.ops;

import io.github.imagejdiffusion.diffusion.model.ModelRepository;
import io.github.imagejdiffusion.diffusion.onnx.DeviceChoice;
import io.github.imagejdiffusion.diffusion.paired.RestoredStack;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.diffusion.planes.PlaneStack;
import io.github.imagejdiffusion.superres.SuperResolve;
import io.github.imagejdiffusion.superres.SuperResolveOptions;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;
import org.scijava.ops.spi.Nullable;

/**
 * Super-resolution ops. The build indexes what stands below by its {@code @implNote}, and takes types and descriptions
 * from the Javadoc; a quotation mark or apostrophe in there would confuse the indexer.
 *
 * <p>Images are (x, y), (x, y, z) or (x, y, z, t, ...). Each plane is super-resolved by itself, x and y grow by the factor
 * of the model and begin at 0, the rest stays. The z planes of one time point are normalised together; every further
 * dimension counts as time.
 *
 * <p>Equal image, model, options and seed give equal bits on one CPU type and one ONNX Runtime build. Thread-safe; calls
 * that share an open model take turns at it.
 */
public final class SuperResolveOps {

    private SuperResolveOps() {}

    /**
     * Super-resolves an image, plane by plane, with a model that is opened for this call.
     *
     * @param <T> pixel type of the image
     * @param image to super-resolve: (x, y), (x, y, z) or (x, y, z, t)
     * @param model name or path of a model package, for example fluorescence-sr-x2
     * @param options everything else that decides the pixels; by default the measured defaults of the package
     * @param seed of the noise that draws start from; by default that of the options, which is 0 unless set
     * @return the fine image in the units of the image, neither rounded nor clipped
     * @throws IllegalArgumentException if image or options do not fit the model
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException if there is no such model, if it cannot be used, or
     *     for NaN or infinite pixels
     * @implNote op names='transform.superResolve'
     */
    public static <T extends RealType<T>> RandomAccessibleInterval<FloatType> superResolve(
            RandomAccessibleInterval<T> image,
            String model,
            @Nullable SuperResolveOptions options,
            @Nullable Long seed) {
        try (DiffusionModel opened =
                DiffusionModel.open(ModelRepository.ofEnvironment(List.of()).resolve(model), DeviceChoice.AUTO)) {
            return superResolve(image, opened, options, seed);
        }
    }

    /**
     * Super-resolves an image, plane by plane, with an open model, which stays open.
     *
     * @param <T> pixel type of the image
     * @param image to super-resolve: (x, y), (x, y, z) or (x, y, z, t)
     * @param model an open model
     * @param options everything else that decides the pixels; by default the measured defaults of the package
     * @param seed of the noise that draws start from; by default that of the options, which is 0 unless set
     * @return the fine image in the units of the image, neither rounded nor clipped
     * @throws IllegalArgumentException if image or options do not fit the model
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException if the model cannot be used, or for NaN or infinite
     *     pixels
     * @implNote op names='transform.superResolve'
     */
    public static <T extends RealType<T>> RandomAccessibleInterval<FloatType> superResolve(
            RandomAccessibleInterval<T> image,
            DiffusionModel model,
            @Nullable SuperResolveOptions options,
            @Nullable Long seed) {
        SuperResolve superResolve = new SuperResolve(model);
        SuperResolveOptions chosen = options == null ? superResolve.defaults().build() : options;
        if (seed != null) {
            chosen = chosen.toBuilder().seed(seed).build();
        }
        superResolve.requireUsable(chosen);
        return RestoredStack.of(new PlaneStack<>(image, 1), superResolve.factor(), superResolve.with(chosen));
    }
}
