package io.github.imagejdiffusion.superres.consistency;

import java.util.Arrays;

/**
 * Moves values by one amount and cuts them off at the ends of a range, so that their mean is then a given one. Of all values
 * within the range with that mean, these are the nearest. Immutable and thread-safe.
 *
 * @param lowest infinite if there is no end
 * @param highest likewise, or both are
 */
record BoundedMean(float lowest, float highest) {

    /** Halvings of the interval in which the shift lies; what is left is below the rounding of a float. */
    private static final int ROUNDS = 40;

    /** By how much to move them. @param mean within the range */
    double shift(float[] values, double mean) {
        if (lowest == Float.NEGATIVE_INFINITY) {
            return mean - mean(values, 0);
        }
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        // The mean of shifted values within the range grows with the shift: bisection.
        double low = (double) lowest - sorted[sorted.length - 1];
        double high = (double) highest - sorted[0];
        for (int round = 0; round < ROUNDS; round++) {
            double middle = (low + high) / 2;
            if (mean(values, middle) < mean) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    private double mean(float[] values, double shift) {
        double sum = 0;
        for (float v : values) {
            sum += within(v + shift);
        }
        return sum / values.length;
    }

    double within(double value) {
        return Math.max(lowest, Math.min(highest, value));
    }
}
