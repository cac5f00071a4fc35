package io.github.imagejdiffusion.batch.evaluate;

import io.github.imagejdiffusion.batch.Failure;
import io.github.imagejdiffusion.batch.UsageException;
import io.github.imagejdiffusion.batch.inputs.PathText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The images directly inside one folder, by stem: files, and folders that are images, such as OME-Zarr. Hidden ones and
 * those that no reader knows are left out.
 */
final class ImageFolder {

    private final Path folder;
    private final SortedMap<String, List<Path>> filesOfStem;

    private ImageFolder(Path folder, SortedMap<String, List<Path>> filesOfStem) {
        this.folder = folder;
        this.filesOfStem = filesOfStem;
    }

    /**
     * Lists a folder.
     *
     * @param option the option that named it, for messages
     * @throws UsageException if it is no folder, cannot be listed, or holds no image
     */
    static ImageFolder list(Path folder, String option, MapReader reader) {
        if (!Files.isDirectory(folder)) {
            String fault = Files.exists(folder) ? "is a file, not a folder" : "does not exist";
            throw new UsageException(option + " " + folder + " " + fault + "; name a folder of images");
        }
        SortedMap<String, List<Path>> files;
        try (Stream<Path> entries = Files.list(folder)) {
            files = entries.filter(file -> !file.getFileName().toString().startsWith("."))
                    .filter(file -> accepts(reader, file))
                    .sorted()
                    .collect(Collectors.groupingBy(Stem::of, TreeMap::new, Collectors.toList()));
        } catch (IOException e) {
            throw new UsageException(option + " " + folder + " cannot be listed: " + Failure.reason(e));
        } catch (UncheckedIOException e) {
            throw new UsageException(option + " " + folder + " cannot be listed: " + Failure.reason(e.getCause()));
        }
        if (files.isEmpty()) {
            throw new UsageException(option + " " + folder + " holds no image; name a folder of images");
        }
        return new ImageFolder(folder, files);
    }

    private static boolean accepts(MapReader reader, Path file) {
        try {
            return reader.accepts(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path() {
        return folder;
    }

    /** The stems of all images, sorted. */
    List<String> stems() {
        return List.copyOf(filesOfStem.keySet());
    }

    /** The files of a stem, sorted by name; none if there is no such stem. */
    List<Path> files(String stem) {
        return Collections.unmodifiableList(filesOfStem.getOrDefault(stem, List.of()));
    }

    /** Whether the stem of any image ends so. */
    boolean hasEnding(String suffix) {
        return filesOfStem.keySet().stream().anyMatch(stem -> stem.endsWith(suffix));
    }

    /** The {@code .tif} of a stem, or its only image. */
    Optional<Path> find(String stem) {
        List<Path> files = files(stem);
        return files.size() == 1
                ? Optional.of(files.get(0))
                : files.stream()
                        .filter(file -> PathText.nameOf(file).equals(stem + ".tif"))
                        .findFirst();
    }
}
