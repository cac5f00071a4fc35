package io.github.imagejdiffusion.segdiff.objects;

import java.util.Arrays;
import net.imglib2.Interval;

/** Some consecutive rows of a map, row-major: the newest are added below, the oldest forgotten above. */
final class RowWindow {

    private final int width;
    private float[] values = new float[0];
    private int top;
    private int bottom;

    RowWindow(int width) {
        this.width = width;
    }

    /** Row behind the last one held. */
    int bottom() {
        return bottom;
    }

    /** Takes over whole rows. */
    void add(float[] rows) {
        if (top == bottom) {
            values = rows;
        } else {
            values = Arrays.copyOf(values, Math.addExact(values.length, rows.length));
            System.arraycopy(rows, 0, values, values.length - rows.length, rows.length);
        }
        bottom += rows.length / width;
    }

    void forgetAbove(int row) {
        if (row > top) {
            values = Arrays.copyOfRange(values, (row - top) * width, values.length);
            top = row;
        }
    }

    /** The values of a part, (x, y) in pixels of the plane; not to be modified: it may be the rows themselves. */
    float[] part(Interval part) {
        int w = (int) part.dimension(0);
        int h = (int) part.dimension(1);
        if (part.min(1) == top && w == width && h == bottom - top) {
            return values;
        }
        float[] copy = new float[w * h];
        for (int y = 0; y < h; y++) {
            int from = (int) (part.min(1) + y - top) * width + (int) part.min(0);
            System.arraycopy(values, from, copy, y * w, w);
        }
        return copy;
    }
}
