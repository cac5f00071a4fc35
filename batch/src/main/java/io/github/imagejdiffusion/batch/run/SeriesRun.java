package io.github.imagejdiffusion.batch.run;

import com.google.gson.JsonObject;
import io.github.imagejdiffusion.batch.options.OutputOptions;
import io.github.imagejdiffusion.batch.outputs.DoneMark;
import io.github.imagejdiffusion.batch.outputs.DoneMark.State;
import io.github.imagejdiffusion.batch.outputs.OpenRecord;
import io.github.imagejdiffusion.batch.outputs.ResultFiles;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.write.DiskSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes the results of one image of a file, unless that is done already. */
final class SeriesRun {

    private final SeriesVerb verb;
    private final OutputOptions output;

    SeriesRun(SeriesVerb verb, OutputOptions output) {
        this.verb = verb;
        this.output = output;
    }

    /**
     * What became of the image.
     *
     * @param note for the progress line
     * @param objects that were found, or had been found
     */
    record Outcome(Kind kind, String note, long objects) {}

    /** What was done about an image. */
    enum Kind {
        COMPUTED,
        /** A dry run found that it must be computed. */
        TO_DO,
        /** Its results are there already. */
        SKIPPED
    }

    /** @param listener may throw CancellationException */
    Outcome run(SeriesTask task, ResultFiles files, ProgressListener listener) {
        JsonObject identity = verb.identity(task);
        DoneMark.Finding found = new DoneMark(files, identity).find();
        if (found.state() == State.DONE && !output.overwrite()) {
            return new Outcome(Kind.SKIPPED, "done already, skipped", found.objects());
        }
        if (found.state() == State.MISSING && !output.overwrite()) {
            requireNoForeignFiles(files, task.file().path());
        }
        String because = found.why().isEmpty() ? "" : ", again because " + found.why();
        if (output.dryRun()) {
            return new Outcome(Kind.TO_DO, "to do" + because, 0);
        }
        SeriesVerb.Made made;
        try (OpenRecord open = OpenRecord.begin(files)) {
            // Not before: what a killed run has left is gone only now.
            DiskSpace.require(files.folder(), verb.bytesNeeded(task));
            made = verb.make(task, files, open, listener);
            requireSame(identity, verb.identity(task), task.file().path());
            open.finish(made.record());
        }
        return new Outcome(Kind.COMPUTED, note(made, because, task.file().notices()), made.objects());
    }

    /**
     * Pixels that were read before a file was replaced or grew must not pass for those of what it is now: no later run
     * would look again.
     */
    private static void requireSame(JsonObject before, JsonObject after, Path input) {
        if (!before.equals(after)) {
            throw new FormatsException(
                    input,
                    before.get("input").equals(after.get("input"))
                            ? "a reference of it has changed while it was read"
                            : "has changed while it was read",
                    "run this again when nothing writes it any more");
        }
    }

    private static String note(SeriesVerb.Made made, String because, List<String> ofFile) {
        List<String> parts = new ArrayList<>();
        parts.add(made.result() + because);
        parts.addAll(made.notes());
        parts.addAll(ofFile);
        return String.join("; ", parts);
    }

    /** In a folder of inputs, {@code a_labels.tif} beside {@code a.tif} may well be somebody's hand-drawn truth. */
    private static void requireNoForeignFiles(ResultFiles files, Path input) {
        if (!files.areBegun()
                && isSame(files.folder(), input.toAbsolutePath().normalize().getParent())) {
            files.existing().stream().findFirst().ifPresent(file -> {
                throw new FormatsException(
                        file,
                        "is there already, and no record says that it is a result",
                        "choose another --output, or replace it with --overwrite");
            });
        }
    }

    /** Also through links. */
    private static boolean isSame(Path folder, Path other) {
        try {
            return Files.exists(folder) && Files.isSameFile(folder, other);
        } catch (IOException e) {
            throw FormatsException.reading(folder, e);
        }
    }
}
