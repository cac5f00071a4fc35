package io.github.imagejdiffusion.imagej.segment;

import io.github.imagejdiffusion.diffusion.onnx.DeviceChoice;
import io.github.imagejdiffusion.imagej.settings.PlaneChoice;
import io.github.imagejdiffusion.imagej.settings.Sampling;
import io.github.imagejdiffusion.segdiff.DiameterChoice;
import io.github.imagejdiffusion.segdiff.SegDiffOptions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a person or a macro asked for. What is left out is the model package's own default.
 *
 * @param model name or path; empty for the usual one, see {@link ModelChoice#resolve}
 * @param channel from 1
 * @param diameter of objects
 * @param slices which z planes
 * @param frames which time points
 * @param link whether objects are joined through z
 * @param outputs what is shown beside the labels
 * @param sampling how the model is sampled
 * @param threshold foreground is probability above this, 0..1
 * @param minSize drop smaller objects, in pixels
 * @param device where to run
 * @param files what is saved
 */
public record SegmentSettings(
        Optional<String> model,
        OptionalInt channel,
        DiameterChoice diameter,
        PlaneChoice slices,
        PlaneChoice frames,
        boolean link,
        Outputs outputs,
        Sampling sampling,
        OptionalDouble threshold,
        OptionalInt minSize,
        DeviceChoice device,
        Files files) {

    /**
     * What is shown beside the labels.
     *
     * @param outlines in the ROI Manager; as overlay of the labels where there is no screen
     * @param table rows in the Results table
     */
    public record Outputs(boolean probability, boolean uncertainty, boolean spread, boolean outlines, boolean table) {}

    /** What is saved. */
    public record Files(Optional<Path> rois, Optional<Path> objects) {}

    /**
     * The complete options, but for a diameter that is to be measured.
     *
     * @param defaults the model's
     * @param measuredDiameter in pixels, where it was measured
     * @throws IllegalArgumentException if a value is out of range
     */
    public SegDiffOptions options(SegDiffOptions.Builder defaults, OptionalDouble measuredDiameter) {
        sampling.steps().ifPresent(defaults::steps);
        sampling.runs().ifPresent(defaults::runs);
        sampling.orientations().ifPresent(defaults::orientations);
        sampling.sampler().ifPresent(defaults::solver);
        threshold.ifPresent(defaults::threshold);
        minSize.ifPresent(defaults::minSize);
        diameter.pixels().ifPresent(defaults::diameter);
        measuredDiameter.ifPresent(defaults::diameter);
        return defaults.seed(sampling.seed()).build();
    }
}
