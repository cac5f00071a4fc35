package io.github.imagejdiffusion.restore.ilvr;

import io.github.imagejdiffusion.diffusion.DiffusionException;

/** What ILVR is asked for does not go with the model, the sampler or the reference. */
public class IlvrException extends DiffusionException {

    private static final long serialVersionUID = 1L;

    /** With one line that names the value and what to do. */
    public IlvrException(String message) {
        super(message);
    }
}
