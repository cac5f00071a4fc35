package io.github.imagejdiffusion.batch.evaluate.metric;

/**
 * One plane of object labels.
 *
 * <p>Immutable by convention: the array is not copied, and nobody in this package writes to it.
 *
 * @param width  pixels along x
 * @param height pixels along y
 * @param labels row by row, {@code labels[y * width + x]}; 0 is background, every other value names one object.
 *               Ids may have gaps and need no order.
 */
public record LabelImage(int width, int height, int[] labels) {

    /** @throws IllegalArgumentException if the array does not fit the size or a label is negative */
    public LabelImage {
        PlaneSize.require(width, height, labels.length);
        for (int label : labels) {
            if (label < 0) {
                throw new IllegalArgumentException("negative label " + label + "; labels are 0, 1, 2, ...");
            }
        }
    }

    /** Whether the other plane has the same width and height. */
    public boolean sameSizeAs(LabelImage other) {
        return width == other.width && height == other.height;
    }
}
