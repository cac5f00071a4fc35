package io.github.imagejdiffusion.batch.evaluate.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.imagejdiffusion.batch.evaluate.metric.FloatMap;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** scikit-image, and NumPy where that has nothing, give the same numbers; see image_golden.py. */
class ImageGoldenTest {

    @ParameterizedTest
    @EnumSource(
            value = ImageScore.class,
            names = {"PSNR", "SI_PSNR", "SSIM", "NRMSE", "BIAS_PERCENT", "RANGE"})
    void sameNumbersAsPython(ImageScore score) throws IOException {
        for (JsonElement element : cases()) {
            JsonObject numbers = element.getAsJsonObject();
            ImageScores scores = ImageMetrics.of(
                    plane(numbers, "truth"),
                    plane(numbers, "prediction"),
                    OptionalDouble.of(numbers.get("range").getAsDouble()),
                    OptionalDouble.empty());
            assertEquals(
                    numbers.get(score.key()).getAsDouble(), scores.get(score).orElseThrow(), 1e-9);
        }
    }

    @Test
    void sameRingCorrelationAsNumPy() throws IOException {
        for (JsonElement element : cases()) {
            JsonObject numbers = element.getAsJsonObject();
            double[] curve = RingCorrelation.of(PlanePair.of(plane(numbers, "truth"), plane(numbers, "prediction")));
            assertArrayEquals(doubles(numbers.getAsJsonArray("curve")), curve, 1e-10);
        }
    }

    private static FloatMap plane(JsonObject numbers, String name) {
        double[] values = doubles(numbers.getAsJsonArray(name));
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return new FloatMap(
                numbers.get("width").getAsInt(), numbers.get("height").getAsInt(), floats);
    }

    private static double[] doubles(JsonArray values) {
        return values.asList().stream().mapToDouble(JsonElement::getAsDouble).toArray();
    }

    private static JsonArray cases() throws IOException {
        try (Reader reader = new InputStreamReader(
                ImageGoldenTest.class.getResourceAsStream("image_golden.json"), StandardCharsets.UTF_8)) {
            return new Gson().fromJson(reader, JsonObject.class).getAsJsonArray("cases");
        }
    }
}
