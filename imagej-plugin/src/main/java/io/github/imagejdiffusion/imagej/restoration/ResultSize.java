package io.github.imagejdiffusion.imagej.restoration;

import ij.IJ;
import io.github.imagejdiffusion.imagej.PluginException;
import io.github.imagejdiffusion.imagej.image.SourceAxes;
import io.github.imagejdiffusion.imagej.settings.ChosenPlanes;
import java.util.Locale;

/**
 * How large a result is.
 *
 * @param factor pixels of the result for a pixel of the source, along each side
 */
record ResultSize(SourceAxes axes, ChosenPlanes chosen, int factor) {

    private static final double GIBI = 1L << 30;

    /** Pixels of a plane of the source. */
    int sourcePlane() {
        return axes.width() * axes.height();
    }

    /** Pixels of a plane of the result. */
    int finePlane() {
        return Math.multiplyExact(sourcePlane(), factor * factor);
    }

    /**
     * Finds out before the work whether ImageJ can hold the result.
     *
     * @param fine bytes for a pixel of the result
     * @param coarse bytes for a pixel of the source
     * @throws PluginException if it cannot
     */
    void requireRoom(int fine, int coarse) {
        long pixels = (long) sourcePlane() * factor * factor;
        String size = (long) axes.width() * factor + " x " + (long) axes.height() * factor;
        if (pixels > Integer.MAX_VALUE - 8) {
            throw new PluginException("The result would have planes of " + size
                    + " pixels, more than ImageJ can show. Duplicate a part of the image and run again.");
        }
        double planes = (double) chosen.count() * chosen.channels().size();
        double needed = planes * (pixels * fine + (double) sourcePlane() * coarse);
        if (needed > IJ.maxMemory()) {
            throw new PluginException(String.format(
                    Locale.ROOT,
                    "The result, %.0f planes of %s pixels, takes %.1f GiB of memory, but ImageJ may use %.1f GiB. Choose"
                            + " fewer planes, give ImageJ more with Edit > Options > Memory & Threads..., or use the"
                            + " command line.",
                    planes,
                    size,
                    needed / GIBI,
                    IJ.maxMemory() / GIBI));
        }
    }
}
