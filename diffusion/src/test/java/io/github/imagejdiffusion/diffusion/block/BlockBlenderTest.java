package io.github.imagejdiffusion.diffusion.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockBlenderTest {

    @ParameterizedTest
    @CsvSource({
        "1,1,16,8,8",
        "5,9,16,8,8",
        "17,16,16,8,8",
        "33,50,16,16,8",
        "100,37,24,8,4",
        "64,64,16,0,16",
        "47,31,4,3,1",
        "47,31,4,4,1",
        "41,30,5,1,1"
    })
    void weightsSumToOneSoAnyFunctionOfPositionComesBack(int width, int height, int core, int halo, int stride) {
        BlockGrid grid = new BlockGrid(width, height, core, halo, stride);
        assertBlended(grid, (x, y) -> 1, 1e-6);
        assertBlended(grid, (x, y) -> Math.sin(0.7 * x) * Math.cos(0.3 * y) + 0.01 * x, 2e-6);
    }

    @Test
    void theOuterThreeQuartersOfTheHaloAreNotLookedAt() {
        BlockGrid grid = new BlockGrid(64, 64, 16, 8, 8);
        BlockBlender blender = new BlockBlender(grid);
        List<float[]> all = new ArrayList<>();
        for (Block block : grid.blocks()) {
            float[] values = values(block, (x, y) -> 1);
            for (int i = 0; i < values.length; i++) {
                long x = block.region().min(0) + i % block.width();
                long y = block.region().min(1) + i / block.width();
                if (outside(x, block, 0) || outside(y, block, 1)) {
                    values[i] = Float.NaN;
                }
            }
            blender.add(block, values);
            if (block.index() % grid.columns() == grid.columns() - 1) {
                all.add(blender.takeRows(block.index() / grid.columns()));
            }
        }
        assertEquals(64 * 64, all.stream().mapToInt(rows -> rows.length).sum());
        for (float v : concatenated(all)) {
            assertEquals(1, v, 1e-6f);
        }
    }

    private static boolean outside(long p, Block block, int d) {
        return p < block.core().min(d) - 2 || p > block.core().max(d) + 2;
    }

    @Test
    void acrossABorderTheWeightFallsLinearlyOverHalfAHalo() {
        BlockGrid grid = new BlockGrid(32, 8, 16, 8, 8);
        BlockBlender blender = new BlockBlender(grid);
        Block left = grid.blocks().get(0);
        float[] ones = new float[left.width() * left.height()];
        Arrays.fill(ones, 1);
        blender.add(left, ones);
        float[] plane = blender.takeRows(0);
        IntToDoubleFunction expected = x -> Math.min(1, Math.max(0, 0.5 + (16 - (x + 0.5)) / 4));
        for (int x = 0; x < 32; x++) {
            assertEquals(expected.applyAsDouble(x), plane[x], 1e-7, "at x " + x);
        }
    }

    @Test
    void refusesAnArrayOfAnotherSize() {
        BlockGrid grid = new BlockGrid(10, 10, 16, 8, 8);
        BlockBlender blender = new BlockBlender(grid);
        Block block = grid.blocks().get(0);
        assertThrows(IllegalArgumentException.class, () -> blender.add(block, new float[100]));
    }

    @FunctionalInterface
    private interface Field {
        double at(long x, long y);
    }

    @Test
    void refusesBlocksOutOfOrder() {
        BlockGrid grid = new BlockGrid(40, 40, 16, 8, 8);
        BlockBlender blender = new BlockBlender(grid);
        Block below = grid.row(2).get(0);
        float[] values = new float[below.width() * below.height()];
        assertThrows(IllegalArgumentException.class, () -> blender.add(below, values));
    }

    private static void assertBlended(BlockGrid grid, Field field, double tolerance) {
        BlockBlender blender = new BlockBlender(grid);
        List<float[]> all = new ArrayList<>();
        for (int row = 0; row < grid.rows(); row++) {
            grid.row(row).forEach(block -> blender.add(block, values(block, field)));
            all.add(blender.takeRows(row));
        }
        float[] plane = concatenated(all);
        int width = (int) grid.width();
        assertEquals(grid.width() * grid.height(), plane.length);
        for (int i = 0; i < plane.length; i++) {
            assertEquals(field.at(i % width, i / width), plane[i], tolerance, "pixel " + i % width + "," + i / width);
        }
    }

    private static float[] concatenated(List<float[]> parts) {
        float[] whole = new float[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, whole, at, part.length);
            at += part.length;
        }
        return whole;
    }

    private static float[] values(Block block, Field field) {
        float[] values = new float[block.width() * block.height()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) field.at(
                    block.region().min(0) + i % block.width(), block.region().min(1) + i / block.width());
        }
        return values;
    }
}
