package io.github.imagejdiffusion.batch.progress;

import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Says after the second network call how long all calls will take, if that is more than a minute: the first call is often
 * slower than the rest. Not thread-safe.
 */
public final class PaceNotice implements ProgressListener {

    private static final int WARM = 1;
    private static final double WORTH_SAYING = 60;

    private final ProgressListener listener;
    private final long calls;
    private final Consumer<String> notices;
    private final LongSupplier nanoTime;
    private long told = -1;
    private long since;

    /**
     * Passes everything on.
     *
     * @param calls of the network in all; {@link #progressed} is expected before the first and after each
     */
    public PaceNotice(ProgressListener listener, long calls, Consumer<String> notices) {
        this(listener, calls, notices, System::nanoTime);
    }

    PaceNotice(ProgressListener listener, long calls, Consumer<String> notices, LongSupplier nanoTime) {
        this.listener = listener;
        this.calls = calls;
        this.notices = notices;
        this.nanoTime = nanoTime;
    }

    @Override
    public void progressed(long done, long total) {
        told++;
        if (told == WARM) {
            since = nanoTime.getAsLong();
        } else if (told == WARM + 1) {
            say((nanoTime.getAsLong() - since) / 1e9 * calls);
        }
        listener.progressed(done, total);
    }

    private void say(double seconds) {
        if (seconds >= WORTH_SAYING) {
            notices.accept(String.format(
                    Locale.ROOT,
                    "%d network calls, about %d min at the pace of the first",
                    calls,
                    Math.max(1, Math.round(seconds / 60))));
        }
    }
}
