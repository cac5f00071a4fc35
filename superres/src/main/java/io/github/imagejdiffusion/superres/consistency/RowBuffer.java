package io.github.imagejdiffusion.superres.consistency;

import java.util.Arrays;

/** Rows of a plane that came and are still needed. Not thread-safe. */
final class RowBuffer {

    private final int width;
    private float[] rows = {};
    private int count;
    private long top;

    RowBuffer(int width) {
        this.width = width;
    }

    /** Takes the next whole rows. */
    void add(float[] more) {
        int needed = Math.addExact(count, more.length);
        if (needed > rows.length) {
            rows = Arrays.copyOf(rows, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, 3L * count / 2)));
        }
        System.arraycopy(more, 0, rows, count, more.length);
        count = needed;
    }

    /** The first row that is held. */
    long top() {
        return top;
    }

    /** The row after the last one that came. */
    long end() {
        return top + count / width;
    }

    /** Rows that are held, from one up to before another. */
    float[] copy(long from, long to) {
        int at = Math.toIntExact(from - top) * width;
        return Arrays.copyOfRange(rows, at, at + Math.toIntExact(to - from) * width);
    }

    /** Lets go of the rows before one. */
    void drop(long before) {
        int gone = Math.toIntExact(before - top) * width;
        System.arraycopy(rows, gone, rows, 0, count - gone);
        count -= gone;
        top = before;
    }
}
