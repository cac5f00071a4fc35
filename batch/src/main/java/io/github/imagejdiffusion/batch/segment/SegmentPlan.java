package io.github.imagejdiffusion.batch.segment;

import io.github.imagejdiffusion.batch.UsageException;
import io.github.imagejdiffusion.batch.options.SamplingOptions;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.formats.write.StackFormat;
import io.github.imagejdiffusion.segdiff.SegDiff;
import io.github.imagejdiffusion.segdiff.SegDiffOptions;

/**
 * What is the same for all inputs.
 *
 * @param model not owned
 * @param segDiff over the model
 * @param options complete: the user's, and the model's defaults for the rest
 * @param linkZ whether objects are joined through z
 * @param rois whether outlines are written
 * @param format of result images
 */
record SegmentPlan(
        DiffusionModel model,
        SegDiff segDiff,
        SegDiffOptions options,
        boolean linkZ,
        boolean rois,
        StackFormat format) {

    /**
     * @throws UsageException if the model cannot do what the options ask for
     * @throws io.github.imagejdiffusion.segdiff.WrongModelException if the model is no segmentation model
     */
    static SegmentPlan of(DiffusionModel model, SegmentOptions options, SamplingOptions sampling, StackFormat format) {
        SegDiff segDiff = new SegDiff(model);
        SegDiffOptions complete = options.apply(segDiff.defaults(), sampling);
        try {
            segDiff.requireUsable(complete);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
        return new SegmentPlan(model, segDiff, complete, options.linkZ(), options.rois(), format);
    }
}
