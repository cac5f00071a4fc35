package io.github.imagejdiffusion.diffusion.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LowPassFilterTest {

    @ParameterizedTest
    @CsvSource({"2,5,3", "4,5,7", "4,64,64", "8,17,100", "16,31,16", "32,250,333"})
    void theBoxIsAProjectionAtAnySize(int factor, int width, int height) {
        LowPassFilter filter = new LowPassFilter(ResizeKernel.BOX, factor, width, height);
        float[] once = filter.apply(random(width * height));
        assertArrayEquals(once, filter.apply(once), 1e-6f);
    }

    @ParameterizedTest
    @EnumSource(ResizeKernel.class)
    void constantsStay(ResizeKernel kernel) {
        float[] plane = new float[37 * 23];
        Arrays.fill(plane, 1234.5f);
        assertArrayEquals(plane, new LowPassFilter(kernel, 8, 37, 23).apply(plane), 1e-3f);
    }

    @ParameterizedTest
    @EnumSource(value = ResizeKernel.class, mode = EnumSource.Mode.EXCLUDE, names = "BOX")
    void mirroredImagesGiveMirroredResults(ResizeKernel kernel) {
        float[] plane = random(23 * 19);
        LowPassFilter filter = new LowPassFilter(kernel, 4, 23, 19);
        assertArrayEquals(mirrored(filter.apply(plane), 23), filter.apply(mirrored(plane, 23)), 1e-5f);
    }

    @ParameterizedTest
    @EnumSource(ResizeKernel.class)
    void replacingLowIsWhatTheFormulaSays(ResizeKernel kernel) {
        LowPassFilter filter = new LowPassFilter(kernel, 4, 30, 21);
        float[] x = random(630);
        float[] y = random(631);
        y = Arrays.copyOf(y, 630);
        float[] lowX = filter.apply(x);
        float[] lowY = filter.apply(y);
        float[] expected = new float[630];
        for (int i = 0; i < 630; i++) {
            expected[i] = x[i] - lowX[i] + lowY[i];
        }
        filter.replaceLow(x, y);
        assertArrayEquals(expected, x, 1e-6f);
    }

    @ParameterizedTest
    @ValueSource(ints = {-4, 0, 1, 3, 6, 12})
    void factorsArePowersOfTwo(int factor) {
        String message = assertThrows(
                        FilterException.class, () -> new LowPassFilter(ResizeKernel.CUBIC, factor, 64, 64))
                .getMessage();
        assertTrue(message.contains("power of two") && message.contains("is " + factor), message);
    }

    @Test
    void theImageIsNotSmallerThanTheFactor() {
        String message = assertThrows(FilterException.class, () -> new LowPassFilter(ResizeKernel.CUBIC, 8, 64, 7))
                .getMessage();
        assertEquals("factor 8 is larger than the image of 64 x 7 pixels; choose a smaller factor", message);
    }

    @Test
    void unknownKernelsAreNamedWithTheKnown() {
        String message = assertThrows(FilterException.class, () -> ResizeKernel.parse("bicubic"))
                .getMessage();
        assertEquals("unknown kernel 'bicubic'; use one of cubic, lanczos2, lanczos3, linear, box", message);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY, 1e9})
    void impossibleScalesAreRefused(double scale) {
        assertThrows(FilterException.class, () -> Resizer.byScale(ResizeKernel.LINEAR, 10, 10, scale));
    }

    private static float[] random(int size) {
        Random random = new Random(size);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = random.nextFloat();
        }
        return values;
    }

    private static float[] mirrored(float[] plane, int width) {
        float[] out = new float[plane.length];
        for (int i = 0; i < plane.length; i++) {
            out[i - i % width + width - 1 - i % width] = plane[i];
        }
        return out;
    }
}
