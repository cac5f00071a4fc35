package io.github.imagejdiffusion.segdiff.objects;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ObjectMeasurerTest {

    @Test
    void measuresCentroidAreaAndMeans() {
        int[] labels = {0, 1, 1, 0, 1, 1};
        float[] intensity = {9, 1, 2, 9, 3, 4};
        float[] p = {0, 1, 1, 0, 0.5f, 0.5f};
        LabelPlane plane = new LabelPlane(3, 2, labels, new int[] {1});
        SegmentedObject object = new ObjectMeasurer(ObjectPixels.of(plane), 3, intensity, v -> v * v, p)
                .measure(new double[] {0.125}, new double[] {0.375})
                .get(0);
        assertEquals(
                new SegmentedObject(1, 2.0, 1.0, 4, 2.5, 7.5, 0.75, 0.25, 0.125, OptionalDouble.of(0.375)), object);
    }

    @Test
    void hasTheBitsOfOnePassOverThePlane() {
        int width = 83;
        int count = 40;
        Random random = new Random(6);
        int[] labels = new int[width * 71];
        float[] intensity = new float[labels.length];
        float[] p = new float[labels.length];
        double[][] sums = new double[count + 1][6];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = random.nextInt(count + 1);
            intensity[i] = (float) Math.exp(8 * random.nextGaussian());
            p[i] = random.nextFloat();
            double[] of = sums[labels[i]];
            of[0]++;
            of[1] += i % width + 0.5;
            of[2] += i / width + 0.5;
            of[3] += intensity[i];
            of[4] += p[i];
            of[5] += Uncertainty.of(p[i]);
        }
        LabelPlane plane = new LabelPlane(width, 71, labels, new int[count]);
        List<SegmentedObject> objects = new ObjectMeasurer(ObjectPixels.of(plane), width, intensity, v -> 2 * v, p)
                .measure(new double[count], null);
        assertEquals(count, objects.size());
        for (int label = 1; label <= count; label++) {
            double[] of = sums[label];
            assertEquals(
                    new SegmentedObject(
                            label,
                            of[1] / of[0],
                            of[2] / of[0],
                            (long) of[0],
                            of[3] / of[0],
                            2 * of[3] / of[0],
                            of[4] / of[0],
                            of[5] / of[0],
                            0,
                            OptionalDouble.empty()),
                    objects.get(label - 1));
        }
    }

    @Test
    void manyUncertaintiesAreThoseOfEachOne() {
        Random random = new Random(7);
        float[] p = new float[1500];
        for (int i = 0; i < p.length; i++) {
            p[i] = i < 2 ? i : random.nextFloat();
        }
        float[] uncertainty = new float[p.length];
        Uncertainty.of(p, 0, 700, uncertainty);
        Uncertainty.of(p, 700, p.length, uncertainty);
        for (int i = 0; i < p.length; i++) {
            assertEquals(Uncertainty.of(p[i]), uncertainty[i]);
        }
    }
}
