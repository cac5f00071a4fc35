package io.github.imagejdiffusion.diffusion.normalise;

import io.github.imagejdiffusion.diffusion.tensor.DoublePart;
import io.github.imagejdiffusion.diffusion.tensor.ElementLoop;
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
        double lowest = low;
        double range = high - lowest;
        ElementLoop.over(values.length, (from, to) -> {
            double[] part = new double[DoublePart.SIZE];
            for (int at = from; at < to; at += DoublePart.SIZE) {
                int count = Math.min(DoublePart.SIZE, to - at);
                DoublePart.load(values, at, part, count);
                for (int i = 0; i < count; i++) {
                    part[i] = (part[i] - lowest) / range;
                }
                DoublePart.store(part, values, at, count);
            }
        });
    }
}
