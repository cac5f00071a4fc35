package io.github.imagejdiffusion.batch.inputs;

import io.github.imagejdiffusion.batch.UsageException;
import io.github.imagejdiffusion.batch.outputs.OutputSuffixes;
import io.github.imagejdiffusion.formats.ImageFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Expands files and folders into a sorted list without repeats. Files named outright are taken whatever their name;
 * from folders only images, and none that this program wrote.
 */
public final class InputFinder {

    private final Path output;
    private final boolean recursive;

    public InputFinder(Path output, boolean recursive) {
        this.output = output.toAbsolutePath().normalize();
        this.recursive = recursive;
    }

    /**
     * @return sorted by path, with names that depend on the whole list only
     * @throws UsageException if a folder cannot be read or nothing is found
     */
    public List<InputItem> find(List<Path> inputs) {
        // Keyed by the absolute path: sorts, and drops what was given twice.
        TreeMap<String, Found> found = new TreeMap<>(Comparator.naturalOrder());
        for (Path input : inputs) {
            if (Files.isDirectory(input)) {
                for (Path file : list(input)) {
                    found.putIfAbsent(key(file), new Found(file, output.resolve(relativeFolder(input, file))));
                }
            } else {
                found.putIfAbsent(key(input), new Found(input, output));
            }
        }
        if (found.isEmpty()) {
            throw new UsageException("no images in " + inputs + "; known name endings are " + ImageFiles.extensions()
                    + (recursive ? "" : ", and --recursive also looks into sub-folders"));
        }
        return new OutputNames().assign(new ArrayList<>(found.values()));
    }

    private static String key(Path file) {
        return file.toAbsolutePath().normalize().toString();
    }

    private static Path relativeFolder(Path folder, Path file) {
        Path parent = folder.relativize(file).getParent();
        return parent == null ? Path.of("") : parent;
    }

    private List<Path> list(Path folder) {
        try (Stream<Path> files = Files.walk(folder, recursive ? Integer.MAX_VALUE : 1)) {
            return files.filter(Files::isRegularFile)
                    .filter(ImageFiles::isSupported)
                    .filter(f -> !f.getFileName().toString().startsWith("."))
                    .filter(f -> !isOwnOutput(f))
                    .toList();
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new UsageException(folder + ": this folder cannot be listed (" + e.getMessage() + ")");
        }
    }

    private boolean isOwnOutput(Path file) {
        return file.toAbsolutePath().normalize().startsWith(output)
                && OutputSuffixes.isResult(file.getFileName().toString());
    }

    /** A file and where its results go. */
    record Found(Path file, Path folder) {}
}
