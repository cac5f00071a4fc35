package io.github.imagejdiffusion.segdiff;

/**
 * Whole consecutive rows of the maps, row-major, on the input's grid. The arrays are shared: not to be modified.
 *
 * @param probability of foreground, 0..1
 * @param uncertainty sqrt(p (1 - p)), 0..0.5
 * @param spread standard deviation over runs and orientations, 0..0.5, of the distance map d as (d + 1) / 2, or of the
 *     probability where the model has no distance map; null unless {@link SegDiffOptions#spreadIsDefined}
 */
public record MapRows(float[] probability, float[] uncertainty, float[] spread) {}
