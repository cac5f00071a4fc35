package io.github.imagejdiffusion.segdiff.objects;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectUncertaintyTest {

    private static final int SIZE = 48;
    private static final ObjectUncertainty USUAL = new ObjectUncertainty(8, 1);

    @Test
    void zeroForAnObjectThatLooksAsPredicted() {
        // 5 x 5 pixels: 1, 2 and 3 pixels deep, over the largest
        LabelPlane square = plane(9, (x, y) -> x >= 2 && x < 7 && y >= 2 && y < 7 ? 1 : 0);
        float[] d = new float[81];
        for (int i = 0; i < d.length; i++) {
            int depth = Math.max(0, 3 - Math.max(Math.abs(i % 9 - 4), Math.abs(i / 9 - 4)));
            d[i] = 2 * depth / 3f - 1;
        }
        assertEquals(0, USUAL.of(square, new float[81], d)[0], 1e-7);
    }

    @Test
    void oneWhereTheNetworkSeesNoObject() {
        LabelPlane square = plane(9, (x, y) -> x >= 2 && x < 7 && y >= 2 && y < 7 ? 1 : 0);
        assertEquals(1, USUAL.of(square, new float[81], filled(81, -1))[0]);
        assertEquals(1, USUAL.of(square, new float[81], filled(81, -7))[0], "clipped");
    }

    @Test
    void closedFormOfOnePixel() {
        // a = 1, b = 1/2: D = 1/4, P = 1/2
        LabelPlane one = new LabelPlane(3, 1, new int[] {0, 1, 0}, new int[] {1});
        assertEquals(Math.sqrt(1 / 3.0), USUAL.of(one, new float[3], new float[3])[0], 1e-12);
    }

    @Test
    void closedFormOfACrossSection() {
        // a = 1/2, 1, 1/2 (one and two pixels deep), b = 1/4, 1/2, 0
        LabelPlane line = new LabelPlane(5, 1, new int[] {0, 1, 1, 1, 0}, new int[] {1});
        float[] d = {9, -0.5f, 0, -1, 9};
        double difference = 1 / 16.0 + 1 / 4.0 + 1 / 4.0;
        double product = 1 / 8.0 + 1 / 2.0;
        assertEquals(Math.sqrt(difference / (difference + product)), USUAL.of(line, new float[5], d)[0], 1e-7);
    }

    @Test
    void deeperThanTheCapIsAPlateau() {
        // 7 pixels, cap 2: a = 1/2, 1, 1, 1, 1, 1, 1/2
        LabelPlane line = new LabelPlane(9, 1, new int[] {0, 1, 1, 1, 1, 1, 1, 1, 0}, new int[] {1});
        float[] d = {-1, 0, 1, 1, 1, 1, 1, 0, -1};
        assertEquals(0, new ObjectUncertainty(2, 1).of(line, d, d)[0], 1e-7);
    }

    @Test
    void withoutDistanceItComparesProbabilityWithCertainty() {
        LabelPlane line = new LabelPlane(4, 1, new int[] {1, 1, 2, 2}, new int[] {0, 2});
        // the first: D = 9/16, P = 5/4; it is sqrt(1 - T) for T = 5/4 / (2 + 17/16 - 5/4)
        double first = Math.sqrt(1 - 1.25 / (2 + 1.0625 - 1.25));
        assertEquals(Math.sqrt(0.5625 / (0.5625 + 1.25)), first, 1e-12);
        assertArrayEquals(new double[] {first, 0}, USUAL.of(line, new float[] {1, 0.25f, 1, 1}, null), 1e-12);
    }

    @Test
    void aTornObjectAndTwoJoinedOnesAreFlaggedThoughTheyAreSurelyForeground() {
        LabelPlane whole = plane(SIZE, (x, y) -> disc(x, y, 24, 24, 10) ? 1 : 0);
        float[] hill = ownMap(whole);
        LabelPlane torn = plane(SIZE, (x, y) -> disc(x, y, 24, 24, 10) ? x < 24 ? 1 : 2 : 0);
        float[] sure = filled(SIZE * SIZE, 1);
        double right = USUAL.of(whole, sure, hill)[0];
        double[] halves = USUAL.of(torn, sure, hill);
        assertTrue(right < 1e-6, "as drawn: " + right);
        assertTrue(halves[0] > 0.3 && halves[1] > 0.3, "torn: " + Arrays.toString(halves));

        LabelPlane two =
                plane(SIZE, (x, y) -> disc(x, y, 16, 24, 9) && x < 24 ? 1 : disc(x, y, 31, 24, 9) && x > 23 ? 2 : 0);
        LabelPlane joined = plane(SIZE, (x, y) -> two.labels()[y * SIZE + x] > 0 ? 1 : 0);
        double merged = USUAL.of(joined, sure, ownMap(two))[0];
        assertTrue(merged > 0.2, "joined at a neck: " + merged);
    }

    @Test
    void dependsOnTheObjectAlone() {
        LabelPlane two =
                plane(SIZE, (x, y) -> disc(x, y, 16, 24, 9) && x < 24 ? 1 : disc(x, y, 31, 24, 9) && x > 23 ? 2 : 0);
        LabelPlane first = plane(SIZE, (x, y) -> two.labels()[y * SIZE + x] == 1 ? 1 : 0);
        float[] d = new float[SIZE * SIZE];
        for (int i = 0; i < d.length; i++) {
            d[i] = (float) Math.sin(i);
        }
        assertEquals(USUAL.of(two, d, d)[0], USUAL.of(first, d, d)[0]);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1 / 3.0})
    void measuresOnTheModelsGridWhateverTheInputs(double scale) {
        int side = (int) (SIZE / scale);
        LabelPlane fine =
                plane(side, (x, y) -> disc((x + 0.5) * scale - 0.5, (y + 0.5) * scale - 0.5, 24, 24, 12) ? 1 : 0);
        LabelPlane coarse = plane(SIZE, (x, y) -> disc(x, y, 24, 24, 12) ? 1 : 0);
        float[] flat = filled(SIZE * SIZE, 0.2f);
        float[] fineFlat = filled(side * side, 0.2f);
        assertEquals(
                USUAL.of(coarse, flat, flat)[0], new ObjectUncertainty(8, scale).of(fine, fineFlat, fineFlat)[0], 0.02);
    }

    @Test
    void aPlaneWithoutObjectsHasNone() {
        assertEquals(0, USUAL.of(new LabelPlane(2, 1, new int[2], new int[0]), new float[2], null).length);
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThrows(IllegalArgumentException.class, () -> new ObjectUncertainty(0.5, 1));
        assertThrows(IllegalArgumentException.class, () -> new ObjectUncertainty(Double.NaN, 1));
        assertThrows(IllegalArgumentException.class, () -> new ObjectUncertainty(8, 0));
        LabelPlane plane = new LabelPlane(2, 1, new int[] {1, 0}, new int[1]);
        assertThrows(IllegalArgumentException.class, () -> USUAL.of(plane, new float[1], null));
        assertThrows(IllegalArgumentException.class, () -> USUAL.of(plane, new float[2], new float[3]));
    }

    private interface Painter {
        int label(int x, int y);
    }

    private static LabelPlane plane(int side, Painter painter) {
        int[] labels = new int[side * side];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = painter.label(i % side, i / side);
        }
        return new LabelPlane(
                side, side, labels, new int[Arrays.stream(labels).max().orElseThrow()]);
    }

    private static boolean disc(double x, double y, double centreX, double centreY, double radius) {
        return Math.hypot(x - centreX, y - centreY) <= radius;
    }

    /** The training target of objects that all are at least as deep as the cap of 8. */
    private static float[] ownMap(LabelPlane plane) {
        float[] map = EdgeDistance.of(plane, 7);
        for (int i = 0; i < map.length; i++) {
            map[i] = plane.labels()[i] == 0 ? -1 : (map[i] + 1) / 4 - 1;
        }
        return map;
    }

    private static float[] filled(int length, float value) {
        float[] array = new float[length];
        Arrays.fill(array, value);
        return array;
    }
}
