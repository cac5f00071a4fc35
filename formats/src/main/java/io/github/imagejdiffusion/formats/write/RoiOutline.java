package io.github.imagejdiffusion.formats.write;

import java.util.Objects;

/**
 * The outline of one object: a closed polygon through pixel corners.
 *
 * @param name shown in the ROI Manager
 * @param x corners, in pixels from the left edge
 * @param y corners, in pixels from the top edge
 * @param c channel from 1, or 0 for all
 * @param z slice from 1, or 0 for all
 * @param t frame from 1, or 0 for all
 */
public record RoiOutline(String name, int[] x, int[] y, int c, int z, int t) {

    /** @throws IllegalArgumentException if there are fewer than 3 corners, x and y differ, or a position is negative */
    public RoiOutline {
        Objects.requireNonNull(name, "name");
        if (x.length != y.length || x.length < 3) {
            throw new IllegalArgumentException(
                    "outline '" + name + "' has " + x.length + " x and " + y.length + " y; 3 or more of both needed");
        }
        if (c < 0 || z < 0 || t < 0) {
            throw new IllegalArgumentException("outline '" + name + "' has a negative position");
        }
        x = x.clone();
        y = y.clone();
    }
}
