package io.github.imagejdiffusion.formats.write;

import java.nio.ByteBuffer;

/**
 * The two ways of writing offsets in a TIFF file. Sources: TIFF 6.0, section 2; BigTIFF as in libtiff 4,
 * https://www.awaresystems.be/imaging/tiff/bigtiff.html. Both are written big-endian.
 */
enum TiffContainer {
    /** Offsets of 32 bits: files below 4 GiB. */
    CLASSIC(8, Integer.BYTES, Short.BYTES),
    /** Offsets of 64 bits. */
    BIG(16, Long.BYTES, Long.BYTES);

    private final int headerBytes;
    private final int offsetBytes;
    private final int entryCountBytes;

    TiffContainer(int headerBytes, int offsetBytes, int entryCountBytes) {
        this.headerBytes = headerBytes;
        this.offsetBytes = offsetBytes;
        this.entryCountBytes = entryCountBytes;
    }

    int headerBytes() {
        return headerBytes;
    }

    /** Bytes of an offset, and of a value that needs no place of its own. */
    int offsetBytes() {
        return offsetBytes;
    }

    /** Bytes of a directory without the values that lie elsewhere. */
    int directoryBytes(int entries) {
        return entryCountBytes + entries * (2 * Short.BYTES + 2 * offsetBytes) + offsetBytes;
    }

    /** The beginning of a file. */
    ByteBuffer header(long firstDirectory) {
        ByteBuffer out = ByteBuffer.allocate(headerBytes).put((byte) 'M').put((byte) 'M');
        if (this == BIG) {
            out.putShort((short) 43).putShort((short) offsetBytes).putShort((short) 0);
        } else {
            out.putShort((short) 42);
        }
        putOffset(out, firstDirectory);
        return out.flip();
    }

    void putEntryCount(ByteBuffer out, int entries) {
        if (this == BIG) {
            out.putLong(entries);
        } else {
            out.putShort((short) entries);
        }
    }

    /** Offsets and counts alike. */
    void putOffset(ByteBuffer out, long value) {
        if (this == BIG) {
            out.putLong(value);
        } else {
            out.putInt((int) value);
        }
    }
}
