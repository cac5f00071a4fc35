/**
 * SegDiff (Amit et al. 2021, arXiv:2112.00390): a diffusion model draws segmentation masks that fit an image; several
 * draws give a probability and show where they disagree. {@link io.github.imagejdiffusion.segdiff.SegDiff} is the facade.
 *
 * <p>This package knows no files, windows or engines: images come in as imglib2 intervals and results go out as arrays
 * on the same grid.
 */
package io.github.imagejdiffusion.segdiff;
