package io.github.imagejdiffusion.formats.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

/** Lookup tables. */
class LutTest {

    @Test
    void labelColoursBeginWithBlackAndAreDistinct() {
        Lut lut = Lut.labels();
        assertEquals(0, lut.reds()[0] | lut.greens()[0] | lut.blues()[0]);
        for (int i = 1; i < 256; i++) {
            assertFalse(lut.reds()[i] == lut.reds()[i - 1]
                    && lut.greens()[i] == lut.greens()[i - 1]
                    && lut.blues()[i] == lut.blues()[i - 1]);
        }
    }
}
