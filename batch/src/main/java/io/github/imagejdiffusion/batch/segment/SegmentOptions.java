package io.github.imagejdiffusion.batch.segment;

import io.github.imagejdiffusion.batch.UsageException;
import io.github.imagejdiffusion.batch.options.FormatOptions;
import io.github.imagejdiffusion.diffusion.sampler.SamplerException;
import io.github.imagejdiffusion.diffusion.sampler.SolverKind;
import io.github.imagejdiffusion.formats.write.StackFormat;
import io.github.imagejdiffusion.segdiff.SegDiffOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of {@code segment} beyond inputs and model. What is left out is the model package's own default. */
public final class SegmentOptions {

    @Option(names = "--steps", paramLabel = "N", description = "network calls per run (default: the model's)")
    private Integer steps;

    @Option(names = "--runs", paramLabel = "N", description = "draws that are averaged (default: the model's)")
    private Integer runs;

    @Option(names = "--sampler", paramLabel = "NAME", description = "ddim, ddpm or dpmpp2m (default: the model's)")
    private String sampler;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "of the noise (default: ${DEFAULT-VALUE})",
            defaultValue = "0")
    private long seed;

    @Option(
            names = "--threshold",
            paramLabel = "P",
            description = "foreground is probability above this (default: the model's)")
    private Double threshold;

    @Option(
            names = "--min-size",
            paramLabel = "PX",
            description = "drop smaller objects, in pixels (default: the model's)")
    private Integer minSize;

    @Option(
            names = "--diameter",
            paramLabel = "PX",
            description = "typical object diameter in pixels: scales the image to what the model was trained on"
                    + " (default: the image as it is)")
    private Double diameter;

    @Option(
            names = "--channel",
            paramLabel = "N",
            description = "channel to segment, from 1 (needed where the image has more than the model takes)")
    private Integer channel;

    @Option(names = "--rois", description = "also write the outlines as an ImageJ ROI set")
    private boolean rois;

    @Option(
            names = "--block",
            paramLabel = "PX",
            hidden = true,
            description = "block size; changes the result's identity")
    private Integer block;

    @Mixin
    private FormatOptions format;

    /** Finds problems that need no model. @throws UsageException naming the option */
    void check() {
        format.check();
        if (steps != null && steps < 1) {
            throw new UsageException("--steps must be at least 1, but is " + steps);
        }
        if (runs != null && runs < 1) {
            throw new UsageException("--runs must be at least 1, but is " + runs);
        }
        if (channel != null && channel < 1) {
            throw new UsageException("--channel counts from 1, but is " + channel);
        }
        if (sampler != null) {
            solver();
        }
    }

    SegDiffOptions apply(SegDiffOptions.Builder builder) {
        if (steps != null) {
            builder.steps(steps);
        }
        if (runs != null) {
            builder.runs(runs);
        }
        if (sampler != null) {
            builder.solver(solver());
        }
        if (threshold != null) {
            builder.threshold(threshold);
        }
        if (minSize != null) {
            builder.minSize(minSize);
        }
        if (diameter != null) {
            builder.diameter(diameter);
        }
        if (block != null) {
            builder.block(block);
        }
        return builder.seed(seed).build();
    }

    private SolverKind solver() {
        try {
            return SolverKind.parse(sampler);
        } catch (SamplerException e) {
            throw new UsageException("--sampler: " + e.getMessage());
        }
    }

    /** From 1, or null. */
    Integer channel() {
        return channel;
    }

    boolean rois() {
        return rois;
    }

    StackFormat format() {
        return format.format();
    }
}
