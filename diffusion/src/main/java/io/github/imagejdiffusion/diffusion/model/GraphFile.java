package io.github.imagejdiffusion.diffusion.model;

import io.github.imagejdiffusion.diffusion.ModelPackageException;
import io.github.imagejdiffusion.diffusion.model.source.PackageSource;

/**
 * An ONNX file of a package, checked when the package was opened. Immutable and thread-safe.
 */
public final class GraphFile {

    private final PackageSource source;
    private final String path;
    private final String sha256;
    private final int size;

    GraphFile(PackageSource source, String path, String sha256, int size) {
        this.source = source;
        this.path = path;
        this.sha256 = sha256;
        this.size = size;
    }

    /** Path inside the package. */
    public String path() {
        return path;
    }

    /** SHA-256 of the content, 64 lower-case hex digits. */
    public String sha256() {
        return sha256;
    }

    /** Length in bytes. */
    public int size() {
        return size;
    }

    /**
     * Reads the content, and checks once more that it is what the package's hash says.
     *
     * @return a new array, which belongs to the caller
     * @throws ModelPackageException if the file was changed or removed since the package was opened
     */
    public byte[] read() {
        byte[] content = source.read(path, size);
        if (!Sha256.of(content).equals(sha256)) {
            throw new ModelPackageException(
                    source.describe(path) + ": was changed while it was in use; open the model again");
        }
        return content;
    }

    @Override
    public String toString() {
        return source.describe(path);
    }
}
