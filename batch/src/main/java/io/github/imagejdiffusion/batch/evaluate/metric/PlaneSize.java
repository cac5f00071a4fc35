package io.github.imagejdiffusion.batch.evaluate.metric;

/** The rule that every plane of this package obeys: at least one pixel, and an array of exactly that many. */
final class PlaneSize {

    private PlaneSize() {}

    static void require(int width, int height, int length) {
        if (width < 1 || height < 1 || (long) width * height != length) {
            throw new IllegalArgumentException(
                    "a plane of " + width + " x " + height + " pixels cannot have " + length + " values");
        }
    }

    static void requireSame(LabelImage labels, int width, int height) {
        if (labels.width() != width || labels.height() != height) {
            throw new IllegalArgumentException("planes differ in size: " + labels.width() + " x " + labels.height()
                    + " and " + width + " x " + height);
        }
    }
}
