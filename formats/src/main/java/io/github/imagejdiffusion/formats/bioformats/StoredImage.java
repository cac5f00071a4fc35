package io.github.imagejdiffusion.formats.bioformats;

import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.formats.Series;
import java.nio.ByteOrder;
import net.imglib2.Dimensions;

/**
 * One image of a file at one resolution, and how Bio-Formats hands out its pixels.
 *
 * @param series what the user sees
 * @param samples values per pixel in what is read at once; channels come in groups of so many
 * @param interleaved whether the samples of a pixel lie side by side, or one plane follows the other
 * @param order of the bytes of a value
 * @param tile what is best read at once
 * @param palette colours [red, green, blue][value] if values are places in a palette, else null
 */
record StoredImage(Series series, int samples, boolean interleaved, ByteOrder order, Dimensions tile, int[][] palette) {

    PixelType type() {
        return series.pixelType();
    }

    /** The group that holds a channel. */
    int group(int channel) {
        return palette == null ? channel / samples : 0;
    }

    /** The place of a channel in its group. */
    int sample(int channel) {
        return palette == null ? channel % samples : 0;
    }

    /** Bytes of one pixel of a group. */
    int pixelBytes() {
        return samples * type().bytes();
    }
}
