package io.github.imagejdiffusion.formats.write;

import io.github.imagejdiffusion.formats.PixelType;
import java.util.List;

/**
 * The frame of an ImageJ hyperstack TIFF: description and metadata on the first page, resolution and colours on all.
 * The fields are those of {@code ij.io.TiffEncoder} of ImageJ 1.54p (a test compares), which itself cannot be used
 * because it asks for the planes, whereas here they arrive one by one; unlike it, all of them come after the pixels.
 */
final class ImageJFrame extends TiffFrame {

    private static final int PHOTOMETRIC = 262;
    private static final int WHITE_IS_ZERO = 0;
    private static final int PALETTE = 3;
    private static final int IMAGE_DESCRIPTION = 270;
    private static final int X_RESOLUTION = 282;
    private static final int Y_RESOLUTION = 283;
    private static final int RESOLUTION_UNIT = 296;
    private static final int NO_UNIT = 1;
    /** Millionths of a pixel per micrometre that are exact to a thousandth; ImageJ loses digits of larger pixels, or all. */
    private static final int FEWEST = 1000;

    private static final int COLOUR_MAP = 320;
    private static final int COLOURS = 256;
    private static final int META_DATA_COUNTS = 50838;
    private static final int META_DATA = 50839;

    /** ImageJ knows no BigTIFF, and takes all planes from where the only strip of the first begins. */
    ImageJFrame(StackLayout layout) {
        super(layout, TiffContainer.CLASSIC, PlaneGrid.oneStrip(layout));
    }

    @Override
    void describe(DirectoryEncoder directory, int plane) {
        if (layout().calibration().pixelWidth().isPresent()) {
            resolution(directory);
        }
        if (layout().function() != null && layout().function().inverted()) {
            directory.shorts(PHOTOMETRIC, WHITE_IS_ZERO);
        }
        if (layout().lut() != null) {
            colours(directory);
        }
        if (plane > 0) {
            return;
        }
        directory.ascii(IMAGE_DESCRIPTION, ImageJDescription.of(layout()));
        ImageJMetaData metaData = ImageJMetaData.of(layout());
        if (!metaData.isEmpty()) {
            directory.longs(META_DATA_COUNTS, metaData.counts());
            directory.bytes(META_DATA, metaData.bytes());
        }
    }

    private void resolution(DirectoryEncoder directory) {
        double x = 1 / layout().calibration().pixelWidth().getAsDouble();
        double y = 1 / layout().calibration().pixelHeight().orElse(1 / x);
        double scale = 1e6;
        if (Math.max(x, y) * scale > Integer.MAX_VALUE) {
            scale = (int) (Integer.MAX_VALUE / Math.max(x, y));
        } else if (Math.min(x, y) * scale < FEWEST) {
            scale = (int) Math.min(Integer.MAX_VALUE, Integer.MAX_VALUE / Math.max(x, y));
        }
        directory.rational(X_RESOLUTION, (int) (x * scale), (int) scale);
        directory.rational(Y_RESOLUTION, (int) (y * scale), (int) scale);
        directory.shorts(RESOLUTION_UNIT, NO_UNIT);
    }

    private void colours(DirectoryEncoder directory) {
        Lut lut = layout().lut();
        int[] map = new int[3 * COLOURS];
        int next = 0;
        for (byte[] colour : List.of(lut.reds(), lut.greens(), lut.blues())) {
            for (byte value : colour) {
                map[next++] = (value & 0xff) << Byte.SIZE;
            }
        }
        directory.shorts(COLOUR_MAP, map);
        if (layout().type() == PixelType.UINT8) {
            directory.shorts(PHOTOMETRIC, PALETTE);
        }
    }
}
