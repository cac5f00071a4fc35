package io.github.imagejdiffusion.imagej.restoration;

import io.github.imagejdiffusion.imagej.image.PixelFormat;
import io.github.imagejdiffusion.imagej.result.ResultStack;
import java.util.ArrayList;
import java.util.List;

/** Planes of one image, filled from the top, one after the other. Not thread-safe. */
final class PlaneList implements ResultStack.Planes {

    private final PixelFormat format;
    private final int size;
    private final List<Object> planes = new ArrayList<>();
    private int at;
    private float highest;

    /** @param size of a plane in pixels */
    PlaneList(PixelFormat format, int size) {
        this.format = format;
        this.size = size;
    }

    /** Takes the next rows, which all belong to one plane. */
    void add(float[] rows) {
        if (planes.isEmpty() || at == size) {
            planes.add(format.plane(size));
            at = 0;
        }
        format.put(rows, planes.get(planes.size() - 1), at);
        at += rows.length;
        for (float value : rows) {
            highest = Math.max(highest, value);
        }
    }

    @Override
    public Object get(int index) {
        return planes.get(index);
    }

    /** The highest value so far, at least 0. */
    float highest() {
        return highest;
    }
}
