package io.github.imagejdiffusion.segdiff.objects;

import java.util.ArrayList;
import java.util.List;

/** Measures the objects of one plane. Sums are in double, in raster order. */
public final class ObjectMeasurer {

    private ObjectMeasurer() {}

    /**
     * Measures all objects.
     *
     * @param plane labels; not modified
     * @param intensity input image on the labels' grid, in its own units
     * @param probability 0..1
     * @param uncertainty 0..0.5
     * @param ofObjects 0..1, entry i is that of label i + 1, see {@link ObjectUncertainty}
     * @return one entry per label, in order of id
     */
    public static List<SegmentedObject> measure(
            LabelPlane plane, float[] intensity, float[] probability, float[] uncertainty, double[] ofObjects) {
        int n = plane.count() + 1;
        long[] area = new long[n];
        double[][] sums = new double[5][n];
        int[] labels = plane.labels();
        for (int i = 0; i < labels.length; i++) {
            int label = labels[i];
            if (label > 0) {
                area[label]++;
                sums[0][label] += i % plane.width() + 0.5;
                sums[1][label] += i / plane.width() + 0.5;
                sums[2][label] += intensity[i];
                sums[3][label] += probability[i];
                sums[4][label] += uncertainty[i];
            }
        }
        List<SegmentedObject> objects = new ArrayList<>(n - 1);
        for (int label = 1; label < n; label++) {
            double a = area[label];
            objects.add(new SegmentedObject(
                    label,
                    sums[0][label] / a,
                    sums[1][label] / a,
                    area[label],
                    sums[2][label] / a,
                    sums[3][label] / a,
                    sums[4][label] / a,
                    ofObjects[label - 1]));
        }
        return List.copyOf(objects);
    }
}
