package io.github.imagejdiffusion.diffusion.model.config;

/**
 * How the denoiser is told how noisy x_t is, float [N].
 *
 * @param name of the input in the ONNX graph
 * @param kind what it takes
 */
public record TimeInput(String name, Kind kind) {

    /** Lower-case names are the keys under {@code graphs.denoiser.inputs}. */
    public enum Kind {
        /** The training timestep t, 0 .. T-1. */
        TIMESTEP,
        /** sqrt(alpha-bar_t), 0 (noise) to 1 (clean), so that any schedule serves (Saharia et al. 2021, SR3). */
        NOISE_LEVEL
    }
}
