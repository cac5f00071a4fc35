package io.github.imagejdiffusion.batch.outputs;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.write.AtomicFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The record of results that are being made: begun before the first of them, finished after the last. Old results stay
 * until new ones are whole and about to take their names; from then on it is all or none: closed without having been
 * finished, it removes what has its name already. If the process is killed, the temporary file of the record stays, and
 * tells the next run that the results beside it are unfinished ones of this program.
 */
public final class OpenRecord implements AutoCloseable {

    private static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .serializeNulls()
            .create();

    private final ResultFiles files;
    private final AtomicFile file;
    private boolean replacing;
    private boolean finished;

    private OpenRecord(ResultFiles files, AtomicFile file) {
        this.files = files;
        this.file = file;
    }

    /**
     * Makes the folder and removes what a killed process has left: temporary files, and results without a record.
     *
     * @throws FormatsException if that cannot be done, or if another process is writing the same results
     */
    public static OpenRecord begin(ResultFiles files) {
        files.makeFolder();
        boolean unfinished = files.areBegun() && Files.notExists(files.record());
        AtomicFile file = AtomicFile.create(files.record());
        try {
            if (file.hasOtherWriter()) {
                throw otherWriter(files);
            }
            files.removeLeftovers();
            if (unfinished) {
                // Now, as nothing would tell of them any more if this run were cancelled.
                files.remove();
            }
            return new OpenRecord(files, file);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /**
     * Removes the old results: the new ones are written, and are about to take their names.
     *
     * @throws FormatsException if another process has begun to write them, too
     */
    public void replaceOld() {
        requireNoOtherWriter();
        replacing = true;
        files.remove();
    }

    /**
     * Makes the results count as done.
     *
     * @param record what made the results, and on what; the names of the results and their sizes are added
     */
    public void finish(JsonObject record) {
        requireNoOtherWriter();
        JsonArray names = new JsonArray();
        JsonObject bytes = new JsonObject();
        for (Path result : files.existing()) {
            String name = result.getFileName().toString();
            names.add(name);
            if (!OutputSuffixes.isFolder(name)) {
                bytes.addProperty(name, size(result));
            }
        }
        record.add(DoneMark.RESULTS, names);
        record.add(DoneMark.BYTES, bytes);
        file.write(ByteBuffer.wrap((GSON.toJson(record) + "\n").getBytes(StandardCharsets.UTF_8)));
        file.commit();
        finished = true;
    }

    /** For file systems without locks, where the other one has removed our record as a leftover. */
    private void requireNoOtherWriter() {
        if (!file.isThere()) {
            throw otherWriter(files);
        }
    }

    private static FormatsException otherWriter(ResultFiles files) {
        return new FormatsException(
                files.record(), "another process is writing these results", "run this again when it has ended");
    }

    private static long size(Path result) {
        try {
            return Files.size(result);
        } catch (IOException e) {
            throw FormatsException.reading(result, e);
        }
    }

    /** Removes new results unless {@link #finish} has succeeded: a full disk must not leave labels without their maps. */
    @Override
    public void close() {
        try {
            // What lies there is another's if the record was taken away.
            if (replacing && !finished && file.isThere()) {
                files.remove();
            }
        } finally {
            file.close();
        }
    }
}
