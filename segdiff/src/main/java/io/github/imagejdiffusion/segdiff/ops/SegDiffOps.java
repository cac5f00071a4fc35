package io.github.imagejdiffusion.segdiff.ops;

import io.github.imagejdiffusion.diffusion.model.ModelRepository;
import io.github.imagejdiffusion.diffusion.onnx.DeviceChoice;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.diffusion.planes.PlaneStack;
import io.github.imagejdiffusion.segdiff.SegDiff;
import io.github.imagejdiffusion.segdiff.SegDiffOptions;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.real.FloatType;
import org.scijava.ops.spi.Nullable;

/**
 * Segmentation ops. The build indexes what stands below by its {@code @implNote}, and takes types and descriptions from
 * the Javadoc; a quotation mark or apostrophe in there would confuse the indexer.
 *
 * <p>Images are (x, y), (x, y, z) or (x, y, z, t, ...). Each plane is segmented by itself. The z planes of one time point
 * are normalised together; every further dimension counts as time. If the model takes several channels, they are
 * dimension 2, and z and t follow: (x, y, channel, z, t). Results have the interval of the image, without the channels.
 *
 * <p>Equal image, model, options and seed give equal bits on one CPU type and one ONNX Runtime build. Thread-safe; calls
 * that share an open model take turns at it.
 */
public final class SegDiffOps {

    private SegDiffOps() {}

    /**
     * Segments objects, plane by plane, with a SegDiff model that is opened for this call. Background is 0, and ids run
     * through all planes, so that no two objects of a stack share one.
     *
     * @param <T> pixel type of the image
     * @param image to segment: (x, y), (x, y, z) or (x, y, z, t), after y the channels if the model takes several
     * @param model name or path of a model package, for example nuclei-fluorescence
     * @param options everything else that decides the pixels; by default the measured defaults of the package
     * @param seed of the noise; by default that of the options, which is 0 unless set
     * @return labels, 0 background, 1..N objects, on the grid of the image
     * @throws IllegalArgumentException if image or options do not fit the model
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException if there is no such model, if it cannot be used, or
     *     for NaN or infinite pixels
     * @implNote op names='segment.segDiff'
     */
    public static <T extends RealType<T>> RandomAccessibleInterval<IntType> segDiff(
            RandomAccessibleInterval<T> image, String model, @Nullable SegDiffOptions options, @Nullable Long seed) {
        try (DiffusionModel opened = open(model)) {
            return segDiff(image, opened, options, seed);
        }
    }

    /**
     * Segments objects, plane by plane, with an open SegDiff model, which stays open. Background is 0, and ids run
     * through all planes, so that no two objects of a stack share one.
     *
     * @param <T> pixel type of the image
     * @param image to segment: (x, y), (x, y, z) or (x, y, z, t), after y the channels if the model takes several
     * @param model an open model
     * @param options everything else that decides the pixels; by default the measured defaults of the package
     * @param seed of the noise; by default that of the options, which is 0 unless set
     * @return labels, 0 background, 1..N objects, on the grid of the image
     * @throws IllegalArgumentException if image or options do not fit the model
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException if the model cannot be used, or for NaN or infinite
     *     pixels
     * @implNote op names='segment.segDiff'
     */
    public static <T extends RealType<T>> RandomAccessibleInterval<IntType> segDiff(
            RandomAccessibleInterval<T> image,
            DiffusionModel model,
            @Nullable SegDiffOptions options,
            @Nullable Long seed) {
        return stack(image, model, options, seed).labels();
    }

    /**
     * Probability of foreground, plane by plane, from a SegDiff model that is opened for this call. The uncertainty of a
     * pixel is sqrt(p (1 - p)).
     *
     * @param <T> pixel type of the image
     * @param image to segment: (x, y), (x, y, z) or (x, y, z, t), after y the channels if the model takes several
     * @param model name or path of a model package, for example nuclei-fluorescence
     * @param options everything else that decides the pixels; by default the measured defaults of the package
     * @param seed of the noise; by default that of the options, which is 0 unless set
     * @return probability, 0..1, on the grid of the image
     * @throws IllegalArgumentException if image or options do not fit the model
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException if there is no such model, if it cannot be used, or
     *     for NaN or infinite pixels
     * @implNote op names='segment.segDiffProbability'
     */
    public static <T extends RealType<T>> RandomAccessibleInterval<FloatType> segDiffProbability(
            RandomAccessibleInterval<T> image, String model, @Nullable SegDiffOptions options, @Nullable Long seed) {
        try (DiffusionModel opened = open(model)) {
            return stack(image, opened, options, seed).probability();
        }
    }

    /**
     * Probability of foreground, plane by plane, from an open SegDiff model. A plane is computed when one of its pixels
     * is first read, so keep the model open until then; planes are forgotten when memory runs short and computed again
     * to the same bits. The uncertainty of a pixel is sqrt(p (1 - p)).
     *
     * @param <T> pixel type of the image
     * @param image to segment: (x, y), (x, y, z) or (x, y, z, t), after y the channels if the model takes several
     * @param model an open model
     * @param options everything else that decides the pixels; by default the measured defaults of the package
     * @param seed of the noise; by default that of the options, which is 0 unless set
     * @return probability, 0..1, on the grid of the image; not to be written to
     * @throws IllegalArgumentException if image or options do not fit the model, or a plane has 2^31 pixels or more
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException if the model cannot be used; and, when the plane is
     *     read, for NaN or infinite pixels
     * @implNote op names='segment.segDiffProbability'
     */
    public static <T extends RealType<T>> RandomAccessibleInterval<FloatType> segDiffProbability(
            RandomAccessibleInterval<T> image,
            DiffusionModel model,
            @Nullable SegDiffOptions options,
            @Nullable Long seed) {
        return stack(image, model, options, seed).lazyProbability();
    }

    private static DiffusionModel open(String model) {
        return DiffusionModel.open(ModelRepository.ofEnvironment(List.of()).resolve(model), DeviceChoice.AUTO);
    }

    private static <T extends RealType<T>> StackSegmenter<T> stack(
            RandomAccessibleInterval<T> image, DiffusionModel model, SegDiffOptions options, Long seed) {
        SegDiff segDiff = new SegDiff(model);
        SegDiffOptions chosen = options == null ? segDiff.defaults().build() : options;
        if (seed != null) {
            chosen = chosen.toBuilder().seed(seed).build();
        }
        segDiff.requireUsable(chosen);
        return new StackSegmenter<>(new PlaneStack<>(image, model.config().imageChannels()), segDiff, chosen);
    }
}
