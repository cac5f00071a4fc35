package io.github.imagejdiffusion.batch.outputs;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.write.AtomicFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

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
     * Makes the folder and removes temporary files that a killed process has left.
     *
     * @throws FormatsException if that cannot be done, or if another process is writing the same results
     */
    public static OpenRecord begin(ResultFiles files) {
        files.makeFolder();
        AtomicFile file = AtomicFile.create(files.record());
        try {
            if (file.hasOtherWriter()) {
                throw new FormatsException(
                        files.record(), "another process is writing these results", "run this again when it has ended");
            }
            files.removeLeftovers();
            return new OpenRecord(files, file);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Removes the old results: the new ones are written, and are about to take their names. */
    public void replaceOld() {
        replacing = true;
        files.remove();
    }

    /**
     * Makes the results count as done.
     *
     * @param record what made the results, and on what; the names of the results are added
     */
    public void finish(JsonObject record) {
        JsonArray names = new JsonArray();
        files.existing().forEach(result -> names.add(result.getFileName().toString()));
        record.add(DoneMark.RESULTS, names);
        file.write(ByteBuffer.wrap((GSON.toJson(record) + "\n").getBytes(StandardCharsets.UTF_8)));
        file.commit();
        finished = true;
    }

    /** Removes new results unless {@link #finish} has succeeded: a full disk must not leave labels without their maps. */
    @Override
    public void close() {
        try {
            if (replacing && !finished) {
                files.remove();
            }
        } finally {
            file.close();
        }
    }
}
