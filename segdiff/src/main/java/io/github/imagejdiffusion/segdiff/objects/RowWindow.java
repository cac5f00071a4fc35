package io.github.imagejdiffusion.segdiff.objects;

import java.util.ArrayDeque;
import java.util.Deque;
import net.imglib2.Interval;

/** Some consecutive rows of a map: the newest are added below, the oldest forgotten above. Nothing is copied to hold it. */
final class RowWindow {

    private final int width;
    private final Deque<Chunk> chunks = new ArrayDeque<>();
    private int bottom;

    RowWindow(int width) {
        this.width = width;
    }

    /** Whole rows as they came. @param top row of the plane that the first is */
    private record Chunk(int top, float[] values) {}

    /** Row behind the last one held. */
    int bottom() {
        return bottom;
    }

    /** Takes over whole rows. */
    void add(float[] rows) {
        if (rows.length > 0) {
            chunks.add(new Chunk(bottom, rows));
            bottom += rows.length / width;
        }
    }

    /** Lets go of what lies above a row; rows that came together go together. */
    void forgetAbove(int row) {
        while (!chunks.isEmpty() && end(chunks.peek()) <= row) {
            chunks.remove();
        }
    }

    private int end(Chunk chunk) {
        return chunk.top + chunk.values.length / width;
    }

    /** The values of a part, (x, y) in pixels of the plane; not to be modified: it may be the rows themselves. */
    float[] part(Interval part) {
        int w = (int) part.dimension(0);
        int h = (int) part.dimension(1);
        int top = (int) part.min(1);
        Chunk first = chunks.peek();
        if (w == width && top == first.top && first.values.length == w * h) {
            return first.values;
        }
        float[] copy = new float[Math.multiplyExact(w, h)];
        for (Chunk chunk : chunks) {
            int from = Math.max(top, chunk.top);
            int to = Math.min(top + h, end(chunk));
            for (int y = from; y < to; y++) {
                int at = (y - chunk.top) * width + (int) part.min(0);
                System.arraycopy(chunk.values, at, copy, (y - top) * w, w);
            }
        }
        return copy;
    }
}
