package io.github.imagejdiffusion.segdiff.objects;

import java.util.Arrays;
import net.imglib2.Interval;

/**
 * The rows of a label image on which tiles still paint. Objects are painted under provisional ids, which are replaced by
 * the final ones when rows are given out.
 */
final class LabelWindow {

    private final int width;
    private int[] labels = new int[0];
    private int top;
    private int bottom;
    private int[] finalIds = new int[1];
    private int count;

    LabelWindow(int width) {
        this.width = width;
    }

    /** Makes room for rows down to, not including, {@code row}. */
    void reachDownTo(int row) {
        if (row > bottom) {
            labels = Arrays.copyOf(labels, Math.multiplyExact(row - top, width));
            bottom = row;
        }
    }

    /** Objects that have been painted so far. */
    int count() {
        return count;
    }

    /**
     * Paints the objects of a tile where nothing is painted yet. Object i of the tile is provisionally {@code count() +
     * i}, counted before the call.
     *
     * @param area of the tile, (x, y) in pixels of the plane
     */
    void paint(LabelPlane tile, Interval area) {
        for (int y = 0; y < tile.height(); y++) {
            int from = y * tile.width();
            int to = (int) (area.min(1) + y - top) * width + (int) area.min(0);
            for (int x = 0; x < tile.width(); x++) {
                int label = tile.labels()[from + x];
                if (label > 0 && labels[to + x] == 0) {
                    labels[to + x] = count + label;
                }
            }
        }
        count += tile.count();
        finalIds = Arrays.copyOf(finalIds, count + 1);
    }

    void name(int provisionalId, int finalId) {
        finalIds[provisionalId] = finalId;
    }

    /** Gives out and forgets the rows above {@code row}, with final ids. */
    int[] takeAbove(int row) {
        int[] taken = Arrays.copyOf(labels, Math.max(0, row - top) * width);
        for (int i = 0; i < taken.length; i++) {
            taken[i] = finalIds[taken[i]];
        }
        labels = Arrays.copyOfRange(labels, taken.length, labels.length);
        top += taken.length / width;
        return taken;
    }
}
