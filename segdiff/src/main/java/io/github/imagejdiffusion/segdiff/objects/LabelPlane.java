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

    public LabelPlane {
        if (labels.length != width * height) {
            throw new IllegalArgumentException(labels.length + " labels for " + width + " x " + height + " pixels");
        }
    }

    public int count() {
        return seeds.length;
    }
}
