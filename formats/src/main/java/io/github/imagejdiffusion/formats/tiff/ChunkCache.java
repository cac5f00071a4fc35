package io.github.imagejdiffusion.formats.tiff;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The chunks that were decoded last: the channels of a colour picture and neighbouring regions want the same ones again.
 * Not thread-safe.
 */
final class ChunkCache<V> {

    private static final long MOST_BYTES = 64L << 20;

    /** Pages may share places in the file without sharing what is there. */
    private record Key(TiffDirectory directory, long offset, int rows) {}

    private record Entry<V>(V value, long bytes) {}

    private final Map<Key, Entry<V>> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** The chunk, or null. */
    V get(TiffPage page, long offset, int rows) {
        Entry<V> entry = entries.get(new Key(page.directory(), offset, rows));
        return entry == null ? null : entry.value();
    }

    /** Keeps a chunk that is not there yet, unless it is very large. */
    void put(TiffPage page, long offset, int rows, V value, long size) {
        if (size > MOST_BYTES) {
            return;
        }
        entries.put(new Key(page.directory(), offset, rows), new Entry<>(value, size));
        bytes += size;
        Iterator<Entry<V>> oldest = entries.values().iterator();
        while (bytes > MOST_BYTES) {
            bytes -= oldest.next().bytes();
            oldest.remove();
        }
    }

    void clear() {
        entries.clear();
        bytes = 0;
    }
}
