package io.github.imagejdiffusion.diffusion.normalise;

/**
 * Two percentiles of a channel; {@code (v - low) / (high - low)} maps the first to 0 and the second to 1, without
 * clipping. A constant channel maps to 0.
 *
 * @param low value at the low percentile
 * @param high value at the high percentile
 */
public record PercentileLimits(float low, float high) {

    public PercentileLimits {
        if (!(low <= high) || Float.isInfinite(low) || Float.isInfinite(high)) {
            throw new IllegalArgumentException("limits " + low + " to " + high + " are not a range");
        }
    }

    /** Normalises in place. */
    public void apply(float[] values) {
        float range = high - low;
        if (range <= 0) {
            java.util.Arrays.fill(values, 0);
            return;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = (values[i] - low) / range;
        }
    }
}
