package io.github.imagejdiffusion.segdiff.objects;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ObjectSpreadTest {

    private static final LabelPlane PLANE = new LabelPlane(5, 1, new int[] {1, 1, 0, 2, 2}, new int[] {0, 3});
    private static final ObjectPixels PIXELS = ObjectPixels.of(PLANE);

    @Test
    void itsSquareIsTheShareOfTheSquaresThatDrawsDoNotShare() {
        // Two draws of two objects, as values 0..1.
        double[][] draws = {{1, 0.5, 0.9, 0.2, 0.6}, {0.5, 0, 0.1, 0.2, 0.6}};
        float[] distance = new float[5];
        float[] spread = new float[5];
        for (int i = 0; i < 5; i++) {
            distance[i] = (float) (draws[0][i] + draws[1][i] - 1);
            spread[i] = (float) (Math.abs(draws[0][i] - draws[1][i]) / 2);
        }
        double[] found = ObjectSpread.of(PIXELS, new float[5], distance, spread);
        double squares = (1 + 0.25 + 0.25 + 0) / 2;
        double common = 0.75 * 0.75 + 0.25 * 0.25;
        assertArrayEquals(new double[] {Math.sqrt(1 - common / squares), 0}, found, 1e-7);
    }

    @Test
    void withoutDistanceItIsOfTheProbability() {
        double[] found = ObjectSpread.of(
                PIXELS, new float[] {0.8f, 0.6f, 0.5f, 1, 1}, null, new float[] {0.3f, 0.4f, 0.5f, 0.1f, 0});
        assertArrayEquals(new double[] {Math.sqrt(0.25 / 1.25), Math.sqrt(0.01 / 2.01)}, found, 1e-7);
    }

    @Test
    void distancesBeyondTheRangeAreClippedAndNothingIsZero() {
        double[] found = ObjectSpread.of(
                PIXELS, new float[5], new float[] {3, -1, 0, -1, -4}, new float[] {0.5f, 0.5f, 0.5f, 0, 0});
        assertEquals(Math.sqrt(0.5 / 1.5), found[0], 1e-12);
        assertEquals(0, found[1]);
    }
}
