package io.github.imagejdiffusion.batch.inputs;

import io.github.imagejdiffusion.batch.Failure;
import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.ImageFiles;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The files in a folder, and the folders in it that are images, such as OME-Zarr. Links are followed; hidden files and folders are left out, as file servers keep old copies of
 * everything there. A folder that cannot be listed is a problem, and does not stop the rest.
 */
final class FolderWalk extends SimpleFileVisitor<Path> {

    private final Path root;
    private final List<Path> files = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private FolderWalk(Path root) {
        this.root = root;
    }

    static FolderWalk of(Path folder, boolean recursive) {
        FolderWalk walk = new FolderWalk(folder);
        try {
            Files.walkFileTree(folder, Set.of(FileVisitOption.FOLLOW_LINKS), recursive ? Integer.MAX_VALUE : 1, walk);
        } catch (IOException e) {
            throw FormatsException.reading(folder, e);
        }
        return walk;
    }

    List<Path> files() {
        return files;
    }

    /** One line each. */
    List<String> problems() {
        return problems;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        if (folder.equals(root)) {
            return FileVisitResult.CONTINUE;
        }
        if (isHidden(folder)) {
            return FileVisitResult.SKIP_SUBTREE;
        }
        if (ImageFiles.isImageFolder(folder)) {
            files.add(folder);
            return FileVisitResult.SKIP_SUBTREE;
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        // Folders come here where the walk does not go into them.
        if (attributes.isDirectory() && !isHidden(file) && ImageFiles.isImageFolder(file)) {
            files.add(file);
        }
        // A link that leads nowhere is an image that is missing, and shall be named as such later.
        if (!isHidden(file) && (attributes.isRegularFile() || attributes.isSymbolicLink())) {
            files.add(file);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException reason) {
        problems.add(path + ": this folder cannot be listed (" + Failure.reason(reason)
                + "); check its permissions or leave it out");
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException reason) {
        return reason == null ? FileVisitResult.CONTINUE : visitFileFailed(folder, reason);
    }

    private static boolean isHidden(Path path) {
        return path.getFileName() != null && path.getFileName().toString().startsWith(".");
    }
}
