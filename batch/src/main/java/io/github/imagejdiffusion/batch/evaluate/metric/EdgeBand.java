package io.github.imagejdiffusion.batch.evaluate.metric;

import java.util.Arrays;

/**
 * The pixels near an edge between foreground and background.
 *
 * <p>Edge pixels are the two pixels on either side of a change between foreground and background (4-neighbours), so the
 * band reaches equally far inwards and outwards. Borders between touching objects and the border of the image are no
 * edges. A pixel is in the band if the Euclidean distance between its centre and that of an edge pixel is at most the
 * radius; this is exact, as a Euclidean distance transform would give it, but costs only a few passes.
 */
final class EdgeBand {

    private EdgeBand() {}

    /**
     * The union of the bands around the foreground edges of two images.
     *
     * @param radius largest distance, in pixels, 0 to 120
     * @return one flag per pixel, row by row
     */
    static boolean[] around(LabelImage first, LabelImage second, int radius) {
        PlaneSize.requireSame(first, second.width(), second.height());
        boolean[] edges = new boolean[first.labels().length];
        markEdges(first, edges);
        markEdges(second, edges);
        return within(edges, first.width(), first.height(), radius);
    }

    private static void markEdges(LabelImage image, boolean[] edges) {
        int width = image.width();
        int[] labels = image.labels();
        for (int i = 0; i < labels.length; i++) {
            boolean inside = labels[i] != 0;
            if ((i + 1) % width != 0 && inside != (labels[i + 1] != 0)) {
                edges[i] = true;
                edges[i + 1] = true;
            }
            if (i + width < labels.length && inside != (labels[i + width] != 0)) {
                edges[i] = true;
                edges[i + width] = true;
            }
        }
    }

    /**
     * The pixels whose centre is at most a radius from that of a marked pixel.
     *
     * @param edges marked pixels, row by row
     * @param radius in pixels, 0 to 120
     */
    static boolean[] within(boolean[] edges, int width, int height, int radius) {
        byte[] distanceInRow = distancesInRows(edges, width, radius);
        boolean[] band = new boolean[edges.length];
        for (int dy = -radius; dy <= radius; dy++) {
            int reach = (int) Math.sqrt(radius * radius - dy * dy);
            for (int y = Math.max(0, -dy); y < Math.min(height, height - dy); y++) {
                int row = y * width;
                int source = (y + dy) * width;
                for (int x = 0; x < width; x++) {
                    band[row + x] |= distanceInRow[source + x] <= reach;
                }
            }
        }
        return band;
    }

    /** The distance along x to the nearest edge pixel of the same row; radius + 1 stands for anything farther. */
    private static byte[] distancesInRows(boolean[] edges, int width, int radius) {
        byte[] distance = new byte[edges.length];
        byte far = (byte) (radius + 1);
        Arrays.fill(distance, far);
        for (int row = 0; row < edges.length; row += width) {
            int steps = far;
            for (int i = row; i < row + width; i++) {
                steps = edges[i] ? 0 : Math.min(steps + 1, far);
                distance[i] = (byte) steps;
            }
            steps = far;
            for (int i = row + width - 1; i >= row; i--) {
                steps = edges[i] ? 0 : Math.min(steps + 1, far);
                distance[i] = (byte) Math.min(steps, distance[i]);
            }
        }
        return distance;
    }
}
