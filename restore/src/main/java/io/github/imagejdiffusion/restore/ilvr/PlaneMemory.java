package io.github.imagejdiffusion.restore.ilvr;

import java.util.Locale;
import net.imglib2.RandomAccessibleInterval;

/** Which planes can be held in memory whole. */
final class PlaneMemory {

    private static final int LARGEST_SIDE = 16_384;

    /**
     * Of one run and what is kept for all: sample, clean sample, prediction, noise, reference and low-pass, some of them in
     * double, and the sums over runs.
     */
    private static final long BYTES_PER_PIXEL = 88;

    /** Of each further one: itself, and once more for the run that follows it. */
    private static final long BYTES_PER_REFERENCE = 8;

    private static final double GIBI = 1L << 30;

    private PlaneMemory() {}

    /** @throws IllegalArgumentException if the plane is not 2-D, or the side is too long */
    static int side(RandomAccessibleInterval<?> plane, int d) {
        if (plane.numDimensions() != 2) {
            throw new IllegalArgumentException(
                    "a plane has 2 dimensions, but this has " + plane.numDimensions() + "; give its planes one by one");
        }
        requireSides(plane.dimension(0), plane.dimension(1));
        return (int) plane.dimension(d);
    }

    /** @throws IllegalArgumentException if a side is too long */
    static void requireSides(long width, long height) {
        if (Math.min(width, height) < 1 || Math.max(width, height) > LARGEST_SIDE) {
            throw new IllegalArgumentException("a plane of " + width + " x " + height
                    + " pixels cannot be restored at once; sides may have 1 to " + LARGEST_SIDE + " pixels: crop it");
        }
    }

    /**
     * @param references that are followed
     * @param available bytes
     * @throws IlvrException if the plane takes more
     */
    static void require(int width, int height, int references, long available) {
        long needed = (BYTES_PER_PIXEL + BYTES_PER_REFERENCE * (references - 1L)) * width * height;
        if (needed > available) {
            throw new IlvrException(String.format(
                    Locale.ROOT,
                    "restoring a plane of %d x %d pixels takes about %.1f GiB of memory, but Java may use %.1f GiB;"
                            + " give it more (-Xmx), or crop the plane",
                    width,
                    height,
                    Math.ceil(10 * needed / GIBI) / 10,
                    Math.floor(10 * available / GIBI) / 10));
        }
    }
}
