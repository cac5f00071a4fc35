package io.github.imagejdiffusion.batch.restore;

import io.github.imagejdiffusion.batch.options.InputOptions;
import io.github.imagejdiffusion.batch.options.ModelOptions;
import io.github.imagejdiffusion.batch.options.OutputOptions;
import io.github.imagejdiffusion.batch.options.PlaneOptions;
import io.github.imagejdiffusion.batch.options.SamplingOptions;
import io.github.imagejdiffusion.batch.run.ModelRun;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code imagej-diffusion restore}. */
@Command(
        name = "restore",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Restores images: takes the noise out of them, or enlarges them.",
            "",
            "For each image it writes into the output folder:",
            "  NAME_restored.tif  32-bit floats (see --pixel-type), each channel on its own; upsampled: larger",
            "  NAME_spread.tif    of the runs; only with 4 or more runs of 2 or more steps",
            "  NAME_error.tif     the expected error; with the spread, if calibrated for so many steps",
            "  NAME_residual.tif  result less image, in units of the noise; only with --residual",
            "  NAME.json          what made the results, the measured noise, and whether both fit; written last",
            "An image whose NAME.json fits its file, the model and the options is skipped."
        },
        footer = {
            "",
            "@FILE stands for the arguments in a text file.",
            "Exit codes: 0 all done, 1 some inputs failed, 2 wrong usage, 3 model or device unusable, 130 cancelled."
        })
public final class RestoreCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin(name = "Inputs")
    private InputOptions inputs;

    @Mixin(name = "Planes")
    private PlaneOptions planes;

    @Mixin(name = "Outputs")
    private OutputOptions output;

    @Mixin(name = "Restoration")
    private RestoreOptions options;

    @Mixin(name = "Following the image (ILVR)")
    private IlvrCommandOptions guidance;

    @Mixin(name = "Sampling")
    private SamplingOptions sampling;

    @Mixin(name = "Model and device")
    private ModelOptions models;

    @Override
    public Integer call() {
        inputs.check();
        planes.check();
        output.check();
        sampling.check();
        options.check(sampling);
        models.check();
        RestoreTask task = options.task();
        guidance.check(task);
        return new ModelRun(inputs, planes, output, models)
                .run(spec.commandLine(), task.usualModel(), model -> new RestoreVerb(plan(model)));
    }

    private RestorePlan plan(DiffusionModel model) {
        return options.task().byIlvr()
                ? IlvrPlan.of(model, options, guidance, sampling, planes, output.format())
                : ModelPlan.of(model, options, sampling, output.format());
    }
}
