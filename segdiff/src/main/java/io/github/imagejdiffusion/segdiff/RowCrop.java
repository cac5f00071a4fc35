package io.github.imagejdiffusion.segdiff;

import net.imglib2.Interval;

/** Takes rows of a plane from the top and keeps a rectangle of it. One object for one map. */
final class RowCrop {

    private final int width;
    private final Interval wanted;
    private long row;

    /**
     * @param width of the rows that come
     * @param wanted in pixels of the plane
     */
    RowCrop(int width, Interval wanted) {
        this.width = width;
        this.wanted = wanted;
    }

    /** The wanted part of whole rows, perhaps empty. */
    float[] take(float[] rows) {
        long end = row + rows.length / width;
        int from = (int) (Math.max(row, wanted.min(1)) - row);
        int to = (int) (Math.min(end, wanted.max(1) + 1) - row);
        row = end;
        if (wanted.dimension(0) == width && from == 0 && to == rows.length / width) {
            return rows;
        }
        int columns = (int) wanted.dimension(0);
        float[] kept = new float[Math.max(0, to - from) * columns];
        for (int y = from; y < to; y++) {
            System.arraycopy(rows, y * width + (int) wanted.min(0), kept, (y - from) * columns, columns);
        }
        return kept;
    }
}
