package io.github.imagejdiffusion.batch.outputs;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.write.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The JSON record of an item. It is written last, so where it stands all results stand; it says what made them, so a
 * rerun can tell whether they are the ones it would make.
 */
public final class DoneMark {

    private static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .serializeNulls()
            .create();

    private final Path file;
    private final JsonObject identity;

    /** @param identity input, model and options: what decides the results */
    public DoneMark(Path file, JsonObject identity) {
        this.file = file;
        this.identity = identity;
    }

    /** Whether the item must be computed. */
    public enum State {
        /** There are no results. */
        MISSING(""),
        /** There are results of this very input, model and options. */
        DONE(""),
        /** There are results of something else. */
        OUTDATED(" (again: input, model or options have changed)");

        private final String because;

        State(String because) {
            this.because = because;
        }

        /** For the message after computing. */
        public String because() {
            return because;
        }
    }

    public State state() {
        if (!Files.isRegularFile(file)) {
            return State.MISSING;
        }
        JsonObject found = read();
        return found != null && identity.equals(found.get("made_from")) ? State.DONE : State.OUTDATED;
    }

    /** The number of objects that a finished item's record states. */
    public long objects() {
        JsonObject found = read();
        JsonElement summary = found == null ? null : found.get("summary");
        return summary != null
                        && summary.isJsonObject()
                        && summary.getAsJsonObject().has("objects")
                ? summary.getAsJsonObject().get("objects").getAsLong()
                : 0;
    }

    private JsonObject read() {
        try {
            JsonElement json = JsonParser.parseString(Files.readString(file, StandardCharsets.UTF_8));
            return json.isJsonObject() ? json.getAsJsonObject() : null;
        } catch (JsonParseException e) {
            return null;
        } catch (IOException e) {
            throw FormatsException.reading(file, e);
        }
    }

    /** Takes the mark away before its results are replaced. */
    public void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw FormatsException.writing(file, e);
        }
    }

    public void write(JsonObject record) {
        AtomicFile.writeText(file, GSON.toJson(record) + "\n");
    }
}
