package io.github.imagejdiffusion.batch.restore;

import io.github.imagejdiffusion.batch.UsageException;
import io.github.imagejdiffusion.batch.options.PixelTypeOptions;
import io.github.imagejdiffusion.batch.options.SamplingOptions;
import io.github.imagejdiffusion.diffusion.paired.ResultPixels;
import io.github.imagejdiffusion.restore.DenoiseOptions;
import java.util.OptionalInt;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What only {@code restore} asks for. */
public final class RestoreOptions {

    @Option(
            names = "--task",
            required = true,
            paramLabel = "TASK",
            description = "denoise, or upsample: more pixels, the finer content invented; not for measuring")
    private String task;

    @Option(
            names = "--method",
            paramLabel = "NAME",
            description = "model: trained for the task; ilvr: a model of clean images that follows the image,"
                    + " drawn by ddpm unless --sampler says else (default: model to denoise, ilvr to upsample)")
    private String method;

    @Option(
            names = "--sample",
            description = "one of the images that the noisy one may come of, in place of their mean; not for measuring")
    private boolean sample;

    @Option(
            names = "--residual",
            description = "also write what the result differs by from the image, in units of the noise")
    private boolean residual;

    @Mixin
    private PixelTypeOptions pixelType;

    @Option(
            names = "--block",
            paramLabel = "PX",
            hidden = true,
            description = "block size; changes the result's identity")
    private Integer block;

    /** Finds problems that need no model. @throws UsageException naming the option */
    void check(SamplingOptions sampling) {
        if (sampling.orientations().orElse(1) > 1 && task().byIlvr()) {
            throw new UsageException(
                    "--orientations does not go with --method ilvr, which draws in the image's own; leave it out");
        }
        if (sample && task().byIlvr()) {
            throw new UsageException(
                    "--sample does not go with --method ilvr, each run of which is a sample;" + " leave it out");
        }
        pixelType.check();
        if (block != null && block < 1) {
            throw new UsageException("--block must be at least 1 pixel, but is " + block);
        }
    }

    /** @param builder with the model's defaults */
    DenoiseOptions apply(DenoiseOptions.Builder builder, SamplingOptions sampling) {
        sampling.steps().ifPresent(builder::steps);
        sampling.runs().ifPresent(builder::runs);
        sampling.orientations().ifPresent(builder::orientations);
        sampling.solver().ifPresent(builder::solver);
        if (block != null) {
            builder.block(block);
        }
        return builder.sample(sample).seed(sampling.seed()).build();
    }

    /** @throws UsageException if there is no such task or method */
    RestoreTask task() {
        return RestoreTask.of(task, method);
    }

    OptionalInt block() {
        return block == null ? OptionalInt.empty() : OptionalInt.of(block);
    }

    boolean residual() {
        return residual;
    }

    ResultPixels pixels() {
        return pixelType.pixels();
    }
}
