package io.github.imagejdiffusion.diffusion.model;

import java.io.IOException;
import java.io.InputStream;

/**
 * Walks over the fields of a protocol buffer message in a stream without keeping them. Not thread-safe.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Protocol Buffers encoding</a>
 */
final class ProtobufWalk {

    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int LENGTH_DELIMITED = 2;
    static final int FIXED32 = 5;

    private static final long MAX_LENGTH = 1L << 40;

    private final InputStream in;
    private final byte[] skipped = new byte[1 << 16];
    private long position;

    /** @param in buffered by the caller */
    ProtobufWalk(InputStream in) {
        this.in = in;
    }

    long position() {
        return position;
    }

    /** The next field's tag, {@code number << 3 | wire type}; -1 at the stream's end. @throws IOException if cut off */
    long tag() throws IOException {
        int first = in.read();
        if (first < 0) {
            return -1;
        }
        position++;
        return varint(first);
    }

    long varint() throws IOException {
        return varint(next());
    }

    /** The length of a length-delimited field's value. @throws IOException if no file could be that long */
    long length() throws IOException {
        long length = varint();
        if (length < 0 || length > MAX_LENGTH) {
            throw new IOException("it has a field of impossible length");
        }
        return length;
    }

    private long varint(int first) throws IOException {
        long value = first & 0x7f;
        int current = first;
        for (int shift = 7; (current & 0x80) != 0; shift += 7) {
            if (shift > 63) {
                throw new IOException("it has a number of more than ten bytes");
            }
            current = next();
            value |= (long) (current & 0x7f) << shift;
        }
        return value;
    }

    /** Passes over a field's value. @throws IOException if the wire type does not exist or the stream ends within it */
    void skip(int wireType) throws IOException {
        switch (wireType) {
            case VARINT:
                varint();
                break;
            case FIXED64:
                skipBytes(Long.BYTES);
                break;
            case LENGTH_DELIMITED:
                skipBytes(length());
                break;
            case FIXED32:
                skipBytes(Integer.BYTES);
                break;
            default:
                throw new IOException("it has a field of unknown wire type " + wireType);
        }
    }

    // Reads rather than skips, so that a digest on the way sees every byte.
    private void skipBytes(long count) throws IOException {
        for (long left = count; left > 0; ) {
            int read = in.read(skipped, 0, (int) Math.min(left, skipped.length));
            if (read < 0) {
                throw new IOException("it ends " + left + " bytes too early");
            }
            left -= read;
            position += read;
        }
    }

    private int next() throws IOException {
        int value = in.read();
        if (value < 0) {
            throw new IOException("it ends too early");
        }
        position++;
        return value;
    }
}
