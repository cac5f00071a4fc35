package io.github.imagejdiffusion.superres.consistency;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.diffusion.paired.RestoredRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WholeBlockRowsTest {

    private static final int WIDTH = 5;
    private static final int HEIGHT = 4;

    @Test
    void largestRemaindersAreRoundedUp() {
        assertArrayEquals(new float[] {2, 3, 1, 2}, whole(8, 1.9f, 2.7f, 1.6f, 1.8f));
        assertArrayEquals(new float[] {1, 3, 2, 2}, whole(8, 1.4f, 2.8f, 1.9f, 1.9f));
        assertArrayEquals(new float[] {6, 6, 5, 5}, whole(22, 5.5f, 5.5f, 5.5f, 5.5f), "ties go to the first");
        assertArrayEquals(new float[] {3, 4, 5, 6}, whole(18, 3, 4, 5, 6));
    }

    @Test
    void whatLiesOutsideIsMadeUpForByTheOthers() {
        assertArrayEquals(new float[] {0, 0, 0, 0}, whole(0, -3, 3, 1, -1));
        assertArrayEquals(new float[] {255, 255, 255, 255}, whole(1020, 250, 260, 255, 255));
        assertArrayEquals(new float[] {0, 2, 3, 3}, whole(8, -4, 3, 4, 5));
    }

    private static float[] whole(double sum, float... values) {
        new WholeNumbers(0, 255).round(values, sum);
        return values;
    }

    @ParameterizedTest
    @CsvSource({"2, 255", "4, 255", "2, 65535", "4, 65535"})
    void blocksKeepTheirMeansAndPixelsMoveByLessThanOne(int factor, float highest) {
        Random random = new Random(factor);
        float[] record = new float[WIDTH * HEIGHT];
        for (int i = 0; i < record.length; i++) {
            record[i] = 3 + random.nextInt((int) highest - 6);
        }
        float[] fine = new float[record.length * factor * factor];
        for (int i = 0; i < fine.length; i++) {
            fine[i] = coarse(record, i, factor) + 2 * random.nextFloat() - 1;
        }
        List<float[]> consistent = new ArrayList<>();
        List<float[]> out = new ArrayList<>();
        WholeBlockRows rows = new WholeBlockRows(
                ArrayImgs.floats(record, WIDTH, HEIGHT), factor, 0, highest, part -> out.add(part.values()));
        new ConsistentRows(ArrayImgs.floats(record, WIDTH, HEIGHT), factor, part -> {
                    consistent.add(part.values().clone());
                    rows.rows(part);
                })
                .rows(new RestoredRows(fine, null));
        double[] sums = new double[record.length];
        for (int i = 0; i < fine.length; i++) {
            float value = out.get(0)[i];
            assertEquals(Math.rint(value), value);
            assertTrue(Math.abs(value - consistent.get(0)[i]) < 1.01);
            sums[i / factor / (WIDTH * factor) * WIDTH + i % (WIDTH * factor) / factor] += value;
        }
        for (int i = 0; i < record.length; i++) {
            assertEquals(record[i] * factor * factor, sums[i]);
        }
    }

    private static float coarse(float[] record, int i, int factor) {
        return record[i / (WIDTH * factor) / factor * WIDTH + i % (WIDTH * factor) / factor];
    }

    @Test
    void rowsComeInPartsAndAreNotModified() {
        float[] record = new float[WIDTH * HEIGHT];
        Arrays.fill(record, 1);
        List<RestoredRows> out = new ArrayList<>();
        WholeBlockRows rows = new WholeBlockRows(ArrayImgs.floats(record, WIDTH, HEIGHT), 2, 0, 255, out::add);
        float[] part = new float[2 * 2 * WIDTH];
        Arrays.fill(part, 0.75f);
        part[0] = 1.75f;
        part[2 * WIDTH] = 0.75f;
        float[] before = part.clone();
        float[] spread = new float[part.length];
        for (int i = 0; i < HEIGHT; i++) {
            rows.rows(new RestoredRows(part, spread));
        }
        assertArrayEquals(before, part);
        assertEquals(HEIGHT, out.size());
        assertSame(spread, out.get(3).spread());
        assertEquals(2, out.get(3).values()[0]);
    }
}
