package io.github.imagejdiffusion.diffusion;

/**
 * Base of the engine's unchecked exceptions. The message is written for the user: what went wrong, where, and what to
 * do about it, in one line.
 */
public class DiffusionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With one line: what went wrong, where, and what to do about it. */
    public DiffusionException(String message) {
        super(message);
    }

    /** As above, with what led to it. */
    public DiffusionException(String message, Throwable cause) {
        super(message, cause);
    }
}
