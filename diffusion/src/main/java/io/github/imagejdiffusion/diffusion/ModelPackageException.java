package io.github.imagejdiffusion.diffusion;

/**
 * A model package that cannot be used. The message is one line and starts with the package and, where one is to blame,
 * the file and field: {@code models/x/rdf.yaml: config.imagej-diffusion.halo: must be a whole number >= 0, but is 'abc'}.
 */
public class ModelPackageException extends DiffusionException {

    private static final long serialVersionUID = 1L;

    /** With one line that starts with the package. */
    public ModelPackageException(String message) {
        super(message);
    }

    /** As above, with what led to it. */
    public ModelPackageException(String message, Throwable cause) {
        super(message, cause);
    }
}
