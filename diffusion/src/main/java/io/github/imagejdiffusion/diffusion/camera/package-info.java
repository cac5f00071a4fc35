/**
 * The noise of a camera, measured on an image: how its variance grows with the intensity, and how far neighbours share
 * it. And by its measure, what a restoration took away: the residual.
 */
package io.github.imagejdiffusion.diffusion.camera;
