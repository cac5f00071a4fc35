package io.github.imagejdiffusion.diffusion.camera;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ResidualTest {

    private static final int SIZE = 256;
    private static final NoiseModel NOISE = new NoiseModel(4, 9, 1, 0, 0, 100);

    @Test
    void aPixelIsInUnitsOfItsNoise() {
        Residual residual = new Residual(NOISE, 2, 0, 255);
        // sigma(4) = 5, sigma(10) = 7
        assertArrayEquals(new float[] {-2, 1}, residual.add(new float[] {4, 10}, new float[] {14, 3}), 1e-6f);
    }

    @Test
    void theTruthIsConsistent() {
        ResidualSummary summary = summary(truth(), noisy(truth(), 1));
        assertEquals(1, summary.deviation(), 0.02);
        assertEquals(0, summary.mean(), 0.02);
        assertEquals(0, summary.correlationX(), 0.02);
        assertEquals(0, summary.correlationY(), 0.02);
        assertEquals("consistent with the data", summary.verdict());
        assertTrue(summary.isConsistent());
    }

    @Test
    void theNoisyImageItselfIsNot() {
        float[] noisy = noisy(truth(), 1);
        ResidualSummary summary = summary(noisy, noisy);
        assertFalse(summary.isConsistent());
        assertEquals("not consistent with the data: only 0.00 of the noise was taken away", summary.verdict());
    }

    @Test
    void whereNoiseMayStayOnlyDepartingFromTheDataCounts() {
        float[] noisy = noisy(truth(), 1);
        assertEquals(
                "consistent with the data: departs from it by 0.00 of the noise",
                summary(noisy, noisy).agreement());
        float[] twiceAsNoisy = truth();
        for (int i = 0; i < noisy.length; i++) {
            twiceAsNoisy[i] += 2 * (noisy[i] - twiceAsNoisy[i]);
        }
        String far = summary(truth(), twiceAsNoisy).agreement();
        assertTrue(far.startsWith("not consistent with the data: departs from it by 2.0"), far);
    }

    @Test
    void lostStructureShows() {
        float[] flat = new float[SIZE * SIZE];
        float mean = 0;
        for (float v : truth()) {
            mean += v / flat.length;
        }
        Arrays.fill(flat, mean);
        String verdict = summary(flat, noisy(truth(), 1)).verdict();
        assertTrue(verdict.contains("times as much was taken away"), verdict);
        assertTrue(verdict.contains("neighbours in the residual correlate"), verdict);
    }

    @Test
    void shiftedIntensityShows() {
        float[] brighter = truth();
        for (int i = 0; i < brighter.length; i++) {
            brighter[i] += 5;
        }
        ResidualSummary summary = summary(brighter, noisy(truth(), 1));
        assertTrue(summary.verdict().contains("intensity is shifted"), summary.verdict());
        assertTrue(summary.agreement().startsWith("not consistent with the data: "), summary.agreement());
    }

    @Test
    void neighboursAcrossPartsAndPlanesAreToldApart() {
        float[] predicted = {1, 1, -1, -1, 1, 1, -1, -1};
        NoiseModel one = new NoiseModel(0, 1, 1, 0, 0, 1);
        Residual rows = new Residual(one, 2, -9, 9);
        rows.add(Arrays.copyOf(predicted, 4), new float[4]);
        rows.add(Arrays.copyOfRange(predicted, 4, 8), new float[4]);
        assertEquals(1, rows.summary().correlationX(), 1e-12);
        assertEquals(-1, rows.summary().correlationY(), 1e-12);
        Residual planes = new Residual(one, 2, -9, 9);
        planes.add(new float[] {1, 1}, new float[2]);
        planes.beginPlane();
        planes.add(new float[] {-1, -1}, new float[2]);
        assertEquals(0, planes.summary().correlationY(), 1e-12);
        assertEquals(4, planes.summary().pixels());
    }

    @Test
    void pixelsAtTheEndsDoNotCount() {
        Residual residual = new Residual(NOISE, 3, 0, 255);
        residual.add(new float[] {10, 50, 200}, new float[] {0, 50, 255});
        assertEquals(1, residual.summary().pixels());
        Residual none = new Residual(NOISE, 1, 0, 255);
        none.add(new float[] {3}, new float[] {0});
        assertEquals(
                "not judged: no pixel lies within the camera's range",
                none.summary().verdict());
    }

    @Test
    void rowsAreWhole() {
        Residual residual = new Residual(NOISE, 3, 0, 255);
        assertThrows(IllegalArgumentException.class, () -> residual.add(new float[4], new float[4]));
        assertThrows(IllegalArgumentException.class, () -> residual.add(new float[3], new float[6]));
    }

    private static ResidualSummary summary(float[] predicted, float[] measured) {
        Residual residual = new Residual(NOISE, SIZE, -1000, 1e6f);
        residual.add(predicted, measured);
        return residual.summary();
    }

    private static float[] truth() {
        return SimulatedCamera.discs(SIZE, SIZE, 20, 400);
    }

    private static float[] noisy(float[] truth, long seed) {
        Random random = new Random(seed);
        float[] out = new float[truth.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) (truth[i] + NOISE.sigma(truth[i]) * random.nextGaussian());
        }
        return out;
    }
}
