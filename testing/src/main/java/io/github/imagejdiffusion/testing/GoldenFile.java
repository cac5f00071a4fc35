package io.github.imagejdiffusion.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Named;

/** Reads the reference numbers under {@code /golden}. The tests of module diffusion, which this one needs, have a copy. */
public final class GoldenFile {

    private GoldenFile() {}

    public static JsonObject read(String name) {
        String path = "/golden/" + name + ".json";
        try (InputStream in = GoldenFile.class.getResourceAsStream(path);
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            return JsonParser.parseReader(reader).getAsJsonObject();
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    /**
     * The cases whose name passes the filter, named for the test report. Fails unless there are exactly {@code expected}
     * of them, so that a changed file or filter cannot silently test less.
     */
    public static List<Named<JsonObject>> cases(String file, int expected, Predicate<String> filter) {
        List<Named<JsonObject>> cases = new ArrayList<>();
        for (JsonElement element : read(file).getAsJsonArray("cases")) {
            JsonObject object = element.getAsJsonObject();
            String name = object.get("name").getAsString();
            if (filter.test(name)) {
                cases.add(Named.of(name, object));
            }
        }
        assertEquals(expected, cases.size(), "number of cases taken from " + file);
        return cases;
    }

    public static double[] doubles(JsonElement array) {
        List<Double> values = new ArrayList<>();
        flatten(array, values);
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    public static int[] ints(JsonElement array) {
        JsonArray values = array.getAsJsonArray();
        int[] result = new int[values.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = values.get(i).getAsInt();
        }
        return result;
    }

    /** From nested lists [y][x] or [n][c][y][x]; missing leading axes have size 1. */
    public static Tensor tensor(JsonElement nested) {
        List<Integer> shape = new ArrayList<>();
        for (JsonElement level = nested;
                level.isJsonArray();
                level = level.getAsJsonArray().get(0)) {
            shape.add(level.getAsJsonArray().size());
        }
        while (shape.size() < 4) {
            shape.add(0, 1);
        }
        double[] values = doubles(nested);
        float[] data = new float[values.length];
        for (int i = 0; i < data.length; i++) {
            data[i] = (float) values[i];
        }
        return Tensor.wrap(shape.get(0), shape.get(1), shape.get(2), shape.get(3), data);
    }

    private static void flatten(JsonElement element, List<Double> values) {
        if (element.isJsonArray()) {
            element.getAsJsonArray().forEach(child -> flatten(child, values));
        } else {
            values.add(element.getAsDouble());
        }
    }
}
