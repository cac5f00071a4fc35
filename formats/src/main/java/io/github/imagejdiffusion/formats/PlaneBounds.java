package io.github.imagejdiffusion.formats;

import java.util.Objects;
import net.imglib2.Interval;

/** The check that every reader makes before it reads. */
public final class PlaneBounds {

    private PlaneBounds() {}

    /** @throws IndexOutOfBoundsException if the plane is not in the series or the region not in the plane */
    public static void check(Series series, int c, int z, int t, Interval region) {
        Objects.checkIndex(c, series.sizeC());
        Objects.checkIndex(z, series.sizeZ());
        Objects.checkIndex(t, series.sizeT());
        if (region.numDimensions() != 2
                || region.min(0) < 0
                || region.min(1) < 0
                || region.dimension(0) < 1
                || region.dimension(1) < 1
                || region.max(0) >= series.sizeX()
                || region.max(1) >= series.sizeY()) {
            throw new IndexOutOfBoundsException(
                    "region " + region + " is not within " + series.sizeX() + " x " + series.sizeY() + " pixels");
        }
    }
}
