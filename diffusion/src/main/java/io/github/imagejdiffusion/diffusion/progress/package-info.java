/** Progress and cancellation of long work. */
package io.github.imagejdiffusion.diffusion.progress;
