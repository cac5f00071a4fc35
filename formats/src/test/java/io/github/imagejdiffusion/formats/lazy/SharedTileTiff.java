package io.github.imagejdiffusion.formats.lazy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A BigTIFF whose plane is huge and whose file is not: all tiles are one and the same, except the last. Uncompressed,
 * unsigned, little-endian.
 */
final class SharedTileTiff {

    private static final int HEADER = 16;
    private static final int SHORT = 3;
    private static final int LONG8 = 16;

    private final int side;
    private final int tile;
    private final int bytes;

    /**
     * @param side pixels along both axes
     * @param tile pixels along both axes of a tile
     * @param bytes per pixel, 1 or 2
     */
    SharedTileTiff(int side, int tile, int bytes) {
        this.side = side;
        this.tile = tile;
        this.bytes = bytes;
    }

    /** The value of a pixel; its highest bit is set in the last tile. */
    int at(int x, int y) {
        int across = (side + tile - 1) / tile;
        boolean last = x / tile == across - 1 && y / tile == across - 1;
        return stored(x % tile, y % tile, last);
    }

    private int stored(int x, int y, boolean last) {
        int bits = 8 * bytes - 1;
        int value = x * 7 + y * 131 + x * y % 97;
        return value & (1 << bits) - 1 | (last ? 1 << bits : 0);
    }

    Path write(Path file) throws IOException {
        int across = (side + tile - 1) / tile;
        int tiles = across * across;
        int tileBytes = tile * tile * bytes;
        int[][] fields = {
            {256, side},
            {257, side},
            {258, 8 * bytes},
            {259, 1},
            {262, 1},
            {277, 1},
            {322, tile},
            {323, tile},
            {324, tiles},
            {325, tiles},
        };
        int directory = HEADER + 2 * tileBytes;
        int lists = directory + 8 + 20 * fields.length + 8;
        ByteBuffer out = ByteBuffer.allocate(lists + 2 * 8 * tiles).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 'I').put((byte) 'I').putShort((short) 43).putShort((short) 8);
        out.putShort((short) 0).putLong(directory);
        for (boolean last : new boolean[] {false, true}) {
            for (int i = 0; i < tile * tile; i++) {
                int value = stored(i % tile, i / tile, last);
                if (bytes == 1) {
                    out.put((byte) value);
                } else {
                    out.putShort((short) value);
                }
            }
        }
        out.putLong(fields.length);
        for (int[] field : fields) {
            boolean list = field[0] >= 324;
            out.putShort((short) field[0]).putShort((short) (list ? LONG8 : field[0] < 258 ? LONG8 : SHORT));
            out.putLong(list ? tiles : 1);
            out.putLong(list ? lists + (field[0] - 324) * 8L * tiles : field[1]);
        }
        out.putLong(0);
        for (int i = 0; i < tiles; i++) {
            out.putLong(i < tiles - 1 ? HEADER : HEADER + tileBytes);
        }
        for (int i = 0; i < tiles; i++) {
            out.putLong(tileBytes);
        }
        return Files.write(file, out.array());
    }
}
