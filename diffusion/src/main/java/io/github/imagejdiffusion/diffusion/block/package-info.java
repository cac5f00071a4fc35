/**
 * Blocks: the unit of work and memory. A plane is cut into cores that touch; each is computed with a halo around it,
 * and neighbours are blended over the halo. The grid depends on the model package alone, never on heap or threads.
 */
package io.github.imagejdiffusion.diffusion.block;
