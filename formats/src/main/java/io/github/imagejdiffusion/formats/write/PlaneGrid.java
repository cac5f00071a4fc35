package io.github.imagejdiffusion.formats.write;

/**
 * How the pixels of a plane are cut into the pieces that a TIFF file knows: strips of full rows, or tiles. All tiles
 * are whole; those at the right and lower edge reach beyond the plane. Source: TIFF 6.0, sections 3 and 15.
 *
 * @param planeWidth pixels along x
 * @param planeHeight pixels along y
 * @param pixelBytes bytes of a pixel
 * @param tiled whether pieces are tiles
 * @param width pixels along x of a piece
 * @param height pixels along y of a piece; the last strip may have fewer
 */
record PlaneGrid(int planeWidth, int planeHeight, int pixelBytes, boolean tiled, int width, int height) {

    /** Planes up to this side are one strip, which plain ImageJ can open; it knows no tiles. */
    private static final int LARGEST_UNTILED = 512;

    private static final int LARGEST_TILE = 256;
    /** Sides of tiles are multiples of this by TIFF 6.0. */
    private static final int TILE_STEP = 16;
    /** A row of tiles is in memory at once. */
    private static final long MOST_BAND_BYTES = 64 << 20;
    /** Readers in Java take a strip at once and cannot take one of 2 GiB. */
    private static final long STRIP_BYTES = 16 << 20;

    /** The whole plane in one piece. */
    static PlaneGrid oneStrip(StackLayout layout) {
        return strips(layout, layout.height());
    }

    /**
     * What suits region-wise reading: tiles of at most 256 x 256 pixels, of a size that wastes little at the edges;
     * one strip where the plane is small; strips where a row alone is too long to be held many times.
     */
    static PlaneGrid forRegions(StackLayout layout) {
        long rowBytes = (long) layout.width() * layout.type().bytes();
        int width = tile(layout.width());
        int height = tile(layout.height());
        boolean small = Math.max(layout.width(), layout.height()) <= LARGEST_UNTILED;
        if (small || rowBytes * height > MOST_BAND_BYTES) {
            return strips(layout, Math.max(1, STRIP_BYTES / rowBytes));
        }
        return new PlaneGrid(layout.width(), layout.height(), layout.type().bytes(), true, width, height);
    }

    private static PlaneGrid strips(StackLayout layout, long rows) {
        return new PlaneGrid(layout.width(), layout.height(), layout.type().bytes(), false, layout.width(), (int)
                Math.min(layout.height(), rows));
    }

    private static int tile(int side) {
        int tiles = ceilDiv(side, LARGEST_TILE);
        return ceilDiv(ceilDiv(side, tiles), TILE_STEP) * TILE_STEP;
    }

    int across() {
        return ceilDiv(planeWidth, width);
    }

    int down() {
        return ceilDiv(planeHeight, height);
    }

    /** Bytes of the row of pieces {@code j} within one column of them. */
    long pieceBytes(int j) {
        long rows = tiled ? height : Math.min(height, planeHeight - (long) j * height);
        return rows * width * pixelBytes;
    }

    /** Bytes of a plane in the file. */
    long planeBytes() {
        return tiled ? pieceBytes(0) * across() * down() : (long) planeWidth * planeHeight * pixelBytes;
    }

    private static int ceilDiv(int a, int b) {
        return (int) (((long) a + b - 1) / b);
    }
}
