package io.github.imagejdiffusion.diffusion.planes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaneStackTest {

    /** Every pixel holds its index. */
    private static Img<IntType> counted(long... size) {
        int[] pixels = new int[(int) Arrays.stream(size).reduce(1, (a, b) -> a * b)];
        Arrays.setAll(pixels, i -> i);
        return ArrayImgs.ints(pixels, size);
    }

    private static List<Integer> firstPixels(PlaneStack<IntType> stack, int plane) {
        return stack.plane(plane).stream()
                .map(channel -> Views.flatIterable(channel).firstElement().get())
                .toList();
    }

    @Test
    void planesCountZFastestThenTimeThenTheRest() {
        PlaneStack<IntType> stack = new PlaneStack<>(Views.translate(counted(2, 3, 4, 5, 2), 1, -2, 3, -4, 5), 1);
        assertEquals(40, stack.size());
        assertEquals(4, stack.sizeZ());
        for (int i = 0; i < 40; i++) {
            assertEquals(List.of(6 * i), firstPixels(stack, i));
        }
        assertEquals(4, stack.frame(9).size());
        assertEquals(
                216,
                Views.flatIterable(stack.frame(9).get(0).get(0)).firstElement().get());
    }

    @Test
    void channelsStandBeforeZ() {
        RandomAccessibleInterval<IntType> image = Views.translate(counted(2, 2, 3, 2, 2), 0, 0, 7, 0, 0);
        PlaneStack<IntType> stack = new PlaneStack<>(image, 3);
        assertEquals(4, stack.size());
        assertEquals(2, stack.sizeZ());
        assertEquals(List.of(0, 4, 8), firstPixels(stack, 0));
        assertEquals(List.of(36, 40, 44), firstPixels(stack, 3));
        assertEquals("[2, 2, 2, 2]", Arrays.toString(stack.grid().dimensionsAsLongArray()));
    }

    @Test
    void aPlaneIsAStackOfOne() {
        PlaneStack<IntType> stack = new PlaneStack<>(counted(4, 3), 1);
        assertEquals(1, stack.size());
        assertEquals(1, stack.sizeZ());
        assertEquals(List.of(0), firstPixels(stack, 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5 | 1 | x and y",
                "5,0 | 1 | [5, 0]",
                "5,4,0 | 1 | [5, 4, 0]",
                "5,4 | 3 | 3 channels",
                "5,4,2 | 3 | [5, 4, 2]"
            })
    void anImageThatDoesNotFitIsNamed(String size, int channels, String expected) {
        long[] dimensions =
                Arrays.stream(size.split(",")).mapToLong(Long::parseLong).toArray();
        String message = assertThrows(
                        IllegalArgumentException.class, () -> new PlaneStack<>(ArrayImgs.ints(dimensions), channels))
                .getMessage();
        assertTrue(message.contains(expected), message);
    }
}
