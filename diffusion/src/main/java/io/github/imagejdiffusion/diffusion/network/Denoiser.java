package io.github.imagejdiffusion.diffusion.network;

import io.github.imagejdiffusion.diffusion.tensor.Tensor;

/**
 * The noise network with its condition already bound: what a sampler calls once per step.
 *
 * <p>The value returned is the raw network output (noise, clean sample or velocity, as the model's prediction type
 * says), [N,K,H,W] as {@code x}; K is doubled for models that also predict a variance. Implementations state whether
 * they are thread-safe; those of this library serialise calls.
 */
@FunctionalInterface
public interface Denoiser {

    /**
     * One network call.
     *
     * @param x noisy sample x_t, [N,K,H,W]; not modified
     * @param timestep training timestep, 0 .. T-1, or the noise level sqrt(alpha-bar) for networks that take that
     * @return a new tensor
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException if the network fails or rejects the tensor
     */
    Tensor predict(Tensor x, double timestep);
}
