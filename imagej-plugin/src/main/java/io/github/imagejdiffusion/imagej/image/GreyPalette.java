package io.github.imagejdiffusion.imagej.image;

import ij.ImagePlus;
import ij.process.LUT;
import java.util.Optional;

/**
 * Tells a file's palette of greys, in whatever order, from a lookup table that someone chose: ImageJ opens such files as
 * numbers of greys, with the palette as lookup table. A table that rises, or falls as an inverting one does, only says how
 * to show values, which are taken as they are.
 */
final class GreyPalette {

    private static final int GREYS = 256;

    private GreyPalette() {}

    /** The grey of each stored number; empty unless the numbers are places in a palette of greys. */
    static Optional<byte[]> of(ImagePlus image) {
        if (image.getBitDepth() != 8 || image.isComposite() || image.isInvertedLut()) {
            return Optional.empty();
        }
        LUT lut = image.getProcessor().getLut();
        byte[] table = new byte[GREYS];
        boolean rises = true;
        for (int i = 0; i < GREYS; i++) {
            int grey = lut.getRed(i);
            if (lut.getGreen(i) != grey || lut.getBlue(i) != grey) {
                return Optional.empty();
            }
            table[i] = (byte) grey;
            rises &= i == 0 || grey >= lut.getRed(i - 1);
        }
        return rises ? Optional.empty() : Optional.of(table);
    }
}
