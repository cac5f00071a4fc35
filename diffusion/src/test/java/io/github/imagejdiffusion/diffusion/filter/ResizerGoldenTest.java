package io.github.imagejdiffusion.diffusion.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.imagejdiffusion.diffusion.GoldenFile;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against the numbers of the released code's Resizer. */
class ResizerGoldenTest {

    private static final String FILE = "resizer_low_pass";
    private static final JsonObject GOLDEN = GoldenFile.read(FILE);
    private static final float FLOAT =
            GOLDEN.getAsJsonObject("tolerance").get("float32_absolute").getAsFloat();
    private static final double DOUBLE =
            GOLDEN.getAsJsonObject("tolerance").get("float64_absolute").getAsDouble();

    static List<Named<JsonObject>> lowPasses() {
        return GoldenFile.cases(FILE, 15, name -> true);
    }

    @ParameterizedTest
    @MethodSource("lowPasses")
    void lowPass(JsonObject golden) {
        JsonObject params = golden.getAsJsonObject("params");
        ResizeKernel kernel = ResizeKernel.parse(params.get("kernel").getAsString());
        int factor = params.get("N").getAsInt();
        Tensor image = GoldenFile.tensor(GOLDEN.get("image"));
        JsonObject expected = golden.getAsJsonObject("expected");
        Resizer down = Resizer.byScale(kernel, image.width(), image.height(), 1.0 / factor);
        assertArrayEquals(GoldenFile.tensor(expected.get("down")).data(), down.apply(image.data()), FLOAT);
        float[] low = new LowPassFilter(kernel, factor, image.width(), image.height()).apply(image.data());
        assertArrayEquals(GoldenFile.tensor(expected.get("low_pass")).data(), low, FLOAT);
    }

    @Test
    void otherScales() {
        assertEquals(4, GOLDEN.getAsJsonArray("non_integer_scales").size());
        for (JsonElement element : GOLDEN.getAsJsonArray("non_integer_scales")) {
            JsonObject golden = element.getAsJsonObject();
            Tensor input = GoldenFile.tensor(golden.get("input"));
            Tensor expected = GoldenFile.tensor(golden.get("expected"));
            Resizer resizer = Resizer.byScale(
                    ResizeKernel.parse(golden.get("kernel").getAsString()),
                    input.width(),
                    input.height(),
                    golden.get("scale").getAsDouble());
            assertEquals(expected.width(), resizer.toWidth());
            assertEquals(expected.height(), resizer.toHeight());
            assertArrayEquals(expected.data(), resizer.apply(input.data()), FLOAT);
        }
    }

    @Test
    void weights() {
        assertEquals(10, GOLDEN.getAsJsonArray("one_dimensional_taps").size());
        for (JsonElement element : GOLDEN.getAsJsonArray("one_dimensional_taps")) {
            JsonObject golden = element.getAsJsonObject();
            int size = golden.get("in_length").getAsInt();
            double scale = golden.get("scale").getAsDouble();
            ResizeKernel kernel = ResizeKernel.parse(golden.get("kernel").getAsString());
            AxisWeights axis = new AxisWeights(kernel, size, (int) (size * scale), scale);
            for (int i = 0; i < axis.outSize(); i++) {
                double[] expected = spread(
                        size,
                        GoldenFile.ints(golden.getAsJsonArray("source_index").get(i)),
                        GoldenFile.doubles(golden.getAsJsonArray("weights").get(i)));
                assertArrayEquals(expected, spread(size, axis.sources(i), axis.weights(i)), DOUBLE);
            }
        }
    }

    private static double[] spread(int size, int[] sources, double[] weights) {
        double[] all = new double[size];
        for (int k = 0; k < sources.length; k++) {
            all[sources[k]] += weights[k];
        }
        return all;
    }
}
