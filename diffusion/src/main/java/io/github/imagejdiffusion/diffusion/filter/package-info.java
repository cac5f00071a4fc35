/** Resizing as MATLAB's imresize does it, and the low-pass filter that comes of resizing down and up again. */
package io.github.imagejdiffusion.diffusion.filter;
