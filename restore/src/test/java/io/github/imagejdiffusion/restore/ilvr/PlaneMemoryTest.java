package io.github.imagejdiffusion.restore.ilvr;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.Test;

class PlaneMemoryTest {

    @Test
    void aPlaneThatDoesNotFitIsRefusedBeforeAnyWork() {
        assertDoesNotThrow(() -> PlaneMemory.require(1024, 1024, 1, 1 << 28));
        IlvrException e = assertThrows(IlvrException.class, () -> PlaneMemory.require(16_000, 16_000, 1, 1L << 33));
        assertEquals(
                "restoring a plane of 16000 x 16000 pixels takes about 21.0 GiB of memory, but Java may use 8.0 GiB;"
                        + " give it more (-Xmx), or crop the plane",
                e.getMessage());
    }

    @Test
    void sidesAreChecked() {
        assertEquals(3, PlaneMemory.side(ArrayImgs.floats(5, 3), 1));
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> PlaneMemory.requireSides(2L * Integer.MAX_VALUE, 10));
        assertTrue(e.getMessage().contains("16384"), e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> PlaneMemory.side(ArrayImgs.floats(5, 3, 2), 0));
    }
}
