"""Percentile normalisation, the same rule as the Java side (see io.github.imagejdiffusion.diffusion.normalise)."""

import numpy as np

LOW, HIGH = 1.0, 99.8


def percentile(sorted_values, percent):
    """Nearest-rank percentile: exact for integer images, no interpolation to differ between implementations."""
    n = len(sorted_values)
    rank = int(np.ceil(percent / 100.0 * n)) - 1
    return float(sorted_values[min(max(rank, 0), n - 1)])


def limits(channel, low=LOW, high=HIGH):
    """Where both percentiles are one value, the largest value is the upper limit: a few objects on plain black."""
    values = np.sort(channel, axis=None)
    lo, hi = percentile(values, low), percentile(values, high)
    return lo, hi if lo < hi else float(values[-1])


def normalise(image, low=LOW, high=HIGH):
    """[H,W] or [H,W,C] -> float32 [C,H,W]; per channel (v - p_low) / (p_high - p_low), constant channels -> 0."""
    stack = image[None] if image.ndim == 2 else np.moveaxis(image, 2, 0)
    out = np.empty(stack.shape, np.float32)
    for c, channel in enumerate(stack):
        lo, hi = limits(channel, low, high)
        out[c] = (channel.astype(np.float32) - lo) / (hi - lo) if hi > lo else 0.0
    return out
