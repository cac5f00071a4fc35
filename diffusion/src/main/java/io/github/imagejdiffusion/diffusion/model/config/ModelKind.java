package io.github.imagejdiffusion.diffusion.model.config;

/** What a diffusion model was trained to do. Lower-case names are the values of {@code kind} in a package. */
public enum ModelKind {
    /** Mask and, optionally, distance conditioned on an image (Amit et al. 2021, SegDiff). */
    SEGDIFF,
    /** Clean image conditioned on a noisy one. */
    DENOISE,
    /** Images without any condition. */
    PRIOR,
    /** Fine image conditioned on an upsampled coarse one (Saharia et al. 2021, SR3). */
    SR3,
    /** One level of a Laplacian pyramid conditioned on the coarser one. */
    PYRAMID,
    /** Latents of an autoencoder. */
    LATENT,
    /** Any image conditioned on another. */
    PAIRED
}
