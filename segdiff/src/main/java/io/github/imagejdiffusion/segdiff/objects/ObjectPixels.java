package io.github.imagejdiffusion.segdiff.objects;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * The pixels of each object of a plane in raster order: objects can be worked on at the same time, and sums over one have
 * the bits of a sum over the plane.
 */
final class ObjectPixels {

    private final int[] pixels;
    /** Of label i, from {@code ends[i - 1]} to before {@code ends[i]}. */
    private final int[] ends;

    private ObjectPixels(int[] pixels, int[] ends) {
        this.pixels = pixels;
        this.ends = ends;
    }

    static ObjectPixels of(LabelPlane plane) {
        int[] labels = plane.labels();
        // One label ahead, so that filling moves each entry to where its object ends.
        int[] next = new int[plane.count() + 2];
        for (int label : labels) {
            if (label > 0) {
                next[label + 1]++;
            }
        }
        for (int label = 1; label < next.length; label++) {
            next[label] += next[label - 1];
        }
        int[] pixels = new int[next[next.length - 1]];
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] > 0) {
                pixels[next[labels[i]]++] = i;
            }
        }
        return new ObjectPixels(pixels, next);
    }

    /** Number of objects. */
    int count() {
        return ends.length - 2;
    }

    /** Where the pixels of an object begin, for {@link #pixel}. */
    int first(int label) {
        return ends[label - 1];
    }

    /** Behind the last pixel of an object. */
    int end(int label) {
        return ends[label];
    }

    /** Index in the plane. */
    int pixel(int at) {
        return pixels[at];
    }

    /** Every label, on several threads. */
    void forEachLabel(IntConsumer action) {
        IntStream.rangeClosed(1, count()).parallel().forEach(action);
    }
}
