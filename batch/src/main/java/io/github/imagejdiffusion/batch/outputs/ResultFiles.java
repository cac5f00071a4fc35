package io.github.imagejdiffusion.batch.outputs;

import io.github.imagejdiffusion.batch.Failure;
import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.write.AtomicFile;
import io.github.imagejdiffusion.formats.write.AtomicFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The files of one result: all that begins with its stem.
 *
 * @param folder where they lie
 * @param stem what their names begin with
 */
public record ResultFiles(Path folder, String stem) {

    /** Written last, removed first: where it stands, all the others stand. */
    public Path record() {
        return folder.resolve(stem + OutputSuffixes.RECORD);
    }

    /** The results that are there, the record excepted. */
    public List<Path> existing() {
        return OutputSuffixes.ofResults().stream()
                .map(suffix -> folder.resolve(stem + suffix))
                .filter(file -> Files.exists(file)
                        && Files.isDirectory(file)
                                == OutputSuffixes.isFolder(file.getFileName().toString()))
                .toList();
    }

    /** Makes the folder. */
    public void makeFolder() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new FormatsException(
                    folder, "this folder cannot be made (" + Failure.reason(e) + ")", "choose another --output", e);
        }
    }

    /**
     * Whether results are being written, or were when their process was killed: then files without a record are ours.
     * The temporary file of the record is there all the time, see {@link OpenRecord}.
     */
    public boolean areBegun() {
        return AtomicFile.isBegun(record());
    }

    /** Removes the results, so that no old map or outline can stand beside new labels. */
    public void remove() {
        remove(record());
        existing().forEach(ResultFiles::remove);
    }

    /** Removes the temporary files of results that a killed process has left. */
    void removeLeftovers() {
        for (String suffix : OutputSuffixes.ofTemporaryFiles()) {
            Path result = folder.resolve(stem + suffix);
            if (OutputSuffixes.isFolder(suffix)) {
                AtomicFolder.removeLeftovers(result);
            } else {
                AtomicFile.removeLeftovers(result);
            }
        }
    }

    private static void remove(Path file) {
        try {
            if (OutputSuffixes.isFolder(file.getFileName().toString())) {
                AtomicFolder.remove(file);
            } else {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw FormatsException.writing(file, e);
        }
    }
}
