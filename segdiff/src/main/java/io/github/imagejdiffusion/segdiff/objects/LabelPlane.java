package io.github.imagejdiffusion.segdiff.objects;

/**
 * Labels of one plane, row-major: 0 background, 1..count objects in raster order of their seeds.
 *
 * @param width in pixels
 * @param height in pixels
 * @param labels one per pixel; not copied
 * @param seeds pixel index of the seed of object i + 1; not copied
 */
public record LabelPlane(int width, int height, int[] labels, int[] seeds) {

    /** Checks the sizes. @throws IllegalArgumentException unless there is one label per pixel */
    public LabelPlane {
        if (labels.length != (long) width * height) {
            throw new IllegalArgumentException(labels.length + " labels for " + width + " x " + height + " pixels");
        }
    }

    /** Number of objects. */
    public int count() {
        return seeds.length;
    }
}
