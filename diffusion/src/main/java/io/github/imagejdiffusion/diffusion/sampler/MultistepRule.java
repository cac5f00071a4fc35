package io.github.imagejdiffusion.diffusion.sampler;

/** How DPM-Solver++(2M) uses its second-order term: diffusers' {@code solver_type}. */
public enum MultistepRule {
    /** The usual one; Lu et al. 2022, algorithm 2. */
    MIDPOINT,
    /** Integrates the linear term exactly instead of at the midpoint. */
    HEUN
}
