package io.github.imagejdiffusion.diffusion.noise;

import io.github.imagejdiffusion.diffusion.tensor.Tensor;

/** Standard normal fields on demand. */
@FunctionalInterface
public interface NoiseSource {

    /**
     * Overwrites every element of {@code target} with standard normal deviates. Asking twice for the same call and
     * stream gives the same field.
     *
     * @param target [N,C,H,W], N being runs
     * @param call 0 for the start noise x_T, k for the noise consumed after network call k
     * @param stream what the field is used for
     */
    void fill(Tensor target, int call, NoiseStream stream);
}
