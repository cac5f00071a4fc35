package io.github.imagejdiffusion.diffusion.sampler;

/** One sampling method during one sampling call; may keep history, so it is not shared. */
interface Solver {

    /** Turns {@code state.x()} from x_t into the next x. Sums in double, stored as float. */
    void step(StepState state);

    /** Whether the predicted noise is needed. */
    default boolean usesEps() {
        return false;
    }

    /** Whether the solver adds a mean guide's gradient itself, rather than finding it in x0 and eps. */
    default boolean shiftsMean() {
        return false;
    }
}
