package io.github.imagejdiffusion.batch.segment;

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
            "  NAME_spread.tif       0 to 0.5, of the draws; only where 4 or more can differ: --orientations 4 or 8,",
            "                        or, with --steps 2 or more, 4 or more runs x orientations",
            "  NAME_objects.csv      one row per object, with how far to doubt it: uncertainty, and spread where",
            "                        there is that map",
            "  NAME_rois.zip         outlines for ImageJ's ROI Manager; only with --rois",
            "  With --format zarr, maps and labels are NAME_segmentation.ome.zarr and the labels/objects in it.",
            "  NAME.json             what made the results; written last",
            "An image whose NAME.json fits its file, the model and the options is skipped."
        },
        footer = {
            "",
            "@FILE stands for the arguments in a text file.",
            "Exit codes: 0 all done, 1 some inputs failed, 2 wrong usage, 3 model or device unusable, 130 cancelled."
        })
public final class SegmentCommand implements Callable<Integer> {

    private static final String USUAL_MODEL = "nuclei-fluorescence";

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
        return new ModelRun(inputs, planes, output, models)
                .run(
                        spec.commandLine(),
                        USUAL_MODEL,
                        model -> new SegmentVerb(SegmentPlan.of(model, options, sampling, output.format())));
    }
}
