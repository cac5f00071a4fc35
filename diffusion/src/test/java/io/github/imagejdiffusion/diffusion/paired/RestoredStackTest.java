package io.github.imagejdiffusion.diffusion.paired;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.diffusion.planes.PlaneStack;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import java.util.Arrays;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestoredStackTest {

    /** Fills a result of so many times the width and height with the number of the plane. */
    private record Numbering(int factor) implements PlaneRestorer {

        @Override
        public PercentileLimits limits(List<? extends RandomAccessibleInterval<? extends RealType<?>>> planes) {
            return new PercentileLimits(0, 1);
        }

        @Override
        public void restore(PlaneToRestore plane, ProgressListener listener, RestorationSink sink) {
            float[] row = new float[(int) plane.width() * factor];
            Arrays.fill(row, plane.place().plane());
            for (int y = 0; y < plane.height() * factor; y++) {
                sink.rows(new RestoredRows(row, null));
            }
        }
    }

    private static RandomAccessibleInterval<FloatType> restored(int factor, int made) {
        RandomAccessibleInterval<FloatType> image = Views.translate(ArrayImgs.floats(3, 2, 2, 2), -1, 5, 7, -9);
        return RestoredStack.of(new PlaneStack<>(image, 1), factor, new Numbering(made));
    }

    @Test
    void enlargedPlanesBeginAtZeroAndOtherAxesStay() {
        RandomAccessibleInterval<FloatType> fine = restored(2, 2);
        assertArrayEquals(new long[] {0, 0, 7, -9}, fine.minAsLongArray());
        assertArrayEquals(new long[] {5, 3, 8, -8}, fine.maxAsLongArray());
        assertEquals(3, fine.getAt(5, 3, 8, -8).get());
        assertEquals(1, fine.getAt(0, 0, 8, -9).get());
    }

    @ParameterizedTest
    @CsvSource({"1,2", "2,1"})
    void resultsOfAnotherSizeAreRefused(int factor, int made) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> restored(factor, made));
        assertEquals("the restorer's results are not " + factor + " times as wide and high as a plane", e.getMessage());
    }

    @Test
    void noPlaneShrinks() {
        assertThrows(IllegalArgumentException.class, () -> restored(0, 1));
    }
}
