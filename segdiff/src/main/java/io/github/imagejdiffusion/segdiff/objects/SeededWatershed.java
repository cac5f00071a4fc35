package io.github.imagejdiffusion.segdiff.objects;

/**
 * Seeded watershed by flooding (Meyer 1991): from the seeds, always the highest pixel next, equal ones in the order in
 * which they were reached; 4-connected, no dividing line, restricted to a mask.
 */
final class SeededWatershed {

    private final float[] map;
    private final boolean[] mask;
    private final int width;
    private final int[] seeds;
    private final int[] labels;
    private final int[] reached;
    private final int[] neighbours = new int[4];

    private SeededWatershed(float[] map, boolean[] mask, int width, int[] seeds) {
        this.map = map;
        this.mask = mask;
        this.width = width;
        this.seeds = seeds;
        this.labels = new int[map.length];
        int foreground = 0;
        for (boolean inside : mask) {
            foreground += inside ? 1 : 0;
        }
        this.reached = new int[foreground];
    }

    /**
     * @param map row-major; objects are hills
     * @param mask foreground
     * @param seeds pixel indices; seed i floods label i + 1
     * @return labels, 0 outside the mask
     */
    static int[] flood(float[] map, boolean[] mask, int width, int[] seeds) {
        return new SeededWatershed(map, mask, width, seeds).run();
    }

    private int[] run() {
        int[][] components = seedsByComponent();
        for (int[] component : components) {
            flood(component);
        }
        return labels;
    }

    /** Floods one component of the mask; components do not touch, and a small heap is a fast one. */
    private void flood(int[] seedIndices) {
        LongHeap heap = new LongHeap();
        int age = 0;
        for (int i : seedIndices) {
            labels[seeds[i]] = i + 1;
            reached[age] = seeds[i];
            heap.push(FloodOrder.key(map[seeds[i]], age++));
        }
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
    }

    /** Indices of the seeds of each 4-connected component of the mask, ascending. */
    private int[][] seedsByComponent() {
        int[] componentOf = new int[map.length];
        int[] size = new int[seeds.length];
        int count = 0;
        for (int seed : seeds) {
            if (componentOf[seed] == 0) {
                fill(seed, ++count, componentOf);
            }
            size[componentOf[seed] - 1]++;
        }
        int[][] members = new int[count][];
        for (int c = 0; c < count; c++) {
            members[c] = new int[size[c]];
            size[c] = 0;
        }
        for (int i = 0; i < seeds.length; i++) {
            int c = componentOf[seeds[i]] - 1;
            members[c][size[c]++] = i;
        }
        return members;
    }

    private void fill(int start, int component, int[] componentOf) {
        int end = 0;
        reached[end++] = start;
        componentOf[start] = component;
        for (int at = 0; at < end; at++) {
            int count = neighbours(reached[at], width, map.length, neighbours);
            for (int k = 0; k < count; k++) {
                int next = neighbours[k];
                if (mask[next] && componentOf[next] == 0) {
                    componentOf[next] = component;
                    reached[end++] = next;
                }
            }
        }
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
