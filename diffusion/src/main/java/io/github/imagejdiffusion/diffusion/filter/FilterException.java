package io.github.imagejdiffusion.diffusion.filter;

import io.github.imagejdiffusion.diffusion.DiffusionException;

/** A filter is asked for that does not exist, or that does not go with the image. */
public class FilterException extends DiffusionException {

    private static final long serialVersionUID = 1L;

    /** With one line that names the value and what to do. */
    public FilterException(String message) {
        super(message);
    }
}
