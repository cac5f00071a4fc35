package io.github.imagejdiffusion.batch.run;

import io.github.imagejdiffusion.batch.ExitCodes;
import io.github.imagejdiffusion.batch.Notices;
import io.github.imagejdiffusion.batch.inputs.FoundInputs;
import io.github.imagejdiffusion.batch.inputs.InputItem;
import io.github.imagejdiffusion.batch.options.InputOptions;
import io.github.imagejdiffusion.batch.options.ModelOptions;
import io.github.imagejdiffusion.batch.options.OutputOptions;
import io.github.imagejdiffusion.batch.options.PlaneOptions;
import io.github.imagejdiffusion.batch.progress.Interrupt;
import io.github.imagejdiffusion.batch.progress.ProgressBar;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;

/**
 * A command from its options to its exit code: finds the inputs, opens the model, works on all.
 *
 * @param inputs what to work on
 * @param planes of each image
 * @param output where results go
 * @param models which model
 */
public record ModelRun(InputOptions inputs, PlaneOptions planes, OutputOptions output, ModelOptions models) {

    /**
     * Runs.
     *
     * @param command whose streams are written to
     * @param usualModel where the user chooses none
     * @param verb what is done with each image by the model; may refuse it
     * @return the exit code
     */
    public int run(CommandLine command, String usualModel, Function<DiffusionModel, SeriesVerb> verb) {
        Notices notices = new Notices(command.getErr());
        FoundInputs found = inputs.find(output, notices);
        found.problems().forEach(notices::say);
        if (!output.quiet()) {
            tell(found, notices);
        }
        int exitCode =
                found.items().isEmpty() ? ExitCodes.ALL_DONE : work(command, notices, usualModel, verb, found.items());
        return exitCode == ExitCodes.ALL_DONE && !found.problems().isEmpty() ? ExitCodes.SOME_FAILED : exitCode;
    }

    private static void tell(FoundInputs found, Notices notices) {
        if (!found.ownResults().isEmpty()) {
            notices.say(found.ownResults().size() + " of the inputs are results of this program and are left out;"
                    + " the first is " + found.ownResults().get(0));
        }
        if (found.items().isEmpty() && found.problems().isEmpty()) {
            notices.say("there is nothing to do in this part");
        }
    }

    private int work(
            CommandLine command,
            Notices notices,
            String usualModel,
            Function<DiffusionModel, SeriesVerb> verb,
            List<InputItem> items) {
        output.prepare();
        // The model is closed before the interrupt lets the JVM go: native code must not run while it shuts down.
        try (Interrupt interrupt = Interrupt.onTermination();
                DiffusionModel model = models.open(usualModel, output.quiet() ? warning -> {} : notices::say)) {
            ProgressBar bar = ProgressBar.on(command.getErr(), items.size(), output.quiet());
            return new BatchRun(verb.apply(model), planes, output, command.getOut(), notices, bar)
                    .run(items, interrupt);
        }
    }
}
