package io.github.imagejdiffusion.imagej.result;

import java.awt.Rectangle;
import java.util.Arrays;

/** A plane of values that is known in a rectangle only, and NaN elsewhere. Filled from the top. */
final class MapPlane {

    private final float[] pixels;
    private final int width;
    private final Rectangle area;
    private int row;

    MapPlane(int width, int height, Rectangle area) {
        this.width = width;
        this.area = area;
        this.pixels = new float[width * height];
        if (area.width < width || area.height < height) {
            Arrays.fill(pixels, Float.NaN);
        }
    }

    /** Whole rows of the area. */
    void add(float[] rows) {
        for (int from = 0; from < rows.length; from += area.width) {
            System.arraycopy(rows, from, pixels, (area.y + row++) * width + area.x, area.width);
        }
    }

    float[] pixels() {
        return pixels;
    }
}
