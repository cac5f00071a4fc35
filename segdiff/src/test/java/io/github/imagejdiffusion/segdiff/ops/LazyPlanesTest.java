package io.github.imagejdiffusion.segdiff.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.imglib2.FinalDimensions;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;

class LazyPlanesTest {

    private final List<Integer> computed = new ArrayList<>();
    private final Img<FloatType> image = LazyPlanes.image(FinalDimensions.wrap(new long[] {3, 2, 4, 5}), this::plane);

    private float[] plane(int index) {
        computed.add(index);
        float[] pixels = new float[6];
        for (int i = 0; i < 6; i++) {
            pixels[i] = 10 * index + i;
        }
        return pixels;
    }

    @Test
    void everyPixelIsThatOfItsPlane() {
        for (int t = 0; t < 5; t++) {
            for (int z = 0; z < 4; z++) {
                for (int i = 0; i < 6; i++) {
                    assertEquals(
                            10 * (4 * t + z) + i,
                            image.getAt(i % 3, i / 3, z, t).get());
                }
            }
        }
        assertEquals(IntStream.range(0, 20).boxed().toList(), computed, "each once");
    }

    @Test
    void nothingIsComputedBeforeItIsRead() {
        assertArrayEquals(new long[] {3, 2, 4, 5}, image.dimensionsAsLongArray());
        assertEquals(List.of(), computed);
        image.getAt(2, 1, 3, 4).get();
        image.getAt(0, 0, 3, 4).get();
        assertEquals(List.of(19), computed);
    }

    @Test
    void severalThreadsComputeAPlaneOnce() {
        IntStream.range(0, 200)
                .parallel()
                .forEach(i -> assertEquals(
                        i % 20 * 10, image.getAt(0, 0, i % 4, i % 20 / 4).get()));
        assertEquals(20, computed.size());
    }

    @Test
    void aFailureReachesTheReaderAndTheNextReaderTriesAgain() {
        AtomicInteger calls = new AtomicInteger();
        Img<FloatType> failing = LazyPlanes.image(FinalDimensions.wrap(new long[] {1, 1, 2}), index -> {
            if (calls.getAndIncrement() == 0) {
                throw new IllegalStateException("first");
            }
            return new float[] {index};
        });
        assertThrows(IllegalStateException.class, () -> failing.getAt(0, 0, 1).get());
        assertEquals(1, failing.getAt(0, 0, 1).get());
    }

    @Test
    void aPlaneIsAnImageOfTwoDimensions() {
        Img<FloatType> plane = LazyPlanes.image(FinalDimensions.wrap(new long[] {3, 2}), this::plane);
        float[] pixels = new float[6];
        int i = 0;
        for (FloatType pixel : plane) {
            pixels[i++] = pixel.get();
        }
        assertEquals("[0.0, 1.0, 2.0, 3.0, 4.0, 5.0]", Arrays.toString(pixels));
    }
}
