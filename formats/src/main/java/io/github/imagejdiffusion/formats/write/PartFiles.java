package io.github.imagejdiffusion.formats.write;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The temporary files of one target: {@code <name>.<n>.part} with n below {@link #MOST}. Few and known names, so that
 * leftovers are found without listing a folder that may hold the results of thousands of images.
 */
final class PartFiles {

    /** As many writers one target can have at the same time. */
    static final int MOST = 8;

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
            part.channel().close();
            Files.deleteIfExists(part.path());
            throw e;
        }
    }

    private Part createNew() throws IOException {
        for (int n = 0; ; n++) {
            Path path = path(n);
            try {
                FileChannel channel = FileChannel.open(
                        path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
                tryLock(channel, false);
                return new Part(path, channel);
            } catch (FileAlreadyExistsException e) {
                if (n == MOST - 1) {
                    throw new IOException("too many temporary files such as " + path.getFileName(), e);
                }
            }
        }
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
            if (!path.equals(keep) && Files.exists(path) && !isBeingWritten(path)) {
                Files.deleteIfExists(path);
            }
        }
    }

    /** A shared lock needs no right to write: leftovers may be those of another user. */
    private static boolean isBeingWritten(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return !tryLock(channel, true);
        } catch (NoSuchFileException e) {
            // Renamed or removed in this moment.
            return false;
        } catch (AccessDeniedException e) {
            // One cannot know; that it stays must not stop the work.
            return true;
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
