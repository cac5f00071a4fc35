package io.github.imagejdiffusion.diffusion.paired;

import io.github.imagejdiffusion.diffusion.block.PlaneReader;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/**
 * The plane that a model is conditioned on, read or computed by parts. A pixel's value does not depend on the part that it
 * is asked for with.
 */
public interface ConditionPlane {

    /** Pixels along x. */
    long width();

    /** Pixels along y. */
    long height();

    /**
     * The values of one rectangle, in the units of the image.
     *
     * @param region 2-D (x, y) from the plane's first pixel; what lies outside of the plane is its mirror image, the edge
     *     pixel repeated
     * @return row-major, a new array
     */
    float[] read(Interval region);

    /** Refuses what is no plane. @throws IllegalArgumentException if the image is not 2-D or has no pixels */
    static void require(RandomAccessibleInterval<?> plane) {
        if (plane.numDimensions() != 2) {
            throw new IllegalArgumentException(
                    "a plane has 2 dimensions, but this has " + plane.numDimensions() + "; give its planes one by one");
        }
        if (plane.dimension(0) < 1 || plane.dimension(1) < 1) {
            throw new IllegalArgumentException(
                    "a plane of " + plane.dimension(0) + " x " + plane.dimension(1) + " pixels has no pixels");
        }
    }

    /** An image as it is. @throws IllegalArgumentException if it is not 2-D */
    static ConditionPlane of(RandomAccessibleInterval<? extends RealType<?>> plane) {
        if (plane.numDimensions() != 2) {
            throw new IllegalArgumentException("a plane has 2 dimensions, but this has " + plane.numDimensions());
        }
        return new ConditionPlane() {
            @Override
            public long width() {
                return plane.dimension(0);
            }

            @Override
            public long height() {
                return plane.dimension(1);
            }

            @Override
            public float[] read(Interval region) {
                return PlaneReader.read(plane, region);
            }
        };
    }
}
