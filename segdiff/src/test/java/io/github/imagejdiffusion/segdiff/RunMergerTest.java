package io.github.imagejdiffusion.segdiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.imagejdiffusion.diffusion.DiffusionException;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import io.github.imagejdiffusion.segdiff.objects.ObjectExtractor;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RunMergerTest {

    static List<Named<JsonObject>> merges() throws IOException {
        List<Named<JsonObject>> cases = new ArrayList<>();
        try (Reader reader = new InputStreamReader(
                RunMergerTest.class.getResourceAsStream("/golden/segdiff.json"), StandardCharsets.UTF_8)) {
            for (JsonElement element :
                    JsonParser.parseReader(reader).getAsJsonObject().getAsJsonArray("cases")) {
                String name = element.getAsJsonObject().get("name").getAsString();
                if (name.startsWith("merge")) {
                    cases.add(Named.of(name, element.getAsJsonObject()));
                }
            }
        }
        assertEquals(3, cases.size());
        return cases;
    }

    @ParameterizedTest
    @MethodSource("merges")
    void mergesRunsAsSegDiffsCodeDoes(JsonObject golden) {
        JsonArray runs = golden.getAsJsonObject("inputs").getAsJsonArray("raw_runs");
        JsonObject expected = golden.getAsJsonObject("expected");
        int height = runs.get(0).getAsJsonArray().size();
        float[] draws = floats(runs);
        int width = draws.length / runs.size() / height;
        RunMerger merger = new RunMerger(height * width, false);
        merger.add(Tensor.wrap(runs.size(), 1, height, width, draws));

        float[] probability = merger.probability();
        assertArrayEquals(floats(expected.getAsJsonArray("probability")), probability, 1e-6f);
        int[] labels = new ObjectExtractor(0.5, 0, 0, 0)
                .extract(probability, null, width, height)
                .labels();
        float[] mask = floats(expected.getAsJsonArray("mask"));
        for (int i = 0; i < mask.length; i++) {
            assertEquals(mask[i] == 1, labels[i] > 0, "pixel " + i);
        }
    }

    @Test
    void theSpreadIsTheStandardDeviationOfTheProbabilities() {
        RunMerger merger = new RunMerger(3, false);
        merger.add(Tensor.wrap(4, 1, 1, 3, new float[] {1, 0, -5, 1, 0.5f, -1, -1, 1, -2, -1, -0.5f, -1}));
        assertArrayEquals(new float[] {0.5f, 0.625f, 0}, merger.probability(), 1e-7f);
        double ofSecond = Math.sqrt((0.125 * 0.125 + 0.125 * 0.125 + 0.375 * 0.375 + 0.375 * 0.375) / 4);
        assertArrayEquals(new float[] {0.5f, (float) ofSecond, 0}, merger.spread(), 1e-7f);
    }

    @Test
    void theSpreadIsOfTheDistanceWhereThereIsOne() {
        RunMerger merger = new RunMerger(2, true);
        merger.add(Tensor.wrap(1, 2, 1, 2, new float[] {1, 1, 1, -1}));
        merger.add(Tensor.wrap(3, 2, 1, 2, new float[] {1, -1, 0, -3, 1, 1, 0, -1, 1, -1, -1, 1}));
        // (d + 1) / 2 is 1, 0.5, 0.5, 0 and, clipped, 0, 0, 0, 1.
        assertArrayEquals(new float[] {(float) Math.sqrt(0.125), (float) Math.sqrt(0.1875)}, merger.spread(), 1e-7f);
        assertArrayEquals(new float[] {0, -1}, merger.distance());
        assertArrayEquals(new float[] {1, 0.5f}, merger.probability());
    }

    @Test
    void theDistanceIsTheMeanOfChannelOne() {
        RunMerger merger = new RunMerger(2, true);
        merger.add(Tensor.wrap(2, 2, 1, 2, new float[] {0, 0, -1, 0.5f, 0, 0, 0, 1}));
        assertArrayEquals(new float[] {-0.5f, 0.75f}, merger.distance());
        assertNull(new RunMerger(2, false).distance());
    }

    @Test
    void portionsGiveTheBitsOfTheWhole() {
        float[] draws = new float[5 * 14];
        for (int i = 0; i < draws.length; i++) {
            draws[i] = (float) Math.sin(i * 1.7);
        }
        for (int channels = 1; channels <= 2; channels++) {
            int size = 14 / channels;
            RunMerger whole = new RunMerger(size, channels == 2);
            whole.add(Tensor.wrap(5, channels, 1, size, draws));
            RunMerger portions = new RunMerger(size, channels == 2);
            for (int n = 0; n < 5; n++) {
                portions.add(Tensor.wrap(1, channels, 1, size, Arrays.copyOfRange(draws, 14 * n, 14 * n + 14)));
            }
            assertArrayEquals(whole.probability(), portions.probability());
            assertArrayEquals(whole.distance(), portions.distance());
            assertArrayEquals(whole.spread(), portions.spread());
        }
    }

    @Test
    void oneRunHasTheBitsOfTheSumsInDouble() {
        int size = 100_000;
        Random random = new Random(4);
        float[] draws = new float[2 * size];
        for (int i = 0; i < draws.length; i++) {
            // Of every magnitude, where roundings differ, and around the ends of the range.
            draws[i] = i % 3 == 0
                    ? Float.intBitsToFloat(random.nextInt() & 0xbfffffff)
                    : (float) (random.nextInt(3) - 1 + random.nextGaussian() * 1e-7);
        }
        RunMerger merger = new RunMerger(size, true);
        merger.add(Tensor.wrap(1, 2, 1, size, draws));
        float[] expected = new float[size];
        for (int i = 0; i < size; i++) {
            expected[i] = (float) Math.min(1, Math.max(0, (draws[i] + 1.0) / 2));
        }
        assertArrayEquals(expected, merger.probability());
        assertArrayEquals(Arrays.copyOfRange(draws, size, 2 * size), merger.distance());
    }

    @Test
    void nanIsAnErrorAndNotBackground() {
        RunMerger merger = new RunMerger(2, true);
        merger.add(Tensor.wrap(1, 2, 1, 2, new float[] {0.5f, Float.NaN, 0, 0}));
        assertTrue(assertThrows(DiffusionException.class, merger::probability)
                .getMessage()
                .contains("NaN"));
        assertArrayEquals(new float[2], merger.distance());
        merger.add(Tensor.wrap(1, 2, 1, 2, new float[] {0.5f, 0, Float.NaN, 0}));
        assertThrows(DiffusionException.class, merger::probability);
        assertThrows(DiffusionException.class, merger::distance);
    }

    private static float[] floats(JsonArray nested) {
        List<Float> values = new ArrayList<>();
        flatten(nested, values);
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i);
        }
        return floats;
    }

    private static void flatten(JsonElement element, List<Float> values) {
        if (element.isJsonArray()) {
            element.getAsJsonArray().forEach(e -> flatten(e, values));
        } else {
            values.add((float) element.getAsDouble());
        }
    }
}
