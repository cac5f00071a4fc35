/** Intensity normalisation: one value set for a plane, a stack or any part of it, never per block. */
package io.github.imagejdiffusion.diffusion.normalise;
