package io.github.imagejdiffusion.diffusion.network;

import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import java.util.List;

/**
 * One of the eight ways to lay a square on itself: quarter turns, mirrored or not. What an image shows does not depend on
 * how it is turned, but a network's answer does, somewhat; the mean of its answers errs less (the geometric
 * self-ensemble of Timofte et al. 2016, "Seven ways to improve example-based single image super resolution").
 *
 * <p>The first four keep width and height.
 */
public enum Orientation {
    /** As it is. */
    UPRIGHT(false, false, false),
    /** Turned by 180 degrees. */
    UPSIDE_DOWN(true, true, false),
    /** Left and right exchanged. */
    MIRRORED(true, false, false),
    /** Top and bottom exchanged. */
    FLIPPED(false, true, false),
    /** x and y exchanged. */
    TRANSPOSED(false, false, true),
    /** x and y exchanged, then turned by 180 degrees. */
    TRANSPOSED_UPSIDE_DOWN(true, true, true),
    /** Turned by a quarter. */
    TURNED(true, false, true),
    /** Turned by a quarter, the other way. */
    TURNED_BACK(false, true, true);

    private final boolean mirrorX;
    private final boolean mirrorY;
    private final boolean exchange;

    Orientation(boolean mirrorX, boolean mirrorY, boolean exchange) {
        this.mirrorX = mirrorX;
        this.mirrorY = mirrorY;
        this.exchange = exchange;
    }

    /**
     * The orientations over which answers are averaged, the upright one first.
     *
     * @throws IllegalArgumentException if the number is not 1, 2, 4 or 8
     */
    public static List<Orientation> first(int count) {
        if (count < 1 || count > 8 || Integer.bitCount(count) != 1) {
            throw new IllegalArgumentException("orientations must be 1, 2, 4 or 8, but is " + count);
        }
        return List.of(values()).subList(0, count);
    }

    /** The tensor in this orientation: its planes are mirrored, then x and y exchanged. A new one unless upright. */
    public Tensor apply(Tensor upright) {
        return this == UPRIGHT ? upright : laid(upright, true);
    }

    /** What {@link #apply} was given. A new tensor unless upright. */
    public Tensor undo(Tensor oriented) {
        return this == UPRIGHT ? oriented : laid(oriented, false);
    }

    private Tensor laid(Tensor in, boolean forwards) {
        int height = exchange ? in.width() : in.height();
        int width = exchange ? in.height() : in.width();
        Tensor out = Tensor.zeros(in.batch(), in.channels(), height, width);
        // Mirrors act on the axes of the upright plane: those of the source forwards, those of the target backwards.
        boolean swapped = exchange && forwards;
        boolean fromRight = swapped ? mirrorY : mirrorX;
        boolean fromBelow = swapped ? mirrorX : mirrorY;
        for (int plane = 0; plane < in.batch() * in.channels(); plane++) {
            int offset = plane * in.planeSize();
            for (int y = 0; y < height; y++) {
                int row = fromBelow ? height - 1 - y : y;
                for (int x = 0; x < width; x++) {
                    int column = fromRight ? width - 1 - x : x;
                    int from = exchange ? column * in.width() + row : row * in.width() + column;
                    out.data()[offset + y * width + x] = in.data()[offset + from];
                }
            }
        }
        return out;
    }
}
