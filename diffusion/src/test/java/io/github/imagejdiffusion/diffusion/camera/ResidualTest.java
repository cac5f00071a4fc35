package io.github.imagejdiffusion.diffusion.camera;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResidualTest {

    private static final int SIZE = 256;
    private static final NoiseModel NOISE = new NoiseModel(4, 9, 1, 0, 0, 100, 1);

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
        NoiseModel one = new NoiseModel(0, 1, 1, 0, 0, 1, 1);
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
    void whereStructureOutweighsTheNoiseNothingIsObjectedTo() {
        NoiseModel outweighed = new NoiseModel(0, 1, 1, 0, 0, 100, 3);
        Residual fitting = new Residual(outweighed, 2, 0, 255);
        fitting.add(new float[] {101, 99}, new float[] {100, 100});
        assertEquals("consistent with the data", fitting.summary().verdict());
        Residual off = new Residual(outweighed, 2, 0, 255);
        off.add(new float[] {101.5f, 98.5f}, new float[] {100, 100});
        assertEquals(
                "not judged: fine structure outweighs the noise, whose strength is unsure; 1.50 times the estimate was"
                        + " taken away",
                off.summary().verdict());
    }

    @Test
    void pixelsAtTheEndsDoNotCount() {
        Residual residual = new Residual(NOISE, 4, 0, 255);
        // sigma(3) = 4.6, sigma(10) = 7, sigma(200) = 28.4, sigma(240) = 31.1
        residual.add(new float[] {3, 10, 200, 240}, new float[] {9, 0, 255, 230});
        assertEquals(2, residual.summary().pixels());
        Residual none = new Residual(NOISE, 1, 0, 255);
        none.add(new float[] {3}, new float[] {0});
        assertEquals(
                "not judged: no pixel is clear of the ends of the camera's range",
                none.summary().verdict());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whereHardlyAnyPixelCountsNothingIsJudged(int counting) {
        float[] predicted = new float[40];
        Arrays.fill(predicted, 0, counting, 100);
        Residual residual = new Residual(NOISE, 40, 0, 255);
        residual.add(predicted, new float[40]);
        assertEquals(40, residual.summary().compared());
        assertEquals(counting, residual.summary().pixels());
        assertFalse(residual.summary().isConsistent());
        assertEquals(
                counting == 1,
                residual.summary()
                        .verdict()
                        .equals("not judged: hardly any pixel is clear of the ends of the camera's range"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 10, 30})
    void theTruthOfFewPhotonsIsConsistent(double gain) {
        float[] truth = SimulatedCamera.discs(SIZE, SIZE, 5, 200);
        float[] image = SimulatedCamera.asBytes(new SimulatedCamera(gain, 0.5, 0).expose(truth, SIZE, 3));
        Residual residual = new Residual(new NoiseModel(gain, 0.25, 0.25, 0, 0, 100, 1), SIZE, 0, 255);
        residual.add(truth, image);
        assertEquals("consistent with the data", residual.summary().verdict());
        assertEquals(0, residual.summary().mean(), 0.06);
    }

    @Test
    void whatIsHiddenIsNotJudged() {
        NoiseModel hidden = new NoiseModel(0, 1, 1, 0, 0, 100, 10);
        for (float taken : new float[] {0.2f, 1, 4}) {
            Residual residual = new Residual(hidden, 2, 0, 255);
            residual.add(new float[] {100 + taken, 100 - taken}, new float[] {100, 100});
            assertFalse(residual.summary().isConsistent());
            assertEquals(
                    String.format(
                            Locale.ROOT,
                            "not judged: there is so little noise that structure hides it; %.2f times the estimate was"
                                    + " taken away",
                            taken),
                    residual.summary().verdict());
        }
        Residual far = new Residual(hidden, 2, 0, 255);
        far.add(new float[] {104, 96}, new float[] {100, 100});
        assertEquals(
                "not judged: there is so little noise that structure hides it; the result departs from the image by 4.00"
                        + " times the estimate",
                far.summary().agreement());
        Residual near = new Residual(hidden, 2, 0, 255);
        near.add(new float[] {100.1f, 99.9f}, new float[] {100, 100});
        assertTrue(
                near.summary().agreement().startsWith("consistent with the data"),
                near.summary().agreement());
    }

    @Test
    void aShiftIsToldWhereNothingIsJudged() {
        for (double detail : new double[] {3, 10}) {
            Residual shifted = new Residual(new NoiseModel(0, 1, 1, 0, 0, 100, detail), 2, 0, 255);
            shifted.add(new float[] {107, 103}, new float[] {100, 100});
            String verdict = shifted.summary().verdict();
            assertTrue(verdict.startsWith("not judged: "), verdict);
            assertTrue(
                    verdict.endsWith(
                            "2.00 times the estimate was taken away, and intensity is shifted by 5.00 times it"),
                    verdict);
        }
    }

    /** The record has hidden_by_structure of the noise beside the verdict. */
    @ParameterizedTest
    @ValueSource(doubles = {3, 10})
    void verdictAndNoiseSayTheSame(double detail) {
        NoiseModel noise = new NoiseModel(0, 1, 1, 0, 0, 100, detail);
        Residual far = new Residual(noise, 2, 0, 255);
        far.add(new float[] {104, 96}, new float[] {100, 100});
        assertEquals(noise.isHidden(), far.summary().verdict().contains("structure hides it"));
        assertEquals(noise.isHidden(), far.summary().agreement().contains("structure hides it"));
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
