package io.github.imagejdiffusion.formats.write;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Turns the bytes of planes, row by row, into tiles, row of tiles by row of tiles. Holds one row of tiles. What tiles
 * hold beyond the plane is 0. Not thread-safe.
 */
final class TileCutter implements Consumer<ByteBuffer> {

    private final PlaneGrid grid;
    private final Consumer<ByteBuffer> sink;
    private final int rowBytes;
    private final byte[] band;
    private final byte[] tile;
    private int filled;
    /** Row of the plane with which the band begins. */
    private int top;

    /** @param grid has tiles */
    TileCutter(PlaneGrid grid, Consumer<ByteBuffer> sink) {
        this.grid = grid;
        this.sink = sink;
        this.rowBytes = grid.planeWidth() * grid.pixelBytes();
        this.band = new byte[rowBytes * grid.height()];
        this.tile = new byte[(int) grid.pieceBytes(0)];
    }

    @Override
    public void accept(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            int rows = Math.min(grid.height(), grid.planeHeight() - top);
            int n = Math.min(bytes.remaining(), rows * rowBytes - filled);
            bytes.get(band, filled, n);
            filled += n;
            if (filled == rows * rowBytes) {
                cut(rows);
                filled = 0;
                top = top + rows == grid.planeHeight() ? 0 : top + rows;
            }
        }
    }

    private void cut(int rows) {
        int tileRow = grid.width() * grid.pixelBytes();
        for (int i = 0; i < grid.across(); i++) {
            int from = i * tileRow;
            int n = Math.min(tileRow, rowBytes - from);
            if (n < tileRow || rows < grid.height()) {
                Arrays.fill(tile, (byte) 0);
            }
            for (int y = 0; y < rows; y++) {
                System.arraycopy(band, y * rowBytes + from, tile, y * tileRow, n);
            }
            sink.accept(ByteBuffer.wrap(tile));
        }
    }
}
