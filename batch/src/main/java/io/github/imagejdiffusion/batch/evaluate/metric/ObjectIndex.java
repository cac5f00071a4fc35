package io.github.imagejdiffusion.batch.evaluate.metric;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The objects of one label image, numbered 1..n by the raster position of their first pixel.
 *
 * <p>The numbering does not depend on the label ids, so no score changes, not even in its last bit, when the same
 * objects carry other ids.
 */
final class ObjectIndex {

    private final int[] objectOfPixel;
    private final int[] areas;
    private final int[] labels;

    private ObjectIndex(int[] objectOfPixel, int[] areas, int[] labels) {
        this.objectOfPixel = objectOfPixel;
        this.areas = areas;
        this.labels = labels;
    }

    static ObjectIndex of(LabelImage image) {
        int[] labels = image.labels();
        int[] objectOfPixel = new int[labels.length];
        int[] areas = new int[16];
        Map<Integer, Integer> objectOfLabel = new HashMap<>();
        int label = 0;
        int object = 0;
        for (int i = 0; i < labels.length; i++) {
            // labels come in runs: ask the map only where they change
            if (labels[i] != label) {
                label = labels[i];
                object = label == 0 ? 0 : numberOf(label, objectOfLabel);
                if (object >= areas.length) {
                    areas = Arrays.copyOf(areas, areas.length * 2);
                }
            }
            objectOfPixel[i] = object;
            areas[object]++;
        }
        int[] labelOfObject = new int[objectOfLabel.size() + 1];
        objectOfLabel.forEach((id, number) -> labelOfObject[number] = id);
        return new ObjectIndex(objectOfPixel, Arrays.copyOf(areas, labelOfObject.length), labelOfObject);
    }

    private static int numberOf(int label, Map<Integer, Integer> objectOfLabel) {
        int next = objectOfLabel.size() + 1;
        Integer known = objectOfLabel.putIfAbsent(label, next);
        return known == null ? next : known;
    }

    /** The number of objects n. */
    int count() {
        return areas.length - 1;
    }

    /** The number of pixels of object 1..n; 0 asks for the background. */
    int area(int object) {
        return areas[object];
    }

    int pixels() {
        return objectOfPixel.length;
    }

    /** The object 1..n that owns a pixel, 0 for background. */
    int objectAt(int pixel) {
        return objectOfPixel[pixel];
    }

    /** The value of every object; entry 0 (background) is unused. */
    double[] valuesOf(ObjectValues values) {
        double[] found = new double[areas.length];
        for (int object = 1; object < found.length; object++) {
            found[object] = values.of(labels[object]);
        }
        return found;
    }

    /** The mean of a map inside every object; entry 0 (background) is unused. */
    double[] meansOf(FloatMap map) {
        float[] values = map.values();
        double[] means = new double[areas.length];
        for (int i = 0; i < values.length; i++) {
            means[objectOfPixel[i]] += values[i];
        }
        means[0] = 0;
        for (int object = 1; object < means.length; object++) {
            means[object] /= areas[object];
        }
        return means;
    }
}
