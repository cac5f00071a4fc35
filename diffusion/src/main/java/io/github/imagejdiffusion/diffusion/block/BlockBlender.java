package io.github.imagejdiffusion.diffusion.block;

import net.imglib2.Interval;

/**
 * Adds block results into a plane. Across each inner border the weight falls linearly from 1 to 0 over one halo,
 * centred on the border, so weights sum to 1 and the outer half of the halo, where the network misses context, is
 * dropped.
 *
 * <p>Not thread-safe. The result depends on the order of {@link #add} only by rounding; add blocks in grid order.
 */
public final class BlockBlender {

    private final BlockGrid grid;
    private final int width;
    private final float[] plane;

    /** @throws IllegalArgumentException if the plane has 2^31 pixels or more */
    public BlockBlender(BlockGrid grid) {
        if (grid.width() * grid.height() > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("a plane of " + grid.width() + " x " + grid.height()
                    + " pixels does not fit into one array; crop it");
        }
        this.grid = grid;
        this.width = (int) grid.width();
        this.plane = new float[(int) (grid.width() * grid.height())];
    }

    /** The plane itself, row-major, not a copy. */
    public float[] plane() {
        return plane;
    }

    /** @param values the block's result over its whole region, row-major */
    public void add(Block block, float[] values) {
        Interval region = block.region();
        float[] wx = weights(block, 0);
        float[] wy = weights(block, 1);
        int regionWidth = block.width();
        for (int y = 0; y < wy.length; y++) {
            if (wy[y] == 0) {
                continue;
            }
            int row = (int) (region.min(1) + y) * width + (int) region.min(0);
            for (int x = 0; x < wx.length; x++) {
                plane[row + x] += wy[y] * wx[x] * values[y * regionWidth + x];
            }
        }
    }

    /** Weight of each pixel of the region that lies inside the plane, along one axis. */
    private float[] weights(Block block, int axis) {
        long size = axis == 0 ? grid.width() : grid.height();
        long start = block.region().min(axis);
        long end = Math.min(size, block.region().max(axis) + 1);
        long coreStart = block.core().min(axis);
        long coreEnd = block.core().max(axis) + 1;
        float[] weights = new float[(int) (end - start)];
        for (int i = 0; i < weights.length; i++) {
            double centre = start + i + 0.5;
            double w = 1;
            if (coreStart > 0) {
                w *= ramp(centre - coreStart);
            }
            if (coreEnd < size) {
                w *= ramp(coreEnd - centre);
            }
            weights[i] = (float) w;
        }
        return weights;
    }

    private double ramp(double insideBy) {
        if (grid.halo() == 0) {
            return insideBy > 0 ? 1 : 0;
        }
        return Math.min(1, Math.max(0, 0.5 + insideBy / grid.halo()));
    }
}
