package io.github.imagejdiffusion.diffusion.paired;

/**
 * Whole consecutive rows of a result, row-major, on the input's grid. The arrays are shared: not to be modified.
 *
 * @param values in the units of the input, neither rounded nor clipped to its type
 * @param spread standard deviation of the runs in the same units; null unless at least 4 runs of at least 2 steps were
 *     made
 */
public record RestoredRows(float[] values, float[] spread) {}
