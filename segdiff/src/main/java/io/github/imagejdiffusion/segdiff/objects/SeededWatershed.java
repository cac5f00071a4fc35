package io.github.imagejdiffusion.segdiff.objects;

/**
 * Seeded watershed by flooding (Meyer 1991): from the seeds, always the highest pixel next, equal ones in the order in
 * which they were reached; 4-connected, no dividing line, restricted to a mask.
 */
final class SeededWatershed {

    private SeededWatershed() {}

    /**
     * @param map row-major; objects are hills
     * @param mask foreground
     * @param seeds pixel indices; seed i floods label i + 1
     * @return labels, 0 outside the mask
     */
    static int[] flood(float[] map, boolean[] mask, int width, int[] seeds) {
        int[] labels = new int[map.length];
        int foreground = 0;
        for (boolean inside : mask) {
            foreground += inside ? 1 : 0;
        }
        int[] reached = new int[foreground];
        int age = 0;
        LongHeap heap = new LongHeap();
        for (int i = 0; i < seeds.length; i++) {
            labels[seeds[i]] = i + 1;
            reached[age] = seeds[i];
            heap.push(FloodOrder.key(map[seeds[i]], age++));
        }
        int[] neighbours = new int[4];
        while (!heap.isEmpty()) {
            int pixel = reached[FloodOrder.second(heap.pop())];
            int count = neighbours(pixel, width, map.length, neighbours);
            for (int k = 0; k < count; k++) {
                int next = neighbours[k];
                if (mask[next] && labels[next] == 0) {
                    labels[next] = labels[pixel];
                    reached[age] = next;
                    heap.push(FloodOrder.key(map[next], age++));
                }
            }
        }
        return labels;
    }

    /** Fills {@code out} with the 4-neighbours inside the plane and returns how many there are. */
    private static int neighbours(int pixel, int width, int size, int[] out) {
        int count = 0;
        int x = pixel % width;
        if (pixel >= width) {
            out[count++] = pixel - width;
        }
        if (x > 0) {
            out[count++] = pixel - 1;
        }
        if (x < width - 1) {
            out[count++] = pixel + 1;
        }
        if (pixel < size - width) {
            out[count++] = pixel + width;
        }
        return count;
    }
}
