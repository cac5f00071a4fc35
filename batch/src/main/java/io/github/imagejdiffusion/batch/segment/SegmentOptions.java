package io.github.imagejdiffusion.batch.segment;

import io.github.imagejdiffusion.batch.UsageException;
import io.github.imagejdiffusion.batch.options.SamplingOptions;
import io.github.imagejdiffusion.segdiff.DiameterChoice;
import io.github.imagejdiffusion.segdiff.SegDiffOptions;
import java.util.OptionalDouble;
import picocli.CommandLine.Option;

/** What only {@code segment} asks for. What is left out is the model package's own default. */
public final class SegmentOptions {

    @Option(
            names = "--threshold",
            paramLabel = "P",
            description = "foreground is probability above this, 0 to 1 (default: the model's)")
    private Double threshold;

    @Option(
            names = "--min-size",
            paramLabel = "PX",
            description = "drop smaller objects, in pixels of the image (default: the model's)")
    private Integer minSize;

    @Option(
            names = "--diameter",
            paramLabel = "PX",
            description = "typical object diameter in pixels: scales the image to what the model was trained on, at"
                    + " most 10 times as large; auto measures it in each image, with the model, and scales those"
                    + " whose objects are unusually large or small (default: the image as it is)")
    private String diameterText;

    private DiameterChoice diameter = DiameterChoice.AS_IT_IS;

    @Option(
            names = "--link-z",
            description = "one label for each volume: joins objects of neighbouring z planes that overlap (a quarter of"
                    + " both together), also across one plane in which the object is missing; cuts where a volume dims"
                    + " between two brighter parts, as nuclei on top of each other do")
    private boolean linkZ;

    @Option(names = "--rois", description = "also write the outlines as an ImageJ ROI set")
    private boolean rois;

    @Option(
            names = "--block",
            paramLabel = "PX",
            hidden = true,
            description = "block size; changes the result's identity")
    private Integer block;

    /** Finds problems that need no model. @throws UsageException naming the option */
    void check() {
        if (threshold != null && !(threshold >= 0 && threshold <= 1)) {
            throw new UsageException("--threshold must be from 0 to 1, but is " + threshold);
        }
        if (minSize != null && minSize < 0) {
            throw new UsageException("--min-size must be at least 0 pixels, but is " + minSize);
        }
        if (diameterText != null) {
            diameter = DiameterChoice.parse(diameterText)
                    .orElseThrow(() -> new UsageException("--diameter must be a positive number of pixels, or "
                            + DiameterChoice.AUTO_NAME + ", but is " + diameterText));
        }
        if (block != null && block < 1) {
            throw new UsageException("--block must be at least 1 pixel, but is " + block);
        }
    }

    /** Whether the diameter of objects is to be measured in each image. */
    boolean measuresDiameter() {
        return diameter.measured();
    }

    /**
     * All options.
     *
     * @param builder with the model's defaults
     * @param measured diameter of the objects of an image, where it is measured
     */
    SegDiffOptions apply(SegDiffOptions.Builder builder, SamplingOptions sampling, OptionalDouble measured) {
        sampling.steps().ifPresent(builder::steps);
        sampling.runs().ifPresent(builder::runs);
        sampling.orientations().ifPresent(builder::orientations);
        sampling.solver().ifPresent(builder::solver);
        if (threshold != null) {
            builder.threshold(threshold);
        }
        if (minSize != null) {
            builder.minSize(minSize);
        }
        diameter.pixels().ifPresent(builder::diameter);
        measured.ifPresent(builder::diameter);
        if (block != null) {
            builder.block(block);
        }
        return builder.seed(sampling.seed()).build();
    }

    boolean linkZ() {
        return linkZ;
    }

    boolean rois() {
        return rois;
    }
}
