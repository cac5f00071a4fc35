package io.github.imagejdiffusion.diffusion.guide;

import io.github.imagejdiffusion.diffusion.tensor.Tensor;

/**
 * Corrects the network's output before it is interpreted. Classifier-free guidance calls the network a second time
 * without condition and sets output = unconditional + g (output - unconditional) (Ho and Salimans 2022).
 */
@FunctionalInterface
public interface OutputGuide {

    /**
     * @param output the prediction [N,C,H,W], without channels for a learned variance; edited in place
     * @param x x_t, not to be modified
     */
    void guide(Tensor output, Tensor x, GuideStep step);
}
