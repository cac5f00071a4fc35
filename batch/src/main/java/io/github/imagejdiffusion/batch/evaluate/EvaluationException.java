package io.github.imagejdiffusion.batch.evaluate;

/** Nothing can be evaluated as asked; the one-line message says what, where and what to do. Exit code 2. */
public final class EvaluationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EvaluationException(String message) {
        super(message);
    }
}
