package io.github.imagejdiffusion.batch.evaluate.metric;

/**
 * One plane of a real-valued map: probability, uncertainty or spread.
 *
 * <p>Immutable by convention: the array is not copied, and nobody in this package writes to it.
 *
 * @param width  pixels along x
 * @param height pixels along y
 * @param values row by row, {@code values[y * width + x]}
 */
public record FloatMap(int width, int height, float[] values) {

    /** @throws IllegalArgumentException if the array does not fit the size */
    public FloatMap {
        PlaneSize.require(width, height, values.length);
    }
}
