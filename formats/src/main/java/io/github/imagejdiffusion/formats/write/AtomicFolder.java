package io.github.imagejdiffusion.formats.write;

import io.github.imagejdiffusion.formats.FormatsException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A folder that appears under its name only when it is whole. It is filled in the same folder as {@code .<name>.part} and
 * renamed by {@link #commit}; {@link #close} without commit removes it. A process that is killed leaves its part folder;
 * the next one that writes the same target removes it. Two processes must not write the same target at the same time,
 * which this class cannot know: the caller sees to it. Not thread-safe.
 */
public final class AtomicFolder implements AutoCloseable {

    private final Path target;
    private final Path part;
    private boolean committed;

    private AtomicFolder(Path target, Path part) {
        this.target = target;
        this.part = part;
    }

    /**
     * Begins a folder, and removes what killed processes have left of it.
     *
     * @throws FormatsException if the folder above is missing or may not be written
     */
    public static AtomicFolder create(Path target) {
        removeLeftovers(target);
        Path part = part(target);
        try {
            Files.createDirectory(part);
        } catch (IOException e) {
            throw FormatsException.writing(target, e);
        }
        return new AtomicFolder(target, part);
    }

    /**
     * Removes what killed processes have left of a target that will not be written.
     *
     * @throws FormatsException if it cannot be removed
     */
    public static void removeLeftovers(Path target) {
        remove(part(target));
    }

    /**
     * Removes a folder and all that is in it, if it is there; of a link, the link.
     *
     * @throws FormatsException if it cannot be removed
     */
    public static void remove(Path folder) {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path inner, IOException failure) throws IOException {
                    if (failure != null) {
                        throw failure;
                    }
                    Files.delete(inner);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw FormatsException.writing(folder, e);
        }
    }

    private static Path part(Path target) {
        return target.resolveSibling("." + target.getFileName() + ".part");
    }

    /** The name under which the folder will appear. */
    public Path target() {
        return target;
    }

    /** Where it is filled. */
    public Path part() {
        return part;
    }

    /**
     * Gives the folder its name.
     *
     * @throws FormatsException if there is something of this name, or the folder cannot be renamed; the part folder is
     *     then removed by {@link #close}
     */
    public void commit() {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new FormatsException(target, "is there already", "remove it or choose another name");
        }
        try {
            Files.move(part, target);
            committed = true;
        } catch (IOException e) {
            throw FormatsException.writing(target, e);
        }
    }

    /** Removes the part folder unless {@link #commit} has succeeded. */
    @Override
    public void close() {
        if (!committed) {
            remove(part);
        }
    }
}
