package io.github.imagejdiffusion.batch.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.formats.write.DisplayRange;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownSampleTest {

    private static float[] ramp(int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = i + 1;
        }
        return values;
    }

    private static Optional<DisplayRange> of(int width, long pixels, float[] values, int atOnce) {
        ShownSample sample = new ShownSample(width, pixels);
        for (int from = 0; from < values.length; from += atOnce) {
            sample.add(values, from, Math.min(values.length, from + atOnce));
        }
        return sample.range();
    }

    @ParameterizedTest
    @CsvSource({"2000", "7", "1"})
    void fewPixelsAreAllLookedAt(int atOnce) {
        assertEquals(Optional.of(new DisplayRange(3, 2008)), of(30, 2010, ramp(2010), atOnce));
    }

    /** Of ten million pixels, in rows of 1024, one in 39 to 41 is taken. */
    @Test
    void ofManyPixelsSomeTellAsMuch() {
        int pixels = 1024 * 10_000;
        DisplayRange range = of(1024, pixels, ramp(pixels), 50_000).orElseThrow();
        assertEquals(0.001 * pixels, range.min(), 1e-5 * pixels);
        assertEquals(0.999 * pixels, range.max(), 1e-5 * pixels);
    }

    /** Only every 64th column is light: too few of them, or all, would be seen by steps of 64. */
    @Test
    void everyColumnIsSeen() {
        int width = 1024;
        int pixels = 64 * ShownSample.MOST;
        float[] values = new float[pixels];
        for (int i = 0; i < pixels; i++) {
            values[i] = i % 64 == 3 ? 100 + i % 7 : i % 5;
        }
        DisplayRange range = of(width, pixels, values, pixels).orElseThrow();
        assertEquals(new DisplayRange(0, 106), range);
    }

    @Test
    void oneHotPixelIsNotWhite() {
        float[] values = ramp(2000);
        values[7] = 1e30f;
        values[9] = -1e30f;
        DisplayRange range = of(40, 2000, values, 2000).orElseThrow();
        assertTrue(range.min() < 5 && range.max() < 2001, range::toString);
    }

    @Test
    void whatHasOneValueHasNoRange() {
        float[] values = new float[2000];
        Arrays.fill(values, 5);
        assertEquals(Optional.empty(), of(40, 2000, values, 100));
        Arrays.fill(values, Float.NaN);
        assertEquals(Optional.empty(), of(40, 2000, values, 100));
    }
}
