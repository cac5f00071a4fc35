package io.github.imagejdiffusion.segdiff.objects;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EdgeDistanceTest {

    @Test
    void countsPixelCentresFromTheEdgePixels() {
        int[] labels = {
            0, 0, 0, 0, 0, 0, 0, //
            0, 1, 1, 1, 1, 1, 0, //
            0, 1, 1, 1, 1, 1, 0, //
            0, 1, 1, 1, 1, 1, 0, //
            0, 1, 1, 1, 1, 1, 0, //
            0, 1, 1, 1, 1, 1, 0, //
            0, 0, 0, 0, 0, 0, 0
        };
        float[] depths = EdgeDistance.of(new LabelPlane(7, 7, labels, new int[1]), 5);
        assertEquals(0, depths[8]);
        assertEquals(1, depths[16]);
        assertEquals(2, depths[24]);
        assertEquals(0, depths[0]);
    }

    @Test
    void theBorderOfThePlaneIsNoEdge() {
        float[] depths = EdgeDistance.of(new LabelPlane(4, 1, new int[] {1, 1, 1, 2}, new int[2]), 9);
        assertArrayEquals(new float[] {2, 1, 0, 0}, depths);
    }

    @Test
    void anObjectWithoutEdgeIsAsDeepAsTheLimit() {
        float[] depths = EdgeDistance.of(new LabelPlane(2, 1, new int[] {1, 1}, new int[1]), 50);
        assertArrayEquals(new float[] {50, 50}, depths);
    }

    /** Against the definition, restricted to edge pixels of the same object. */
    @ParameterizedTest
    @CsvSource({"1, 0", "2, 1", "3, 2.5", "4, 7", "5, 100"})
    void equalsTheNearestEdgePixelOfTheSameObject(int seed, double limit) {
        Random random = new Random(seed);
        int width = 23;
        int height = 17;
        int[] labels = new int[width * height];
        for (int box = 0; box < 9; box++) {
            int x0 = random.nextInt(width);
            int y0 = random.nextInt(height);
            int label = random.nextInt(4);
            for (int y = y0; y < Math.min(height, y0 + 9); y++) {
                for (int x = x0; x < Math.min(width, x0 + 11); x++) {
                    labels[y * width + x] = label;
                }
            }
        }
        float[] depths = EdgeDistance.of(new LabelPlane(width, height, labels, new int[3]), limit);
        for (int i = 0; i < labels.length; i++) {
            double best = labels[i] == 0 ? 0 : limit;
            for (int k = 0; k < labels.length && labels[i] > 0; k++) {
                if (labels[k] == labels[i] && edge(labels, width, k)) {
                    best = Math.min(best, Math.hypot(i % width - k % width, i / width - k / width));
                }
            }
            assertEquals(best, depths[i], 1e-6, "pixel " + i);
        }
    }

    private static boolean edge(int[] labels, int width, int k) {
        for (int step : new int[] {-1, 1, -width, width}) {
            int n = k + step;
            boolean inPlane = n >= 0 && n < labels.length && (Math.abs(step) > 1 || n / width == k / width);
            if (inPlane && labels[n] != labels[k]) {
                return true;
            }
        }
        return false;
    }
}
