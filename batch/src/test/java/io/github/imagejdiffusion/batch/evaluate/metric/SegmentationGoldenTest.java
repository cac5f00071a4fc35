package io.github.imagejdiffusion.batch.evaluate.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The trainer's Python metrics and dense NumPy forms give the same numbers; see segmentation_golden.py. */
class SegmentationGoldenTest {

    @Test
    void sameNumbersAsPython() throws IOException {
        JsonObject golden = load();
        int compared = 0;
        for (JsonElement element : golden.getAsJsonArray("cases")) {
            JsonObject numbers = element.getAsJsonObject();
            Scores scores = new SegmentationMetrics(
                            labels(golden, numbers.getAsJsonArray("truth")),
                            labels(golden, numbers.getAsJsonArray("prediction")))
                    .scores();
            for (Score score : Score.values()) {
                if (numbers.has(score.key()) && !numbers.get(score.key()).isJsonNull()) {
                    assertEquals(
                            numbers.get(score.key()).getAsDouble(),
                            scores.get(score).orElseThrow(),
                            1e-12,
                            score.key());
                    compared++;
                }
            }
        }
        assertTrue(compared >= 96, "compared " + compared);
    }

    private static LabelImage labels(JsonObject golden, JsonArray values) {
        int[] labels = StreamSupport.stream(values.spliterator(), false)
                .mapToInt(JsonElement::getAsInt)
                .toArray();
        return new LabelImage(
                golden.get("width").getAsInt(), golden.get("height").getAsInt(), labels);
    }

    private static JsonObject load() throws IOException {
        try (Reader reader = new InputStreamReader(
                SegmentationGoldenTest.class.getResourceAsStream("segmentation_golden.json"), StandardCharsets.UTF_8)) {
            return new Gson().fromJson(reader, JsonObject.class);
        }
    }
}
