/** The dense float array [N,C,H,W] that samplers, guides and networks pass around, and how test tensors are read. */
package io.github.imagejdiffusion.diffusion.tensor;
