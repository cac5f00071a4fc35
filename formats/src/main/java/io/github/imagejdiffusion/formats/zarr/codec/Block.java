package io.github.imagejdiffusion.formats.zarr.codec;

import io.airlift.compress.Decompressor;

/** Calls a library's decoder on bytes that nobody has checked. */
final class Block {

    private Block() {}

    /** @return how many bytes were decoded, at most {@code room} */
    static int decode(Decompressor decoder, byte[] stored, int from, int length, byte[] chunk, int to, int room)
            throws CodecException {
        try {
            return decoder.decompress(stored, from, length, chunk, to, room);
        } catch (RuntimeException e) {
            // Damaged input shows in more kinds of exception than the library documents.
            throw new CodecException("is damaged: " + e.getMessage(), e);
        }
    }

    /** Decodes a block that must have just this size, to the beginning of the array. */
    static void decodeAll(Decompressor decoder, byte[] stored, int from, int length, byte[] block, int size)
            throws CodecException {
        int found = decode(decoder, stored, from, length, block, 0, size);
        if (found != size) {
            throw new CodecException("is damaged: a block has " + found + " bytes in place of " + size);
        }
    }
}
