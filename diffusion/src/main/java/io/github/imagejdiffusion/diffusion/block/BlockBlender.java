package io.github.imagejdiffusion.diffusion.block;

import java.util.Arrays;
import net.imglib2.Interval;

/**
 * Blends block results into rows of a plane. Across each inner border the weight falls linearly from 1 to 0 over half a
 * halo, centred on the border, so weights sum to 1 and the outer three quarters of the halo, where the network misses
 * context, are dropped.
 *
 * <p>Half a halo is by measurement: with the bundled nuclei network a ramp over the whole halo is 2 to 10 times further
 * from the unblocked result, because its ends have half the context, and a step is no nearer than the ramp.
 *
 * <p>Holds one row of blocks at a time: add the blocks in grid order, and after the last of each row take the rows that
 * no later block reaches. Not thread-safe.
 */
public final class BlockBlender {

    private final BlockGrid grid;
    private final int width;
    private float[] band;
    private int bandTop;
    private int bandEnd;

    /**
     * Starts at the top of the plane.
     *
     * @param grid whose blocks will be added, each once, in order
     * @throws IllegalArgumentException if a row of blocks does not fit into one array (about 2^31 pixels)
     */
    public BlockBlender(BlockGrid grid) {
        this.grid = grid;
        this.bandEnd = reach(0);
        if ((double) grid.width() * (bandEnd + grid.halo()) > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("blocks of a plane of " + grid.width() + " x " + grid.height()
                    + " pixels do not fit into one array; choose smaller blocks");
        }
        this.width = (int) grid.width();
        this.band = new float[bandEnd * width];
    }

    /** Row behind the last that blocks of this row of blocks reach. */
    private int reach(int blockRow) {
        return (int) Math.min(grid.height(), (blockRow + 1L) * grid.core() + (grid.halo() + 3) / 4);
    }

    /** Row behind the last that blocks of the next row do not reach. */
    private int complete(int blockRow) {
        return blockRow == grid.rows() - 1
                ? (int) grid.height()
                : (int) ((blockRow + 1L) * grid.core() - (grid.halo() + 3) / 4);
    }

    /**
     * Gives out the rows that are complete once every block of a row of blocks has been added, and forgets them.
     *
     * @param blockRow the row of blocks, from 0; each once, in order
     * @return whole rows of the plane, row-major, that follow those of the call before
     */
    public float[] takeRows(int blockRow) {
        int end = complete(blockRow);
        int nextEnd = blockRow == grid.rows() - 1 ? end : reach(blockRow + 1);
        int taken = (end - bandTop) * width;
        float[] rows = band;
        if (end < bandEnd || taken < band.length) {
            rows = Arrays.copyOf(band, taken);
        }
        float[] next = new float[(nextEnd - end) * width];
        System.arraycopy(band, taken, next, 0, (bandEnd - end) * width);
        band = next;
        bandTop = end;
        bandEnd = nextEnd;
        return rows;
    }

    /**
     * Adds one block, weighted.
     *
     * @param values the block's result over its whole region, row-major; what lies beyond the plane or in the outer three
     *     quarters of the halo is not looked at
     * @throws IllegalArgumentException if there is not one value per pixel of the region, or the block is not of the
     *     current row of blocks
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
        int top = (int) region.min(1) - bandTop;
        if (top + wy.first < 0 || top + wy.end > bandEnd - bandTop) {
            throw new IllegalArgumentException("block " + block.index() + " comes out of order");
        }
        for (int y = wy.first; y < wy.end; y++) {
            int row = (top + y) * width + (int) region.min(0);
            float vertical = wy.of[y];
            int at = y * regionWidth;
            for (int x = wx.first; x < wx.end; x++) {
                band[row + x] += vertical * wx.of[x] * values[at + x];
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
