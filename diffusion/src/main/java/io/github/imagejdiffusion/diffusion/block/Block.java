package io.github.imagejdiffusion.diffusion.block;

import net.imglib2.Interval;

/**
 * One block of a plane, in pixels of that plane (x, y).
 *
 * @param index position in the grid's raster order, from 0
 * @param core the part that this block owns; cores tile the plane
 * @param region what the network sees: core plus halo where there are neighbours, rounded up to the model's stride. Its
 *     origin is a multiple of the stride and may be followed by pixels outside the plane, which are to be mirrored.
 */
public record Block(int index, Interval core, Interval region) {

    /** Pixels of the region in x. */
    public int width() {
        return Math.toIntExact(region.dimension(0));
    }

    /** Pixels of the region in y. */
    public int height() {
        return Math.toIntExact(region.dimension(1));
    }
}
