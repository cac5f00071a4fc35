package io.github.imagejdiffusion.batch.outputs;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.imagejdiffusion.formats.FormatsException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The JSON record of an item that is done, see {@link OpenRecord}. It comes last, so where it stands all results stand; it
 * says what made them, so a rerun can tell whether they are the ones it would make.
 */
public final class DoneMark {

    static final String RESULTS = "results";
    static final String BYTES = "bytes";

    /** How a record begins, as {@link OpenRecord} writes it. */
    private static final Pattern BEGINNING =
            Pattern.compile("\\{\\s*\"made_from\"\\s*:\\s*\\{\\s*\"command\"\\s*:\\s*\"(\\w+)\".*", Pattern.DOTALL);

    private static final String CUT_OFF = " is cut off";

    private static final String MADE_FROM = "made_from";
    private static final String COMMAND = "command";
    private static final String SUMMARY = "summary";
    private static final String OBJECTS = "objects";

    private final ResultFiles files;
    private final JsonObject identity;

    /** @param identity input, model and options: what decides the results */
    public DoneMark(ResultFiles files, JsonObject identity) {
        this.files = files;
        this.identity = identity;
    }

    /** Whether the item must be computed. */
    public enum State {
        /** There is no record of results. */
        MISSING,
        /** There are results of this very input, model and options. */
        DONE,
        /** There are results of something else. */
        OUTDATED
    }

    /**
     * What was found.
     *
     * @param state whether the item must be computed
     * @param why what has changed, for people; empty unless outdated
     * @param objects how many the record states, if done
     */
    public record Finding(State state, String why, long objects) {}

    /**
     * Compares the record with what would be made now.
     *
     * @throws FormatsException if a file of the record's name is something else, which must not be replaced
     */
    public Finding find() {
        Optional<String> text = text();
        if (text.isEmpty()) {
            return new Finding(State.MISSING, "", 0);
        }
        Optional<JsonObject> found = parsed(text.get());
        if (found.isEmpty()) {
            return new Finding(State.OUTDATED, files.record().getFileName() + CUT_OFF, 0);
        }
        requireSameCommand(found.get().getAsJsonObject(MADE_FROM));
        String why = RecordChanges.between(found.get().getAsJsonObject(MADE_FROM), identity);
        if (why.isEmpty()) {
            why = incompleteResult(found.get());
        }
        return why.isEmpty() ? new Finding(State.DONE, "", objects(found.get())) : new Finding(State.OUTDATED, why, 0);
    }

    private Optional<String> text() {
        Path file = files.record();
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file, StandardCharsets.UTF_8)) : Optional.empty();
        } catch (CharacterCodingException e) {
            throw foreign(file, e);
        } catch (IOException e) {
            throw FormatsException.reading(file, e);
        }
    }

    /** @return empty if it is a record that lacks its end, as a computer leaves it that goes down at the wrong moment */
    private Optional<JsonObject> parsed(String text) {
        try {
            JsonElement json = JsonParser.parseString(text);
            if (json.isJsonObject()
                    && json.getAsJsonObject().get(MADE_FROM) != null
                    && json.getAsJsonObject().get(MADE_FROM).isJsonObject()) {
                return Optional.of(json.getAsJsonObject());
            }
            if (text.isEmpty()) {
                return Optional.empty();
            }
            throw foreign(files.record(), null);
        } catch (JsonParseException e) {
            Matcher beginning = BEGINNING.matcher(text);
            if (!beginning.matches()) {
                throw foreign(files.record(), e);
            }
            JsonObject madeFrom = new JsonObject();
            madeFrom.addProperty(COMMAND, beginning.group(1));
            requireSameCommand(madeFrom);
            return Optional.empty();
        }
    }

    /** Results of two commands would need one record, and the later would remove the earlier's. */
    private void requireSameCommand(JsonObject madeFrom) {
        if (madeFrom.get(COMMAND) != null && !madeFrom.get(COMMAND).equals(identity.get(COMMAND))) {
            throw new FormatsException(
                    files.record(),
                    "is there already, and is the record of '"
                            + madeFrom.get(COMMAND).getAsString() + "'",
                    "choose another --output for '" + identity.get(COMMAND).getAsString() + "'");
        }
    }

    private static FormatsException foreign(Path file, Exception cause) {
        return new FormatsException(
                file,
                "is there already, and is no record of imagej-diffusion",
                "choose another --output, or remove this file",
                cause);
    }

    private String incompleteResult(JsonObject found) {
        JsonObject bytes = found.get(BYTES) instanceof JsonObject sizes ? sizes : new JsonObject();
        if (found.get(RESULTS) instanceof JsonArray names) {
            for (JsonElement name : names) {
                String text = name.getAsString();
                if (Files.notExists(files.folder().resolve(text))) {
                    return text + " is missing";
                }
                if (bytes.has(text)
                        && CutOff.isCutOff(
                                files.folder().resolve(text), bytes.get(text).getAsLong())) {
                    return text + CUT_OFF;
                }
            }
        }
        return "";
    }

    private static long objects(JsonObject found) {
        return found.get(SUMMARY) instanceof JsonObject summary && summary.has(OBJECTS)
                ? summary.get(OBJECTS).getAsLong()
                : 0;
    }
}
