package io.github.imagejdiffusion.segdiff.objects;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectExtractorTest {

    private static final int SIZE = 64;

    @Test
    void twoHillsWithADeepValleyAreTwoObjects() {
        float[] p = new float[SIZE * SIZE];
        float[] d = hills(p, new double[][] {{20, 32, 12}, {40, 32, 12}});
        LabelPlane plane = new ObjectExtractor(0.5, 0.1, 0, 0).extract(p, d, SIZE, SIZE);
        assertEquals(2, plane.count());
        assertEquals(1, plane.labels()[32 * SIZE + 20]);
        assertEquals(2, plane.labels()[32 * SIZE + 40]);
        int left = count(plane, 1);
        assertTrue(Math.abs(left - count(plane, 2)) <= SIZE, "equal hills share the plane evenly");
    }

    @Test
    void aValleyShallowerThanTheSeedHeightKeepsOneObject() {
        float[] p = new float[SIZE * SIZE];
        float[] d = hills(p, new double[][] {{20, 32, 12}, {40, 32, 12}});
        assertEquals(
                1, new ObjectExtractor(0.5, 1.8, 0, 0).extract(p, d, SIZE, SIZE).count());
    }

    @Test
    void withoutDistanceEachComponentIsOneObject() {
        float[] p = new float[SIZE * SIZE];
        hills(p, new double[][] {{20, 32, 12}, {40, 32, 12}, {8, 8, 4}});
        assertEquals(
                2,
                new ObjectExtractor(0.5, 0.1, 0, 0).extract(p, null, SIZE, SIZE).count());
    }

    @Test
    void idsAreInRasterOrderOfSeedsAndSmallObjectsGo() {
        float[] p = new float[SIZE * SIZE];
        float[] d = hills(p, new double[][] {{50, 50, 5}, {50, 10, 6}, {10, 30, 1.5}});
        LabelPlane all = new ObjectExtractor(0.5, 0.1, 0, 0).extract(p, d, SIZE, SIZE);
        assertEquals(3, all.count());
        assertEquals(1, all.labels()[10 * SIZE + 50]);
        assertEquals(2, all.labels()[30 * SIZE + 10]);
        LabelPlane large = new ObjectExtractor(0.5, 0.1, 0, 20).extract(p, d, SIZE, SIZE);
        assertEquals(2, large.count());
        assertEquals(0, large.labels()[30 * SIZE + 10]);
        assertEquals(2, large.labels()[50 * SIZE + 50]);
        assertArrayEquals(new int[] {10 * SIZE + 50, 50 * SIZE + 50}, large.seeds());
    }

    @ParameterizedTest
    @ValueSource(floats = {0f, 0.3f, 1f})
    void everyForegroundPixelBelongsToOneConnectedObject(float height) {
        Random random = new Random(4);
        float[] p = new float[SIZE * SIZE];
        float[] d = new float[p.length];
        for (int i = 0; i < p.length; i++) {
            p[i] = random.nextFloat();
            d[i] = Math.round(random.nextFloat() * 8) / 4f - 1;
        }
        LabelPlane plane = new ObjectExtractor(0.4, height, 0, 0).extract(p, d, SIZE, SIZE);
        for (int i = 0; i < p.length; i++) {
            assertEquals(p[i] > 0.4, plane.labels()[i] > 0);
        }
        float[] alone = new float[p.length];
        for (int label = 1; label <= plane.count(); label++) {
            for (int i = 0; i < alone.length; i++) {
                alone[i] = plane.labels()[i] == label ? 1 : 0;
            }
            LabelPlane components = new ObjectExtractor(0.5, 0, 0, 0).extract(alone, null, SIZE, SIZE);
            assertEquals(1, components.count(), "object " + label);
        }
    }

    @Test
    void emptyAndFullAndSinglePixelPlanes() {
        ObjectExtractor extractor = new ObjectExtractor(0.5, 0.4, 0, 0);
        assertEquals(0, extractor.extract(new float[9], new float[9], 3, 3).count());
        float[] full = new float[9];
        Arrays.fill(full, 1);
        assertEquals(1, extractor.extract(full, new float[9], 3, 3).count());
        assertEquals(
                1, extractor.extract(new float[] {1}, new float[] {0}, 1, 1).count());
        assertEquals(
                0,
                extractor
                        .extract(new float[] {Float.NaN}, new float[] {0}, 1, 1)
                        .count());
    }

    @Test
    void refusesImpossibleSettings() {
        assertThrows(IllegalArgumentException.class, () -> new ObjectExtractor(1.1, 0.4, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new ObjectExtractor(0.5, -1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new ObjectExtractor(0.5, 0.4, 0, -1));
    }

    @Test
    void outlinesEncloseTheArea() {
        float[] p = new float[SIZE * SIZE];
        float[] d = hills(p, new double[][] {{20, 32, 12}, {40, 30, 10}, {60, 60, 6}});
        LabelPlane plane = new ObjectExtractor(0.5, 0.1, 0, 0).extract(p, d, SIZE, SIZE);
        List<OutlineTracer.Outline> outlines = OutlineTracer.trace(plane);
        assertEquals(plane.count(), outlines.size());
        for (OutlineTracer.Outline outline : outlines) {
            double twice = 0;
            int n = outline.x().length;
            for (int i = 0; i < n; i++) {
                int j = (i + 1) % n;
                twice += (double) outline.x()[i] * outline.y()[j] - (double) outline.x()[j] * outline.y()[i];
            }
            assertEquals(count(plane, outline.id()), twice / 2, "polygon area of object without holes");
        }
    }

    /** Cones; fills p with 1 where a cone is above its edge, and returns the distance map in [-1,1]. */
    private static float[] hills(float[] p, double[][] cones) {
        float[] d = new float[p.length];
        Arrays.fill(d, -1);
        for (int i = 0; i < p.length; i++) {
            for (double[] c : cones) {
                double r = Math.hypot(i % SIZE - c[0], i / SIZE - c[1]);
                if (r < c[2]) {
                    p[i] = 1;
                    d[i] = Math.max(d[i], (float) (1 - 2 * r / c[2]));
                }
            }
        }
        return d;
    }

    private static int count(LabelPlane plane, int label) {
        return (int) Arrays.stream(plane.labels()).filter(l -> l == label).count();
    }
}
