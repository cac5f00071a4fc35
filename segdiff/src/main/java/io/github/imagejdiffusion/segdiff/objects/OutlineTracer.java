package io.github.imagejdiffusion.segdiff.objects;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Traces the outer outline of each object along pixel edges, as ImageJ's wand does: corners only, clockwise, from the
 * top left corner of the object's first pixel. Holes are not traced.
 */
public final class OutlineTracer {

    private static final int[] DX = {1, 0, -1, 0};
    private static final int[] DY = {0, 1, 0, -1};

    private final LabelPlane plane;

    private OutlineTracer(LabelPlane plane) {
        this.plane = plane;
    }

    /** One outline per object, in order of id, for 4-connected objects. */
    public static List<Outline> trace(LabelPlane plane) {
        OutlineTracer tracer = new OutlineTracer(plane);
        int[] first = new int[plane.count() + 1];
        Arrays.fill(first, -1);
        int[] labels = plane.labels();
        for (int i = 0; i < labels.length; i++) {
            if (first[labels[i]] < 0) {
                first[labels[i]] = i;
            }
        }
        List<Outline> outlines = new ArrayList<>(plane.count());
        for (int label = 1; label < first.length; label++) {
            outlines.add(tracer.outline(label, first[label] % plane.width(), first[label] / plane.width()));
        }
        return List.copyOf(outlines);
    }

    /**
     * The corners of one outline, in order; the last is joined to the first. The arrays are not copied.
     *
     * @param id label of the object
     * @param x corner coordinates in pixels, 0 at the left edge of the first pixel
     * @param y likewise
     */
    public record Outline(int id, int[] x, int[] y) {

        /** The same outline in a plane whose origin lies elsewhere. */
        Outline shifted(int dx, int dy) {
            return new Outline(
                    id,
                    Arrays.stream(x).map(v -> v + dx).toArray(),
                    Arrays.stream(y).map(v -> v + dy).toArray());
        }
    }

    /** Walks with the object on the right, from the top left corner of its first pixel, heading right. */
    private Outline outline(int label, int startX, int startY) {
        List<int[]> corners = new ArrayList<>();
        int x = startX;
        int y = startY;
        int direction = 0;
        corners.add(new int[] {x, y});
        do {
            x += DX[direction];
            y += DY[direction];
            int next;
            if (!inside(label, x, y, direction, true)) {
                next = (direction + 1) % 4;
            } else if (inside(label, x, y, direction, false)) {
                next = (direction + 3) % 4;
            } else {
                next = direction;
            }
            if (next != direction && !(x == startX && y == startY)) {
                corners.add(new int[] {x, y});
            }
            direction = next;
        } while (!(x == startX && y == startY && direction == 0));
        return new Outline(
                label,
                corners.stream().mapToInt(c -> c[0]).toArray(),
                corners.stream().mapToInt(c -> c[1]).toArray());
    }

    /** Whether the pixel ahead of corner (x, y), right or left of the direction of travel, belongs to the object. */
    private boolean inside(int label, int x, int y, int direction, boolean right) {
        int px = x;
        int py = y;
        switch (direction) {
            case 0 -> py -= right ? 0 : 1;
            case 1 -> px -= right ? 1 : 0;
            case 2 -> {
                px -= 1;
                py -= right ? 1 : 0;
            }
            default -> {
                py -= 1;
                px -= right ? 0 : 1;
            }
        }
        return px >= 0
                && py >= 0
                && px < plane.width()
                && py < plane.height()
                && plane.labels()[py * plane.width() + px] == label;
    }
}
