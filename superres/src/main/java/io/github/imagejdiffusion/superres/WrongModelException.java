package io.github.imagejdiffusion.superres;

import io.github.imagejdiffusion.diffusion.DiffusionException;

/** A model package is fine but not one that super-resolution can use. */
public class WrongModelException extends DiffusionException {

    private static final long serialVersionUID = 1L;

    /** With one line that names the model and what to do. */
    public WrongModelException(String message) {
        super(message);
    }
}
