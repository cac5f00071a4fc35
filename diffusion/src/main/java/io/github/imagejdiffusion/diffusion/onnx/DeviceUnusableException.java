package io.github.imagejdiffusion.diffusion.onnx;

import io.github.imagejdiffusion.diffusion.DiffusionException;

/** The engine or the requested device cannot be used; the message names the missing library where one is missing. */
public class DeviceUnusableException extends DiffusionException {

    private static final long serialVersionUID = 1L;

    /**
     * With the reason.
     *
     * @param message one line: what cannot be used, why, and what to do
     * @param cause may be null
     */
    public DeviceUnusableException(String message, Throwable cause) {
        super(message, cause);
    }
}
