package io.github.imagejdiffusion.diffusion.block;

import net.imglib2.Interval;

/**
 * Adds block results into a plane. Across each inner border the weight falls linearly from 1 to 0 over half a halo,
 * centred on the border, so weights sum to 1 and the outer three quarters of the halo, where the network misses
 * context, are dropped.
 *
 * <p>Half a halo is by measurement: with the bundled nuclei network a ramp over the whole halo is 2 to 10 times further
 * from the unblocked result, because its ends have half the context, and a step is no nearer than the ramp.
 *
 * <p>Not thread-safe. The result depends on the order of {@link #add} only by rounding; add blocks in grid order.
 */
public final class BlockBlender {

    private final BlockGrid grid;
    private final int width;
    private final float[] plane;

    /**
     * Starts with a plane of zeros.
     *
     * @param grid whose blocks will be added, each once
     * @throws IllegalArgumentException if the plane's pixels do not fit into one array (about 2^31)
     */
    public BlockBlender(BlockGrid grid) {
        if (grid.height() > (Integer.MAX_VALUE - 8) / grid.width()) {
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

    /**
     * Adds one block, weighted.
     *
     * @param values the block's result over its whole region, row-major; what lies beyond the plane or in the outer three
     *     quarters of the halo is not looked at
     * @throws IllegalArgumentException if there is not one value per pixel of the region
     */
    public void add(Block block, float[] values) {
        int regionWidth = block.width();
        if (values.length != (long) regionWidth * block.height()) {
            throw new IllegalArgumentException(
                    values.length + " values for a block of " + regionWidth + " x " + block.height() + " pixels");
        }
        Interval region = block.region();
        Weights wx = weights(block, 0);
        Weights wy = weights(block, 1);
        for (int y = wy.first; y < wy.end; y++) {
            int row = (int) (region.min(1) + y) * width + (int) region.min(0);
            for (int x = wx.first; x < wx.end; x++) {
                plane[row + x] += wy.of[y] * wx.of[x] * values[y * regionWidth + x];
            }
        }
    }

    /** Weight of each pixel of the region along one axis; positive from {@code first} to before {@code end}. */
    private record Weights(float[] of, int first, int end) {}

    private Weights weights(Block block, int axis) {
        long size = axis == 0 ? grid.width() : grid.height();
        long start = block.region().min(axis);
        long coreStart = block.core().min(axis);
        long coreEnd = block.core().max(axis) + 1;
        float[] weights = new float[(int) (Math.min(size, block.region().max(axis) + 1) - start)];
        int first = weights.length;
        int end = 0;
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
            if (w > 0) {
                first = Math.min(first, i);
                end = i + 1;
            }
        }
        return new Weights(weights, first, end);
    }

    private double ramp(double insideBy) {
        if (grid.halo() == 0) {
            return insideBy > 0 ? 1 : 0;
        }
        return Math.min(1, Math.max(0, 0.5 + insideBy / (grid.halo() / 2.0)));
    }
}
