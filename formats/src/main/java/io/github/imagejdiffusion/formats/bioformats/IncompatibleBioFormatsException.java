package io.github.imagejdiffusion.formats.bioformats;

/** Bio-Formats is there, but cannot be used. The message says where it lies and what does not fit. */
final class IncompatibleBioFormatsException extends Exception {

    private static final long serialVersionUID = 1L;

    IncompatibleBioFormatsException(String message, Throwable cause) {
        super(message, cause);
    }
}
