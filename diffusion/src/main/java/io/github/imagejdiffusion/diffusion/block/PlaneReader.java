package io.github.imagejdiffusion.diffusion.block;

import net.imglib2.Interval;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

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

    private static float[] readInside(RandomAccessibleInterval<? extends RealType<?>> plane, Interval interval) {
        int w = (int) interval.dimension(0);
        int h = (int) interval.dimension(1);
        float[] values = new float[Math.multiplyExact(w, h)];
        RandomAccess<? extends RealType<?>> access = plane.randomAccess();
        for (int y = 0, i = 0; y < h; y++) {
            access.setPosition(plane.min(0) + interval.min(0), 0);
            access.setPosition(plane.min(1) + interval.min(1) + y, 1);
            for (int x = 0; x < w; x++, i++) {
                values[i] = access.get().getRealFloat();
                access.fwd(0);
            }
        }
        return values;
    }
}
