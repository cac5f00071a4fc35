package io.github.imagejdiffusion.restore;

import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.diffusion.tensor.ElementLoop;

/**
 * The scale that image and result share. The network sees the noisy image with its own percentiles at 0 and 1, and
 * answers 2 v - 1 for a clean value v on that very scale, not clipped: {@code training/trainer/denoising.py}.
 *
 * @param limits of the noisy image
 */
record NoisyScale(PercentileLimits limits) {

    /** Whether all is one value, as far as the percentiles see: there is nothing to restore. */
    boolean isFlat() {
        return limits.low() == limits.high();
    }

    /** From the network's range to the image's units, in place. */
    void restore(float[] values) {
        map(values, limits.low() + halfRange());
    }

    /** Likewise for a difference of values. */
    void restoreDifference(float[] values) {
        map(values, 0);
    }

    private double halfRange() {
        return ((double) limits.high() - limits.low()) / 2;
    }

    private void map(float[] values, double offset) {
        double scale = halfRange();
        ElementLoop.over(values.length, (from, to) -> {
            for (int i = from; i < to; i++) {
                values[i] = (float) (offset + scale * values[i]);
            }
        });
    }
}
