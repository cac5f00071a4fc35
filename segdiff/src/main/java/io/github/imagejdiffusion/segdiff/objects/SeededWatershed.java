package io.github.imagejdiffusion.segdiff.objects;

/**
 * Seeded watershed by flooding (Meyer 1991): from the seeds, always the highest pixel next, equal ones in the order in
 * which they were reached; 4-connected, no dividing line, restricted to a mask.
 *
 * <p>Different components of the mask may be flooded at the same time.
 */
final class SeededWatershed {

    private final MaskedHills hills;
    private final int[] neighbours;
    private final int[] labels;

    /** @param labels one per pixel of the hills, 0 until flooded */
    SeededWatershed(MaskedHills hills, int[] labels) {
        this.hills = hills;
        this.neighbours = hills.neighbours();
        this.labels = labels;
    }

    /**
     * Floods one component.
     *
     * @param pixels the whole component
     * @param seeds indices in raster order
     * @param ids the label that each seed floods
     */
    void flood(int[] pixels, int[] seeds, int[] ids) {
        if (seeds.length == 1) {
            for (int pixel : pixels) {
                labels[pixel] = ids[0];
            }
            return;
        }
        float[] map = hills.values();
        LongHeap heap = new LongHeap();
        int[] reached = new int[pixels.length];
        int age = 0;
        for (int i = 0; i < seeds.length; i++) {
            labels[seeds[i]] = ids[i];
            reached[age] = seeds[i];
            heap.push(FloodOrder.key(map[seeds[i]], age++));
        }
        while (!heap.isEmpty()) {
            int pixel = reached[FloodOrder.second(heap.pop())];
            for (int step : neighbours) {
                int next = pixel + step;
                if (hills.inside(next) && labels[next] == 0) {
                    labels[next] = labels[pixel];
                    reached[age] = next;
                    heap.push(FloodOrder.key(map[next], age++));
                }
            }
        }
    }
}
