package io.github.imagejdiffusion.batch.evaluate.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.batch.evaluate.metric.FloatMap;
import org.junit.jupiter.api.Test;

class PeakSignalToNoiseTest {

    /** Mean 2, variance 1; no trace of it in {@link #ACROSS}. */
    private static final FloatMap TRUTH = new FloatMap(4, 1, new float[] {1, 1, 3, 3});

    private static final FloatMap ACROSS = new FloatMap(4, 1, new float[] {1, -1, 1, -1});

    private static double psnr(FloatMap prediction, double range) {
        return PeakSignalToNoise.of(PlanePair.of(TRUTH, prediction), range);
    }

    private static double scaleInvariant(FloatMap prediction, double range) {
        return PeakSignalToNoise.scaleInvariant(PlanePair.of(TRUTH, prediction), range);
    }

    @Test
    void anErrorOfATenthOfTheRangeIsTwentyDecibel() {
        FloatMap shifted = Pictures.mapped(TRUTH, value -> value + 25.5);
        assertEquals(20, psnr(shifted, 255), 1e-12);
        assertEquals(40, psnr(shifted, 2550), 1e-12);
    }

    @Test
    void equalPlanesHaveNoError() {
        assertEquals(Double.POSITIVE_INFINITY, psnr(TRUTH, 255));
        assertEquals(Double.POSITIVE_INFINITY, scaleInvariant(TRUTH, 255));
    }

    @Test
    void gainAndOffsetAreFitted() {
        FloatMap noisy = Pictures.sum(TRUTH, ACROSS);
        // The fit shrinks the noisy plane by half; what is left of truth and noise are variances of 1/4 each.
        double expected = 10 * Math.log10(4 / 0.5);
        assertEquals(expected, scaleInvariant(noisy, 2), 1e-12);
        assertEquals(expected, scaleInvariant(Pictures.mapped(noisy, value -> 8 * value - 64), 2), 1e-12);
        assertTrue(scaleInvariant(noisy, 2) > psnr(noisy, 2));
    }

    @Test
    void aConstantPredictionIsFittedByTheMean() {
        assertEquals(10 * Math.log10(4), scaleInvariant(Pictures.constant(4, 1, 77), 2), 1e-12);
    }
}
