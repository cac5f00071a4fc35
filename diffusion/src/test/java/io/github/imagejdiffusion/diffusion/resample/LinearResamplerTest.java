package io.github.imagejdiffusion.diffusion.resample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.imagejdiffusion.diffusion.Close;
import io.github.imagejdiffusion.diffusion.GoldenFile;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LinearResamplerTest {

    static List<Named<JsonObject>> pillow() {
        return GoldenFile.cases("pillow_resize", 6, name -> true);
    }

    @ParameterizedTest
    @MethodSource("pillow")
    void agreesWithPillow(JsonObject golden) {
        JsonArray plane = golden.getAsJsonObject("inputs").getAsJsonArray("plane");
        JsonArray expected = golden.getAsJsonObject("expected").getAsJsonArray("plane");
        double[] values = GoldenFile.doubles(plane);
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        float[] resampled =
                LinearResampler.resample(floats, width(plane), plane.size(), width(expected), expected.size());
        Close.assertClose(GoldenFile.doubles(expected), resampled, 1e-6, "resampled plane");
    }

    private static int width(JsonArray rows) {
        return rows.get(0).getAsJsonArray().size();
    }

    @Test
    void equalSizesGiveACopy() {
        float[] plane = {1, 2, 3, 4, 5, 6};
        float[] same = LinearResampler.resample(plane, 3, 2, 3, 2);
        assertArrayEquals(plane, same);
        assertNotSame(plane, same);
    }

    @ParameterizedTest
    @CsvSource({"7,5,14,10", "7,5,3,2", "7,5,1,1", "1,1,9,4", "64,3,5,200"})
    void aConstantStaysConstant(int width, int height, int toWidth, int toHeight) {
        float[] plane = new float[width * height];
        Arrays.fill(plane, 3.7f);
        for (float v : LinearResampler.resample(plane, width, height, toWidth, toHeight)) {
            assertEquals(3.7f, v);
        }
    }

    @Test
    void aRampIsReproducedWhenEnlarged() {
        int width = 9;
        int to = 36;
        float[] ramp = new float[width * 2];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = 5 - 2 * (i % width);
        }
        float[] enlarged = LinearResampler.resample(ramp, width, 2, to, 2);
        for (int x = 0; x < to; x++) {
            double u = Math.min(width - 1, Math.max(0, (x + 0.5) / 4 - 0.5));
            assertEquals(5 - 2 * u, enlarged[x], 1e-6, "at " + x);
        }
    }

    @Test
    void halvingKeepsWhatEachInnerPixelContributesToTheMean() {
        for (int at = 3; at < 13; at++) {
            float[] impulse = new float[16 * 16];
            impulse[at * 16 + (15 - at)] = 1;
            double sum = 0;
            for (float v : LinearResampler.resample(impulse, 16, 16, 8, 8)) {
                sum += v;
            }
            assertEquals(0.25, sum, 1e-7);
        }
    }

    @Test
    void neitherAxisIsTreatedOtherwise() {
        Random random = new Random(6);
        float[] plane = new float[11 * 17];
        float[] transposed = new float[plane.length];
        for (int y = 0; y < 17; y++) {
            for (int x = 0; x < 11; x++) {
                plane[y * 11 + x] = random.nextFloat();
                transposed[x * 17 + y] = plane[y * 11 + x];
            }
        }
        float[] a = LinearResampler.resample(plane, 11, 17, 23, 5);
        float[] b = LinearResampler.resample(transposed, 17, 11, 5, 23);
        for (int y = 0; y < 5; y++) {
            for (int x = 0; x < 23; x++) {
                assertEquals(a[y * 23 + x], b[x * 5 + y], 1e-6f);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"3,2,0,1", "3,2,1,-1", "2,2,3,3", "3,2,65536,65536", "3,2,1073741824,2"})
    void refusesImpossibleSizes(int width, int height, int toWidth, int toHeight) {
        assertThrows(
                IllegalArgumentException.class,
                () -> LinearResampler.resample(new float[6], width, height, toWidth, toHeight));
    }
}
