package io.github.imagejdiffusion.segdiff.objects;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskComponentsTest {

    @ParameterizedTest
    @CsvSource({"1,1,0.5", "1,40,0.5", "40,1,0.5", "37,23,0.1", "37,23,0.45", "60,60,0.59", "60,60,0.7", "9,9,1"})
    void areThoseOfAFloodFromPixelToPixel(int width, int height, double density) {
        Random random = new Random(width + height);
        for (int repeat = 0; repeat < 20; repeat++) {
            float[] mask = new float[width * height];
            for (int i = 0; i < mask.length; i++) {
                mask[i] = random.nextDouble() < density ? 1 : 0;
            }
            MaskedHills hills = MaskedHills.of(mask, 0.5, mask, width, height);
            int x = random.nextInt(width);
            int y = random.nextInt(height);
            Interval part =
                    FinalInterval.createMinMax(x, y, x + random.nextInt(width - x), y + random.nextInt(height - y));
            assertSame(flood(hills, part), MaskComponents.reachingInto(hills, part));
        }
    }

    @Test
    void armsThatMeetLowDownAreOneComponent() {
        float[] comb = {1, 0, 1, 0, 1, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1};
        MaskedHills hills = MaskedHills.of(comb, 0.5, comb, 5, 3);
        MaskComponents components = MaskComponents.reachingInto(hills, new FinalInterval(5, 1));
        assertEquals(1, components.count());
        assertEquals(11, components.pixels(0).length);
    }

    @Test
    void anEmptyMaskHasNone() {
        MaskedHills hills = MaskedHills.of(new float[12], 0.5, new float[12], 4, 3);
        assertEquals(
                0, MaskComponents.reachingInto(hills, new FinalInterval(4, 3)).count());
    }

    private static void assertSame(List<int[]> expected, MaskComponents components) {
        assertEquals(expected.size(), components.count());
        for (int c = 0; c < expected.size(); c++) {
            assertArrayEquals(expected.get(c), components.pixels(c));
        }
    }

    private static List<int[]> flood(MaskedHills hills, Interval part) {
        List<int[]> components = new ArrayList<>();
        boolean[] seen = new boolean[hills.values().length];
        for (int y = (int) part.min(1); y <= part.max(1); y++) {
            for (int x = (int) part.min(0); x <= part.max(0); x++) {
                if (hills.inside(hills.index(x, y)) && !seen[hills.index(x, y)]) {
                    components.add(flood(hills, hills.index(x, y), seen));
                }
            }
        }
        return components;
    }

    private static int[] flood(MaskedHills hills, int first, boolean[] seen) {
        List<Integer> pixels = new ArrayList<>();
        Deque<Integer> open = new ArrayDeque<>(List.of(first));
        seen[first] = true;
        while (!open.isEmpty()) {
            int pixel = open.remove();
            pixels.add(pixel);
            for (int step : hills.neighbours()) {
                if (hills.inside(pixel + step) && !seen[pixel + step]) {
                    seen[pixel + step] = true;
                    open.add(pixel + step);
                }
            }
        }
        return pixels.stream().sorted().mapToInt(Integer::intValue).toArray();
    }
}
