package io.github.imagejdiffusion.segdiff.objects;

import java.util.Arrays;
import net.imglib2.Interval;

/**
 * The 4-connected components of a mask that reach into a part of the plane, in raster order of their first pixel there.
 * Components do not touch, so they can be worked on at the same time.
 *
 * <p>A row of the mask is a few runs of pixels; runs that touch the runs above them are joined, not single pixels.
 */
final class MaskComponents {

    private static final int NONE = -1;

    private final MaskedHills hills;
    private int[] starts = new int[1024];
    private int[] ends = new int[1024];
    private int[] parents;
    private int runs;
    private int count;
    private int[] sizes;
    /** Runs of component c: order[firsts[c]] to before order[firsts[c + 1]], in raster order. */
    private int[] order;

    private int[] firsts;

    private MaskComponents(MaskedHills hills) {
        this.hills = hills;
    }

    /** @param part (x, y) in pixels of the plane */
    static MaskComponents reachingInto(MaskedHills hills, Interval part) {
        MaskComponents components = new MaskComponents(hills);
        components.findRuns();
        components.join();
        components.number(part);
        return components;
    }

    int count() {
        return count;
    }

    /** The pixels of one component in raster order; a new array. */
    int[] pixels(int component) {
        int[] pixels = new int[sizes[component]];
        int at = 0;
        for (int r = firsts[component]; r < firsts[component + 1]; r++) {
            for (int i = starts[order[r]]; i < ends[order[r]]; i++) {
                pixels[at++] = i;
            }
        }
        return pixels;
    }

    /** The frame of the hills lies outside the mask, so no run goes on in the next row. */
    private void findRuns() {
        int last = hills.values().length;
        for (int i = 0; i < last; i++) {
            if (hills.inside(i)) {
                starts = withRoom(starts, runs);
                ends = withRoom(ends, runs);
                starts[runs] = i;
                do {
                    i++;
                } while (hills.inside(i));
                ends[runs++] = i;
            }
        }
    }

    private void join() {
        parents = new int[runs];
        int above = 0;
        for (int run = 0; run < runs; run++) {
            parents[run] = run;
            int start = starts[run] - hills.stride();
            int end = ends[run] - hills.stride();
            while (ends[above] <= start) {
                above++;
            }
            for (int touching = above; starts[touching] < end; touching++) {
                int a = root(run);
                int b = root(touching);
                parents[Math.max(a, b)] = Math.min(a, b);
            }
        }
    }

    private int root(int run) {
        int r = run;
        while (parents[r] != r) {
            parents[r] = parents[parents[r]];
            r = parents[r];
        }
        return r;
    }

    private void number(Interval part) {
        int[] components = new int[runs];
        Arrays.fill(components, NONE);
        for (int run = 0; run < runs; run++) {
            int root = root(run);
            if (components[root] == NONE && reachesInto(run, part)) {
                components[root] = count++;
            }
        }
        sizes = new int[count];
        firsts = new int[count + 1];
        for (int run = 0; run < runs; run++) {
            int component = components[root(run)];
            if (component != NONE) {
                sizes[component] += ends[run] - starts[run];
                firsts[component + 1]++;
            }
        }
        for (int c = 0; c < count; c++) {
            firsts[c + 1] += firsts[c];
        }
        int[] next = firsts.clone();
        order = new int[firsts[count]];
        for (int run = 0; run < runs; run++) {
            int component = components[root(run)];
            if (component != NONE) {
                order[next[component]++] = run;
            }
        }
    }

    private boolean reachesInto(int run, Interval part) {
        int y = hills.y(starts[run]);
        int x = hills.x(starts[run]);
        return y >= part.min(1) && y <= part.max(1) && x <= part.max(0) && x + ends[run] - starts[run] > part.min(0);
    }

    private static int[] withRoom(int[] array, int size) {
        return size < array.length ? array : Arrays.copyOf(array, Math.addExact(size, size / 2));
    }
}
