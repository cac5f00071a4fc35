package io.github.imagejdiffusion.batch.run;

import io.github.imagejdiffusion.batch.Failure;
import io.github.imagejdiffusion.batch.inputs.InputItem;
import io.github.imagejdiffusion.batch.options.OutputOptions;
import io.github.imagejdiffusion.batch.options.PlaneOptions;
import io.github.imagejdiffusion.batch.outputs.ResultFiles;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;

/** Works on one input file: every asked-for image of it. One bad image does not stop the rest. */
final class FileRun {

    private final SeriesVerb verb;
    private final PlaneOptions planes;
    private final SeriesRun runner;

    FileRun(SeriesVerb verb, PlaneOptions planes, OutputOptions output) {
        this.verb = verb;
        this.planes = planes;
        this.runner = new SeriesRun(verb, output);
    }

    /**
     * What became of a file.
     *
     * @param images what became of each image that could be processed
     * @param problems one line for each that could not
     * @param seconds that it took
     * @param networkSeconds of these inside the network
     */
    record Outcome(List<SeriesRun.Outcome> images, List<String> problems, double seconds, double networkSeconds) {

        /** Whether this became of any image. */
        boolean any(SeriesRun.Kind kind) {
            return images.stream().anyMatch(image -> image.kind() == kind);
        }

        long objects() {
            return images.stream().mapToLong(SeriesRun.Outcome::objects).sum();
        }

        /** For the progress line. */
        String note() {
            String notes = images.stream().map(SeriesRun.Outcome::note).collect(Collectors.joining("; "));
            return any(SeriesRun.Kind.COMPUTED)
                    ? String.format(
                            Locale.ROOT,
                            "%s (%.2f s, %.0f %% of it in the network)",
                            notes,
                            seconds,
                            100 * networkSeconds / seconds)
                    : notes;
        }
    }

    /** @param progress fraction done; may throw CancellationException */
    Outcome run(InputItem item, DoubleConsumer progress) {
        long started = System.nanoTime();
        double networkBefore = verb.networkSeconds();
        List<SeriesRun.Outcome> outcomes = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        try (ImageFile file = ImageFiles.open(item.file())) {
            List<Integer> wanted = planes.seriesOf(file);
            int count = file.series().size();
            for (int i = 0; i < wanted.size(); i++) {
                int index = wanted.get(i);
                int before = i;
                ProgressListener listener =
                        (n, total) -> progress.accept((before + (double) n / total) / wanted.size());
                try {
                    ResultFiles files = new ResultFiles(item.outputFolder(), item.stemOfImage(index, count));
                    outcomes.add(runner.run(task(file, index), files, listener));
                } catch (CancellationException e) {
                    throw e;
                } catch (RuntimeException | OutOfMemoryError e) {
                    problems.add(problem(item.file(), index, count, e));
                }
            }
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException | OutOfMemoryError e) {
            problems.add(Failure.ofInput(item.file(), e));
        }
        return new Outcome(
                outcomes, problems, (System.nanoTime() - started) / 1e9, verb.networkSeconds() - networkBefore);
    }

    private SeriesTask task(ImageFile file, int index) {
        return new SeriesTask(file, index, verb.channelsOf(file.series().get(index), planes), planes);
    }

    private static String problem(Path file, int index, int count, Throwable failure) {
        String line = Failure.ofInput(file, failure);
        return count > 1 ? line + " (image " + (index + 1) + " of " + count + ")" : line;
    }
}
