package io.github.imagejdiffusion.segdiff;

import io.github.imagejdiffusion.diffusion.DiffusionException;

/** A plane has more pixels than one array can hold, at the scale at which the network would see it. */
public class ImageTooLargeException extends DiffusionException {

    private static final long serialVersionUID = 1L;

    public ImageTooLargeException(String message) {
        super(message);
    }
}
