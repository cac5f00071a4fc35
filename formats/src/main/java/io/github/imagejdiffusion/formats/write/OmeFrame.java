package io.github.imagejdiffusion.formats.write;

/**
 * The frame of an OME-TIFF: OME-XML as the description of the first page. Planes are cut into strips, because readers
 * in Java take a strip at once and cannot take one of 2 GiB.
 */
final class OmeFrame extends TiffFrame {

    private static final int IMAGE_DESCRIPTION = 270;
    private static final long STRIP_BYTES = 16 << 20;

    OmeFrame(StackLayout layout, TiffContainer container) {
        super(layout, container, Math.max(1, STRIP_BYTES / (layout.planeBytes() / layout.height())));
    }

    @Override
    void describe(DirectoryEncoder directory, int plane) {
        if (plane == 0) {
            directory.ascii(IMAGE_DESCRIPTION, OmeDescription.of(layout()));
        }
    }
}
