package io.github.imagejdiffusion.diffusion.guide;

import io.github.imagejdiffusion.diffusion.tensor.Tensor;

/**
 * Shifts the mean of a step along a gradient (Dhariwal and Nichol 2021, algorithms 1 and 2). DDPM: mean += variance *
 * gradient. DDIM and DPM-Solver++: eps -= sigma * gradient, from which x0 follows anew.
 */
@FunctionalInterface
public interface MeanGuide {

    /**
     * Guidance scale times the gradient of log p(y | x_t) with respect to x_t.
     *
     * @param x x_t [N,C,H,W], not to be modified
     * @return a tensor of the same shape, which the sampler only reads
     */
    Tensor gradient(Tensor x, GuideStep step);
}
