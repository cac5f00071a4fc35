package io.github.imagejdiffusion.formats.tiff;

/** Which samples of a pixel are channels: alpha is not one. */
final class Samples {

    private Samples() {}

    /**
     * Channels within one page.
     *
     * @param paletteIsColour whether a palette makes red, green and blue, or is only a way to show the values
     */
    static int channels(TiffInput input, TiffPage page, boolean paletteIsColour) {
        if (page.isColour()) {
            if (page.samples() < 3) {
                throw input.damaged("a colour page has " + page.samples() + " samples per pixel");
            }
            return 3;
        }
        if (page.photometric() == Tag.PHOTOMETRIC_PALETTE) {
            return paletteIsColour ? 3 : 1;
        }
        // 1 and 2 are alpha (premultiplied or not), 0 is unspecified: that is how more channels are written.
        boolean alpha = page.samples() == 2 && page.directory().number(Tag.EXTRA_SAMPLES, 0) != 0;
        return alpha ? 1 : page.samples();
    }
}
