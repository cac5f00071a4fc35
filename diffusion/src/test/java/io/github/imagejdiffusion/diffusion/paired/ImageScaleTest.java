package io.github.imagejdiffusion.diffusion.paired;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.diffusion.model.config.TargetScale;
import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import org.junit.jupiter.api.Test;

class ImageScaleTest {

    @Test
    void answersBecomeGreyValues() {
        ImageScale scale = new ImageScale(new PercentileLimits(100, 300), TargetScale.USUAL);
        float[] values = {-1, 0, 1, 2};
        scale.restore(values);
        assertArrayEquals(new float[] {100, 200, 300, 400}, values);
    }

    @Test
    void aPackageMayLeaveHeadroom() {
        ImageScale scale = new ImageScale(new PercentileLimits(100, 300), new TargetScale(-1, 0.25));
        float[] values = {-1, 0, 1};
        scale.restore(values);
        assertArrayEquals(new float[] {350, 150, -50}, values);
        float[] spread = {0, 0.5f};
        scale.restoreSpread(spread);
        assertArrayEquals(new float[] {0, 100}, spread);
    }

    @Test
    void greyValuesStayNumbersAtTheEndsOfFloat() {
        float most = Float.MAX_VALUE;
        ImageScale scale = new ImageScale(new PercentileLimits(-most, most), TargetScale.USUAL);
        float[] values = {-1.5f, 0.5f, 1.5f, Float.NaN};
        scale.restore(values);
        assertArrayEquals(new float[] {-most, most / 2, most, Float.NaN}, values);
        ImageScale small = new ImageScale(new PercentileLimits(0, 10 * Float.MIN_VALUE), TargetScale.USUAL);
        float[] denormal = {5 * Float.MIN_VALUE, 10 * Float.MIN_VALUE};
        small.toNetwork(denormal);
        assertArrayEquals(new float[] {0, 1}, denormal, 1e-6f);
        small.restore(denormal);
        assertArrayEquals(new float[] {5 * Float.MIN_VALUE, 10 * Float.MIN_VALUE}, denormal);
    }

    @Test
    void aFieldOfOneValueIsFlat() {
        assertTrue(new ImageScale(new PercentileLimits(7, 7), TargetScale.USUAL).isFlat());
    }
}
