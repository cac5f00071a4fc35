package io.github.imagejdiffusion.batch;

import io.github.imagejdiffusion.diffusion.DiffusionException;
import io.github.imagejdiffusion.formats.FormatsException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Puts what went wrong into one line: what, where, and what to do. */
public final class Failure {

    private Failure() {}

    /** Why one input could not be processed; the line names a file. */
    public static String ofInput(Path file, Throwable failure) {
        // These begin with the file in question, which may be a result that cannot be written.
        return failure instanceof FormatsException ? failure.getMessage() : file + ": " + of(failure);
    }

    /** What a failure means to the user. Exceptions of this project speak for themselves, others are faults of it. */
    public static String of(Throwable failure) {
        if (failure instanceof FormatsException
                || failure instanceof DiffusionException
                || failure instanceof UnsuitableImageException
                || failure instanceof UsageException) {
            return failure.getMessage();
        }
        if (failure instanceof OutOfMemoryError) {
            return "not enough memory; give Java more (JAVA_OPTS=-Xmx16g), or use fewer planes or a crop";
        }
        if (failure instanceof InvalidPathException path) {
            return "'" + path.getInput() + "' cannot be a file name here (" + path.getReason()
                    + "); set LC_ALL=C.UTF-8, or rename it";
        }
        return "internal error, please report it: " + failure.getClass().getSimpleName()
                + (failure.getMessage() == null ? "" : " (" + failure.getMessage() + ")") + where(failure);
    }

    private static String where(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return trace.length == 0 ? "" : " at " + trace[0];
    }

    /** The reason of a failed file operation, without the path. */
    public static String reason(Exception failure) {
        if (failure instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof FileAlreadyExistsException || failure instanceof NotDirectoryException) {
            return "there is a file of this name";
        }
        if (failure instanceof FileSystemLoopException) {
            return "a link leads back to a folder above it";
        }
        String message = failure instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : failure.getMessage();
        return message == null || message.isBlank()
                ? failure.getClass().getSimpleName()
                : message.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
