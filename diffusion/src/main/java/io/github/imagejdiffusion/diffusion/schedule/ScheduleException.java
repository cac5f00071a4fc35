package io.github.imagejdiffusion.diffusion.schedule;

import io.github.imagejdiffusion.diffusion.DiffusionException;

/** A noise schedule, a respacing or a timestep selection that cannot be built. */
public class ScheduleException extends DiffusionException {

    private static final long serialVersionUID = 1L;

    /** With one line that names the value. */
    public ScheduleException(String message) {
        super(message);
    }
}
