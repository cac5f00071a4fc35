package io.github.imagejdiffusion.diffusion.guide;

import io.github.imagejdiffusion.diffusion.tensor.Tensor;

/**
 * Corrects the predicted clean sample, after clipping (DDNM, DiffPIR, dynamic thresholding). Whether eps follows the
 * corrected x0 (DiffPIR) or stays the network's (DDNM) is the sampler's option {@code useClippedModelOutput}.
 */
@FunctionalInterface
public interface X0Guide {

    /**
     * @param x0 predicted clean sample [N,C,H,W], edited in place
     * @param x x_t, not to be modified
     */
    void guide(Tensor x0, Tensor x, GuideStep step);
}
