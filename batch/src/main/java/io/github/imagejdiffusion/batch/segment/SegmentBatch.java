package io.github.imagejdiffusion.batch.segment;

import io.github.imagejdiffusion.batch.ExitCodes;
import io.github.imagejdiffusion.batch.inputs.InputItem;
import io.github.imagejdiffusion.batch.options.InputOptions;
import io.github.imagejdiffusion.batch.progress.Interrupt;
import io.github.imagejdiffusion.batch.progress.ProgressBar;
import io.github.imagejdiffusion.diffusion.DiffusionException;
import io.github.imagejdiffusion.formats.FormatsException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;

/** Runs all items one after the other; one bad file does not stop the rest. */
final class SegmentBatch {

    private final ItemSegmenter segmenter;
    private final InputOptions inputs;
    private final PrintWriter out;
    private final PrintWriter err;
    private int done;
    private int skipped;
    private int failed;
    private long objects;

    SegmentBatch(ItemSegmenter segmenter, InputOptions inputs, PrintWriter out, PrintWriter err) {
        this.segmenter = segmenter;
        this.inputs = inputs;
        this.out = out;
        this.err = err;
    }

    int run(List<InputItem> items) {
        long started = System.nanoTime();
        ProgressBar bar = new ProgressBar(err, items.size(), System.console() != null, inputs.quiet());
        try (Interrupt interrupt = Interrupt.onTermination()) {
            for (InputItem item : items) {
                bar.start(item.file().getFileName().toString());
                one(item, bar, interrupt);
            }
        }
        if (!inputs.quiet()) {
            out.println(String.format(
                    Locale.ROOT,
                    "%d done (%d objects), %d skipped, %d failed in %.1f s; results in %s",
                    done,
                    objects,
                    skipped,
                    failed,
                    (System.nanoTime() - started) / 1e9,
                    inputs.output()));
            out.flush();
        }
        return failed == 0 ? ExitCodes.ALL_DONE : ExitCodes.SOME_FAILED;
    }

    private void one(InputItem item, ProgressBar bar, Interrupt interrupt) {
        try {
            ItemSegmenter.Outcome outcome = segmenter.segment(item, fraction -> {
                interrupt.check();
                bar.update(fraction);
            });
            objects += outcome.objects();
            if (outcome.skipped()) {
                skipped++;
            } else {
                done++;
            }
            bar.finish(item.file() + ": " + outcome.message(), !outcome.skipped());
        } catch (CancellationException e) {
            bar.clear();
            throw e;
        } catch (FormatsException e) {
            fail(bar, e.getMessage());
        } catch (DiffusionException | IllegalArgumentException e) {
            fail(bar, item.file() + ": " + e.getMessage());
        } catch (OutOfMemoryError e) {
            fail(
                    bar,
                    item.file() + ": not enough memory for this image; give Java more (JAVA_OPTS=-Xmx16g) or crop it");
        }
    }

    private void fail(ProgressBar bar, String message) {
        failed++;
        bar.clear();
        err.println("imagej-diffusion: " + message);
        bar.finish("failed", false);
    }
}
