package io.github.imagejdiffusion.formats.zarr.codec;

import io.airlift.compress.zstd.ZstdCompressor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Compresses chunks as c-blosc does with zstd and shuffled bytes, in one block. Same input, same bytes, on every machine.
 * Stateless and thread-safe.
 */
public final class BloscZstd {

    private static final int ZSTD = 4 << 5;
    private static final byte ZSTD_VERSION = 1;
    /** Header, place of the block, and its length. */
    private static final int FIRST = Blosc.HEADER + 2 * Integer.BYTES;

    private BloscZstd() {}

    /**
     * Compresses a chunk.
     *
     * @param chunk its values, at least one byte
     * @param width bytes of a value
     */
    public static byte[] encode(byte[] chunk, int width) {
        byte[] shuffled = new byte[chunk.length];
        Shuffle.shuffle(chunk, chunk.length, width, shuffled);
        ZstdCompressor zstd = new ZstdCompressor();
        byte[] stored = new byte[FIRST + zstd.maxCompressedLength(chunk.length)];
        int length = zstd.compress(shuffled, 0, shuffled.length, stored, FIRST, stored.length - FIRST);
        boolean copied = length >= chunk.length - 2 * Integer.BYTES;
        int total = copied ? Blosc.HEADER + chunk.length : FIRST + length;
        byte[] result = Arrays.copyOf(stored, total);
        ByteBuffer header = ByteBuffer.wrap(result).order(ByteOrder.LITTLE_ENDIAN);
        header.put((byte) Blosc.VERSION).put(ZSTD_VERSION);
        header.put((byte) (ZSTD | Blosc.DONT_SPLIT | Blosc.SHUFFLE | (copied ? Blosc.MEMCPYED : 0)));
        header.put((byte) width).putInt(chunk.length).putInt(chunk.length).putInt(total);
        if (copied) {
            header.put(chunk);
        } else {
            header.putInt(FIRST - Integer.BYTES).putInt(length);
        }
        return result;
    }
}
