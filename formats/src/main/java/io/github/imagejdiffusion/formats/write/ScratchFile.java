package io.github.imagejdiffusion.formats.write;

import io.github.imagejdiffusion.formats.FormatsException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A temporary file beside the results, for what does not fit into memory; {@link #close} deletes it. If the process is
 * killed it stays, and {@link AtomicFile#removeLeftovers} with the same name removes it. Not thread-safe.
 */
public final class ScratchFile implements AutoCloseable {

    private final Path name;
    private final Path part;
    private final FileChannel channel;

    private ScratchFile(Path name, PartFiles.Part part) {
        this.name = name;
        this.part = part.path();
        this.channel = part.channel();
    }

    /**
     * Begins an empty file.
     *
     * @param name what the temporary name begins with; no file of this name will appear
     * @throws FormatsException if the folder is missing or may not be written
     */
    public static ScratchFile create(Path name) {
        try {
            return new ScratchFile(name, new PartFiles(name).create());
        } catch (IOException e) {
            throw FormatsException.writing(name, e);
        }
    }

    /** Appends the bytes from the position of the buffer to its limit. @throws FormatsException if the disk is full */
    public void append(ByteBuffer bytes) {
        try {
            long at = channel.size();
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
        } catch (IOException e) {
            throw FormatsException.writing(name, e);
        }
    }

    /**
     * Fills the buffer.
     *
     * @param position in bytes
     * @throws FormatsException if there are fewer bytes, or they cannot be read
     */
    public void read(long position, ByteBuffer bytes) {
        try {
            long at = position;
            while (bytes.hasRemaining()) {
                int count = channel.read(bytes, at);
                if (count < 0) {
                    throw new EOFException("the temporary file has become shorter");
                }
                at += count;
            }
        } catch (IOException e) {
            throw FormatsException.reading(name, e);
        }
    }

    @Override
    public void close() {
        // In this order: when the channel is closed, its lock is gone, and others may use the name.
        try (channel) {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw FormatsException.writing(name, e);
        }
    }
}
