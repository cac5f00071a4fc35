package io.github.imagejdiffusion.formats;

import java.nio.file.Path;
import java.util.Set;

/**
 * A kind of file that can be read. TIFF, PNG, JPEG and OME-Zarr are built in; others are found by {@link java.util.ServiceLoader}
 * through {@code META-INF/services/io.github.imagejdiffusion.formats.ImageFormat}. Implementations are stateless and
 * thread-safe.
 */
public interface ImageFormat {

    /** A short name for people. */
    String name();

    /** File name endings without the dot, in lower case: what a folder listing takes for images. */
    Set<String> extensions();

    /**
     * Whether this format wants to open the file, judged by its first bytes where the format has a signature. Called
     * for readable regular files that are not empty.
     *
     * @throws FormatsException if the file cannot be read
     */
    boolean claims(Path file);

    /**
     * Whether this format wants to open the folder as one image; quick, as it is asked of every folder of a listing.
     *
     * @throws FormatsException if the folder cannot be read
     */
    default boolean claimsFolder(Path folder) {
        return false;
    }

    /**
     * Opens the file, or the folder if that was claimed.
     *
     * @throws FormatsException if it is damaged or of a kind that is not supported
     */
    ImageFile open(Path file);

    /** Formats of higher priority are asked first; the built-in ones have 0, a catch-all should have less. */
    default int priority() {
        return 0;
    }
}
