package io.github.imagejdiffusion.segdiff.objects;

import java.util.Arrays;

/**
 * Finds the h-maxima of a map inside a mask (Soille, Morphological Image Analysis, 6.3.4), one pixel each.
 *
 * <p>Pixels are added from the highest down; components that meet merge. When two meet, the one with the lower peak is a
 * seed of its own if its peak stands at least {@code height} above the meeting point. Every 4-connected component of
 * the mask keeps at least its highest peak. Equal values are taken in raster order, so the result is unique.
 */
final class SeedFinder {

    private final float[] map;
    private final int width;
    private final int[] parent;

    private SeedFinder(float[] map, int width) {
        this.map = map;
        this.width = width;
        this.parent = new int[map.length];
        Arrays.fill(parent, -1);
    }

    /**
     * @param map row-major
     * @param mask foreground, row-major
     * @param height at least 0; infinity gives one seed for each component of the mask
     * @return pixel indices in raster order
     */
    static int[] find(float[] map, boolean[] mask, int width, float height) {
        return new SeedFinder(map, width).run(mask, height);
    }

    private int[] run(boolean[] mask, float height) {
        long[] order = descending(mask);
        boolean[] seed = new boolean[map.length];
        for (long key : order) {
            int pixel = FloodOrder.second(key);
            parent[pixel] = pixel;
            int x = pixel % width;
            if (x > 0) {
                meet(pixel, pixel - 1, height, seed);
            }
            if (x < width - 1) {
                meet(pixel, pixel + 1, height, seed);
            }
            if (pixel >= width) {
                meet(pixel, pixel - width, height, seed);
            }
            if (pixel < map.length - width) {
                meet(pixel, pixel + width, height, seed);
            }
        }
        int count = 0;
        for (int i = 0; i < seed.length; i++) {
            seed[i] |= parent[i] == i;
            count += seed[i] ? 1 : 0;
        }
        int[] seeds = new int[count];
        for (int i = 0, n = 0; i < seed.length; i++) {
            if (seed[i]) {
                seeds[n++] = i;
            }
        }
        return seeds;
    }

    private long[] descending(boolean[] mask) {
        long[] order = new long[map.length];
        int count = 0;
        for (int i = 0; i < mask.length; i++) {
            if (mask[i]) {
                order[count++] = FloodOrder.key(map[i], i);
            }
        }
        order = Arrays.copyOf(order, count);
        Arrays.sort(order);
        return order;
    }

    /** Joins the component of a neighbour, if it is in already, with that of {@code pixel}. */
    private void meet(int pixel, int neighbour, float height, boolean[] seed) {
        if (parent[neighbour] < 0) {
            return;
        }
        int a = root(pixel);
        int b = root(neighbour);
        if (a == b) {
            return;
        }
        boolean aHigher = FloodOrder.key(map[a], a) < FloodOrder.key(map[b], b);
        int high = aHigher ? a : b;
        int low = aHigher ? b : a;
        if (low != pixel && map[low] - map[pixel] >= height) {
            seed[low] = true;
        }
        parent[low] = high;
    }

    /** Roots are peaks: the first pixel of a component is its highest. */
    private int root(int pixel) {
        int r = pixel;
        while (parent[r] != r) {
            parent[r] = parent[parent[r]];
            r = parent[r];
        }
        return r;
    }
}
