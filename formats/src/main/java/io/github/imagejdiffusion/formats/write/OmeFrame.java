package io.github.imagejdiffusion.formats.write;

/** The frame of an OME-TIFF: OME-XML as the description of the first page; large planes are tiled. */
final class OmeFrame extends TiffFrame {

    private static final int IMAGE_DESCRIPTION = 270;

    OmeFrame(StackLayout layout, TiffContainer container) {
        super(layout, container, PlaneGrid.forRegions(layout));
    }

    @Override
    void describe(DirectoryEncoder directory, int plane) {
        if (plane == 0) {
            directory.utf8(IMAGE_DESCRIPTION, OmeDescription.of(layout()));
        }
    }
}
