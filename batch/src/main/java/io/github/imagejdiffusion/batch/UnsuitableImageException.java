package io.github.imagejdiffusion.batch;

/**
 * An image is readable, but not one that the options or the model fit: too few planes, another number of channels. The
 * message is put behind the file's name. The other inputs are not concerned.
 */
public class UnsuitableImageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnsuitableImageException(String message) {
        super(message);
    }
}
