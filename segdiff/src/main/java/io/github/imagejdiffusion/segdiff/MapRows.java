package io.github.imagejdiffusion.segdiff;

/**
 * Whole consecutive rows of the maps, row-major, on the input's grid. The arrays are shared: not to be modified.
 *
 * @param probability of foreground, 0..1
 * @param uncertainty sqrt(p (1 - p)), 0..0.5
 * @param spread standard deviation of the runs, 0..0.5; null unless at least 4 runs of at least 2 steps were made
 */
public record MapRows(float[] probability, float[] uncertainty, float[] spread) {}
