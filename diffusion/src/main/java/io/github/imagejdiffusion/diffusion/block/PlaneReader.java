package io.github.imagejdiffusion.diffusion.block;

import net.imglib2.Interval;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
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
        return readTyped(plane, interval);
    }

    private static <T extends RealType<?>> float[] readTyped(RandomAccessibleInterval<T> plane, Interval interval) {
        int w = Math.toIntExact(interval.dimension(0));
        int h = Math.toIntExact(interval.dimension(1));
        float[] values = new float[Math.multiplyExact(w, h)];
        RandomAccess<? extends RealType<?>> access =
                Views.extendMirrorDouble(Views.zeroMin(plane)).randomAccess(interval);
        for (int y = 0, i = 0; y < h; y++) {
            access.setPosition(interval.min(0), 0);
            access.setPosition(interval.min(1) + y, 1);
            for (int x = 0; x < w; x++, i++) {
                values[i] = access.get().getRealFloat();
                access.fwd(0);
            }
        }
        return values;
    }
}
