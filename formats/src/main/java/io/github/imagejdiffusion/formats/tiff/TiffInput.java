package io.github.imagejdiffusion.formats.tiff;

import io.github.imagejdiffusion.formats.FormatsException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * Random access to the bytes of a TIFF file, in its byte order. Reading beyond the end is a {@link FormatsException}
 * that says so. Structure is read through a small window, so that thousands of directories do not cost a system call
 * per number. Not thread-safe.
 */
final class TiffInput implements AutoCloseable {

    private static final int WINDOW = 1 << 14;
    private static final String REMEDY = "copy or export the file again";

    private final SteadyFile file;
    private final Path path;
    private final long length;
    private ByteOrder order = ByteOrder.BIG_ENDIAN;
    private ByteBuffer window = ByteBuffer.allocate(0);
    private long windowStart;

    TiffInput(Path path) {
        this.file = new SteadyFile(path);
        this.path = path;
        this.length = file.length();
    }

    Path path() {
        return path;
    }

    long length() {
        return length;
    }

    ByteOrder order() {
        return order;
    }

    void setOrder(ByteOrder order) {
        this.order = order;
    }

    /** Whether the file has {@code count} bytes from {@code position} on. */
    boolean contains(long position, long count) {
        return position >= 0 && count >= 0 && position <= length && count <= length - position;
    }

    int unsignedShort(long position) {
        return at(position, 2).getShort() & 0xffff;
    }

    long unsignedInt(long position) {
        return at(position, 4).getInt() & 0xffffffffL;
    }

    long longValue(long position) {
        return at(position, 8).getLong();
    }

    /** Fills a new array from the file. */
    byte[] bytes(long position, int count) {
        requireContains(position, count);
        byte[] bytes = new byte[count];
        read(position, ByteBuffer.wrap(bytes));
        return bytes;
    }

    /** Fills the buffer from its position to its limit. */
    void read(long position, ByteBuffer target) {
        requireContains(position, target.remaining());
        int wanted = target.remaining();
        int got = file.read(position, target);
        if (got < wanted) {
            throw damaged("it has become shorter since it was opened, there is no byte " + (position + got));
        }
    }

    /** A damaged file. */
    FormatsException damaged(String problem) {
        return new FormatsException(path, "is not a whole TIFF file: " + problem, REMEDY);
    }

    /** A sound file that this reader cannot decode. */
    FormatsException unsupported(String what) {
        return FormatsException.unsupported(
                path,
                what + " is not supported",
                "save it as uncompressed or LZW TIFF with 8, 16 or 32 bit, from Fiji");
    }

    /** A strip or tile of so many bytes that cannot be had at once. */
    FormatsException tooLarge(long bytes, Throwable cause) {
        return new FormatsException(
                path,
                "a strip or tile of " + (bytes >> 20) + " MB does not fit into memory",
                "give Java more memory (-Xmx)",
                cause);
    }

    /** A strip or tile that is damaged. */
    FormatsException undecodable(long offset, Throwable cause) {
        return new FormatsException(
                path,
                "the pixels at byte " + offset + " cannot be decoded (" + FormatsException.reason(cause) + ")",
                REMEDY,
                cause);
    }

    private FormatsException truncated(long position) {
        return damaged("it ends at byte " + length + " but has data at byte " + position);
    }

    private void requireContains(long position, long count) {
        if (!contains(position, count)) {
            throw truncated(position < 0 ? position : Math.max(position, length));
        }
    }

    private ByteBuffer at(long position, int count) {
        if (position < windowStart || position + count > windowStart + window.limit()) {
            requireContains(position, count);
            ByteBuffer fresh = ByteBuffer.allocate((int) Math.min(WINDOW, length - position));
            read(position, fresh);
            window = fresh.flip();
            windowStart = position;
        }
        return window.order(order).position((int) (position - windowStart));
    }

    @Override
    public void close() {
        file.close();
    }
}
