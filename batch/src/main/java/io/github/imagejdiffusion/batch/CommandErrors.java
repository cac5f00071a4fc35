package io.github.imagejdiffusion.batch;

import io.github.imagejdiffusion.diffusion.DiffusionException;
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
        return report(
                command,
                error.getMessage() + " (see " + command.getCommandSpec().qualifiedName() + " --help)",
                ExitCodes.WRONG_USAGE);
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
