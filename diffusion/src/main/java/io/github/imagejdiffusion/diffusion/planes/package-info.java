/** Which planes of an image there are and are meant. */
package io.github.imagejdiffusion.diffusion.planes;
