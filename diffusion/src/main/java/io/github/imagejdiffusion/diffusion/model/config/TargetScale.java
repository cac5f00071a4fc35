package io.github.imagejdiffusion.diffusion.model.config;

/**
 * How what an image-to-image model samples becomes an image: v = scale * x0 + offset, on the normalised scale of its
 * condition, where the percentiles are 0 and 1.
 *
 * @param scale not 0
 * @param offset any
 */
public record TargetScale(double scale, double offset) {

    /** From [-1,1] to [0,1]. */
    public static final TargetScale USUAL = new TargetScale(0.5, 0.5);
}
