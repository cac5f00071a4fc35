package io.github.imagejdiffusion.imagej.image;

import ij.ImagePlus;
import ij.process.ImageProcessor;
import ij.process.LUT;
import io.github.imagejdiffusion.imagej.PluginException;

/** How an image holds its intensities. */
enum PixelKind {
    GREY,
    RGB;

    /** Of the way: tables such as Fire are not quite monotonic. */
    private static final double SLACK = 0.1;

    /** @throws PluginException if the pixels are colour numbers, not intensities */
    static PixelKind of(ImagePlus image) {
        if (image.getType() == ImagePlus.COLOR_RGB) {
            return RGB;
        }
        if (image.getBitDepth() == 8 && isPalette(image.getProcessor())) {
            throw new PluginException(
                    "'" + image.getTitle() + "' is an 8-bit colour image: its pixel values are numbers"
                            + " of colours, not intensities. If it is a colour picture, convert it with Image > Type > RGB"
                            + " Color; if its values are intensities, choose Image > Lookup Tables > Grays. Then run again.");
        }
        return GREY;
    }

    /**
     * Whether the colours jump about from value to value. The image's type does not tell: ImageJ opens GIF and PNG files
     * with a palette as 8-bit grey with a lookup table.
     */
    private static boolean isPalette(ImageProcessor plane) {
        return plane.isColorLut() && !plane.isPseudoColorLut() && !isRamp(plane.getLut());
    }

    /** Whether brightness follows the value, up or down, as in a lookup table for one fluorophore. */
    private static boolean isRamp(LUT lut) {
        int rise = 0;
        int fall = 0;
        for (int i = 1; i < lut.getMapSize(); i++) {
            int step = brightness(lut, i) - brightness(lut, i - 1);
            rise += Math.max(0, step);
            fall += Math.max(0, -step);
        }
        return Math.min(rise, fall) <= SLACK * Math.max(rise, fall);
    }

    private static int brightness(LUT lut, int index) {
        return lut.getRed(index) + lut.getGreen(index) + lut.getBlue(index);
    }
}
