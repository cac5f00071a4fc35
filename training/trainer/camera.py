"""A simulated camera: shot noise, read noise, neighbours that correlate, quantisation and saturation.

Units are those of the file it would write: grey values of an 8-bit image, or the same scale without rounding for
16-bit ranges, whose steps are far below the noise.
"""

from dataclasses import dataclass

import numpy as np

from .structures import log_uniform


@dataclass(frozen=True)
class Camera:
    """One exposure's settings.

    gain: variance per light, grey values; read: deviation, grey values; lag: weights of the noise filter for the left
    and the upper neighbour; multiplied: photons are amplified by chance (photomultipliers, EMCCD: the excess factor 2
    of exponential pulses), so that half as many make the same variance.
    """

    gain: float
    read: float
    offset: float
    lag: tuple
    eight_bit: bool
    multiplied: bool = False

    @staticmethod
    def draw(rng, ranges, brightness):
        """`brightness`: grey value of the field's bright structures; at least `least_photons` are counted there."""
        low, high = ranges.get("gain", [1.0, 30.0])
        gain = min(log_uniform(rng, low, high), max(low, brightness / ranges.get("least_photons", 3.0)))
        right, below = 0.0, 0.0
        top = ranges.get("correlation", [0.0, 0.3])[1]
        kind = rng.random()
        if kind > 0.25:
            right = rng.uniform(0, top)
        if kind > 0.65:
            below = right * rng.uniform(0, 1)
        return Camera(
            gain=gain,
            read=rng.uniform(*ranges.get("read_noise", [0.0, 4.0])) ** 2 / 4 + 0.2,
            offset=rng.uniform(*ranges.get("offset", [0.0, 12.0])),
            lag=(weight(right), weight(below)),
            eight_bit=rng.random() < ranges.get("eight_bit_share", 0.7),
            multiplied=rng.random() < ranges.get("multiplied_share", 0.35),
        )

    def variance(self, light):
        return self.gain * light + self.read**2

    def expose(self, rng, light):
        """One noisy image of `light` (grey values above the offset, [h, w])."""
        noise = self.detected(rng, light, light.shape) - light
        for axis, w in ((1, self.lag[0]), (0, self.lag[1])):
            if w > 0:  # the light itself stays sharp: a detector's lag is far below its PSF
                noise = (noise + w * np.roll(noise, 1, axis)) / np.sqrt(1 + w * w)
        return self.digitise(light + self.offset + noise)

    def detected(self, rng, light, shape):
        gain = self.gain / 2 if self.multiplied else self.gain
        photons = rng.poisson(light / gain, shape)
        return gain * (rng.standard_gamma(photons) if self.multiplied else photons) + self.read * rng.standard_normal(shape)

    def digitise(self, value):
        return np.clip(np.rint(value), 0, 255) if self.eight_bit else value

    def expected(self, rng, light, draws=300, levels=48):
        """The mean of many exposures: what averaging would measure, with what zero and saturation cut away."""
        top = float(light.max())
        within = self.offset > 4 * self.read and top + self.offset + 5 * self.variance(top) ** 0.5 < 255
        if within or not self.eight_bit:
            return light + self.offset
        grid = np.linspace(0, 1, levels) ** 2 * max(top, 1.0)
        sample = self.detected(rng, grid, (draws, levels))
        cut = (np.clip(sample + self.offset, 0, 255) - sample - self.offset).mean(0)
        return light + self.offset + np.interp(light, grid, cut)


def weight(correlation):
    """w such that n(x) + w n(x-1) correlates by `correlation` with its neighbour: w / (1 + w^2)."""
    r = min(correlation, 0.49)
    return 0.0 if r <= 0 else (1 - np.sqrt(1 - 4 * r * r)) / (2 * r)
