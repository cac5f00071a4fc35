package io.github.imagejdiffusion.diffusion.normalise;

import java.util.Arrays;

/**
 * Two percentiles of a channel; {@code (v - low) / (high - low)} maps the first to 0 and the second to 1, without
 * clipping. A channel whose two percentiles are one value maps to 0.
 *
 * <p>Immutable and thread-safe.
 *
 * @param low value at the low percentile
 * @param high value at the high percentile
 */
public record PercentileLimits(float low, float high) {

    /** Checks the range. @throws IllegalArgumentException unless both are finite and in order */
    public PercentileLimits {
        if (!(low <= high) || Float.isInfinite(low) || Float.isInfinite(high)) {
            throw new IllegalArgumentException("limits " + low + " to " + high + " are not a range");
        }
    }

    /** Normalises in place. Finite values give finite results where the quotient itself fits into a float. */
    public void apply(float[] values) {
        if (low == high) {
            Arrays.fill(values, 0);
            return;
        }
        // In double: the difference of two floats may overflow a float.
        double range = (double) high - low;
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (((double) values[i] - low) / range);
        }
    }
}
