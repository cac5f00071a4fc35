package io.github.imagejdiffusion.formats.tiff;

import io.github.imagejdiffusion.formats.FormatsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that threads may read at any place while they are interrupted. Java closes a channel then, to everyone; this opens
 * it again, and the thread stays interrupted. Not thread-safe.
 */
final class SteadyFile implements AutoCloseable {

    private final Path path;
    private final long length;
    private FileChannel channel;
    private boolean closed;

    /** @throws FormatsException if it cannot be opened */
    SteadyFile(Path path) {
        this.path = path;
        try {
            // A channel would not say it to an interrupted thread.
            length = Files.size(path);
            channel = FileChannel.open(path, StandardOpenOption.READ);
        } catch (IOException e) {
            throw FormatsException.reading(path, e);
        }
    }

    /** Bytes, when it was opened. */
    long length() {
        return length;
    }

    /**
     * Fills the buffer from its position to its limit.
     *
     * @return bytes that were read, fewer only at the end of the file
     * @throws FormatsException if the file cannot be read or was closed
     */
    int read(long position, ByteBuffer target) {
        if (closed) {
            throw new FormatsException(path, "was closed", "open it again");
        }
        int first = target.position();
        // While a thread is interrupted, its first look at a channel closes it.
        boolean interrupted = Thread.interrupted();
        try {
            while (target.hasRemaining()) {
                try {
                    if (channel.read(target, position + target.position() - first) < 0) {
                        break;
                    }
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                    reopen();
                }
            }
        } catch (IOException e) {
            throw FormatsException.reading(path, e);
        } finally {
            restore(interrupted);
        }
        return target.position() - first;
    }

    /** After an interrupt. @throws FormatsException if another file is there by now */
    void reopen() throws IOException {
        if (Files.size(path) != length) {
            throw new FormatsException(path, "is another file than was opened", "open it again");
        }
        channel = FileChannel.open(path, StandardOpenOption.READ);
    }

    private static void restore(boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            channel.close();
        } catch (IOException e) {
            throw FormatsException.reading(path, e);
        }
    }
}
