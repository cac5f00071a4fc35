/**
 * Restoration: {@link io.github.imagejdiffusion.restore.Denoise} gives the image behind a noisy one, by a diffusion model
 * that is conditioned on it; {@link io.github.imagejdiffusion.restore.ilvr} lets a model of clean images follow a
 * reference; {@link io.github.imagejdiffusion.diffusion.camera} measures the noise and what a restoration left of it.
 *
 * <p>Nothing here knows files, windows or engines: images come in as imglib2 intervals and results go out as arrays on
 * the same grid, or on a finer one.
 */
package io.github.imagejdiffusion.restore;
