package io.github.imagejdiffusion.batch.superres;

import io.github.imagejdiffusion.batch.UnsuitableImageException;
import io.github.imagejdiffusion.batch.run.SeriesTask;
import java.util.Locale;

/**
 * How much of Java's memory an image takes at most at a time; what the network takes besides does not grow with it.
 *
 * @param bytes an estimate
 */
record MemoryEstimate(long bytes) {

    private static final double GIBIBYTE = 1L << 30;

    /** Pixels: larger planes are read by parts, of which no more are kept, copies included. */
    private static final long MOST_KEPT = 1L << 27;

    static MemoryEstimate of(SuperresPlan plan, SeriesTask task) {
        long width = task.series().sizeX();
        long height = task.series().sizeY();
        // Of the plane itself so much may be kept, as values and as floats; of the result, until its blur is fitted.
        long plane = Math.min(task.pixels(), MOST_KEPT) * 2 * Float.BYTES;
        long held = Math.min(task.pixels() * plan.factor() * plan.factor(), 1L << 25) * 2 * Float.BYTES;
        return new MemoryEstimate(plane + held + plan.superResolve().memoryNeeded(width, height, plan.options()));
    }

    /** @throws UnsuitableImageException if it is more than there is */
    void requireFit(long available) {
        if (bytes > available) {
            throw new UnsuitableImageException(String.format(
                    Locale.ROOT,
                    "needs about %.1f GB of Java's memory, and there are %.1f GB; give Java more"
                            + " (JAVA_OPTS=-Xmx%dg), or crop the image",
                    Math.ceil(bytes / GIBIBYTE * 10) / 10,
                    Math.floor(available / GIBIBYTE * 10) / 10,
                    (long) Math.ceil(1.5 * bytes / GIBIBYTE)));
        }
    }
}
