package io.github.imagejdiffusion.diffusion.normalise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
