package io.github.imagejdiffusion.diffusion.block;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;

class PlaneReaderTest {

    /** <pre>1 2 3
     * 4 5 250</pre> */
    private final Img<UnsignedByteType> plane = ArrayImgs.unsignedBytes(new byte[] {1, 2, 3, 4, 5, (byte) 250}, 3, 2);

    @Test
    void readsRowByRow() {
        assertArrayEquals(new float[] {1, 2, 3, 4, 5, 250}, PlaneReader.read(plane, plane));
        assertArrayEquals(new float[] {5, 250}, PlaneReader.read(plane, box(1, 1, 2, 1)));
    }

    @Test
    void mirrorsOutsideWithTheEdgePixelRepeated() {
        assertArrayEquals(new float[] {2, 1, 1, 2, 3, 3, 2, 1, 1}, PlaneReader.read(plane, box(-2, 0, 6, 0)));
        assertArrayEquals(new float[] {4, 1, 1, 4, 4, 1}, PlaneReader.read(plane, box(0, -2, 0, 3)));
        assertArrayEquals(new float[] {250, 250, 250, 250}, PlaneReader.read(plane, box(2, 1, 3, 2)));
    }

    @Test
    void mirrorsWhereNothingOfThePlaneIsAskedFor() {
        assertArrayEquals(new float[] {3, 2}, PlaneReader.read(plane, box(3, 0, 4, 0)));
        assertArrayEquals(new float[] {250, 3}, PlaneReader.read(plane, box(2, 2, 2, 3)));
        assertArrayEquals(new float[] {1, 2, 3}, PlaneReader.read(plane, box(6, 0, 8, 0)));
    }

    @Test
    void oneByOneFillsEverything() {
        Img<UnsignedByteType> pixel = ArrayImgs.unsignedBytes(new byte[] {9}, 1, 1);
        assertArrayEquals(new float[] {9, 9, 9, 9, 9, 9}, PlaneReader.read(pixel, box(-1, 0, 1, 1)));
    }

    @Test
    void theOriginOfThePlaneDoesNotMatter() {
        assertArrayEquals(
                PlaneReader.read(plane, box(-1, -1, 3, 2)),
                PlaneReader.read(Views.translate(plane, 100, -50), box(-1, -1, 3, 2)));
    }

    @Test
    void refusesStacksAndHugeIntervals() {
        assertThrows(IllegalArgumentException.class, () -> PlaneReader.read(ArrayImgs.bytes(2, 2, 2), box(0, 0, 1, 1)));
        assertThrows(ArithmeticException.class, () -> PlaneReader.read(plane, box(0, 0, 1 << 16, 1 << 16)));
    }

    private static Interval box(long x0, long y0, long x1, long y1) {
        return FinalInterval.createMinMax(x0, y0, x1, y1);
    }
}
