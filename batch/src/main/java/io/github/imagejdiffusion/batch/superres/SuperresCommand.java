package io.github.imagejdiffusion.batch.superres;

import io.github.imagejdiffusion.batch.options.InputOptions;
import io.github.imagejdiffusion.batch.options.ModelOptions;
import io.github.imagejdiffusion.batch.options.OutputOptions;
import io.github.imagejdiffusion.batch.options.PlaneOptions;
import io.github.imagejdiffusion.batch.options.SamplingOptions;
import io.github.imagejdiffusion.batch.run.ModelRun;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code imagej-diffusion superres}. */
@Command(
        name = "superres",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Super-resolves images: 2 or 4 times the width and height, pixels as much smaller.",
            "",
            "For each image it writes into the output folder:",
            "  NAME_superres.tif  32-bit floats (see --pixel-type), each channel on its own",
            "  NAME_spread.tif    of the runs; only with 4 or more runs of 2 or more steps",
            "  NAME_residual.tif  what a microscope would have recorded of the result, less the image, in units",
            "                     of the noise, on the grid of the image; only with --residual",
            "  NAME.json          what made the results, the blur and noise of the image, and whether the result",
            "                     explains the image; written last",
            "An image whose NAME.json fits its file, the model and the options is skipped."
        },
        footer = {
            "",
            "@FILE stands for the arguments in a text file.",
            "Exit codes: 0 all done, 1 some inputs failed, 2 wrong usage, 3 model or device unusable, 130 cancelled."
        })
public final class SuperresCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin(name = "Inputs")
    private InputOptions inputs;

    @Mixin(name = "Planes")
    private PlaneOptions planes;

    @Mixin(name = "Outputs")
    private OutputOptions output;

    @Mixin(name = "Super-resolution")
    private SuperresOptions options;

    @Mixin(name = "Sampling")
    private SamplingOptions sampling;

    @Mixin(name = "Model and device")
    private ModelOptions models;

    @Override
    public Integer call() {
        inputs.check();
        planes.check();
        output.check();
        options.check();
        sampling.check();
        models.check();
        return new ModelRun(inputs, planes, output, models)
                .run(
                        spec.commandLine(),
                        options.usualModel(),
                        model -> new SuperresVerb(SuperresPlan.of(model, options, sampling, output.format())));
    }
}
