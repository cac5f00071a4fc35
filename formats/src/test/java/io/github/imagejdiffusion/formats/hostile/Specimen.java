package io.github.imagejdiffusion.formats.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A sound image, to be damaged: one file, or the files of a folder.
 *
 * @param name for messages
 * @param entry what is opened: the name of a file or folder
 * @param files contents by path, with slashes, relative to where the entry lies
 */
public record Specimen(String name, String entry, SortedMap<String, byte[]> files) {

    /** An image in one file. */
    public static Specimen file(String name, String entry, byte[] bytes) {
        return new Specimen(name, entry, new TreeMap<>(Map.of(entry, bytes)));
    }

    /** Bytes of all files. */
    long bytes() {
        return files.values().stream().mapToLong(b -> b.length).sum();
    }

    /** This specimen with another content of one file. */
    Specimen with(String file, byte[] bytes) {
        SortedMap<String, byte[]> changed = new TreeMap<>(files);
        changed.put(file, bytes);
        return new Specimen(name, entry, changed);
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
