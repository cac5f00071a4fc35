package io.github.imagejdiffusion.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.diffusion.DiffusionException;
import io.github.imagejdiffusion.formats.FormatsException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Whatever a command throws becomes one line and an exit code. */
class CommandErrorsTest {

    @Command(name = "fail")
    private record Failing(Throwable failure) implements Callable<Integer> {

        @Override
        public Integer call() throws Exception {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (Exception) failure;
        }
    }

    private static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new UsageException("--x is wrong"), 2, "--x is wrong"),
                Arguments.of(new DiffusionException("no model"), 3, "no model"),
                Arguments.of(new FormatsException(Path.of("a.tif"), "is odd", "mend it"), 1, "a.tif: is odd; mend it"),
                Arguments.of(new CancellationException(), 130, "cancelled"),
                Arguments.of(new InvalidPathException("a?b", "no such letter"), 1, "'a?b' cannot be a file name"),
                Arguments.of(new IllegalStateException("one\n\ttwo"), 1, "IllegalStateException (one two)"),
                Arguments.of(new NullPointerException(), 1, "internal error"),
                Arguments.of(new OutOfMemoryError("heap"), 1, "not enough memory"),
                Arguments.of(new StackOverflowError(), 1, "StackOverflowError"),
                Arguments.of(new NoClassDefFoundError("x/Y"), 1, "x/Y"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void oneLineAndACode(Throwable failure, int exitCode, String words) {
        StringWriter err = new StringWriter();
        CommandLine command = ImagejDiffusion.commandLine().setErr(new PrintWriter(err));
        CommandErrors errors = new CommandErrors();
        command.addSubcommand(new CommandLine(new Failing(failure))
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler(errors));
        assertEquals(exitCode, ImagejDiffusion.execute(command, "fail"));
        assertEquals(1, err.toString().lines().count(), err.toString());
        assertTrue(err.toString().startsWith("imagej-diffusion: "), err.toString());
        assertTrue(err.toString().contains(words), err.toString());
    }
}
