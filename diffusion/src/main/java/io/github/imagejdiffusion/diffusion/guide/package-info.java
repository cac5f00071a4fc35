/**
 * The four places where a sampler lets others correct a step. In order of action:
 *
 * <ol>
 *   <li>{@link io.github.imagejdiffusion.diffusion.guide.OutputGuide}: the network's output (classifier-free guidance);
 *   <li>{@link io.github.imagejdiffusion.diffusion.guide.MeanGuide}: the mean of the step (classifier gradient);
 *   <li>{@link io.github.imagejdiffusion.diffusion.guide.X0Guide}: the predicted clean sample (DDNM, DiffPIR);
 *   <li>{@link io.github.imagejdiffusion.diffusion.guide.NextGuide}: the next x (ILVR, RePaint, SDEdit's mask).
 * </ol>
 *
 * <p>Notation as in {@link io.github.imagejdiffusion.diffusion.schedule}. Guides edit tensors in place, and must not keep
 * them: the sampler reuses the memory. Several guides of one place act in the order in which they were added.
 */
package io.github.imagejdiffusion.diffusion.guide;
