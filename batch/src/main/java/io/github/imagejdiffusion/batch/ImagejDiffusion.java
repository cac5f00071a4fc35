package io.github.imagejdiffusion.batch;

import io.github.imagejdiffusion.batch.evaluate.EvaluateCommand;
import io.github.imagejdiffusion.batch.inspect.DevicesCommand;
import io.github.imagejdiffusion.batch.inspect.InfoCommand;
import io.github.imagejdiffusion.batch.inspect.ModelsCommand;
import io.github.imagejdiffusion.batch.options.NumberConverters;
import io.github.imagejdiffusion.batch.restore.RestoreCommand;
import io.github.imagejdiffusion.batch.segment.SegmentCommand;
import io.github.imagejdiffusion.batch.superres.SuperresCommand;
import io.github.imagejdiffusion.diffusion.pipeline.Provenance;
import java.io.File;
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
        description = "Segments, restores and super-resolves microscopy images with diffusion models.",
        commandListHeading = "%nCommands ('imagej-diffusion COMMAND --help' tells all about one):%n",
        versionProvider = ImagejDiffusion.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            SegmentCommand.class,
            RestoreCommand.class,
            SuperresCommand.class,
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

    private static final int HELP_WIDTH = 100;

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

    /** The parser with this project's error handling. */
    public static CommandLine commandLine() {
        CommandErrors errors = new CommandErrors();
        CommandLine command = new CommandLine(new ImagejDiffusion())
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors)
                .setUsageHelpWidth(HELP_WIDTH);
        NumberConverters.install(command);
        GroupedHelp.install(command);
        return command;
    }

    /** Runs a command to its end; whatever happens becomes one line on stderr and an exit code, never a stack trace. */
    public static int execute(CommandLine commandLine, String... args) {
        try {
            requireReadableArgumentFiles(args);
            return commandLine.execute(args);
        } catch (RuntimeException | Error e) {
            return new CommandErrors().handle(e, commandLine);
        }
    }

    /** picocli would answer with a stack trace. */
    private static void requireReadableArgumentFiles(String... args) {
        for (String arg : args) {
            if (arg.startsWith("@") && !arg.startsWith("@@")) {
                File file = new File(arg.substring(1));
                if (file.exists() && !(file.isFile() && file.canRead())) {
                    throw new UsageException(arg + ": " + file + " is not a text file that can be read");
                }
            }
        }
    }

    public static void main(String[] args) {
        StandardOutput output = StandardOutput.install();
        CommandLine command = commandLine();
        int exitCode = execute(command, args);
        command.getOut().flush();
        if (output.problem().isPresent()) {
            new Notices(command.getErr())
                    .say("standard output: " + output.problem().get() + "; not all that was to be printed is there");
            exitCode = exitCode == ExitCodes.ALL_DONE ? ExitCodes.SOME_FAILED : exitCode;
        }
        // The only way to give the shell an exit code; everything above this line returns it instead.
        System.exit(exitCode);
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
            return new String[] {"imagej-diffusion " + Provenance.programVersion()};
        }
    }
}
