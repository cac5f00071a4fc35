package io.github.imagejdiffusion.formats.lazy;

import net.imglib2.Dimensions;

/**
 * How large the cells of a plane are, and how many of them are kept. Cells are made of whole units of the file, so that
 * nothing is decoded twice for two cells.
 *
 * @param width pixels along x of every cell but the last
 * @param height pixels along y
 */
record CellShape(int width, int height) {

    private static final long PIXELS = 1 << 18;
    private static final int LEAST_WIDTH = 512;
    private static final long KEPT_BYTES = 64L << 20;
    private static final long MOST_KEPT_BYTES = 256L << 20;
    /** More than a block of 1024 pixels, its halo on both sides, and objects half again as large as the model's. */
    private static final long KEPT_ROWS = 2048;

    /**
     * @param sizeX width of the plane
     * @param sizeY height of the plane
     * @param unit what {@link io.github.imagejdiffusion.formats.ImageFile#unit} says
     */
    static CellShape of(int sizeX, int sizeY, Dimensions unit) {
        long width = Math.min(sizeX, ceil(LEAST_WIDTH, unit.dimension(0)));
        long rows = ceil((PIXELS + width - 1) / width, unit.dimension(1));
        return new CellShape((int) width, (int) Math.min(sizeY, rows));
    }

    /** The bound of the cache, in cells: see {@link LazyPlane}. */
    int cellsKept(int sizeX, int bytesPerPixel) {
        long cellBytes = (long) width * height * bytesPerPixel;
        long across = ((long) sizeX + width - 1) / width;
        long bytes = KEPT_BYTES;
        if (across == 1) {
            bytes = Math.min(MOST_KEPT_BYTES, Math.max(bytes, KEPT_ROWS * sizeX * bytesPerPixel));
        }
        return Math.toIntExact(Math.max(across + 1, bytes / cellBytes));
    }

    /** The least multiple of {@code unit} that is not below {@code value}. */
    private static long ceil(long value, long unit) {
        return (value + unit - 1) / unit * unit;
    }
}
