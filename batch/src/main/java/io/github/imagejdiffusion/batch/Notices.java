package io.github.imagejdiffusion.batch;

import java.io.PrintWriter;

/**
 * What is said on stderr: one line per message, each beginning with the program's name, so that a batch job's log can be
 * searched for it. Not thread-safe.
 */
public final class Notices {

    private static final String PREFIX = "imagej-diffusion: ";

    private final PrintWriter err;

    public Notices(PrintWriter err) {
        this.err = err;
    }

    /** Prints one line, whatever the message holds: file names may contain line breaks. */
    public void say(String message) {
        err.println(PREFIX + oneLine(message));
        err.flush();
    }

    /** The same text on one line, without characters that move a terminal's cursor. */
    public static String oneLine(String message) {
        return message.strip().replaceAll("\\s*\\R\\s*", " ").replaceAll("\\p{Cntrl}", "?");
    }
}
