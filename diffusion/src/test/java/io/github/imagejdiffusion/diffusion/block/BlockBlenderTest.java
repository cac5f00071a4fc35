package io.github.imagejdiffusion.diffusion.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
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
        }
        for (float v : blender.plane()) {
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
        IntToDoubleFunction expected = x -> Math.min(1, Math.max(0, 0.5 + (16 - (x + 0.5)) / 4));
        for (int x = 0; x < 32; x++) {
            assertEquals(expected.applyAsDouble(x), blender.plane()[x], 1e-7, "at x " + x);
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

    private static void assertBlended(BlockGrid grid, Field field, double tolerance) {
        BlockBlender blender = new BlockBlender(grid);
        grid.blocks().forEach(block -> blender.add(block, values(block, field)));
        int width = (int) grid.width();
        for (int i = 0; i < blender.plane().length; i++) {
            assertEquals(
                    field.at(i % width, i / width),
                    blender.plane()[i],
                    tolerance,
                    "pixel " + i % width + "," + i / width);
        }
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
