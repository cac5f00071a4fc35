package io.github.imagejdiffusion.batch.run;

import io.github.imagejdiffusion.batch.ExitCodes;
import io.github.imagejdiffusion.batch.Notices;
import io.github.imagejdiffusion.batch.inputs.InputItem;
import io.github.imagejdiffusion.batch.options.OutputOptions;
import io.github.imagejdiffusion.batch.options.PlaneOptions;
import io.github.imagejdiffusion.batch.progress.Interrupt;
import io.github.imagejdiffusion.batch.progress.ProgressBar;
import io.github.imagejdiffusion.batch.run.SeriesRun.Kind;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;

/** Runs all items one after the other; one bad file does not stop the rest. */
final class BatchRun {

    private final SeriesVerb verb;
    private final FileRun files;
    private final OutputOptions output;
    private final PrintWriter out;
    private final Notices notices;
    private final ProgressBar bar;
    private int done;
    private int toDo;
    private int skipped;
    private int failed;
    private long objects;

    /** @param bar of as many items as will be run */
    BatchRun(
            SeriesVerb verb,
            PlaneOptions planes,
            OutputOptions output,
            PrintWriter out,
            Notices notices,
            ProgressBar bar) {
        this.verb = verb;
        this.files = new FileRun(verb, planes, output);
        this.output = output;
        this.out = out;
        this.notices = notices;
        this.bar = bar;
    }

    /** @return the exit code */
    int run(List<InputItem> items, Interrupt interrupt) {
        long started = System.nanoTime();
        if (!output.quiet()) {
            verb.tellBy(message -> {
                bar.clear();
                notices.say(message);
            });
        }
        try {
            for (InputItem item : items) {
                interrupt.check();
                one(item, interrupt);
            }
        } catch (CancellationException e) {
            bar.clear();
            notices.say("cancelled with " + (done + skipped + failed) + " of " + items.size()
                    + " inputs finished; the same command again does the rest");
            return ExitCodes.CANCELLED;
        }
        if (!output.quiet()) {
            out.println(summary((System.nanoTime() - started) / 1e9));
            out.flush();
        }
        return failed == 0 ? ExitCodes.ALL_DONE : ExitCodes.SOME_FAILED;
    }

    private void one(InputItem item, Interrupt interrupt) {
        bar.start(item.file().getFileName().toString());
        FileRun.Outcome outcome = files.run(item, fraction -> {
            interrupt.check();
            bar.update(fraction);
        });
        objects += outcome.objects();
        if (!outcome.problems().isEmpty()) {
            failed++;
            bar.clear();
            outcome.problems().forEach(notices::say);
        } else if (outcome.any(Kind.COMPUTED)) {
            done++;
        } else if (outcome.any(Kind.TO_DO)) {
            toDo++;
        } else {
            skipped++;
        }
        if (outcome.images().isEmpty()) {
            bar.finishSilently();
        } else {
            bar.finish(item.file() + ": " + outcome.note(), outcome.any(Kind.COMPUTED));
        }
    }

    private String summary(double seconds) {
        if (output.dryRun()) {
            return String.format(
                    Locale.ROOT,
                    "dry run: %d to do, %d done already, %d failed; nothing was written",
                    toDo,
                    skipped,
                    failed);
        }
        return String.format(
                Locale.ROOT,
                "%d done%s, %d skipped, %d failed in %.1f s; results in %s",
                done,
                verb.tally(objects),
                skipped,
                failed,
                seconds,
                output.folder());
    }
}
