/**
 * From noise to image: {@link io.github.imagejdiffusion.diffusion.sampler.DiffusionSampler} walks down a chain of noise
 * levels, and one solver per method does the steps.
 *
 * <p>Notation as in {@link io.github.imagejdiffusion.diffusion.schedule}; tensors are [N,C,H,W] with N = runs. One step:
 * network output, {@code OutputGuide}, x0 and eps, {@code MeanGuide}, clip, {@code X0Guide}, solver, {@code NextGuide},
 * {@code StepListener}.
 *
 * <p>A step leads from one timestep of the chain to the next one, and the last to the clean sample. diffusers' DDIM
 * instead goes from t to t - T/n; the two agree for leading spacing and where n divides T, and differ for linspace,
 * where diffusers' next network call then sees a sample of another noise level than it is told.
 */
package io.github.imagejdiffusion.diffusion.sampler;
