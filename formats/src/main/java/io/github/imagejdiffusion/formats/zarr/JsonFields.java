package io.github.imagejdiffusion.formats.zarr;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.github.imagejdiffusion.formats.FormatsException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An object of a metadata file, read field by field; what is not as it should be is named with its place. */
final class JsonFields {

    /** In memory they are fifty times as large at worst. Lists of some hundred thousand label colours fit in. */
    private static final long MOST_BYTES = 1L << 23;

    /** Up to here, whole numbers of JSON are exact. */
    private static final double MOST_EXACT = 1L << 53;

    private static final int LONGEST_MESSAGE = 200;

    private final Path file;
    private final String place;
    private final JsonObject object;

    private JsonFields(Path file, String place, JsonObject object) {
        this.file = file;
        this.place = place;
        this.object = object;
    }

    /**
     * Reads a metadata file.
     *
     * @return empty if there is none
     * @throws FormatsException if it is no JSON object
     */
    static Optional<JsonFields> read(ZarrFolder folder, String key) {
        Path file = folder.file(key);
        return folder.readMetadata(key, MOST_BYTES).map(bytes -> parse(file, bytes));
    }

    private static JsonFields parse(Path file, byte[] bytes) {
        try {
            JsonElement json = JsonParser.parseString(new String(bytes, StandardCharsets.UTF_8));
            if (json.isJsonObject()) {
                return new JsonFields(file, "", json.getAsJsonObject());
            }
            throw new FormatsException(file, "is no JSON object", "export the image again");
        } catch (JsonParseException e) {
            throw new FormatsException(
                    file, "is broken JSON (" + FormatsException.reason(e) + ")", "export the image again", e);
        }
    }

    /** The file that the object is from. */
    Path file() {
        return file;
    }

    /** Whether there is such a field, and it is not null. */
    boolean has(String name) {
        JsonElement value = object.get(name);
        return value != null && !value.isJsonNull();
    }

    /** Whether the field is a list. */
    boolean isList(String name) {
        return object.get(name) instanceof JsonArray;
    }

    /** Says what is wrong with a field. */
    FormatsException wrong(String name, String problem) {
        return new FormatsException(file, "field '" + place + name + "' " + brief(problem), "export the image again");
    }

    /** A text of the file for a message, which shall stay a line. */
    static String brief(String text) {
        return text.length() > LONGEST_MESSAGE ? text.substring(0, LONGEST_MESSAGE) + "..." : text;
    }

    /** A text that must be there. */
    String text(String name) {
        return textOr(name, null).orElseThrow(() -> wrong(name, "is missing"));
    }

    /** A text that may be missing; a number is taken for its text. */
    Optional<String> optionalText(String name) {
        return textOr(name, null);
    }

    private Optional<String> textOr(String name, String otherwise) {
        if (!has(name)) {
            return Optional.ofNullable(otherwise);
        }
        if (object.get(name) instanceof JsonPrimitive value) {
            return Optional.of(value.getAsString());
        }
        throw wrong(name, "is no text");
    }

    /** The number or the text of a field that must be there; NaN and infinities may be written as texts. */
    double number(String name) {
        return number(name, object.get(name));
    }

    /** A list of numbers that must be there. */
    double[] numbers(String name) {
        List<JsonElement> list = list(name);
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(name, list.get(i));
        }
        return numbers;
    }

    /** A list of whole numbers from 1 on that must be there. */
    long[] sizes(String name) {
        double[] numbers = numbers(name);
        long[] sizes = new long[numbers.length];
        for (int i = 0; i < sizes.length; i++) {
            if (!(numbers[i] >= 1 && numbers[i] <= MOST_EXACT && numbers[i] == Math.rint(numbers[i]))) {
                throw wrong(name, "must have whole numbers from 1 on, but has " + numbers[i]);
            }
            sizes[i] = (long) numbers[i];
        }
        return sizes;
    }

    private double number(String name, JsonElement value) {
        if (value instanceof JsonPrimitive primitive && !primitive.isBoolean()) {
            try {
                return Double.parseDouble(primitive.getAsString());
            } catch (NumberFormatException e) {
                throw wrong(name, "is no number");
            }
        }
        throw wrong(name, value == null || value.isJsonNull() ? "is missing" : "is no number");
    }

    /** The flag, number or text of a field: true and false become 1 and 0. */
    double numberOrFlag(String name) {
        return object.get(name) instanceof JsonPrimitive value && value.isBoolean()
                ? value.getAsBoolean() ? 1 : 0
                : number(name);
    }

    /** An object that may be missing. */
    Optional<JsonFields> object(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        return Optional.of(object(name, object.get(name), place + name + "."));
    }

    /** A list of objects; empty if it is missing. */
    List<JsonFields> objects(String name) {
        if (!has(name)) {
            return List.of();
        }
        List<JsonFields> objects = new ArrayList<>();
        for (JsonElement element : list(name)) {
            objects.add(object(name, element, place + name + "[" + objects.size() + "]."));
        }
        return objects;
    }

    /** A list of texts that must be there. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonElement element : list(name)) {
            if (!(element instanceof JsonPrimitive value)) {
                throw wrong(name, "is no list of texts");
            }
            texts.add(value.getAsString());
        }
        return texts;
    }

    /** Whether the field is a list that begins with a text. */
    boolean isListOfTexts(String name) {
        return object.get(name) instanceof JsonArray list
                && !list.isEmpty()
                && list.get(0).isJsonPrimitive();
    }

    private JsonFields object(String name, JsonElement element, String inside) {
        if (element instanceof JsonObject found) {
            return new JsonFields(file, inside, found);
        }
        throw wrong(name, "is no object");
    }

    private List<JsonElement> list(String name) {
        if (object.get(name) instanceof JsonArray list) {
            return list.asList();
        }
        throw wrong(name, has(name) ? "is no list" : "is missing");
    }
}
