package io.github.imagejdiffusion.diffusion.block;

import java.util.ArrayList;
import java.util.List;
import net.imglib2.FinalInterval;

/**
 * Cuts a plane into {@link Block}s anchored at (0,0). Immutable.
 *
 * <p>Every region starts at a multiple of the stride, so a network that shrinks its input sees each pixel at the same
 * phase whatever the block.
 */
public final class BlockGrid {

    private final long width;
    private final long height;
    private final int core;
    private final int halo;
    private final int stride;

    /**
     * @param width plane width in pixels
     * @param height plane height in pixels
     * @param core side of the part that a block owns; a positive multiple of {@code stride}
     * @param halo margin taken from the neighbours; a multiple of {@code stride}, at most {@code core}
     * @param stride sizes that the network takes are multiples of this
     * @throws IllegalArgumentException for sizes that do not fit together, naming them
     */
    public BlockGrid(long width, long height, int core, int halo, int stride) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("plane of " + width + " x " + height + " pixels has no pixels");
        }
        if (stride < 1 || core < 1 || core % stride != 0 || halo < 0 || halo % stride != 0 || halo > core) {
            throw new IllegalArgumentException("block " + core + " with halo " + halo + " does not fit: both must be"
                    + " multiples of the model's stride " + stride + ", and the halo not larger than the block");
        }
        this.width = width;
        this.height = height;
        this.core = core;
        this.halo = halo;
        this.stride = stride;
    }

    /** Plane width in pixels. */
    public long width() {
        return width;
    }

    /** Plane height in pixels. */
    public long height() {
        return height;
    }

    /** Side of a block's core, in pixels. */
    public int core() {
        return core;
    }

    /** Margin taken from the neighbours, in pixels. */
    public int halo() {
        return halo;
    }

    /** Blocks side by side. */
    public int columns() {
        return Math.toIntExact((width - 1) / core + 1);
    }

    /** Blocks one below the other. */
    public int rows() {
        return Math.toIntExact((height - 1) / core + 1);
    }

    /** All blocks in raster order. */
    public List<Block> blocks() {
        List<Block> blocks = new ArrayList<>(Math.multiplyExact(columns(), rows()));
        for (int row = 0; row < rows(); row++) {
            blocks.addAll(row(row));
        }
        return List.copyOf(blocks);
    }

    /** The blocks side by side in one row of the grid, from the left. */
    public List<Block> row(int row) {
        List<Block> blocks = new ArrayList<>(columns());
        for (int column = 0; column < columns(); column++) {
            blocks.add(block(column, row));
        }
        return blocks;
    }

    private Block block(int column, int row) {
        long[] coreMin = {(long) column * core, (long) row * core};
        long[] coreMax = {Math.min(coreMin[0] + core, width) - 1, Math.min(coreMin[1] + core, height) - 1};
        long[] min = new long[2];
        long[] max = new long[2];
        long[] size = {width, height};
        for (int d = 0; d < 2; d++) {
            min[d] = Math.max(0, coreMin[d] - halo);
            long end = Math.min(size[d], coreMax[d] + 1 + halo);
            max[d] = min[d] + (end - min[d] + stride - 1) / stride * stride - 1;
        }
        return new Block(row * columns() + column, new FinalInterval(coreMin, coreMax), new FinalInterval(min, max));
    }
}
