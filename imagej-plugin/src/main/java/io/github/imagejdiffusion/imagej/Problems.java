package io.github.imagejdiffusion.imagej;

import ij.IJ;
import ij.Macro;
import ij.macro.Interpreter;
import io.github.imagejdiffusion.diffusion.DiffusionException;
import io.github.imagejdiffusion.formats.FormatsException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.CancellationException;

/** Tells a person what went wrong: one readable message; a stack trace only in the log, and only for faults of ours. */
public final class Problems {

    private Problems() {}

    /**
     * Shows a message; in a macro this also ends the macro. A cancelled command ends a macro without a message.
     *
     * @param command as in the menu
     */
    public static void tell(String command, Throwable problem) {
        if (problem instanceof CancellationException) {
            IJ.showStatus(command + ": cancelled");
            endMacro();
            return;
        }
        String message = explain(command, problem);
        IJ.showStatus("");
        IJ.error(command, message);
    }

    /**
     * Ends the macro that started this command, without a message. {@link Macro#abort} alone lets a macro go on with its
     * next line, and {@link Interpreter#abort} waits for its own thread and then stops it by force.
     */
    private static void endMacro() {
        Interpreter macro = Interpreter.getInstance();
        boolean startedByMacro = Thread.currentThread().getName().startsWith("Run$_");
        if (macro != null && startedByMacro) {
            macro.setIgnoreErrors(true);
            macro.abort(Macro.MACRO_CANCELED);
        } else {
            Macro.abort();
        }
    }

    /** The message, for whoever shows it in another way; writes to the log what {@link #tell} does. */
    public static String explain(String command, Throwable problem) {
        if (!isExpected(problem)) {
            // Into a text for ImageJ's log, never to the console.
            StringWriter trace = new StringWriter();
            problem.printStackTrace(new PrintWriter(trace));
            IJ.log(command + ": " + trace);
        }
        return message(problem);
    }

    /** In words of a person who did not write this program. */
    public static String message(Throwable problem) {
        if (problem instanceof OutOfMemoryError) {
            return "There is not enough memory. Close other images, give ImageJ more with Edit > Options > Memory &"
                    + " Threads..., or select a part of the image.";
        }
        if (isExpected(problem)) {
            return problem.getMessage();
        }
        return "Something went wrong inside the plugin: " + problem.getClass().getSimpleName()
                + (problem.getMessage() == null ? "" : " (" + problem.getMessage() + ")")
                + ". The log window has the details; please report them.";
    }

    private static boolean isExpected(Throwable problem) {
        return problem instanceof PluginException
                || problem instanceof DiffusionException
                || problem instanceof FormatsException
                || problem instanceof OutOfMemoryError;
    }
}
