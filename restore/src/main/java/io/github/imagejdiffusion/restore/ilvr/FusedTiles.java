package io.github.imagejdiffusion.restore.ilvr;

import io.github.imagejdiffusion.diffusion.block.Block;
import io.github.imagejdiffusion.diffusion.block.BlockBlender;
import io.github.imagejdiffusion.diffusion.block.BlockGrid;
import io.github.imagejdiffusion.diffusion.network.Denoiser;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import java.util.stream.IntStream;

/**
 * A network that sees a large sample tile by tile, and whose predictions are blended over the overlaps at every step
 * (Bar-Tal et al. 2023, MultiDiffusion, arXiv:2302.08113): all tiles go the same way, and none has a seam. Thread-safe if
 * the network is.
 */
final class FusedTiles implements Denoiser {

    private final Denoiser network;
    private final int core;
    private final int halo;
    private final int stride;

    /**
     * @param core side of a tile without its overlap, a multiple of the stride
     * @param halo overlap on each side, likewise, at most the core
     * @param stride sizes of samples are multiples of it
     */
    FusedTiles(Denoiser network, int core, int halo, int stride) {
        this.network = network;
        this.core = core;
        this.halo = halo;
        this.stride = stride;
    }

    @Override
    public Tensor predict(Tensor x, double timestep) {
        BlockGrid grid = new BlockGrid(x.width(), x.height(), core, halo, stride);
        if (grid.columns() == 1 && grid.rows() == 1) {
            return network.predict(x, timestep);
        }
        BlockBlender[] blenders = null;
        Tensor fused = null;
        int filled = 0;
        for (int row = 0; row < grid.rows(); row++) {
            for (Block block : grid.row(row)) {
                Tensor prediction = network.predict(cut(x, block), timestep);
                if (blenders == null) {
                    fused = Tensor.zeros(x.batch(), prediction.channels(), x.height(), x.width());
                    blenders = IntStream.range(0, x.batch() * prediction.channels())
                            .mapToObj(plane -> new BlockBlender(grid))
                            .toArray(BlockBlender[]::new);
                }
                add(prediction, block, blenders);
            }
            filled += take(blenders, row, fused, filled);
        }
        return fused;
    }

    private static Tensor cut(Tensor x, Block block) {
        Tensor tile = Tensor.zeros(x.batch(), x.channels(), block.height(), block.width());
        int left = (int) block.region().min(0);
        int top = (int) block.region().min(1);
        for (int plane = 0; plane < x.batch() * x.channels(); plane++) {
            for (int y = 0; y < tile.height(); y++) {
                System.arraycopy(
                        x.data(),
                        plane * x.planeSize() + (top + y) * x.width() + left,
                        tile.data(),
                        plane * tile.planeSize() + y * tile.width(),
                        tile.width());
            }
        }
        return tile;
    }

    private static void add(Tensor prediction, Block block, BlockBlender[] blenders) {
        int size = prediction.planeSize();
        for (int plane = 0; plane < blenders.length; plane++) {
            float[] values = new float[size];
            System.arraycopy(prediction.data(), plane * size, values, 0, size);
            blenders[plane].add(block, values);
        }
    }

    private static int take(BlockBlender[] blenders, int row, Tensor fused, int filled) {
        int count = 0;
        for (int plane = 0; plane < blenders.length; plane++) {
            float[] rows = blenders[plane].takeRows(row);
            System.arraycopy(rows, 0, fused.data(), plane * fused.planeSize() + filled, rows.length);
            count = rows.length;
        }
        return count;
    }
}
