package io.github.imagejdiffusion.diffusion.planes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PlaneAddressTest {

    @Test
    void aWholePlaneBeginsAtItsFirstPixel() {
        assertEquals(new PlaneAddress(6, 0, 0), PlaneAddress.whole(6));
    }

    @Test
    void anEnlargedImageHasAsManyPlanes() {
        assertEquals(new PlaneAddress(6, 40, -12), new PlaneAddress(6, 10, -3).enlarged(4));
        PlaneAddress far = new PlaneAddress(0, 0, Long.MAX_VALUE / 2);
        assertThrows(ArithmeticException.class, () -> far.enlarged(3));
    }
}
