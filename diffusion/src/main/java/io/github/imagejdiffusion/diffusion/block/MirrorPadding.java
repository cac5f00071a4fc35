package io.github.imagejdiffusion.diffusion.block;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.util.Intervals;

/**
 * Mirrors a plane beyond its border, the edge pixel repeated: ... 1 0 | 0 1 2 ... n-1 | n-1 n-2 ... Thread-safe.
 *
 * @param width of the plane in pixels
 * @param height of the plane in pixels
 */
public record MirrorPadding(long width, long height) {

    /** The smallest part of the plane that holds every pixel which a region, itself possibly outside, shows. */
    public Interval needed(Interval region) {
        long[] min = new long[2];
        long[] max = new long[2];
        for (int d = 0; d < 2; d++) {
            long size = d == 0 ? width : height;
            if (region.min(d) >= 0 && region.max(d) < size) {
                min[d] = region.min(d);
                max[d] = region.max(d);
                continue;
            }
            min[d] = size - 1;
            for (long i = region.min(d); i <= region.max(d); i++) {
                min[d] = Math.min(min[d], index(i, size));
                max[d] = Math.max(max[d], index(i, size));
            }
        }
        return new FinalInterval(min, max);
    }

    /**
     * Pads.
     *
     * @param values of {@link #needed}, row-major; not modified
     * @param region 2-D (x, y) in pixels of the plane
     * @return values of the region, row-major; {@code values} itself if nothing is to be padded
     */
    public float[] pad(float[] values, Interval region) {
        Interval needed = needed(region);
        int w = Math.toIntExact(region.dimension(0));
        int h = Math.toIntExact(region.dimension(1));
        int from = (int) needed.dimension(0);
        if (Intervals.equals(needed, region)) {
            return values;
        }
        int[] columns = new int[w];
        for (int x = 0; x < w; x++) {
            columns[x] = (int) (index(region.min(0) + x, width) - needed.min(0));
        }
        float[] padded = new float[Math.multiplyExact(w, h)];
        for (int y = 0; y < h; y++) {
            int row = (int) (index(region.min(1) + y, height) - needed.min(1)) * from;
            for (int x = 0; x < w; x++) {
                padded[y * w + x] = values[row + columns[x]];
            }
        }
        return padded;
    }

    private static long index(long i, long size) {
        long phase = Math.floorMod(i, 2 * size);
        return phase < size ? phase : 2 * size - 1 - phase;
    }
}
