package io.github.imagejdiffusion.formats.zarr.codec;

/** Decodes the compressed bytes of chunks. Implementations are stateless and thread-safe. */
public interface Codec {

    /**
     * Decodes one chunk.
     *
     * @param stored the content of the chunk's file
     * @param size bytes that a chunk has
     * @return a new array of {@code size} bytes
     * @throws CodecException if the bytes are damaged, or stand for fewer or more than {@code size}
     */
    byte[] decode(byte[] stored, int size) throws CodecException;

    /**
     * How many bytes one stored byte can stand for at most: by it, a small file that claims to be a large chunk is known
     * before memory is reserved for it.
     */
    int mostExpansion();
}
