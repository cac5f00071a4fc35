package io.github.imagejdiffusion.segdiff.objects;

import java.util.Arrays;
import net.imglib2.Interval;

/**
 * The 4-connected components of a mask that reach into a part of the plane, in raster order of their first pixel there.
 * Components do not touch, so they can be worked on at the same time.
 */
final class MaskComponents {

    private final MaskedHills hills;
    private final boolean[] seen;
    private final int[] neighbours;
    private int[] pixels = new int[1024];
    private int[] ends = new int[64];
    private int count;

    private MaskComponents(MaskedHills hills) {
        this.hills = hills;
        this.seen = new boolean[hills.values().length];
        this.neighbours = hills.neighbours();
    }

    /** @param part (x, y) in pixels of the plane */
    static MaskComponents reachingInto(MaskedHills hills, Interval part) {
        MaskComponents components = new MaskComponents(hills);
        for (int y = (int) part.min(1); y <= part.max(1); y++) {
            int from = hills.index((int) part.min(0), y);
            int to = hills.index((int) part.max(0), y);
            for (int i = from; i <= to; i++) {
                if (!components.seen[i] && hills.inside(i)) {
                    components.collect(i);
                }
            }
        }
        return components;
    }

    int count() {
        return count;
    }

    /** The pixels of one component; a new array. */
    int[] pixels(int component) {
        return Arrays.copyOfRange(pixels, component == 0 ? 0 : ends[component - 1], ends[component]);
    }

    private void collect(int first) {
        int at = count == 0 ? 0 : ends[count - 1];
        int end = at;
        pixels = withRoom(pixels, end);
        pixels[end++] = first;
        seen[first] = true;
        while (at < end) {
            int pixel = pixels[at++];
            pixels = withRoom(pixels, end + neighbours.length);
            for (int step : neighbours) {
                int next = pixel + step;
                if (!seen[next] && hills.inside(next)) {
                    seen[next] = true;
                    pixels[end++] = next;
                }
            }
        }
        ends = withRoom(ends, count);
        ends[count++] = end;
    }

    private static int[] withRoom(int[] array, int size) {
        return size < array.length ? array : Arrays.copyOf(array, Math.addExact(size, size / 2));
    }
}
