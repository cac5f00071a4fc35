package io.github.imagejdiffusion.formats.write;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The temporary files of one target: {@code <name>.<n>.part} with n below {@link #MOST}. Few and known names, so that
 * leftovers are found without listing a folder that may hold the results of thousands of images.
 */
final class PartFiles {

    /** As many writers one target can have at the same time. */
    static final int MOST = 8;

    private static final int LONGEST_MARK = 4096;

    private final Path target;

    PartFiles(Path target) {
        this.target = target;
    }

    /** A part file that is being written, and locked as long as the channel is open. */
    record Part(Path path, FileChannel channel) {}

    /** Begins a new one, and then removes leftovers: at no time is there none. */
    Part create() throws IOException {
        Part part = createNew();
        try {
            removeLeftovers(part.path());
            return part;
        } catch (IOException e) {
            Files.deleteIfExists(part.path());
            part.channel().close();
            throw e;
        }
    }

    private Part createNew() throws IOException {
        int lost = 0;
        for (int n = 0; ; ) {
            Path path = path(n);
            try {
                FileChannel channel = FileChannel.open(
                        path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
                if (isOurs(path, channel) || ++lost == MOST) {
                    return new Part(path, channel);
                }
                channel.close();
            } catch (FileAlreadyExistsException e) {
                if (++n == MOST) {
                    throw new IOException("too many temporary files such as " + path.getFileName(), e);
                }
            }
        }
    }

    /**
     * Locks a new file. Another process may have taken it for a leftover in the moment before: then it is gone, or about to
     * be.
     */
    private static boolean isOurs(Path path, FileChannel channel) throws IOException {
        try {
            // A length that no other file of this name has tells whether the name is still that of this one.
            int length = ThreadLocalRandom.current().nextInt(1, LONGEST_MARK);
            if (!tryLock(channel, false) || channel.write(ByteBuffer.allocate(length), 0) != length) {
                return false;
            }
            boolean ours = Files.size(path) == length;
            channel.truncate(0);
            return ours;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            // A full disk, or an interrupted thread: what was begun must not stay.
            channel.close();
            removeUnlessWritten(path);
            throw e;
        }
    }

    private static Object fileKey(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    /** @param own that does not count, or null */
    boolean anyExcept(Path own) {
        return all().anyMatch(path -> !path.equals(own) && Files.exists(path));
    }

    /** Removes what no process is writing. */
    void removeLeftovers() throws IOException {
        removeLeftovers(null);
    }

    private void removeLeftovers(Path keep) throws IOException {
        for (Path path : (Iterable<Path>) all()::iterator) {
            if (!path.equals(keep) && Files.exists(path)) {
                removeUnlessWritten(path);
            }
        }
    }

    /** With the lock in hand, so that nobody can begin to write it meanwhile, and no other removes its successor. */
    private static void removeUnlessWritten(Path path) throws IOException {
        try {
            Object found = fileKey(path);
            boolean writable = Files.isWritable(path);
            // Leftovers may be those of another user; a shared lock needs no right to write.
            try (FileChannel channel = writable
                    ? FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)
                    : FileChannel.open(path, StandardOpenOption.READ)) {
                // It may be another one by now, which somebody has begun under this name.
                if (tryLock(channel, !writable) && Objects.equals(found, fileKey(path))) {
                    Files.deleteIfExists(path);
                }
            }
        } catch (NoSuchFileException e) {
            // Renamed or removed in this moment, which was the aim.
        } catch (AccessDeniedException e) {
            // One cannot know; that it stays must not stop the work.
        }
    }

    /** @return false if somebody else has the lock; true also where there are no locks */
    private static boolean tryLock(FileChannel channel, boolean shared) {
        try {
            return channel.tryLock(0, Long.MAX_VALUE, shared) != null;
        } catch (OverlappingFileLockException e) {
            // Another thread of this process.
            return false;
        } catch (IOException e) {
            // Some file systems of clusters have no locks; work goes on without them.
            return true;
        }
    }

    private Stream<Path> all() {
        return IntStream.range(0, MOST).mapToObj(this::path);
    }

    private Path path(int n) {
        return target.resolveSibling(target.getFileName() + "." + n + ".part");
    }
}
