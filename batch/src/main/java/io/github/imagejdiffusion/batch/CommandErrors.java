package io.github.imagejdiffusion.batch;

import io.github.imagejdiffusion.diffusion.DiffusionException;
import io.github.imagejdiffusion.formats.FormatsException;
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
        print(command, error.getMessage() + " (see " + command.getCommandSpec().qualifiedName() + " --help)");
        return ExitCodes.WRONG_USAGE;
    }

    @Override
    public int handleExecutionException(Exception error, CommandLine command, ParseResult parsed) throws Exception {
        if (error instanceof UsageException) {
            print(command, error.getMessage());
            return ExitCodes.WRONG_USAGE;
        }
        if (error instanceof DiffusionException) {
            print(command, error.getMessage());
            return ExitCodes.MODEL_OR_DEVICE_UNUSABLE;
        }
        if (error instanceof FormatsException) {
            print(command, error.getMessage());
            return ExitCodes.SOME_FAILED;
        }
        if (error instanceof CancellationException) {
            print(command, "cancelled");
            return ExitCodes.CANCELLED;
        }
        throw error;
    }

    private static void print(CommandLine command, String message) {
        command.getErr()
                .println("imagej-diffusion: " + message.lines().findFirst().orElse(message));
        command.getErr().flush();
    }
}
