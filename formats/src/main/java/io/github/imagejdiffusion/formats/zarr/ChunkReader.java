package io.github.imagejdiffusion.formats.zarr;

import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.zarr.codec.CodecException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads chunks, and keeps those that were used last. Not thread-safe. */
final class ChunkReader {

    /** What is kept, decoded: where chunks hold several planes, the next plane is likely to be read next. */
    private static final long KEPT_BYTES = 64L << 20;

    private final ZarrFolder folder;
    private final Map<String, Optional<ByteBuffer>> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long keptBytes;

    ChunkReader(ZarrFolder folder) {
        this.folder = folder;
    }

    /**
     * The values of a chunk, row by row in the order of the array; not to be changed.
     *
     * @param index of the chunk along each axis
     * @return empty if the chunk is not there, which stands for the fill value
     * @throws FormatsException if the chunk is damaged or there is no memory for it
     */
    Optional<ByteBuffer> read(ZarrArray array, long[] index) {
        String key = array.chunkKey(index);
        Optional<ByteBuffer> chunk = kept.get(key);
        if (chunk == null) {
            chunk = decode(array, key);
            keep(key, chunk);
        }
        return chunk;
    }

    /** Lets go of all chunks. */
    void forget() {
        kept.clear();
        keptBytes = 0;
    }

    private void keep(String key, Optional<ByteBuffer> chunk) {
        long bytes = bytes(chunk);
        var oldest = kept.values().iterator();
        while (keptBytes + bytes > KEPT_BYTES && oldest.hasNext()) {
            keptBytes -= bytes(oldest.next());
            oldest.remove();
        }
        if (bytes <= KEPT_BYTES) {
            kept.put(key, chunk);
            keptBytes += bytes;
        }
    }

    /** A chunk that is not there costs the memory of its name. */
    private static long bytes(Optional<ByteBuffer> chunk) {
        return 256 + chunk.map(ByteBuffer::capacity).orElse(0);
    }

    private Optional<ByteBuffer> decode(ZarrArray array, String key) {
        int size = array.chunkBytes();
        // Data that cannot be compressed become a little longer.
        long most = size + size / 8 + (1L << 16);
        Path file = folder.file(key);
        try {
            Optional<byte[]> stored = folder.read(key, Math.min(most, Integer.MAX_VALUE));
            if (stored.isEmpty()) {
                return Optional.empty();
            }
            if ((long) stored.get().length * array.codec().mostExpansion() < size) {
                throw new CodecException("has " + stored.get().length + " bytes, too few for a chunk of " + size);
            }
            return Optional.of(array.type().read(array.codec().decode(stored.get(), size)));
        } catch (CodecException e) {
            throw new FormatsException(file, e.getMessage(), "copy or export the image again", e);
        } catch (OutOfMemoryError e) {
            // Caught around the reading of one chunk: it is let go of, and the rest is as before.
            forget();
            throw new FormatsException(
                    file,
                    "a chunk needs " + (size >> 20) + " MB of memory, more than is free",
                    "give Java more memory (-Xmx), or write the image in smaller chunks",
                    e);
        }
    }
}
