package io.github.imagejdiffusion.diffusion.sampler;

import io.github.imagejdiffusion.diffusion.tensor.ElementLoop;

/** One sampling method during one sampling call; may keep history, so it is not shared. */
interface Solver {

    /**
     * Prepares a step, before {@code state.x0()} and {@code state.eps()} are known.
     *
     * @return turns {@code state.x()} from x_t into the next x, element by element; run once over all elements, each after
     *     its x0 and eps have been set. Sums in double, stored as float
     */
    ElementLoop.Body step(StepState state);

    /** Whether the predicted noise is needed. */
    default boolean usesEps() {
        return false;
    }

    /** Whether the solver adds a mean guide's gradient itself, rather than finding it in x0 and eps. */
    default boolean shiftsMean() {
        return false;
    }
}
