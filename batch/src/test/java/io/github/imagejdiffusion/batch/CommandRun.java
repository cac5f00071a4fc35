package io.github.imagejdiffusion.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine;

/**
 * One run of {@code imagej-diffusion} inside this JVM.
 *
 * @param exitCode what the process would have ended with
 * @param out what it printed
 * @param progress lines of stderr that report progress, such as {@code [1/2] a.png: 3 objects}
 * @param errors all other lines of stderr, without the prefix that each must have
 */
public record CommandRun(int exitCode, String out, List<String> progress, List<String> errors) {

    private static final String PREFIX = "imagej-diffusion: ";
    private static final Pattern PROGRESS = Pattern.compile("\\[\\d+/\\d+] .+");

    /** Arguments as on the command line, verb first. */
    public static CommandRun of(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command =
                ImagejDiffusion.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exitCode = ImagejDiffusion.execute(
                command, Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
        return of(exitCode, out.toString(), err.toString());
    }

    /** What a process has left. */
    public static CommandRun of(int exitCode, String out, String err) {
        List<String> errors =
                err.lines().filter(line -> !PROGRESS.matcher(line).matches()).toList();
        errors.forEach(line -> assertTrue(line.startsWith(PREFIX), () -> "prefix of: " + line));
        return new CommandRun(
                exitCode,
                out,
                err.lines().filter(line -> PROGRESS.matcher(line).matches()).toList(),
                errors.stream().map(line -> line.substring(PREFIX.length())).toList());
    }

    /** All went well, and nobody complained. */
    public CommandRun assertDone() {
        assertEquals(List.of(), errors, toString());
        assertEquals(ExitCodes.ALL_DONE, exitCode, toString());
        return this;
    }

    /** Exactly one line of complaint, which holds all these words. */
    public CommandRun assertOneError(int code, Object... words) {
        assertEquals(1, errors.size(), toString());
        for (Object word : words) {
            assertTrue(errors.get(0).contains(word.toString()), () -> "'" + word + "' in " + errors);
        }
        assertEquals(code, exitCode, toString());
        return this;
    }
}
