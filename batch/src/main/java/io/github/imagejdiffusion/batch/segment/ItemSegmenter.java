package io.github.imagejdiffusion.batch.segment;

import io.github.imagejdiffusion.batch.inputs.InputItem;
import io.github.imagejdiffusion.batch.options.InputOptions;
import io.github.imagejdiffusion.batch.outputs.DoneMark;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFiles;
import io.github.imagejdiffusion.formats.Series;
import io.github.imagejdiffusion.segdiff.SegDiff;
import io.github.imagejdiffusion.segdiff.SegDiffOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleConsumer;

/** Segments one input file: every asked-for image, time point and z plane of it. */
final class ItemSegmenter {

    private final DiffusionModel model;
    private final SegDiff segDiff;
    private final SegDiffOptions options;
    private final InputOptions inputs;
    private final SegmentOptions command;

    ItemSegmenter(
            DiffusionModel model,
            SegDiff segDiff,
            SegDiffOptions options,
            InputOptions inputs,
            SegmentOptions command) {
        this.model = model;
        this.segDiff = segDiff;
        this.options = options;
        this.inputs = inputs;
        this.command = command;
    }

    /**
     * @param message for the progress line
     * @param objects that were found, or had been found
     * @param skipped true if it was done already
     */
    record Outcome(String message, long objects, boolean skipped) {}

    /** @param progress fraction done; may throw CancellationException */
    Outcome segment(InputItem item, DoubleConsumer progress) {
        long started = System.nanoTime();
        double networkBefore = model.networkSeconds();
        try (ImageFile file = ImageFiles.open(item.file())) {
            List<Integer> wanted = series(file);
            List<String> notes = new ArrayList<>();
            long objects = 0;
            int computed = 0;
            for (int i = 0; i < wanted.size(); i++) {
                int done = i;
                String stem = item.stem() + (file.series().size() > 1 ? "_s" + (wanted.get(i) + 1) : "");
                SeriesTask task = new SeriesTask(file, wanted.get(i), channels(file, wanted.get(i)), inputs);
                SegmentRecord record = new SegmentRecord(model, options, task, command.rois(), command.format());
                DoneMark mark = new DoneMark(item.outputFolder().resolve(stem + ".json"), record.identity());
                DoneMark.State state = mark.state();
                if (state == DoneMark.State.DONE && !inputs.overwrite()) {
                    objects += mark.objects();
                    notes.add("done already");
                } else if (inputs.dryRun()) {
                    notes.add("would be segmented" + state.because());
                } else {
                    createFolder(item.outputFolder());
                    mark.remove();
                    SeriesResult result = task.run(
                            segDiff,
                            options,
                            (n, total) -> progress.accept((done + (double) n / total) / wanted.size()));
                    SegmentWriter writer = new SegmentWriter(
                            item.outputFolder(), stem, task, options, command.rois(), command.format());
                    notes.addAll(writer.write(result));
                    mark.write(record.complete(result));
                    objects += result.objectCount();
                    computed++;
                    notes.add(result.objectCount() + " objects" + state.because());
                }
            }
            String seconds =
                    computed == 0 ? "" : String.format(Locale.ROOT, " (%.2f s)", (System.nanoTime() - started) / 1e9);
            return new Outcome(String.join(", ", notes) + seconds, objects, computed == 0);
        }
    }

    private static String time(long nanos, double network) {
        double total = nanos / 1e9;
        return String.format(Locale.ROOT, " (%.2f s, %.0f %% of it in the network)", total, 100 * network / total);
    }

    private List<Integer> series(ImageFile file) {
        int count = file.series().size();
        if (inputs.series() == null) {
            List<Integer> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                all.add(i);
            }
            return all;
        }
        if (inputs.series() > count) {
            throw new IllegalArgumentException("has " + count + " image" + (count == 1 ? "" : "s")
                    + ", so there is no --series " + inputs.series());
        }
        return List.of(inputs.series() - 1);
    }

    /** Which channels go to the model. Never guesses among several: a wrong channel gives plausible nonsense. */
    private List<Integer> channels(ImageFile file, int index) {
        Series series = file.series().get(index);
        int wanted = model.config().imageChannels();
        if (command.channel() != null) {
            if (command.channel() > series.sizeC()) {
                throw new IllegalArgumentException("has " + series.sizeC() + " channel"
                        + (series.sizeC() == 1 ? "" : "s") + ", so there is no --channel " + command.channel());
            }
            if (wanted != 1) {
                throw new IllegalArgumentException(
                        "model " + model.name() + " takes " + wanted + " channels, so --channel cannot choose one");
            }
            return List.of(command.channel() - 1);
        }
        if (series.sizeC() != wanted) {
            String names = series.channelNames().isEmpty() ? "" : " " + series.channelNames();
            throw new IllegalArgumentException("has " + series.sizeC() + (series.rgb() ? " colour" : "") + " channel"
                    + (series.sizeC() == 1 ? "" : "s") + names + ", but model " + model.name() + " takes " + wanted
                    + (wanted == 1 ? "; choose with --channel 1.." + series.sizeC() : "; choose another model"));
        }
        List<Integer> all = new ArrayList<>();
        for (int c = 0; c < wanted; c++) {
            all.add(c);
        }
        return all;
    }

    private static void createFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw FormatsException.writing(folder, e);
        }
    }
}
