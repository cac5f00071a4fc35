package io.github.imagejdiffusion.diffusion.paired;

import io.github.imagejdiffusion.diffusion.model.config.TargetScale;
import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.diffusion.tensor.ElementLoop;

/**
 * The scale that image and result share: the network sees the image with its own percentiles at 0 and 1, and answers on
 * that very scale, not clipped, through the package's affine map.
 *
 * @param limits of the image that is the condition
 * @param target from the network's answer to the normalised scale
 */
public record ImageScale(PercentileLimits limits, TargetScale target) {

    /** Whether all is one value, as far as the percentiles see: there is nothing to make of it. */
    public boolean isFlat() {
        return limits.low() == limits.high();
    }

    /** From the image's units to the network's range, in place. */
    public void toNetwork(float[] values) {
        double scale = 1 / (target.scale() * range());
        map(values, scale, -(limits.low() + target.offset() * range()) * scale);
    }

    /** From the network's range to the image's units, in place. */
    public void restore(float[] values) {
        map(values, target.scale() * range(), limits.low() + target.offset() * range());
    }

    /** Likewise for a standard deviation. */
    public void restoreSpread(float[] values) {
        map(values, Math.abs(target.scale()) * range(), 0);
    }

    private double range() {
        return (double) limits.high() - limits.low();
    }

    /** The network may answer somewhat more than the brightest, which may be the largest float that there is. */
    private static float finite(double value) {
        return (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, value));
    }

    private static void map(float[] values, double scale, double offset) {
        ElementLoop.over(values.length, (from, to) -> {
            for (int i = from; i < to; i++) {
                values[i] = finite(offset + scale * values[i]);
            }
        });
    }
}
