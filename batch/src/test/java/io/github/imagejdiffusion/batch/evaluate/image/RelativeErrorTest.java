package io.github.imagejdiffusion.batch.evaluate.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.batch.evaluate.metric.FloatMap;
import org.junit.jupiter.api.Test;

class RelativeErrorTest {

    private static final FloatMap TRUTH = new FloatMap(2, 1, new float[] {3, 4});

    private static PlanePair against(float... prediction) {
        return PlanePair.of(TRUTH, new FloatMap(2, 1, prediction));
    }

    @Test
    void normOfTheErrorOverNormOfTheTruth() {
        assertEquals(
                13 / 5.0, RelativeError.normalisedRootMeanSquare(against(8, 16)).orElseThrow(), 1e-15);
        assertEquals(1, RelativeError.normalisedRootMeanSquare(against(0, 0)).orElseThrow());
        assertEquals(0, RelativeError.normalisedRootMeanSquare(against(3, 4)).orElseThrow());
    }

    @Test
    void biasHasASign() {
        assertEquals(100, RelativeError.biasPercent(against(7, 7)).orElseThrow());
        assertEquals(-100, RelativeError.biasPercent(against(0, 0)).orElseThrow());
        assertEquals(0, RelativeError.biasPercent(against(7, 0)).orElseThrow());
        PlanePair negative = PlanePair.of(Pictures.constant(3, 3, -4), Pictures.constant(3, 3, -3));
        assertEquals(25, RelativeError.biasPercent(negative).orElseThrow());
    }

    @Test
    void nothingIsRelativeToZero() {
        PlanePair dark = PlanePair.of(Pictures.constant(3, 3, 0), Pictures.constant(3, 3, 1));
        assertTrue(RelativeError.normalisedRootMeanSquare(dark).isEmpty());
        assertTrue(RelativeError.biasPercent(dark).isEmpty());
    }
}
