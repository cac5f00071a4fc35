/**
 * Images made of images by a conditional model, block by block: what denoising and super-resolution share. The result lies
 * on the grid of the condition and on its scale.
 */
package io.github.imagejdiffusion.diffusion.paired;
