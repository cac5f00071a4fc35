package io.github.imagejdiffusion.batch;

/** The command line asks for something impossible; one line that says what and how to mend it. Exit code 2. */
public class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }
}
