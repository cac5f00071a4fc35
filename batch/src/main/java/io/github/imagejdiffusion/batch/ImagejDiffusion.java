package io.github.imagejdiffusion.batch;

import io.github.imagejdiffusion.batch.evaluate.EvaluateCommand;
import io.github.imagejdiffusion.batch.inspect.DevicesCommand;
import io.github.imagejdiffusion.batch.inspect.InfoCommand;
import io.github.imagejdiffusion.batch.inspect.ModelsCommand;
import io.github.imagejdiffusion.batch.segment.SegmentCommand;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code imagej-diffusion}. */
@Command(
        name = "imagej-diffusion",
        description = "Segments and restores microscopy images with diffusion models.",
        versionProvider = ImagejDiffusion.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            SegmentCommand.class,
            EvaluateCommand.class,
            ModelsCommand.class,
            DevicesCommand.class,
            InfoCommand.class
        },
        footer = {
            "",
            "Exit codes: 0 all done, 1 some inputs failed, 2 wrong usage, 3 model or device unusable, 130 cancelled."
        })
public final class ImagejDiffusion implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = CommandLine.ScopeType.INHERIT,
            description = "show this help")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "show the version")
    private boolean version;

    /** The parser with this project's error handling; tests run it in-process. */
    public static CommandLine commandLine() {
        CommandErrors errors = new CommandErrors();
        return new CommandLine(new ImagejDiffusion())
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors)
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    public static void main(String[] args) {
        // The engine's threads are daemons of the native library: an explicit exit is the only certain end.
        System.exit(commandLine().execute(args));
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCodes.WRONG_USAGE;
    }

    /** Version from the jar's manifest. */
    public static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"imagej-diffusion " + number()};
        }

        /** For example {@code 0.1.0}; {@code development} when run from class folders. */
        public static String number() {
            String version = ImagejDiffusion.class.getPackage().getImplementationVersion();
            return version == null ? "development" : version;
        }
    }
}
