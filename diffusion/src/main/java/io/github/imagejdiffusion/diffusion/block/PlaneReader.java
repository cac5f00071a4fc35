package io.github.imagejdiffusion.diffusion.block;

import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.converter.RealTypeConverters;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;

/** Reads parts of a plane as floats; pixels outside are mirrored, the edge pixel repeated. */
public final class PlaneReader {

    private PlaneReader() {}

    /**
     * Reads one rectangle.
     *
     * @param plane 2-D (x, y), any origin; not modified
     * @param interval in pixels from the plane's own first pixel; may reach outside
     * @return row-major values, rounded to float
     * @throws IllegalArgumentException if the plane is not 2-D
     * @throws ArithmeticException if the interval has 2^31 pixels or more
     */
    public static float[] read(RandomAccessibleInterval<? extends RealType<?>> plane, Interval interval) {
        if (plane.numDimensions() != 2) {
            throw new IllegalArgumentException("a plane has 2 dimensions, but this has " + plane.numDimensions());
        }
        Math.multiplyExact(Math.toIntExact(interval.dimension(0)), Math.toIntExact(interval.dimension(1)));
        MirrorPadding mirror = new MirrorPadding(plane.dimension(0), plane.dimension(1));
        return mirror.pad(readInside(plane, mirror.needed(interval)), interval);
    }

    private static <T extends RealType<T>> float[] readInside(RandomAccessibleInterval<?> plane, Interval interval) {
        @SuppressWarnings("unchecked")
        RandomAccessibleInterval<T> typed = (RandomAccessibleInterval<T>) plane;
        RandomAccessibleInterval<FloatType> floats = RealTypeConverters.convert(Views.zeroMin(typed), new FloatType());
        float[] values = new float[Math.toIntExact(Intervals.numElements(interval))];
        // Several times faster than going from pixel to pixel, where the image's kind allows it.
        PrimitiveBlocks.of(floats, PrimitiveBlocks.OnFallback.ACCEPT).copy(interval, values);
        return values;
    }
}
