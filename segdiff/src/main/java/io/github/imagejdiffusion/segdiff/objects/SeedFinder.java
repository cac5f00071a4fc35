package io.github.imagejdiffusion.segdiff.objects;

import java.util.Arrays;

/**
 * Finds the h-maxima of a map (Soille, Morphological Image Analysis, 6.3.4), one pixel each, component by component of
 * its mask.
 *
 * <p>Pixels are added from the highest down; hills that meet merge. When two meet, the one with the lower peak is a seed
 * of its own if its peak stands at least {@code height} above the meeting point. Every component keeps at least its
 * highest peak. Equal values are taken in raster order, so the result is unique.
 *
 * <p>Different components may be searched at the same time.
 */
final class SeedFinder {

    private final float[] map;
    private final int[] neighbours;
    private final float height;
    private final int[] parent;

    /** @param height at least 0; infinity gives one seed for each component */
    SeedFinder(MaskedHills hills, float height) {
        this.map = hills.values();
        this.neighbours = hills.neighbours();
        this.height = height;
        this.parent = new int[map.length];
        Arrays.fill(parent, -1);
    }

    /**
     * @param pixels one whole component, in any order; each component once
     * @return indices in raster order
     */
    int[] find(int[] pixels) {
        long[] order = new long[pixels.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = FloodOrder.key(map[pixels[i]], pixels[i]);
        }
        Arrays.sort(order);
        int[] seeds = {FloodOrder.second(order[0])};
        for (long key : order) {
            int pixel = FloodOrder.second(key);
            parent[pixel] = pixel;
            for (int step : neighbours) {
                int seed = meet(pixel, pixel + step);
                if (seed >= 0) {
                    seeds = Arrays.copyOf(seeds, seeds.length + 1);
                    seeds[seeds.length - 1] = seed;
                }
            }
        }
        Arrays.sort(seeds);
        return seeds;
    }

    /** Joins the hill of a neighbour, if it is in already, with that of {@code pixel}; returns a new seed or -1. */
    private int meet(int pixel, int neighbour) {
        if (parent[neighbour] < 0) {
            return -1;
        }
        int a = root(pixel);
        int b = root(neighbour);
        if (a == b) {
            return -1;
        }
        boolean aHigher = FloodOrder.key(map[a], a) < FloodOrder.key(map[b], b);
        int high = aHigher ? a : b;
        int low = aHigher ? b : a;
        parent[low] = high;
        return low != pixel && map[low] - map[pixel] >= height ? low : -1;
    }

    /** Roots are peaks: the first pixel of a hill is its highest. */
    private int root(int pixel) {
        int r = pixel;
        while (parent[r] != r) {
            parent[r] = parent[parent[r]];
            r = parent[r];
        }
        return r;
    }
}
