package io.github.imagejdiffusion.formats.zarr.codec;

import io.airlift.compress.zstd.ZstdDecompressor;

/** The codec {@code zstd}: RFC 8878. */
final class Zstd implements Codec {

    @Override
    public byte[] decode(byte[] stored, int size) throws CodecException {
        byte[] chunk = new byte[size];
        int found = Block.decode(new ZstdDecompressor(), stored, 0, stored.length, chunk, 0, size);
        if (found != size) {
            throw CodecException.sizeIs(found, size);
        }
        return chunk;
    }

    /** RFC 8878, 3.1.1.2: a block of 128 KiB of one value costs four bytes. */
    @Override
    public int mostExpansion() {
        return 1 << 15;
    }
}
