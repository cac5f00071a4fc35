package io.github.imagejdiffusion.diffusion.paired;

import java.util.function.Consumer;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

/**
 * The result for one plane, on the input's grid. Arrays are row-major (x fastest) and not copied.
 *
 * @param width pixels in x
 * @param height pixels in y
 * @param values in the units of the input, neither rounded nor clipped to its type
 * @param spread standard deviation of the runs in the same units; null unless at least 4 runs of at least 2 steps were
 *     made
 */
public record Restoration(int width, int height, float[] values, float[] spread) {

    /**
     * All that some work gives to its sink.
     *
     * @param width of the result in pixels
     * @param height likewise
     * @param withSpread whether the work gives one
     * @param work called once, with the sink to give all rows to
     * @throws IllegalArgumentException if the result does not fit into one array, before any work
     */
    public static Restoration collect(long width, long height, boolean withSpread, Consumer<RestorationSink> work) {
        RestorationCollector collector = RestorationCollector.of(width, height, withSpread);
        work.accept(collector);
        return collector.result();
    }

    /** The values as an image (x, y) over the same array. */
    public ArrayImg<FloatType, FloatArray> image() {
        return ArrayImgs.floats(values, width, height);
    }
}
