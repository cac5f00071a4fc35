package io.github.imagejdiffusion.segdiff.objects;

import java.util.BitSet;

/** What is known of the objects of one slice and of their partners in slices before; by label, from 1. */
final class LinkedSlice {

    private final double[] brightness;
    private final int[] previous;
    private final byte[] steps;
    private final float[] overlaps;
    private final BitSet continued = new BitSet();
    private long[] areas;
    private long pixels;

    /** @param brightness of each object, label 1 first; NaN if unknown */
    LinkedSlice(double[] brightness) {
        this.brightness = brightness;
        previous = new int[brightness.length + 1];
        steps = new byte[brightness.length + 1];
        overlaps = new float[brightness.length + 1];
        areas = new long[brightness.length + 1];
    }

    /** Number of objects. */
    int count() {
        return brightness.length;
    }

    void requireLabel(int label) {
        if (label < 0 || label > brightness.length) {
            throw new IllegalArgumentException("label " + label + " in a slice of " + brightness.length + " objects");
        }
    }

    void add(int label, int length) {
        requireLabel(label);
        areas[label] += length;
    }

    void addPixels(int count) {
        pixels += count;
    }

    long pixels() {
        return pixels;
    }

    /** In pixels, by label. */
    long[] areas() {
        return areas;
    }

    /** When no slice can overlap any more. */
    void forgetAreas() {
        areas = null;
    }

    double brightness(int label) {
        return brightness[label - 1];
    }

    /** Joins objects to their partners that many slices before. */
    void join(int step, LinkedSlice before, SliceMatching matching) {
        for (int label = 1; label < previous.length; label++) {
            int partner = matching.previous()[label];
            if (partner != 0) {
                previous[label] = partner;
                steps[label] = (byte) step;
                overlaps[label] = (float) matching.overlaps()[label];
                before.continued.set(partner);
            }
        }
    }

    /** Begins a volume with an object that had a partner. */
    void cut(int label) {
        previous[label] = 0;
        steps[label] = 0;
    }

    /** The partner in a slice before, or 0. */
    int previous(int label) {
        return previous[label];
    }

    /** How many slices before the partner is; 0 without one. */
    int step(int label) {
        return steps[label];
    }

    /** Intersection over union with the partner. */
    float overlap(int label) {
        return overlaps[label];
    }

    /** Whether the object has no partner in a later slice. */
    boolean ends(int label) {
        return !continued.get(label);
    }
}
