package io.github.imagejdiffusion.diffusion.guide;

import io.github.imagejdiffusion.diffusion.tensor.Tensor;

/**
 * Corrects the sample after a step (ILVR, RePaint, SDEdit's mask). Multistep solvers refuse such guides: their history
 * would belong to another x.
 */
@FunctionalInterface
public interface NextGuide {

    /**
     * @param next the sample at the level {@code step.to()}, [N,C,H,W], edited in place
     * @param step the step just taken; ILVR as released noises its reference to {@code step.from()}, as published to
     *     {@code step.to()}
     */
    void guide(Tensor next, GuideStep step);

    /** Name for messages. */
    default String name() {
        return getClass().getSimpleName();
    }
}
