package io.github.imagejdiffusion.formats;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/**
 * A file that cannot be read or written. The message is one line: the file, what is wrong with it, and what to do.
 */
public final class FormatsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What Linux and macOS say of names of more than 255 bytes. */
    private static final String TOO_LONG = "name too long";

    /** What Java makes of bytes in an argument that are no text; the file cannot be found by that. */
    private static final char UNREADABLE = '\uFFFD';

    private final transient Path file;
    private final boolean unsupported;

    /**
     * @param file the file in question
     * @param problem what is wrong, without a full stop
     * @param remedy what the user can do about it, without a full stop
     */
    public FormatsException(Path file, String problem, String remedy) {
        this(file, problem, remedy, null);
    }

    /** As {@link #FormatsException(Path, String, String)}, with the exception that revealed the problem. */
    public FormatsException(Path file, String problem, String remedy, Throwable cause) {
        this(file, problem, remedy, cause, false);
    }

    private FormatsException(Path file, String problem, String remedy, Throwable cause, boolean unsupported) {
        super(oneLine(file + ": " + problem + "; " + remedy), cause);
        this.file = file;
        this.unsupported = unsupported;
    }

    /** A file that may well be sound, but is of a kind that this reader does not know; another reader may. */
    public static FormatsException unsupported(Path file, String problem, String remedy) {
        return unsupported(file, problem, remedy, null);
    }

    /** As {@link #unsupported(Path, String, String)}, with the exception that revealed the problem. */
    public static FormatsException unsupported(Path file, String problem, String remedy, Throwable cause) {
        return new FormatsException(file, problem, remedy, cause, true);
    }

    /** The file in question; null after serialization. */
    public Path file() {
        return file;
    }

    /** Whether another reader might open the file: {@link ImageFiles#open} then asks the next one. */
    public boolean isUnsupported() {
        return unsupported;
    }

    /** Explains why {@code file} could not be read. */
    public static FormatsException reading(Path file, IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return new FormatsException(
                    file,
                    "no such file",
                    file.toString().indexOf(UNREADABLE) < 0
                            ? "check the path"
                            : "its name is not in this session's encoding, so give its folder, or rename it",
                    cause);
        }
        if (cause instanceof AccessDeniedException) {
            return new FormatsException(file, "may not be read", "check its permissions", cause);
        }
        return new FormatsException(
                file, "cannot be read: " + reason(cause), "check the disk or network drive, then try again", cause);
    }

    /** Explains why {@code file} could not be written. */
    public static FormatsException writing(Path file, IOException cause) {
        if (cause instanceof NoSuchFileException || cause instanceof NotDirectoryException) {
            return new FormatsException(file, "its folder does not exist", "make the folder first", cause);
        }
        if (cause instanceof AccessDeniedException) {
            return new FormatsException(
                    file, "may not be written", "check the permissions of the folder or choose another", cause);
        }
        if (cause instanceof ClosedByInterruptException) {
            return new FormatsException(
                    file, "was not written, as the thread was interrupted", "write it again", cause);
        }
        if (cause instanceof ClosedChannelException) {
            return new FormatsException(file, "is closed to further writing", "begin it anew", cause);
        }
        String reason = reason(cause);
        return new FormatsException(
                file,
                "cannot be written: " + reason,
                reason.contains(TOO_LONG)
                        ? "give the image a shorter name"
                        : "free some disk space or choose another folder",
                cause);
    }

    /** The innermost useful text of a failure, on one line and never empty. */
    public static String reason(Throwable cause) {
        String text = cause instanceof FileSystemException && ((FileSystemException) cause).getReason() != null
                ? ((FileSystemException) cause).getReason()
                : cause.getMessage();
        return text == null || text.isBlank() ? cause.getClass().getSimpleName() : oneLine(text);
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s*[\\r\\n]+\\s*", " ");
    }
}
