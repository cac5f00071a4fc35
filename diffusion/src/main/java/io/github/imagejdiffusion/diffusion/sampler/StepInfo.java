package io.github.imagejdiffusion.diffusion.sampler;

import io.github.imagejdiffusion.diffusion.tensor.Tensor;

/**
 * What a {@link StepListener} sees. The tensors are the sampler's own memory: read them during the call, copy what is
 * to be kept, write nothing.
 *
 * @param index the step just done, 0 .. count-1
 * @param count steps in all
 * @param timestep training timestep that the network was given
 * @param x0 the clean sample as predicted in this step, after clipping and guides: a preview
 * @param x the sample after the step; on the last step the result
 */
public record StepInfo(int index, int count, int timestep, Tensor x0, Tensor x) {}
