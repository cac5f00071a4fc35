package io.github.imagejdiffusion.batch.segment;

import io.github.imagejdiffusion.batch.UsageException;
import io.github.imagejdiffusion.batch.options.SamplingOptions;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.formats.write.StackFormat;
import io.github.imagejdiffusion.segdiff.DiameterEstimator;
import io.github.imagejdiffusion.segdiff.SegDiff;
import io.github.imagejdiffusion.segdiff.SegDiffOptions;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;

/**
 * What is the same for all inputs.
 *
 * @param model not owned
 * @param segDiff over the model
 * @param options complete: the user's, and the model's defaults for the rest
 * @param atDiameter the same for a diameter that was measured; empty unless it is to be measured in each image
 * @param linkZ whether objects are joined through z
 * @param rois whether outlines are written
 * @param format of result images
 */
record SegmentPlan(
        DiffusionModel model,
        SegDiff segDiff,
        SegDiffOptions options,
        Optional<DoubleFunction<SegDiffOptions>> atDiameter,
        boolean linkZ,
        boolean rois,
        StackFormat format) {

    /**
     * @throws UsageException if the model cannot do what the options ask for
     * @throws io.github.imagejdiffusion.diffusion.WrongModelException if the model is no segmentation model
     */
    static SegmentPlan of(DiffusionModel model, SegmentOptions options, SamplingOptions sampling, StackFormat format) {
        SegDiff segDiff = new SegDiff(model);
        DoubleFunction<SegDiffOptions> atDiameter =
                pixels -> options.apply(segDiff.defaults(), sampling, OptionalDouble.of(pixels));
        SegDiffOptions complete;
        try {
            complete = options.apply(segDiff.defaults(), sampling, OptionalDouble.empty());
            segDiff.requireUsable(complete);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
        if (options.measuresDiameter()) {
            DiameterEstimator.requireUsable(segDiff);
        }
        return new SegmentPlan(
                model,
                segDiff,
                complete,
                options.measuresDiameter() ? Optional.of(atDiameter) : Optional.empty(),
                options.linkZ(),
                options.rois(),
                format);
    }

    /** For an image whose objects were measured. */
    SegmentPlan at(DiameterEstimator.Estimate size) {
        double diameter = new DiameterEstimator(segDiff).fitting(size);
        return new SegmentPlan(
                model, segDiff, atDiameter.orElseThrow().apply(diameter), Optional.empty(), linkZ, rois, format);
    }
}
