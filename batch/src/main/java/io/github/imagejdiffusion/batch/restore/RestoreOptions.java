package io.github.imagejdiffusion.batch.restore;

import io.github.imagejdiffusion.batch.UsageException;
import io.github.imagejdiffusion.batch.options.SamplingOptions;
import io.github.imagejdiffusion.restore.DenoiseOptions;
import picocli.CommandLine.Option;

/** What only {@code restore} asks for. */
public final class RestoreOptions {

    private static final String DENOISE = "denoise";

    @Option(names = "--task", required = true, paramLabel = "TASK", description = "what to restore: denoise")
    private String task;

    @Option(
            names = "--sample",
            description = "one of the images that the noisy one may come of, in place of their mean; not for measuring")
    private boolean sample;

    @Option(names = "--residual", description = "also write what was taken away, in units of the noise")
    private boolean residual;

    @Option(
            names = "--block",
            paramLabel = "PX",
            hidden = true,
            description = "block size; changes the result's identity")
    private Integer block;

    /** Finds problems that need no model. @throws UsageException naming the option */
    void check() {
        if (!task.equals(DENOISE)) {
            throw new UsageException("--task " + task + " is not known; use " + DENOISE);
        }
        if (block != null && block < 1) {
            throw new UsageException("--block must be at least 1 pixel, but is " + block);
        }
    }

    /** @param builder with the model's defaults */
    DenoiseOptions apply(DenoiseOptions.Builder builder, SamplingOptions sampling) {
        sampling.steps().ifPresent(builder::steps);
        sampling.runs().ifPresent(builder::runs);
        sampling.solver().ifPresent(builder::solver);
        if (block != null) {
            builder.block(block);
        }
        return builder.sample(sample).seed(sampling.seed()).build();
    }

    String task() {
        return task;
    }

    boolean residual() {
        return residual;
    }
}
