package io.github.imagejdiffusion.batch.progress;

import io.github.imagejdiffusion.batch.Notices;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/**
 * A bar with rate and remaining time, on one line of a terminal that is overwritten; on anything else one line per
 * finished item. Not thread-safe.
 */
public final class ProgressBar {

    /** Set by the launcher, which can tell what stderr is; Java cannot. */
    private static final String TERMINAL_PROPERTY = "imagejdiffusion.terminal";

    private static final int LONGEST_NAME = 30;

    private static final int WIDTH = 24;
    private static final long REDRAW_NANOS = 100_000_000L;

    private final PrintWriter out;
    private final boolean terminal;
    private final boolean quiet;
    private final int items;
    private final long started = System.nanoTime();
    private int finished;
    private int computed;
    private String current = "";
    private double fraction;
    private long drawn;

    /** A bar on stderr, drawn if that is a terminal. */
    public static ProgressBar on(PrintWriter err, int items, boolean quiet) {
        String told = System.getProperty(TERMINAL_PROPERTY);
        boolean terminal = told == null ? System.console() != null : Boolean.parseBoolean(told);
        return new ProgressBar(err, items, terminal, quiet);
    }

    /** @param terminal whether the line may be overwritten */
    ProgressBar(PrintWriter out, int items, boolean terminal, boolean quiet) {
        this.out = out;
        this.items = items;
        this.terminal = terminal;
        this.quiet = quiet;
    }

    /** Begins an item. */
    public void start(String name) {
        String line = Notices.oneLine(name);
        current = line.length() <= LONGEST_NAME ? line : line.substring(0, LONGEST_NAME - 3) + "...";
        fraction = 0;
        draw(true);
    }

    /** @param done 0..1 of the current item */
    public void update(double done) {
        fraction = done;
        draw(false);
    }

    /** Ends the current item, of which all has been said. */
    public void finishSilently() {
        finished++;
        fraction = 0;
        if (finished < items) {
            draw(true);
        }
    }

    /** Ends the current item. @param counts false for items that took no time, such as skipped ones */
    public void finish(String message, boolean counts) {
        finished++;
        computed += counts ? 1 : 0;
        fraction = 0;
        if (quiet) {
            return;
        }
        clear();
        out.println(String.format(Locale.ROOT, "[%d/%d] %s", finished, items, Notices.oneLine(message)));
        out.flush();
        if (finished < items) {
            draw(true);
        }
    }

    /** Removes the bar before another line is printed. */
    public void clear() {
        if (terminal && !quiet) {
            out.print("\r\u001b[K");
            out.flush();
        }
    }

    private void draw(boolean now) {
        if (!terminal || quiet || (!now && System.nanoTime() - drawn < REDRAW_NANOS)) {
            return;
        }
        drawn = System.nanoTime();
        int filled = (int) ((finished + fraction) / items * WIDTH);
        out.print(String.format(
                Locale.ROOT,
                "\r\u001b[K%s%s %d/%d  %s  %s",
                "#".repeat(filled),
                "-".repeat(WIDTH - filled),
                finished,
                items,
                rate(),
                current));
        out.flush();
    }

    private String rate() {
        double work = computed + fraction;
        double seconds = (System.nanoTime() - started) / 1e9;
        if (work < 0.05 || seconds < 0.5) {
            return "...";
        }
        double left = seconds / work * (items - finished - fraction);
        return String.format(Locale.ROOT, "%.2f images/s, %s left", work / seconds, clock(left));
    }

    static String clock(double seconds) {
        Duration d = Duration.ofSeconds(Math.round(seconds));
        return d.toHours() > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", d.toHours(), d.toMinutesPart(), d.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d", d.toMinutes(), d.toSecondsPart());
    }
}
