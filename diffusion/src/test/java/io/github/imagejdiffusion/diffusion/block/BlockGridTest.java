package io.github.imagejdiffusion.diffusion.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.imglib2.Interval;
import net.imglib2.util.Intervals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockGridTest {

    @ParameterizedTest
    @CsvSource({
        "1,1,16,8,8",
        "5,9,16,8,8",
        "16,16,16,8,8",
        "17,16,16,8,8",
        "33,50,16,16,8",
        "100,37,24,8,4",
        "64,64,16,0,16",
        "47,31,4,3,1"
    })
    void coresTileThePlaneAndRegionsHoldTheirHalo(int width, int height, int core, int halo, int stride) {
        BlockGrid grid = new BlockGrid(width, height, core, halo, stride);
        List<Block> blocks = grid.blocks();
        assertEquals(grid.columns() * grid.rows(), blocks.size());
        int[][] owners = new int[height][width];
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            assertEquals(i, block.index());
            Interval region = block.region();
            for (int d = 0; d < 2; d++) {
                int size = d == 0 ? width : height;
                assertEquals(0, region.min(d) % stride, "origin on the stride");
                assertEquals(0, region.dimension(d) % stride, "size on the stride");
                assertEquals(Math.max(0, block.core().min(d) - halo), region.min(d));
                long end = Math.min(size, block.core().max(d) + 1 + halo);
                assertTrue(region.max(d) + 1 >= end, "halo included");
                assertTrue(region.max(d) + 1 - end < stride, "no more than rounding beyond it");
            }
            assertTrue(Intervals.contains(region, block.core()));
            for (long y = block.core().min(1); y <= block.core().max(1); y++) {
                for (long x = block.core().min(0); x <= block.core().max(0); x++) {
                    owners[(int) y][(int) x]++;
                }
            }
        }
        for (int[] row : owners) {
            for (int count : row) {
                assertEquals(1, count, "each pixel belongs to one block");
            }
        }
    }

    @Test
    void aPlaneSmallerThanABlockIsOneBlockRoundedUpToTheStride() {
        List<Block> blocks = new BlockGrid(50, 7, 1024, 64, 16).blocks();
        assertEquals(1, blocks.size());
        assertEquals(64, blocks.get(0).width());
        assertEquals(16, blocks.get(0).height());
        assertEquals(50 * 7, Intervals.numElements(blocks.get(0).core()), "the core stays within the plane");
    }

    @Test
    void theGridIsAnchoredAtTheOriginWhateverThePlane() {
        Block small = new BlockGrid(500, 500, 128, 32, 16).blocks().get(1);
        Block large = new BlockGrid(5000, 700, 128, 32, 16).blocks().get(1);
        assertTrue(Intervals.equals(small.region(), large.region()));
        assertTrue(Intervals.equals(small.core(), large.core()));
    }

    @ParameterizedTest
    @CsvSource({
        "0,5,16,8,8",
        "5,-1,16,8,8",
        "5,5,0,0,8",
        "5,5,20,8,8",
        "5,5,16,5,8",
        "5,5,16,24,8",
        "5,5,16,-8,8",
        "5,5,16,8,0"
    })
    void refusesSizesThatDoNotFit(int width, int height, int core, int halo, int stride) {
        assertThrows(IllegalArgumentException.class, () -> new BlockGrid(width, height, core, halo, stride));
    }

    @Test
    void aPlaneBeyondTwoToThe31HasAGridButNoSinglePlane() {
        BlockGrid grid = new BlockGrid(1L << 32, 1L << 20, 1024, 64, 16);
        assertEquals(1 << 22, grid.columns());
        String message = assertThrows(IllegalArgumentException.class, () -> new BlockBlender(grid))
                .getMessage();
        assertTrue(message.contains("4294967296 x 1048576"), message);
        assertThrows(
                IllegalArgumentException.class,
                () -> new BlockBlender(new BlockGrid(Long.MAX_VALUE / 2, 5, 1 << 30, 0, 16)));
    }
}
