package io.github.imagejdiffusion.batch.evaluate.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationTest {

    /** Left half background, right half foreground: the band is exactly the columns 11 to 28 of 40. */
    private static LabelImage halves() {
        return new Painting(40, 10).box(1, 20, 0, 20, 10).labels();
    }

    private static Calibration calibration(FloatMap map, LabelImage truth) {
        return Calibration.of(map, truth, truth).orElseThrow();
    }

    @Test
    void bandReachesEightPixelsFromThePixelsOnBothSides() {
        Calibration found = calibration(Painting.constant(halves(), 0.5f), halves());
        assertEquals(18 * 10, found.pixels());
    }

    @Test
    void constantHalfOnAnEvenEdgeIsCalibratedButNotSharp() {
        Calibration found = calibration(Painting.constant(halves(), 0.5f), halves());
        assertEquals(0, found.expectedError(), 1e-12);
        assertEquals(0.25, found.brier(), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(floats = {0f, 0.125f, 0.75f, 1f})
    void constantProbabilityErrsByItsDistanceFromTheShare(float p) {
        Calibration found = calibration(Painting.constant(halves(), p), halves());
        assertEquals(Math.abs(p - 0.5), found.expectedError(), 1e-12);
        assertEquals((p * p + (1 - p) * (1 - p)) / 2, found.brier(), 1e-12);
    }

    @Test
    void certainAndRightIsPerfect() {
        LabelImage truth = halves();
        float[] values = new float[400];
        for (int i = 0; i < values.length; i++) {
            values[i] = truth.labels()[i];
        }
        Calibration found = calibration(new FloatMap(40, 10, values), truth);
        assertEquals(0, found.expectedError());
        assertEquals(0, found.brier());
    }

    @Test
    void binsAreJudgedOneByOne() {
        // left of the edge p = 0.25 (truth 0), right of it p = 0.75 (truth 1): each bin errs by 0.25
        Calibration found = calibration(twoHalves(0.25f, 0.75f), halves());
        assertEquals(0.25, found.expectedError(), 1e-12);
        assertEquals(0.0625, found.brier(), 1e-12);
    }

    @Test
    void errorsOfSinglePlanesCancelWherePixelsArePooled() {
        Calibration high = calibration(twoHalves(0.5f, 1f), halves());
        Calibration low = calibration(twoHalves(0f, 0.5f), halves());
        assertEquals(0.25, high.expectedError(), 1e-12);
        assertEquals(0.25, low.expectedError(), 1e-12);
        Calibration pooled = Calibration.pooled(List.of(high, low)).orElseThrow();
        assertEquals(0, pooled.expectedError(), 1e-12);
        assertEquals(0.125, pooled.brier(), 1e-12);
        assertEquals(2 * high.pixels(), pooled.pixels());
        assertEquals(0.25, Calibration.pooled(List.of(high, high)).orElseThrow().expectedError(), 1e-12);
        assertTrue(Calibration.pooled(List.of()).isEmpty());
    }

    private static FloatMap twoHalves(float left, float right) {
        float[] values = new float[400];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 40 < 20 ? left : right;
        }
        return new FloatMap(40, 10, values);
    }

    @Test
    void farFromEdgesNothingCounts() {
        LabelImage truth = halves();
        float[] values = new float[400];
        for (int i = 0; i < values.length; i++) {
            int x = i % 40;
            values[i] = x < 12 || x > 27 ? Float.NaN : x < 20 ? 0 : 1;
        }
        assertThrows(IllegalArgumentException.class, () -> calibration(new FloatMap(40, 10, values), truth));
        for (int y = 0; y < 10; y++) {
            values[y * 40 + 11] = 0;
            values[y * 40 + 28] = 1;
        }
        assertEquals(0, calibration(new FloatMap(40, 10, values), truth).brier());
    }

    @Test
    void predictedEdgesCountToo() {
        LabelImage empty = new Painting(40, 10).labels();
        FloatMap map = Painting.constant(empty, 0.5f);
        assertEquals(180, Calibration.of(map, empty, halves()).orElseThrow().pixels());
        assertEquals(180, Calibration.of(map, halves(), empty).orElseThrow().pixels());
    }

    @Test
    void withoutAnEdgeThereIsNothingToJudge() {
        LabelImage empty = new Painting(40, 10).labels();
        LabelImage full =
                new Painting(40, 10).box(1, 0, 0, 20, 10).box(2, 20, 0, 20, 10).labels();
        FloatMap map = Painting.constant(empty, 0.5f);
        assertTrue(Calibration.of(map, empty, empty).isEmpty());
        assertTrue(Calibration.of(map, full, full).isEmpty());
    }

    @Test
    void probabilityOutsideItsRangeIsRefused() {
        FloatMap percent = Painting.constant(halves(), 50);
        assertThrows(IllegalArgumentException.class, () -> calibration(percent, halves()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 8})
    void bandIsTheEuclideanDiscAroundEdgePixels(int radius) {
        Random random = new Random(radius);
        Painting one = new Painting(33, 27);
        Painting two = new Painting(33, 27);
        for (int id = 1; id < 4; id++) {
            one.box(id, random.nextInt(33), random.nextInt(27), 3, 2);
            two.box(id, random.nextInt(33), random.nextInt(27), 1, 1);
        }
        boolean[] band = EdgeBand.around(one.labels(), two.labels(), radius);
        boolean[] edges = EdgeBand.around(one.labels(), two.labels(), 0);
        for (int i = 0; i < band.length; i++) {
            boolean near = false;
            for (int j = 0; j < band.length; j++) {
                near |= edges[j] && Math.hypot(i % 33 - j % 33, i / 33 - j / 33) <= radius;
            }
            assertEquals(near, band[i], "pixel " + i % 33 + ", " + i / 33);
        }
    }

    @Test
    void edgePixelsLieOnBothSidesOfTheChange() {
        LabelImage dot = new Painting(5, 5).box(1, 2, 2, 1, 1).labels();
        boolean[] edges = EdgeBand.around(dot, new Painting(5, 5).labels(), 0);
        StringBuilder picture = new StringBuilder();
        for (boolean edge : edges) {
            picture.append(edge ? '#' : '.');
        }
        assertEquals(".......#...###...#.......", picture.toString());
    }
}
