package io.github.imagejdiffusion.batch.evaluate.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagejdiffusion.batch.evaluate.metric.FloatMap;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RingCorrelationTest {

    private static double[] curve(FloatMap truth, FloatMap prediction) {
        return RingCorrelation.of(PlanePair.of(truth, prediction));
    }

    @Test
    void equalPlanesCorrelateOnEveryRing() {
        FloatMap picture = Pictures.noise(50, 37, 1);
        double[] ones = new double[37 / 2 + 1];
        Arrays.fill(ones, 1);
        assertArrayEquals(ones, curve(picture, picture), 1e-12);
    }

    @Test
    void gainAndOffsetDoNotCountButTheSignDoes() {
        FloatMap truth = Pictures.noise(32, 48, 1);
        FloatMap prediction = Pictures.noise(32, 48, 2);
        double[] expected = curve(truth, prediction);
        assertArrayEquals(expected, curve(truth, Pictures.mapped(prediction, v -> 1024 * v - 4096)), 1e-6);
        double[] inverted = curve(truth, Pictures.mapped(prediction, v -> -v));
        for (int ring = 1; ring < expected.length; ring++) {
            assertEquals(-expected[ring], inverted[ring], 1e-12);
        }
    }

    /** Truth and noise of equal power: 1 / sqrt(2), as FRC = S / sqrt(S (S + N)). */
    @Test
    void noiseLowersEveryRingByItsShareOfPower() {
        FloatMap truth = Pictures.noise(256, 256, 3);
        double[] curve = curve(truth, Pictures.sum(truth, Pictures.noise(256, 256, 4)));
        assertEquals(Math.sqrt(0.5), Arrays.stream(curve, 16, 129).average().orElseThrow(), 0.01);
        for (int ring = 16; ring < curve.length; ring++) {
            assertEquals(Math.sqrt(0.5), curve[ring], 0.3, "ring " + ring);
        }
    }
}
