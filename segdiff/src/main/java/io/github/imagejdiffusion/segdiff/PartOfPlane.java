package io.github.imagejdiffusion.segdiff;

import io.github.imagejdiffusion.diffusion.model.config.BlockLayout;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.util.Intervals;

/**
 * A part of a plane and what is computed for it: also its surroundings, as far as the network looks, from a place where
 * the network's own coarse grid begins in the whole plane. So the part gets the answer that it gets in the whole.
 */
final class PartOfPlane {

    private final Interval wanted;
    private final Interval seen;

    private PartOfPlane(Interval wanted, Interval seen) {
        this.wanted = wanted;
        this.seen = seen;
    }

    /**
     * A part with its surroundings.
     *
     * @param wanted in pixels from the plane's first
     * @param width of the plane
     * @param height of the plane
     * @param scale from the image to the network
     * @throws IllegalArgumentException if the part is not within the plane, or has no pixels
     */
    static PartOfPlane of(Interval wanted, long width, long height, double scale, BlockLayout blocks) {
        Interval plane = new FinalInterval(width, height);
        if (wanted.numDimensions() != 2 || Intervals.isEmpty(wanted) || !Intervals.contains(plane, wanted)) {
            throw new IllegalArgumentException(
                    "part " + Intervals.toString(wanted) + " is not within the plane, which has " + width + " x "
                            + height + " pixels from (0, 0), or has no pixels; choose another");
        }
        long[] min = new long[2];
        long[] max = new long[2];
        long[] size = {width, height};
        for (int d = 0; d < 2; d++) {
            double coarse = Math.floor((wanted.min(d) * scale - blocks.halo()) / blocks.stride()) * blocks.stride();
            min[d] = Math.max(0, (long) Math.floor(coarse / scale));
            max[d] = Math.min(size[d], (long) Math.ceil(((wanted.max(d) + 1) * scale + blocks.halo()) / scale)) - 1;
        }
        return new PartOfPlane(wanted, new FinalInterval(min, max));
    }

    /** What is computed, in pixels from the plane's first. */
    Interval seen() {
        return seen;
    }

    /** What is asked for, in pixels from the first of {@link #seen()}. */
    Interval wanted() {
        long x = seen.min(0);
        long y = seen.min(1);
        return FinalInterval.createMinMax(wanted.min(0) - x, wanted.min(1) - y, wanted.max(0) - x, wanted.max(1) - y);
    }
}
