package io.github.imagejdiffusion.diffusion.model.config;

/**
 * How an image is cut for the network. Sizes are in pixels at the model's scale.
 *
 * @param core width and height of a block without its halo; a multiple of the stride
 * @param halo pixels around the core that the network sees, 0 .. core; a multiple of the stride
 * @param stride every width and height the network gets is a multiple of this
 */
public record BlockLayout(int core, int halo, int stride) {}
