package io.github.imagejdiffusion.segdiff.objects;

import java.util.stream.IntStream;

/**
 * How deep each pixel lies in its object: the exact Euclidean distance between its centre and that of the nearest edge
 * pixel of the object, up to a limit.
 *
 * <p>Edge pixels have a 4-neighbour of another label; the border of the plane is no edge. The edge pixel nearest to a
 * pixel of an object always belongs to that object (any 4-connected way to another one leaves it earlier), so one pass
 * serves all objects, and what else lies in the plane does not matter.
 */
final class EdgeDistance {

    private static final int COLUMNS_AT_ONCE = 256;

    private final int width;
    private final int height;
    private final int[] labels;
    private final int reach;
    private final int[] inColumn;

    private EdgeDistance(LabelPlane plane, int reach) {
        this.width = plane.width();
        this.height = plane.height();
        this.labels = plane.labels();
        this.reach = reach;
        this.inColumn = new int[labels.length];
    }

    /**
     * Depths of all pixels.
     *
     * @param limit what is deeper, or in an object without any edge, gets this; in pixels, at least 0
     * @return in pixels, row-major; 0 at edges and in the background
     */
    static float[] of(LabelPlane plane, double limit) {
        // No two pixels of the plane are width + height apart.
        int reach = (int) Math.min(Math.ceil(limit), plane.width() + plane.height());
        EdgeDistance distance = new EdgeDistance(plane, reach);
        distance.markColumns();
        float[] depths = new float[plane.labels().length];
        int width = plane.width();
        IntStream.range(0, plane.height()).parallel().forEach(y -> {
            for (int x = 0, i = y * width; x < width; x++, i++) {
                if (plane.labels()[i] > 0) {
                    long squared = distance.squared(i, x);
                    depths[i] = (float) (squared > square(reach) ? limit : Math.min(limit, Math.sqrt(squared)));
                }
            }
        });
        return depths;
    }

    /** Distances along y; reach + 1 stands for anything farther. */
    private void markColumns() {
        IntStream.rangeClosed(0, (width - 1) / COLUMNS_AT_ONCE)
                .parallel()
                .map(part -> part * COLUMNS_AT_ONCE)
                .forEach(first -> markColumns(first, Math.min(width, first + COLUMNS_AT_ONCE)));
    }

    private void markColumns(int first, int end) {
        int far = reach + 1;
        for (int y = 0; y < height; y++) {
            for (int x = first, i = y * width + first; x < end; x++, i++) {
                int above = y > 0 ? Math.min(inColumn[i - width] + 1, far) : far;
                inColumn[i] = labels[i] > 0 && isEdge(i, x, y) ? 0 : above;
            }
        }
        for (int y = height - 2; y >= 0; y--) {
            for (int x = first, i = y * width + first; x < end; x++, i++) {
                inColumn[i] = Math.min(inColumn[i], inColumn[i + width] + 1);
            }
        }
    }

    private boolean isEdge(int i, int x, int y) {
        int label = labels[i];
        return x > 0 && labels[i - 1] != label
                || x < width - 1 && labels[i + 1] != label
                || y > 0 && labels[i - width] != label
                || y < height - 1 && labels[i + width] != label;
    }

    private long squared(int i, int x) {
        long best = square(inColumn[i]);
        for (int dx = 1; dx <= reach && square(dx) < best; dx++) {
            if (x >= dx) {
                best = Math.min(best, square(dx) + square(inColumn[i - dx]));
            }
            if (x < width - dx) {
                best = Math.min(best, square(dx) + square(inColumn[i + dx]));
            }
        }
        return best;
    }

    private static long square(long value) {
        return value * value;
    }
}
