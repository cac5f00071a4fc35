package io.github.imagejdiffusion.diffusion.model.source;

import io.github.imagejdiffusion.diffusion.ModelPackageException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Where the files of one package come from: a folder, a zip file or the class path.
 *
 * <p>Paths are relative to the package and use forward slashes. An implementation refuses a path that leads out of the
 * package, never trusts a declared size, and holds nothing open between calls. Implementations are immutable and
 * thread-safe.
 */
public interface PackageSource {

    /** What messages call the package: the path as the user gave it, or {@code bundled:NAME}. */
    String location();

    /** What messages call one file of the package. */
    String describe(String path);

    /** Short name of the package: folder name, or zip file name without its ending. */
    String name();

    /** Whether there is such a regular file inside the package; false for a path that is not allowed. */
    boolean contains(String path);

    /**
     * Opens a file.
     *
     * @param maxBytes length at which reading fails, whatever length the file declares
     * @return a stream whose failures, too, are {@link ModelPackageException}s naming the file; the caller closes it
     * @throws ModelPackageException if the path is not allowed or the file cannot be opened
     */
    InputStream open(String path, long maxBytes);

    /**
     * The whole content of a file.
     *
     * @throws ModelPackageException as {@link #open}
     */
    default byte[] read(String path, int maxBytes) {
        try (InputStream in = open(path, maxBytes)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw BoundedStream.unreadable(describe(path), e);
        }
    }
}
