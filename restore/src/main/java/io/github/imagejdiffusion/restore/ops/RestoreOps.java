package io.github.imagejdiffusion.restore.ops;

import io.github.imagejdiffusion.diffusion.model.ModelRepository;
import io.github.imagejdiffusion.diffusion.onnx.DeviceChoice;
import io.github.imagejdiffusion.diffusion.paired.RestoredStack;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.diffusion.planes.PlaneStack;
import io.github.imagejdiffusion.restore.Denoise;
import io.github.imagejdiffusion.restore.DenoiseOptions;
import io.github.imagejdiffusion.restore.ilvr.Ilvr;
import io.github.imagejdiffusion.restore.ilvr.IlvrOptions;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;
import org.scijava.ops.spi.Nullable;

/**
 * Restoration ops. The build indexes what stands below by its {@code @implNote}, and takes types and descriptions from
 * the Javadoc; a quotation mark or apostrophe in there would confuse the indexer.
 *
 * <p>Images are (x, y), (x, y, z) or (x, y, z, t, ...). Each plane is restored by itself. The z planes of one time point
 * are normalised together; every further dimension counts as time.
 *
 * <p>Equal image, model, options and seed give equal bits on one CPU type and one ONNX Runtime build. Thread-safe; calls
 * that share an open model take turns at it.
 */
public final class RestoreOps {

    private RestoreOps() {}

    /**
     * Takes the noise out of an image, plane by plane, with a model that is opened for this call.
     *
     * @param <T> pixel type of the image
     * @param image to denoise: (x, y), (x, y, z) or (x, y, z, t)
     * @param model name or path of a model package, for example fluorescence-denoise
     * @param options everything else that decides the pixels; by default the measured defaults of the package
     * @param seed of the noise that draws start from; by default that of the options, which is 0 unless set
     * @return the restored image in the units of the image, neither rounded nor clipped
     * @throws IllegalArgumentException if image or options do not fit the model
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException if there is no such model, if it cannot be used, or
     *     for NaN or infinite pixels
     * @implNote op names='restore.denoise'
     */
    public static <T extends RealType<T>> RandomAccessibleInterval<FloatType> denoise(
            RandomAccessibleInterval<T> image, String model, @Nullable DenoiseOptions options, @Nullable Long seed) {
        try (DiffusionModel opened =
                DiffusionModel.open(ModelRepository.ofEnvironment(List.of()).resolve(model), DeviceChoice.AUTO)) {
            return denoise(image, opened, options, seed);
        }
    }

    /**
     * Takes the noise out of an image, plane by plane, with an open model, which stays open.
     *
     * @param <T> pixel type of the image
     * @param image to denoise: (x, y), (x, y, z) or (x, y, z, t)
     * @param model an open model
     * @param options everything else that decides the pixels; by default the measured defaults of the package
     * @param seed of the noise that draws start from; by default that of the options, which is 0 unless set
     * @return the restored image in the units of the image, neither rounded nor clipped
     * @throws IllegalArgumentException if image or options do not fit the model
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException if the model cannot be used, or for NaN or infinite
     *     pixels
     * @implNote op names='restore.denoise'
     */
    public static <T extends RealType<T>> RandomAccessibleInterval<FloatType> denoise(
            RandomAccessibleInterval<T> image,
            DiffusionModel model,
            @Nullable DenoiseOptions options,
            @Nullable Long seed) {
        Denoise denoise = new Denoise(model);
        DenoiseOptions chosen = options == null ? denoise.defaults().build() : options;
        if (seed != null) {
            chosen = chosen.toBuilder().seed(seed).build();
        }
        denoise.requireUsable(chosen);
        return RestoredStack.of(new PlaneStack<>(image, 1), 1, denoise.with(chosen));
    }

    /**
     * Draws an image of a model of clean images that has the coarse content of this one, plane by plane, with a model that
     * is opened for this call. What is finer than the factor is invented by the model.
     *
     * @param <T> pixel type of the image
     * @param image to restore: (x, y), (x, y, z) or (x, y, z, t)
     * @param model name or path of a model package, for example fluorescence-prior
     * @param options everything else that decides the pixels; by default the measured defaults of the package
     * @param seed of all noise; by default that of the options, which is 0 unless set
     * @return the restored image in the units of the image, neither rounded nor clipped
     * @throws IllegalArgumentException if image or options do not fit the model
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException if there is no such model, if it cannot be used, or
     *     for NaN or infinite pixels
     * @implNote op names='restore.ilvr'
     */
    public static <T extends RealType<T>> RandomAccessibleInterval<FloatType> ilvr(
            RandomAccessibleInterval<T> image, String model, @Nullable IlvrOptions options, @Nullable Long seed) {
        try (DiffusionModel opened =
                DiffusionModel.open(ModelRepository.ofEnvironment(List.of()).resolve(model), DeviceChoice.AUTO)) {
            return ilvr(image, opened, options, seed);
        }
    }

    /**
     * Draws an image of a model of clean images that has the coarse content of this one, plane by plane, with an open
     * model, which stays open. What is finer than the factor is invented by the model.
     *
     * @param <T> pixel type of the image
     * @param image to restore: (x, y), (x, y, z) or (x, y, z, t)
     * @param model an open model
     * @param options everything else that decides the pixels; by default the measured defaults of the package
     * @param seed of all noise; by default that of the options, which is 0 unless set
     * @return the restored image in the units of the image, neither rounded nor clipped
     * @throws IllegalArgumentException if image or options do not fit the model
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException if the model cannot be used, or for NaN or infinite
     *     pixels
     * @implNote op names='restore.ilvr'
     */
    public static <T extends RealType<T>> RandomAccessibleInterval<FloatType> ilvr(
            RandomAccessibleInterval<T> image,
            DiffusionModel model,
            @Nullable IlvrOptions options,
            @Nullable Long seed) {
        Ilvr ilvr = new Ilvr(model);
        IlvrOptions chosen = options == null ? ilvr.defaults().build() : options;
        if (seed != null) {
            chosen = chosen.toBuilder().seed(seed).build();
        }
        ilvr.requireUsable(chosen);
        return RestoredStack.of(new PlaneStack<>(image, 1), 1, ilvr.with(chosen));
    }
}
