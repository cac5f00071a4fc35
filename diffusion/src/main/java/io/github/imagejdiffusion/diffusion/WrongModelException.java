package io.github.imagejdiffusion.diffusion;

/** A model package is fine but not one that this capability, or this option, can use. */
public class WrongModelException extends DiffusionException {

    private static final long serialVersionUID = 1L;

    /** With one line that names the model and what to do. */
    public WrongModelException(String message) {
        super(message);
    }
}
