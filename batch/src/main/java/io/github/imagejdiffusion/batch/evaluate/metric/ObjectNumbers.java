package io.github.imagejdiffusion.batch.evaluate.metric;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Numbers the objects of one plane, or of the planes of a volume one after the other, 1..n by the raster position of their
 * first pixel, and counts their pixels.
 *
 * <p>The numbering does not depend on the label ids, so no score changes, not even in its last bit, when the same
 * objects carry other ids. Mutable and not thread-safe.
 */
final class ObjectNumbers {

    private final Map<Integer, Integer> objectOfLabel = new HashMap<>();
    private long[] areas = new long[16];

    /** Adds the next plane. @return the object 1..n that owns each pixel, 0 for background */
    int[] add(LabelImage plane) {
        int[] labels = plane.labels();
        int[] objectOfPixel = new int[labels.length];
        int label = 0;
        int object = 0;
        for (int i = 0; i < labels.length; i++) {
            // labels come in runs: ask the map only where they change
            if (labels[i] != label) {
                label = labels[i];
                object = label == 0 ? 0 : numberOf(label);
                if (object >= areas.length) {
                    areas = Arrays.copyOf(areas, areas.length * 2);
                }
            }
            objectOfPixel[i] = object;
            areas[object]++;
        }
        return objectOfPixel;
    }

    private int numberOf(int label) {
        int next = objectOfLabel.size() + 1;
        Integer known = objectOfLabel.putIfAbsent(label, next);
        return known == null ? next : known;
    }

    /** Pixels of objects 1..n so far; entry 0 is the background. */
    long[] areas() {
        return Arrays.copyOf(areas, objectOfLabel.size() + 1);
    }

    /** Label ids of objects 1..n so far; entry 0 is the background. */
    int[] labels() {
        int[] labels = new int[objectOfLabel.size() + 1];
        objectOfLabel.forEach((label, object) -> labels[object] = label);
        return labels;
    }
}
