package io.github.imagejdiffusion.formats.bioformats;

import net.imglib2.Dimensions;
import net.imglib2.Interval;

/**
 * How much of a region is read at once: all of it where that is not much, else whole tiles, in rows of tiles where they
 * fit.
 *
 * @param width pixels along x of every block but the first and the last
 * @param height pixels along y
 */
record ReadBlock(int width, int height) {

    private static final long MOST_BYTES = 1L << 27;

    static ReadBlock of(Interval region, Dimensions tile, int pixelBytes) {
        long width = region.dimension(0);
        long height = region.dimension(1);
        if (width * height * pixelBytes <= MOST_BYTES) {
            // Beyond the last pixel, so that no multiple of it cuts the region.
            return new ReadBlock((int) region.max(0) + 1, (int) region.max(1) + 1);
        }
        long rows = wholeTiles(MOST_BYTES / (width * pixelBytes), tile.dimension(1));
        long columns = rows * width * pixelBytes <= MOST_BYTES
                ? region.max(0) + 1
                : wholeTiles(MOST_BYTES / (rows * pixelBytes), tile.dimension(0));
        return new ReadBlock((int) columns, (int) rows);
    }

    /** At least one. */
    private static long wholeTiles(long pixels, long tile) {
        return Math.max(1, pixels / tile) * tile;
    }

    /** Where the block at {@code x} ends, exclusive. */
    long endX(long x) {
        return (x / width + 1) * width;
    }

    /** Where the block at {@code y} ends, exclusive. */
    long endY(long y) {
        return (y / height + 1) * height;
    }
}
