package io.github.imagejdiffusion.formats.write;

import io.github.imagejdiffusion.formats.FormatsException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that appears under its name only when it is whole. It is written in the same folder as {@code <name>.<n>.part}
 * and renamed by {@link #commit}, replacing an older file; {@link #close} without commit deletes it. A process that is
 * killed leaves its part file; the next one that writes the same target removes it. A part file is locked while it is
 * written, and so known from a leftover. Not thread-safe. Several processes may write the same target: the last one
 * wins, or, where the file system has no locks, the first one fails; what is there is never a mixture.
 *
 * <p>Every failure is a {@link FormatsException} that names the target, never the temporary name.
 */
public final class AtomicFile implements AutoCloseable {

    private final Path target;
    private final Path part;
    private final WritableByteChannel channel;
    private boolean committed;

    private AtomicFile(Path target, Path part, WritableByteChannel channel) {
        this.target = target;
        this.part = part;
        this.channel = channel;
    }

    /**
     * Begins a file, and removes what killed processes have left of it.
     *
     * @throws FormatsException if the target is a folder, or its folder is missing or may not be written
     */
    public static AtomicFile create(Path target) {
        if (target.getFileName() == null || Files.isDirectory(target)) {
            throw new FormatsException(target, "is a folder, not a file", "choose another name");
        }
        try {
            PartFiles.Part part = new PartFiles(target).create();
            return new AtomicFile(target, part.path(), part.channel());
        } catch (IOException e) {
            throw FormatsException.writing(target, e);
        }
    }

    /**
     * Whether a part file of this target is there: one that is being written, or one that a killed process has left.
     */
    public static boolean isBegun(Path target) {
        return new PartFiles(target).anyExcept(null);
    }

    /**
     * Removes what killed processes have left of a target that will not be written.
     *
     * @throws FormatsException if it cannot be removed
     */
    public static void removeLeftovers(Path target) {
        try {
            new PartFiles(target).removeLeftovers();
        } catch (IOException e) {
            throw FormatsException.writing(target, e);
        }
    }

    /** For tests: bytes go to the given channel instead of the part file. */
    static AtomicFile create(Path target, Path part, WritableByteChannel channel) {
        return new AtomicFile(target, part, channel);
    }

    /** Writes a whole text file in UTF-8. */
    public static void writeText(Path target, String text) {
        try (AtomicFile file = create(target)) {
            file.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            file.commit();
        }
    }

    /** The name under which the file will appear. */
    public Path target() {
        return target;
    }

    /** Whether somebody else is writing the same target; never where the file system has no locks. */
    public boolean hasOtherWriter() {
        return new PartFiles(target).anyExcept(part);
    }

    /**
     * Whether the part file is still there. Another process that writes the same target removes it where the file system
     * has no locks.
     */
    public boolean isThere() {
        return Files.exists(part);
    }

    /** Appends the bytes from the position of the buffer to its limit. */
    public void write(ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw FormatsException.writing(target, e);
        }
    }

    /** A view for writers of streams, unbuffered; closing it does nothing. */
    public OutputStream stream() {
        return new OutputStream() {
            @Override
            public void write(int b) {
                AtomicFile.this.write(ByteBuffer.wrap(new byte[] {(byte) b}));
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                AtomicFile.this.write(ByteBuffer.wrap(bytes, offset, length));
            }
        };
    }

    /**
     * Gives the file its name. Nothing can be written afterwards.
     *
     * @throws FormatsException if it cannot be renamed; the part file is then deleted by {@link #close}
     */
    public void commit() {
        try {
            channel.close();
            try {
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            }
            committed = true;
        } catch (NoSuchFileException e) {
            throw Files.isDirectory(target.toAbsolutePath().getParent())
                    ? new FormatsException(
                            target, "another process is writing it, too", "run this again when that has ended", e)
                    : FormatsException.writing(target, e);
        } catch (IOException e) {
            throw FormatsException.writing(target, e);
        }
    }

    /** Deletes the part file unless {@link #commit} has succeeded. */
    @Override
    public void close() {
        if (committed) {
            return;
        }
        try {
            // Before the channel is closed, and with it the lock is gone: then others may use the name.
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw FormatsException.writing(target, e);
        } finally {
            closeQuietly();
        }
    }

    private void closeQuietly() {
        try {
            channel.close();
        } catch (IOException e) {
            // A full disk may fail here once more; what counts is that the part file goes.
        }
    }
}
