package io.github.imagejdiffusion.diffusion.sampler;

import io.github.imagejdiffusion.diffusion.schedule.VarianceType;

/**
 * The checked options of a sampler that act during a step; {@link SamplerBuilder} documents them.
 *
 * @param clipRange x0 is clipped to [-clipRange, clipRange]; infinite for no clipping
 */
record SamplerOptions(
        SolverKind solver,
        double eta,
        double clipRange,
        VarianceType varianceType,
        boolean useClippedModelOutput,
        MultistepRule multistepRule,
        boolean lowerOrderFinal) {

    boolean clips() {
        return clipRange != Double.POSITIVE_INFINITY;
    }

    /** Whether the network's second half of channels is used. */
    boolean wantsVariance() {
        return solver == SolverKind.DDPM && varianceType.isLearned();
    }
}
