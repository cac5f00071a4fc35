/** Resampling of planes between the image's grid and the grid on which objects have the model's size. */
package io.github.imagejdiffusion.diffusion.resample;
