package io.github.imagejdiffusion.formats.tiff;

import io.github.imagejdiffusion.formats.Series;

/**
 * One image of a TIFF file and where its planes are.
 *
 * @param series what the user sees
 * @param planes finds the pixels of a plane
 */
record TiffSeries(Series series, Locator planes) {

    /** From axes to pixels. */
    interface Locator {
        /** @throws io.github.imagejdiffusion.formats.FormatsException if the file has no pixels for this plane */
        Address at(int c, int z, int t);
    }

    /**
     * Where one plane is.
     *
     * @param page the page
     * @param sample which sample of each pixel, or which colour of the palette
     * @param shift bytes to add to the offsets of the page
     * @param values what the numbers in the file mean
     */
    record Address(TiffPage page, int sample, long shift, Values values) {}

    /** What the numbers of a page mean. */
    enum Values {
        /** Numbers are what they are; palettes and white-is-zero only say how to show them, as ImageJ has it. */
        AS_STORED,
        /** Brighter is more: where white is zero, numbers are turned around. */
        BRIGHTNESS,
        /** Numbers are places in the palette. */
        PALETTE
    }
}
