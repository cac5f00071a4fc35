package io.github.imagejdiffusion.diffusion.sampler;

import io.github.imagejdiffusion.diffusion.guide.GuideStep;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;

/**
 * Everything a solver needs for one step.
 *
 * @param step place in the chain
 * @param x x_t on entry; the solver overwrites it with the next x
 * @param x0 predicted clean sample after clipping and guides, read only
 * @param eps predicted noise, read only; null unless the solver {@link Solver#usesEps()}
 * @param variance the network's variance channels, or null
 * @param gradient sum of the mean guides' gradients, or null; only for solvers that {@link Solver#shiftsMean()}
 */
record StepState(GuideStep step, Tensor x, Tensor x0, Tensor eps, Tensor variance, Tensor gradient) {}
