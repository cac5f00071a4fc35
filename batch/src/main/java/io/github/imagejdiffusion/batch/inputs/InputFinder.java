package io.github.imagejdiffusion.batch.inputs;

import io.github.imagejdiffusion.batch.outputs.OutputSuffixes;
import io.github.imagejdiffusion.batch.outputs.ResultFiles;
import io.github.imagejdiffusion.formats.ImageFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Expands files and folders into a sorted list without repeats. Files named outright are taken whatever their ending;
 * from folders only images. A folder that is an image, such as OME-Zarr, is taken as a file is. Results of this program are never taken, so that a command can be repeated with its output
 * folder, or a pattern such as {@code *.tif} over it, among the inputs.
 */
public final class InputFinder {

    private final Path output;
    private final boolean recursive;
    private final TreeMap<String, Found> found = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private final List<Path> ownResults = new ArrayList<>();

    private InputFinder(Path output, boolean recursive) {
        this.output = output;
        this.recursive = recursive;
    }

    /**
     * @param inputs files, which need not exist, and folders
     * @param output where results go
     * @param recursive whether sub-folders are looked into, whose structure results then mirror
     */
    public static FoundInputs find(List<Path> inputs, Path output, boolean recursive) {
        InputFinder finder = new InputFinder(output, recursive);
        for (Path input : inputs) {
            if (ImageFiles.isImageFolder(input)) {
                finder.addFile(named(input));
            } else if (Files.isDirectory(input)) {
                finder.addFolder(input);
            } else {
                finder.addFile(input);
            }
        }
        return new FoundInputs(
                OutputNames.assign(List.copyOf(finder.found.values())), finder.problems, finder.ownResults);
    }

    /** Results are named after their input, and {@code .} is no name. */
    private static Path named(Path folder) {
        Path last = folder.getFileName();
        boolean name =
                last != null && !last.toString().equals(".") && !last.toString().equals("..");
        return name ? folder : folder.toAbsolutePath().normalize();
    }

    private void addFile(Path file) {
        if (isOwnResult(file)) {
            ownResults.add(file);
        } else {
            add(file, output);
        }
    }

    private void addFolder(Path folder) {
        FolderWalk walk = FolderWalk.of(folder, recursive);
        problems.addAll(walk.problems());
        List<Path> images = walk.files().stream()
                .filter(file -> ImageFiles.isSupported(file) || Files.isDirectory(file))
                .filter(file -> !isOwnResult(file) && !isInOutputFolder(file))
                .toList();
        if (images.isEmpty() && walk.problems().isEmpty()) {
            problems.add(folder + ": there is no image in this folder; known name endings are "
                    + String.join(", ", ImageFiles.extensions())
                    + (recursive ? "" : ", and --recursive also looks into sub-folders"));
        }
        for (Path image : images) {
            Path parent = folder.relativize(image).getParent();
            add(image, parent == null ? output : output.resolve(parent));
        }
    }

    /** Keyed by the absolute path: sorts, and drops what was given twice. */
    private void add(Path file, Path folder) {
        Path absolute = file.toAbsolutePath().normalize();
        // There may be a readable name that looks like this one.
        String key = PathText.of(absolute) + (PathText.isReadable(absolute) ? "" : "\n");
        found.putIfAbsent(key, new Found(file, folder));
    }

    /** A restored image may be the input of further work, but not of the work that made it. */
    private boolean isOwnResult(Path file) {
        boolean elsewhere = OutputSuffixes.isRestored(file.getFileName().toString()) && !isInOutputFolder(file);
        return !elsewhere && hasRecord(file);
    }

    /** Whether a file is named as a result, and the record of that result lies beside it, finished or begun. */
    private static boolean hasRecord(Path file) {
        // In this order: a record that another process is writing becomes a finished one at any moment.
        return OutputSuffixes.stemOfResult(file.getFileName().toString())
                .map(stem -> new ResultFiles(file.toAbsolutePath().getParent(), stem))
                .map(result -> result.areBegun() || Files.isRegularFile(result.record()))
                .orElse(false);
    }

    /** Results without a record are there after a run that was killed. */
    private boolean isInOutputFolder(Path file) {
        return OutputSuffixes.stemOfResult(file.getFileName().toString()).isPresent()
                && file.toAbsolutePath()
                        .normalize()
                        .startsWith(output.toAbsolutePath().normalize());
    }

    /** A file and where its results go. */
    record Found(Path file, Path folder) {}
}
