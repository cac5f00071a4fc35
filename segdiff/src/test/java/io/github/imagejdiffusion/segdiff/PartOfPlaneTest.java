package io.github.imagejdiffusion.segdiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagejdiffusion.diffusion.model.config.BlockLayout;
import java.util.Arrays;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import org.junit.jupiter.api.Test;

/** A part, its surroundings, and how it is cut out again. */
class PartOfPlaneTest {

    private static final BlockLayout BLOCKS = new BlockLayout(64, 32, 16);

    @Test
    void surroundingsAreTheHaloFromAMultipleOfTheStrideWithinThePlane() {
        PartOfPlane part = PartOfPlane.of(FinalInterval.createMinSize(71, 20, 10, 5), 1000, 50, 1, BLOCKS);
        assertArrayEquals(new long[] {32, 0}, part.seen().minAsLongArray());
        assertArrayEquals(new long[] {71 + 10 + 32 - 1, 49}, part.seen().maxAsLongArray());
        assertArrayEquals(new long[] {71 - 32, 20}, part.wanted().minAsLongArray());
        assertArrayEquals(new long[] {10, 5}, part.wanted().dimensionsAsLongArray());
    }

    @Test
    void theHaloIsOnTheGridOfTheNetwork() {
        PartOfPlane part = PartOfPlane.of(FinalInterval.createMinSize(400, 400, 10, 10), 1000, 1000, 0.5, BLOCKS);
        assertEquals(320, part.seen().min(0), "floor((400 / 2 - 32) / 16) * 16 * 2");
        assertEquals(410 + 64 - 1, part.seen().max(0));
    }

    @Test
    void rowsAreCutWhereverTheyBreak() {
        Interval wanted = FinalInterval.createMinSize(1, 2, 2, 3);
        float[] plane = new float[4 * 6];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = i;
        }
        float[] expected = {9, 10, 13, 14, 17, 18};
        for (int rows : new int[] {1, 2, 3, 6}) {
            RowCrop crop = new RowCrop(4, wanted);
            float[] kept = new float[0];
            for (int from = 0; from < plane.length; from += 4 * rows) {
                float[] more = crop.take(Arrays.copyOfRange(plane, from, from + 4 * rows));
                float[] joined = Arrays.copyOf(kept, kept.length + more.length);
                System.arraycopy(more, 0, joined, kept.length, more.length);
                kept = joined;
            }
            assertArrayEquals(expected, kept);
        }
    }
}
