package io.github.imagejdiffusion.diffusion.camera;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PixelBinningTest {

    private static final float[] FINE = {
        1, 2, 3, 4, //
        5, 6, 7, 8, //
        0, 0, 9, 9, //
        4, 0, 9, 9
    };

    @Test
    void coarsePixelsAreMeansOfFineOnes() {
        assertArrayEquals(new float[] {3.5f, 5.5f, 1, 9}, new PixelBinning(2, 2).add(FINE));
    }

    @Test
    void rowsMayComeInAnyPortion() {
        PixelBinning binning = new PixelBinning(2, 2);
        assertEquals(0, binning.add(new float[] {1, 2, 3, 4}).length);
        assertArrayEquals(new float[] {3.5f, 5.5f}, binning.add(new float[] {5, 6, 7, 8, 0, 0, 9, 9}));
        assertArrayEquals(new float[] {1, 9}, binning.add(new float[] {4, 0, 9, 9}));
    }

    @Test
    void withoutEnlargementNothingIsDone() {
        assertSame(FINE, new PixelBinning(4, 1).add(FINE));
    }

    @Test
    void partsOfRowsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new PixelBinning(2, 2).add(new float[5]));
    }
}
