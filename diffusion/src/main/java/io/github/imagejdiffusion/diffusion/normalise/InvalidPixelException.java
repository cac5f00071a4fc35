package io.github.imagejdiffusion.diffusion.normalise;

import io.github.imagejdiffusion.diffusion.DiffusionException;

/** An image holds NaN or infinite values, which no network can be given. */
public class InvalidPixelException extends DiffusionException {

    private static final long serialVersionUID = 1L;

    /** With one line that names the pixel and its value. */
    public InvalidPixelException(String message) {
        super(message);
    }
}
