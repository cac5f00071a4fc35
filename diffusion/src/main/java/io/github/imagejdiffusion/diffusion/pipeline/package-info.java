/** An opened model, ready for a capability to sample with. */
package io.github.imagejdiffusion.diffusion.pipeline;
