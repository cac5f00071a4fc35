package io.github.imagejdiffusion.diffusion.sampler;

import io.github.imagejdiffusion.diffusion.DiffusionException;

/** Sampler options that do not go together, or a network whose output does not fit them. */
public class SamplerException extends DiffusionException {

    private static final long serialVersionUID = 1L;

    /** With one line that names the option. */
    public SamplerException(String message) {
        super(message);
    }
}
