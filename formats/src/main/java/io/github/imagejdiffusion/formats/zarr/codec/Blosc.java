package io.github.imagejdiffusion.formats.zarr.codec;

import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The codec {@code blosc}, version 1 of its format: a header of 16 bytes, the place of each block, and blocks that are
 * compressed whole or in one stream for each byte of a value, after their bytes or bits were shuffled. Source: c-blosc,
 * README_CHUNK_FORMAT.rst; where that is silent, what {@code blosc_d} of c-blosc 1.21 accepts.
 */
final class Blosc implements Codec {

    static final int VERSION = 2;
    static final int HEADER = 16;
    static final int SHUFFLE = 1;
    static final int MEMCPYED = 2;
    static final int BIT_SHUFFLE = 4;
    static final int DONT_SPLIT = 16;

    private static final int MOST_SPLITS = 16;
    private static final int LEAST_SPLIT = 128;

    @Override
    public byte[] decode(byte[] stored, int size) throws CodecException {
        ByteBuffer in = ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN);
        if (stored.length < HEADER) {
            throw new CodecException("is cut off in its blosc header");
        }
        int flags = in.get(2) & 0xff;
        int width = in.get(3) & 0xff;
        int bytes = in.getInt(4);
        int blockSize = in.getInt(8);
        int length = in.getInt(12);
        if (in.get(0) != VERSION || (flags & 8) != 0) {
            throw new CodecException("is of version " + in.get(0) + " of the blosc format, which cannot be read");
        }
        if (bytes != size) {
            throw CodecException.sizeIs(bytes & 0xffffffffL, size);
        }
        if (length != stored.length || width == 0 || blockSize <= 0 || blockSize > size) {
            throw new CodecException("is damaged in its blosc header");
        }
        byte[] chunk = new byte[size];
        if ((flags & MEMCPYED) != 0) {
            if (stored.length != HEADER + size) {
                throw CodecException.sizeIs(stored.length - HEADER, size);
            }
            System.arraycopy(stored, HEADER, chunk, 0, size);
            return chunk;
        }
        Blocks blocks = new Blocks(in, flags, width, decoder(flags >> 5), new byte[blockSize]);
        try {
            for (int to = 0, index = 0; to < size; to += blockSize, index++) {
                blocks.decode(in.getInt(HEADER + 4 * index), chunk, to, Math.min(blockSize, size - to));
            }
        } catch (IndexOutOfBoundsException | BufferUnderflowException | IllegalArgumentException e) {
            throw new CodecException("is cut off, or its blosc blocks lie outside of it", e);
        }
        return chunk;
    }

    private static Decompressor decoder(int code) throws CodecException {
        return switch (code) {
            case 0 -> new BloscLz();
            case 1 -> new Lz4Decompressor();
            case 2 -> new SnappyDecompressor();
            case 3 -> new ZlibBlock();
            case 4 -> new ZstdDecompressor();
            default -> throw new CodecException("has an unknown blosc compressor (number " + code + ")");
        };
    }

    /** What zstd can do in each block. */
    @Override
    public int mostExpansion() {
        return 1 << 15;
    }

    /** The blocks of one chunk; {@code block} is where they are decoded before their bytes are put in order. */
    private record Blocks(ByteBuffer in, int flags, int width, Decompressor decoder, byte[] block) {

        void decode(int from, byte[] chunk, int to, int size) throws CodecException {
            boolean leftover = size < block.length;
            boolean split =
                    (flags & DONT_SPLIT) == 0 && !leftover && width <= MOST_SPLITS && size / width >= LEAST_SPLIT;
            int streams = split ? width : 1;
            int streamSize = size / streams;
            byte[] stream = streams == 1 ? block : new byte[streamSize];
            in.position(from);
            for (int s = 0; s < streams; s++) {
                int length = in.getInt();
                if (length < 0 || length > in.remaining()) {
                    throw new CodecException("is cut off, or damaged in a blosc block");
                }
                if (length == streamSize) {
                    in.get(block, s * streamSize, streamSize);
                } else {
                    Block.decodeAll(decoder, in.array(), in.position(), length, stream, streamSize);
                    if (streams > 1) {
                        System.arraycopy(stream, 0, block, s * streamSize, streamSize);
                    }
                    in.position(in.position() + length);
                }
            }
            if ((flags & SHUFFLE) != 0 && width > 1) {
                Shuffle.unshuffle(block, size, width, chunk, to);
            } else if ((flags & BIT_SHUFFLE) != 0 && size >= width) {
                Shuffle.unshuffleBits(block, size, width, chunk, to);
            } else {
                System.arraycopy(block, 0, chunk, to, size);
            }
        }
    }
}
