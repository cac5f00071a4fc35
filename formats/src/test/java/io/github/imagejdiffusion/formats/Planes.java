package io.github.imagejdiffusion.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/** Reading single values out of planes, for tests. */
public final class Planes {

    private Planes() {}

    /** A formula for the expected values. */
    public interface Expected {
        double at(int x, int y);
    }

    /** Value at (x, y). */
    public static double value(RandomAccessibleInterval<? extends RealType<?>> plane, int x, int y) {
        RandomAccess<? extends RealType<?>> access = plane.randomAccess();
        access.setPosition(x, 0);
        access.setPosition(y, 1);
        return access.get().getRealDouble();
    }

    /** Every pixel of the plane, within its own bounds, equals the formula exactly. */
    public static void assertPlane(RandomAccessibleInterval<? extends RealType<?>> plane, Expected expected) {
        for (int y = (int) plane.min(1); y <= plane.max(1); y++) {
            for (int x = (int) plane.min(0); x <= plane.max(0); x++) {
                assertEquals(expected.at(x, y), value(plane, x, y), "at " + x + ", " + y);
            }
        }
    }
}
