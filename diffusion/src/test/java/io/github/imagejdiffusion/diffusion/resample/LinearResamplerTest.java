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
import net.imglib2.FinalInterval;
import net.imglib2.Interval;
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

    @ParameterizedTest
    @CsvSource({"31,23,62,46", "31,23,15,11", "31,23,40,9", "7,50,21,50", "31,23,31,23", "5,4,1,1"})
    void regionsAndRowsHaveTheBitsOfTheWhole(int width, int height, int toWidth, int toHeight) {
        Random random = new Random(9);
        float[] plane = new float[width * height];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = random.nextFloat();
        }
        float[] whole = LinearResampler.resample(plane, width, height, toWidth, toHeight);

        LinearResampler resampler = new LinearResampler(width, height, toWidth, toHeight);
        Interval region = new FinalInterval(
                new long[] {toWidth / 3, toHeight / 4}, new long[] {toWidth - 1 - toWidth / 5, toHeight / 2});
        Interval source = resampler.source(region);
        float[] part = resampler.region(cut(plane, width, source), region);
        assertArrayEquals(cut(whole, toWidth, region), part);

        RowResampler rows = new RowResampler(width, height, toWidth, toHeight);
        float[] streamed = new float[0];
        for (int y = 0, count; y < height; y += count) {
            count = Math.min(1 + random.nextInt(5), height - y);
            float[] out = rows.add(Arrays.copyOfRange(plane, y * width, (y + count) * width));
            int at = streamed.length;
            streamed = Arrays.copyOf(streamed, at + out.length);
            System.arraycopy(out, 0, streamed, at, out.length);
        }
        assertArrayEquals(whole, streamed);
    }

    private static float[] cut(float[] plane, int width, Interval region) {
        float[] part = new float[(int) (region.dimension(0) * region.dimension(1))];
        for (int i = 0; i < part.length; i++) {
            int x = (int) (region.min(0) + i % region.dimension(0));
            int y = (int) (region.min(1) + i / region.dimension(0));
            part[i] = plane[y * width + x];
        }
        return part;
    }
}
