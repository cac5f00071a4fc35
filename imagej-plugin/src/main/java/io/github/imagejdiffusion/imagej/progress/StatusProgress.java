package io.github.imagejdiffusion.imagej.progress;

import ij.IJ;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;

/**
 * Shows progress and the time that remains in ImageJ's status bar, and cancels when the person presses Escape. Used by
 * one thread; close it to leave no progress bar behind.
 */
public final class StatusProgress implements ProgressListener, AutoCloseable {

    private static final double NANOS = 1e9;
    /** Before that, the first calls' slowness would mislead. */
    private static final double SECONDS_BEFORE_ESTIMATE = 2;

    private final String task;
    private final LongSupplier nanoTime;
    private final long start;

    /** @param task what is being done, for example "Segmenting blobs.gif" */
    public static StatusProgress begin(String task) {
        IJ.resetEscape();
        return new StatusProgress(task, System::nanoTime);
    }

    StatusProgress(String task, LongSupplier nanoTime) {
        this.task = task;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        IJ.showStatus(task + "... (Escape cancels)");
        IJ.showProgress(0);
    }

    @Override
    public void progressed(long done, long total) {
        requireNotCancelled();
        double part = total == 0 ? 1 : (double) done / total;
        IJ.showStatus(status(part));
        IJ.showProgress(part);
    }

    /** For work between network calls. @throws CancellationException if Escape was pressed */
    public void requireNotCancelled() {
        if (IJ.escapePressed()) {
            throw new CancellationException("cancelled with Escape");
        }
    }

    String status(double part) {
        double seconds = (nanoTime.getAsLong() - start) / NANOS;
        String percent = String.format(Locale.ROOT, "%s: %d %%", task, (int) (100 * part));
        if (part <= 0 || seconds < SECONDS_BEFORE_ESTIMATE) {
            return percent;
        }
        return percent + ", about " + duration(seconds / part - seconds) + " left (Escape cancels)";
    }

    private static String duration(double seconds) {
        long whole = Math.round(Math.max(1, seconds));
        return whole < 90
                ? whole + " s"
                : whole < 5400 ? Math.round(whole / 60.0) + " min" : Math.round(whole / 3600.0) + " h";
    }

    @Override
    public void close() {
        IJ.showProgress(1);
    }
}
