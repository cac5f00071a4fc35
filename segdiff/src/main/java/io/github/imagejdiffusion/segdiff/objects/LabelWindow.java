package io.github.imagejdiffusion.segdiff.objects;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Consumer;
import net.imglib2.Interval;

/**
 * The rows of a label image on which tiles still paint. Objects are painted under provisional ids, which are replaced by
 * the final ones when rows are given out.
 */
final class LabelWindow {

    private static final int PIXELS_AT_ONCE = 1 << 20;

    private final int width;
    private final Deque<int[]> rows = new ArrayDeque<>();
    private int top;
    private int[] finalIds = new int[1];
    private int count;

    LabelWindow(int width) {
        this.width = width;
    }

    /** Makes room for rows down to, not including, {@code row}. */
    void reachDownTo(int row) {
        while (top + rows.size() < row) {
            rows.add(new int[width]);
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
        Iterator<int[]> below = rows.iterator();
        for (int y = top; y < area.min(1); y++) {
            below.next();
        }
        int left = (int) area.min(0);
        for (int y = 0; y < tile.height(); y++) {
            int[] row = below.next();
            int from = y * tile.width();
            for (int x = 0; x < tile.width(); x++) {
                int label = tile.labels()[from + x];
                if (label > 0 && row[left + x] == 0) {
                    row[left + x] = count + label;
                }
            }
        }
        count += tile.count();
        if (count >= finalIds.length) {
            finalIds = Arrays.copyOf(finalIds, count + count / 2 + 1);
        }
    }

    void name(int provisionalId, int finalId) {
        finalIds[provisionalId] = finalId;
    }

    /** Gives out and forgets the rows above {@code row}, with final ids, some rows at a time. */
    void takeAbove(int row, Consumer<int[]> taker) {
        int atOnce = Math.max(1, PIXELS_AT_ONCE / width);
        while (top < row) {
            int[] part = new int[Math.min(atOnce, row - top) * width];
            for (int at = 0; at < part.length; at += width) {
                int[] labels = rows.remove();
                for (int x = 0; x < width; x++) {
                    part[at + x] = finalIds[labels[x]];
                }
                top++;
            }
            taker.accept(part);
        }
    }
}
