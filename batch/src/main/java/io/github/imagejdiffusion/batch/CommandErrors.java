package io.github.imagejdiffusion.batch;

import io.github.imagejdiffusion.diffusion.DiffusionException;
import io.github.imagejdiffusion.formats.ImageFiles;
import java.io.File;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns exceptions into one line on stderr and the right exit code. */
final class CommandErrors implements IParameterExceptionHandler, IExecutionExceptionHandler {

    @Override
    public int handleParseException(ParameterException error, String[] args) {
        CommandLine command = error.getCommandLine();
        Optional<String> dashed = fileTakenForOption(args);
        if (dashed.isPresent()) {
            return report(
                    command,
                    "'" + dashed.get()
                            + "' is taken for an option because it begins with a dash; if it is a file, put --"
                            + " before the files, or write ." + File.separator + dashed.get(),
                    ExitCodes.WRONG_USAGE);
        }
        return report(
                command,
                error.getMessage() + " (see " + command.getCommandSpec().qualifiedName() + " --help)",
                ExitCodes.WRONG_USAGE);
    }

    /** The first argument that looks like an option and like a file, so that the parser's complaint misleads. */
    private static Optional<String> fileTakenForOption(String... args) {
        return Arrays.stream(args)
                .takeWhile(arg -> !arg.equals("--"))
                .filter(arg -> arg.startsWith("-") && !arg.contains("="))
                .filter(arg -> hasEndingOfImages(arg) || new File(arg).exists())
                .findFirst();
    }

    private static boolean hasEndingOfImages(String name) {
        return ImageFiles.extensions().stream()
                .anyMatch(ending -> name.toLowerCase(Locale.ROOT).endsWith("." + ending));
    }

    @Override
    public int handleExecutionException(Exception error, CommandLine command, ParseResult parsed) {
        return handle(error, command);
    }

    /** For what does not come through picocli's handlers. */
    int handle(Throwable error, CommandLine command) {
        if (error instanceof CancellationException) {
            return report(command, "cancelled", ExitCodes.CANCELLED);
        }
        return report(command, Failure.of(error), exitCode(error));
    }

    private static int exitCode(Throwable error) {
        if (error instanceof UsageException) {
            return ExitCodes.WRONG_USAGE;
        }
        return error instanceof DiffusionException ? ExitCodes.MODEL_OR_DEVICE_UNUSABLE : ExitCodes.SOME_FAILED;
    }

    private static int report(CommandLine command, String message, int exitCode) {
        new Notices(command.getErr()).say(message);
        return exitCode;
    }
}
