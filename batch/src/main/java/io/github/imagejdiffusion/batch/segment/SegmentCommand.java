package io.github.imagejdiffusion.batch.segment;

import io.github.imagejdiffusion.batch.ExitCodes;
import io.github.imagejdiffusion.batch.Notices;
import io.github.imagejdiffusion.batch.inputs.FoundInputs;
import io.github.imagejdiffusion.batch.inputs.InputItem;
import io.github.imagejdiffusion.batch.options.InputOptions;
import io.github.imagejdiffusion.batch.options.ModelOptions;
import io.github.imagejdiffusion.batch.options.OutputOptions;
import io.github.imagejdiffusion.batch.options.PlaneOptions;
import io.github.imagejdiffusion.batch.options.SamplingOptions;
import io.github.imagejdiffusion.batch.progress.Interrupt;
import io.github.imagejdiffusion.batch.progress.ProgressBar;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code imagej-diffusion segment}. */
@Command(
        name = "segment",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Segments images into objects, with maps of probability and uncertainty.",
            "",
            "For each image it writes into the output folder:",
            "  NAME_labels.tif       0 is background, 1..N are the objects",
            "  NAME_probability.tif  of being foreground, 0 to 1",
            "  NAME_uncertainty.tif  0 (sure) to 0.5 (even chances)",
            "  NAME_spread.tif       of the runs; only with 4 or more runs of 2 or more steps",
            "  NAME_objects.csv      one row per object",
            "  NAME_rois.zip         outlines for ImageJ's ROI Manager; only with --rois",
            "  NAME.json             what made the results; written last",
            "An image whose NAME.json fits its file, the model and the options is skipped."
        },
        footer = {
            "",
            "@FILE stands for the arguments in a text file.",
            "Exit codes: 0 all done, 1 some inputs failed, 2 wrong usage, 3 model or device unusable, 130 cancelled."
        })
public final class SegmentCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin(name = "Inputs")
    private InputOptions inputs;

    @Mixin(name = "Planes")
    private PlaneOptions planes;

    @Mixin(name = "Outputs")
    private OutputOptions output;

    @Mixin(name = "Objects")
    private SegmentOptions options;

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
        Notices notices = new Notices(spec.commandLine().getErr());
        FoundInputs found = inputs.find(output, notices);
        found.problems().forEach(notices::say);
        if (!output.quiet()) {
            tell(found, notices);
        }
        int exitCode = found.items().isEmpty() ? ExitCodes.ALL_DONE : segment(found.items(), notices);
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

    private int segment(List<InputItem> items, Notices notices) {
        PrintWriter err = spec.commandLine().getErr();
        output.prepare();
        // The model is closed before the interrupt lets the JVM go: native code must not run while it shuts down.
        try (Interrupt interrupt = Interrupt.onTermination();
                DiffusionModel model = models.open(output.quiet() ? warning -> {} : notices::say)) {
            FileSegmenter segmenter =
                    new FileSegmenter(SegmentPlan.of(model, options, sampling, output.format()), planes, output);
            ProgressBar bar = ProgressBar.on(err, items.size(), output.quiet());
            return new SegmentBatch(segmenter, output, spec.commandLine().getOut(), notices, bar).run(items, interrupt);
        }
    }
}
