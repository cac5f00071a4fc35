package io.github.imagejdiffusion.diffusion.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TensorTest {

    @Test
    void isRowMajorWithXFastest() {
        float[] data = new float[2 * 3 * 4 * 5];
        for (int i = 0; i < data.length; i++) {
            data[i] = i;
        }
        Tensor tensor = Tensor.wrap(2, 3, 4, 5, data);
        assertEquals(((1 * 3 + 2) * 4 + 3) * 5 + 4, tensor.get(1, 2, 3, 4));
        assertEquals((1 * 3 + 1) * 20, tensor.offset(1, 1));
        assertEquals(20, tensor.planeSize());
        tensor.set(0, 1, 2, 3, -7);
        assertEquals(-7, data[20 + 2 * 5 + 3]);
        assertSame(data, tensor.data());
        assertEquals("[2,3,4,5]", tensor.shape());
    }

    @Test
    void newTensorsShareNothing() {
        Tensor tensor = Tensor.wrap(1, 1, 1, 2, new float[] {3, 4});
        Tensor copy = tensor.copy();
        assertArrayEquals(new float[] {3, 4}, copy.data());
        assertNotSame(tensor.data(), copy.data());
        assertArrayEquals(new float[2], tensor.zerosLike().data());
        assertTrue(tensor.sameShape(copy));
    }

    @Test
    void sameShapeLooksAtEverySize() {
        Tensor tensor = Tensor.zeros(1, 2, 3, 4);
        assertFalse(tensor.sameShape(Tensor.zeros(2, 2, 3, 4)));
        assertFalse(tensor.sameShape(Tensor.zeros(1, 1, 3, 4)));
        assertFalse(tensor.sameShape(Tensor.zeros(1, 2, 4, 4)));
        assertFalse(tensor.sameShape(Tensor.zeros(1, 2, 3, 3)));
    }

    @ParameterizedTest
    @CsvSource({"0,1,1,1", "1,-1,1,1", "1,1,0,1", "1,1,1,-5"})
    void refusesSizesBelowOne(int n, int c, int h, int w) {
        String message = assertThrows(IllegalArgumentException.class, () -> Tensor.zeros(n, c, h, w))
                .getMessage();
        assertTrue(message.contains("[" + n + ", " + c + ", " + h + ", " + w + "]"), message);
    }

    @ParameterizedTest
    @CsvSource({"1,1,65536,65536", "2147483647,2147483647,2147483647,2147483647", "1,4,46341,46341", "1,1,1,2147483647"
    })
    void refusesMoreThanOneArrayHolds(int n, int c, int h, int w) {
        String message = assertThrows(IllegalArgumentException.class, () -> Tensor.zeros(n, c, h, w))
                .getMessage();
        assertTrue(message.contains("smaller blocks"), message);
    }

    @Test
    void refusesAnArrayOfAnotherLength() {
        assertThrows(IllegalArgumentException.class, () -> Tensor.wrap(1, 2, 3, 4, new float[23]));
    }
}
