package io.github.imagejdiffusion.imagej;

/** What a person can understand and mend: said in one message, without a stack trace. */
public final class PluginException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message what, where, and what to do, in one or two sentences */
    public PluginException(String message) {
        super(message);
    }

    /** @param cause for the log */
    public PluginException(String message, Throwable cause) {
        super(message, cause);
    }
}
