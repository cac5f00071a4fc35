package io.github.imagejdiffusion.imagej;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagejdiffusion.batch.ImagejDiffusion;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import picocli.CommandLine;

/** The command line, inside this JVM. */
public final class CommandLineRun {

    private CommandLineRun() {}

    /** Runs {@code segment} and fails if that fails. */
    public static void segment(Object... arguments) {
        run("segment", arguments);
    }

    /** Runs {@code restore} and fails if that fails. */
    public static void restore(Object... arguments) {
        run("restore", arguments);
    }

    /** Runs {@code superres} and fails if that fails. */
    public static void superres(Object... arguments) {
        run("superres", arguments);
    }

    private static void run(String verb, Object... arguments) {
        StringWriter printed = new StringWriter();
        CommandLine command =
                ImagejDiffusion.commandLine().setOut(new PrintWriter(printed)).setErr(new PrintWriter(printed));
        String[] all = new String[arguments.length + 1];
        all[0] = verb;
        for (int i = 0; i < arguments.length; i++) {
            all[i + 1] = arguments[i].toString();
        }
        assertEquals(0, ImagejDiffusion.execute(command, all), () -> Arrays.toString(all) + "\n" + printed);
    }
}
