package io.github.imagejdiffusion.batch.segment;

import io.github.imagejdiffusion.batch.ExitCodes;
import io.github.imagejdiffusion.batch.UsageException;
import io.github.imagejdiffusion.batch.inputs.InputItem;
import io.github.imagejdiffusion.batch.options.InputOptions;
import io.github.imagejdiffusion.batch.options.ModelOptions;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.segdiff.SegDiff;
import io.github.imagejdiffusion.segdiff.SegDiffOptions;
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
        description = {
            "Segments images into objects, with maps of probability and uncertainty.",
            "",
            "Writes <name>_labels.tif, <name>_probability.tif, <name>_uncertainty.tif, <name>_spread.tif (4 or more"
                    + " runs of 2 or more steps), <name>_objects.csv, with --rois <name>_rois.zip, and last <name>.json,"
                    + " the mark that the image is done and the record of what made it."
        })
public final class SegmentCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private InputOptions inputs;

    @Mixin
    private ModelOptions models;

    @Mixin
    private SegmentOptions options;

    @Override
    public Integer call() {
        inputs.check();
        models.check();
        options.check();
        List<InputItem> items = inputs.find();
        PrintWriter err = spec.commandLine().getErr();
        if (items.isEmpty()) {
            err.println("imagej-diffusion: nothing to do in this shard");
            return ExitCodes.ALL_DONE;
        }
        try (DiffusionModel model = models.open(err)) {
            SegDiff segDiff = new SegDiff(model);
            SegDiffOptions chosen = options.apply(segDiff.defaults());
            ItemSegmenter segmenter = new ItemSegmenter(model, segDiff, chosen, inputs, options);
            SegmentBatch batch =
                    new SegmentBatch(segmenter, inputs, spec.commandLine().getOut(), err);
            return batch.run(items);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }
}
