package io.github.imagejdiffusion.diffusion.normalise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentileLimitsTest {

    @Test
    void mapsLowToZeroAndHighToOneWithoutClipping() {
        float[] values = {100, 300, 200, 0, 500};
        new PercentileLimits(100, 300).apply(values);
        assertArrayEquals(new float[] {0, 1, 0.5f, -0.5f, 2}, values);
    }

    @Test
    void isTheSingleDivisionThatTrainingUses() {
        float[] values = {7, 8, 9};
        new PercentileLimits(5, 12).apply(values);
        assertArrayEquals(new float[] {2f / 7f, 3f / 7f, 4f / 7f}, values);
    }

    @Test
    void largeImagesHaveTheBitsOfOnePixelAfterTheOther() {
        Random random = new Random(1);
        float[] values = new float[(1 << 16) + 1111];
        float[] expected = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (1000 * random.nextGaussian());
            expected[i] = (float) (((double) values[i] - 13.7f) / ((double) 977.3f - 13.7f));
        }
        new PercentileLimits(13.7f, 977.3f).apply(values);
        assertArrayEquals(expected, values);
    }

    @Test
    void aConstantChannelBecomesZero() {
        float[] values = {42, 42, 43};
        new PercentileLimits(42, 42).apply(values);
        assertArrayEquals(new float[3], values);
    }

    @Test
    void theWholeRangeOfFloatsDoesNotOverflow() {
        float[] values = {-Float.MAX_VALUE, 0, Float.MAX_VALUE};
        new PercentileLimits(-Float.MAX_VALUE, Float.MAX_VALUE).apply(values);
        assertArrayEquals(new float[] {0, 0.5f, 1}, values);
    }

    @ParameterizedTest
    @CsvSource({"2,1", "NaN,1", "1,NaN", "-Infinity,1", "1,Infinity"})
    void refusesWhatIsNoRange(float low, float high) {
        assertThrows(IllegalArgumentException.class, () -> new PercentileLimits(low, high));
    }
}
