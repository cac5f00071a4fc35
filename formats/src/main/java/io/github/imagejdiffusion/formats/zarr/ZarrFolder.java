package io.github.imagejdiffusion.formats.zarr;

import io.github.imagejdiffusion.formats.FormatsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The folder of an OME-Zarr image, whose files are named by keys such as {@code labels/cells/.zattrs}. Nothing outside
 * of it is ever read, neither by keys that lead out nor through links. Not thread-safe.
 */
final class ZarrFolder {

    private final Path path;
    private final Path real;
    private final Set<Path> metadata = new LinkedHashSet<>();

    /** @throws FormatsException if the folder cannot be read */
    ZarrFolder(Path path) {
        this.path = path;
        try {
            this.real = path.toRealPath();
        } catch (IOException e) {
            throw FormatsException.reading(path, e);
        }
    }

    /** As the user named it. */
    Path path() {
        return path;
    }

    /** The metadata files that have been read so far. */
    List<Path> metadata() {
        return List.copyOf(metadata);
    }

    /**
     * Reads a metadata file; as {@link #read}, and remembers it.
     *
     * @param most bytes that it may have
     */
    Optional<byte[]> readMetadata(String key, long most) {
        Optional<byte[]> bytes = read(key, most);
        if (bytes.isPresent()) {
            metadata.add(file(key));
        }
        return bytes;
    }

    /**
     * The path of a key, for messages and for reading.
     *
     * @throws FormatsException if the key is no path within a folder
     */
    Path file(String key) {
        if (!isInside(key)) {
            throw new FormatsException(
                    path,
                    "names a part of itself '" + JsonFields.brief(key) + "', which is no path inside of it",
                    "export it again");
        }
        try {
            return path.resolve(key);
        } catch (InvalidPathException e) {
            throw new FormatsException(
                    path,
                    "names a part of itself '" + JsonFields.brief(key) + "', which is no path",
                    "export it again",
                    e);
        }
    }

    /** Whether a path of metadata stays in its folder: relative, without empty steps and steps upwards. */
    private static boolean isInside(String key) {
        for (String step : key.split("/", -1)) {
            if (step.isEmpty() || step.equals(".") || step.equals("..") || step.indexOf('\\') >= 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Reads a file.
     *
     * @param most bytes that it may have
     * @return empty if there is no such file
     * @throws FormatsException if it is larger, lies outside of the folder, is no regular file or cannot be read
     */
    Optional<byte[]> read(String key, long most) {
        Path file = file(key);
        try {
            Path found = real.resolve(key).toRealPath();
            if (!found.startsWith(real)) {
                throw new FormatsException(
                        file, "is a link that leads out of its OME-Zarr folder", "copy the file to its place");
            }
            BasicFileAttributes attributes = Files.readAttributes(found, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                throw new FormatsException(file, "is not a regular file", "export the image again");
            }
            if (attributes.size() > most) {
                throw new FormatsException(
                        file,
                        "has " + attributes.size() + " bytes, more than the " + most + " that it can have",
                        "export the image again");
            }
            try (InputStream in = Files.newInputStream(found)) {
                return Optional.of(in.readNBytes(Math.toIntExact(most)));
            }
        } catch (NoSuchFileException e) {
            return absent(file, e);
        } catch (IOException e) {
            throw FormatsException.reading(file, e);
        }
    }

    private static Optional<byte[]> absent(Path file, NoSuchFileException reason) {
        if (Files.isSymbolicLink(file)) {
            throw new FormatsException(file, "is a link that leads nowhere", "copy the file to its place", reason);
        }
        return Optional.empty();
    }
}
