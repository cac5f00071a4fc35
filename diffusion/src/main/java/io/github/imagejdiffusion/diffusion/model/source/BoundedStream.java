package io.github.imagejdiffusion.diffusion.model.source;

import io.github.imagejdiffusion.diffusion.ModelPackageException;
import java.io.IOException;
import java.io.InputStream;

/**
 * A stream that ends in an error when more bytes come than allowed, and whose errors name the file.
 *
 * <p>Counting what really comes, not what the file or zip entry declares, is what stops a zip bomb.
 */
final class BoundedStream extends InputStream {

    private final InputStream in;
    private final String file;
    private final long maxBytes;
    private long count;

    BoundedStream(InputStream in, String file, long maxBytes) {
        this.in = in;
        this.file = file;
        this.maxBytes = maxBytes;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        int read;
        try {
            read = in.read(buffer, offset, length);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        count += Math.max(read, 0);
        if (count > maxBytes) {
            throw new ModelPackageException(file + ": is larger than the " + megabytes() + " allowed for it");
        }
        return read;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** One line for an I/O failure. */
    static ModelPackageException unreadable(String file, Exception e) {
        return new ModelPackageException(
                file + ": cannot be read, it may be damaged or not permitted: " + reason(e), e);
    }

    private static String reason(Exception e) {
        String name = e.getClass().getSimpleName();
        return e.getMessage() == null ? name : name + ": " + e.getMessage();
    }

    private String megabytes() {
        return maxBytes >= 1 << 20 ? (maxBytes >> 20) + " MB" : maxBytes + " bytes";
    }
}
