package io.github.imagejdiffusion.formats.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A sound image, to be damaged: one file, or the files of a folder.
 *
 * @param name for messages
 * @param entry what is opened: the name of a file or folder
 * @param files contents by path, with slashes, relative to where the entry lies
 * @param seal puts checksums right after damage has been done, so that it is not them which are tested
 */
public record Specimen(String name, String entry, SortedMap<String, byte[]> files, UnaryOperator<byte[]> seal) {

    /** An image in one file. */
    public static Specimen file(String name, String entry, byte[] bytes) {
        return new Specimen(name, entry, new TreeMap<>(Map.of(entry, bytes)), UnaryOperator.identity());
    }

    /** This specimen with checksums that are put right after damage. */
    public Specimen sealed(String newName, UnaryOperator<byte[]> checksums) {
        return new Specimen(newName, entry, files, checksums);
    }

    /** This specimen with another content of one file. */
    Specimen with(String file, byte[] bytes) {
        SortedMap<String, byte[]> changed = new TreeMap<>(files);
        changed.put(file, seal.apply(bytes));
        return new Specimen(name, entry, changed, seal);
    }

    /** Writes all files and returns what is to be opened. */
    Path write(Path folder) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        return folder.resolve(entry);
    }
}
