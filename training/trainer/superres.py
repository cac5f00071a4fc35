"""Training pairs of a super-resolution model: what a microscope of lower resolution would have recorded of a field.

The field is blurred by a Gaussian PSF on the fine grid, its pixels are binned, photons are counted, and the record is
enlarged again by cubic interpolation: that is the condition (Saharia et al. 2021, SR3). The scale is the record's own,
percentiles 1 and 99.8 to 0 and 1, because that is all there is when the model is used.
"""

from dataclasses import dataclass

import numpy as np
import torch
from scipy import ndimage

from . import fields, normalise
from .denoising import psnr, turned
from .structures import log_uniform


def binned(image, factor):
    h, w = (n // factor * factor for n in image.shape)
    return image[:h, :w].reshape(h // factor, factor, w // factor, factor).mean((1, 3))


def keys(x):
    """The cubic kernel of Keys (1981) with a = -0.5, as MATLAB's imresize and the Java side have it."""
    x = np.abs(x)
    return np.where(x <= 1, 1.5 * x**3 - 2.5 * x**2 + 1, np.where(x < 2, -0.5 * x**3 + 2.5 * x**2 - 4 * x + 2, 0.0))


def enlarged(image, factor):
    """Cubic interpolation to factor times the size; pixel centres at (i + 0.5) / factor - 0.5, edges mirrored."""
    for axis in (0, 1):
        size = image.shape[axis]
        pad = [(0, 0), (0, 0)]
        pad[axis] = (2, 2)
        padded = np.pad(image, pad, mode="symmetric")
        phases = []
        for phase in range(factor):
            centre = (phase + 0.5) / factor - 0.5
            first = int(np.floor(centre)) - 1
            taps = [keys(centre - (first + k)) * padded.take(range(2 + first + k, 2 + first + k + size), axis) for k in range(4)]
            phases.append(sum(taps))
        image = np.stack(phases, axis + 1).reshape([n * factor if a == axis else n for a, n in enumerate(image.shape)])
    return image


@dataclass(frozen=True)
class Microscope:
    """sigma: of the PSF in pixels of the fine grid; photons: at the brightest structures in one binned pixel, inf for
    no noise; read: deviation, in shares of the brightest; levels: grey values that the brightest take, 0 for many."""

    factor: int
    sigma: float
    photons: float = np.inf
    read: float = 0.0
    levels: int = 0

    @staticmethod
    def draw(rng, factor, ranges):
        low, high = ranges.get("blur", [0.35, 0.95])
        usual = ranges.get("usual_blur")
        quiet = rng.random() < ranges.get("noise_free_share", 0.4)
        photons = np.inf if quiet else log_uniform(rng, *ranges.get("photons", [50.0, 5000.0]))
        return Microscope(
            factor=factor,
            sigma=factor * (rng.triangular(low, usual, high) if usual else rng.uniform(low, high)),
            photons=photons,
            read=0.0 if quiet else rng.uniform(0, ranges.get("read_noise", 0.3)) / np.sqrt(photons),
            levels=int(rng.uniform(80, 255)) if rng.random() < ranges.get("eight_bit_share", 0.3) else 0,
        )

    def record(self, rng, light):
        """The coarse record of `light` (brightest structures 1)."""
        return self.counted(rng, binned(ndimage.gaussian_filter(light, self.sigma, mode="mirror", truncate=4), self.factor))

    def counted(self, rng, seen):
        if np.isfinite(self.photons):
            seen = rng.poisson(np.clip(seen, 0, None) * self.photons) / self.photons
            seen = seen + self.read * rng.standard_normal(seen.shape)
        return np.rint(seen * self.levels) / self.levels if self.levels else seen


class SuperResolutionTask:
    def __init__(self, config, seed):
        self.rng = np.random.default_rng(seed)
        self.crop = config["training"]["crop"]
        self.microscope = config["microscope"]
        self.factor = self.microscope["factor"]

    @staticmethod
    def prepare(item):
        clean = item["image"].astype(np.float32) / fields.UNIT
        # For the percentiles: a blurred, binned copy of the whole field is too slow to make for every example.
        coarse = binned(ndimage.gaussian_filter(clean, 1.5), 2)
        step = max(1, min(coarse.shape) // 64)
        return {"clean": clean, "labels": clean, "coarse": coarse[::step, ::step]}

    def example(self, item):
        """(enlarged record [1,crop,crop], target [1,crop,crop], weight [1,1,1])."""
        rng, clean = self.rng, item["clean"]
        gamma = rng.uniform(0.75, 1.4) if rng.random() < 0.4 else 1.0
        background = log_uniform(rng, 0.003, 0.3) if rng.random() < 0.5 else 0.0
        lit = lambda c: np.clip(c, 0, None).astype(np.float64) ** gamma + background
        microscope = Microscope.draw(rng, self.factor, self.microscope)
        low, high = normalise.limits(microscope.counted(rng, lit(item["coarse"])))
        y, x = (rng.integers(n - self.crop + 1) for n in clean.shape)
        light = lit(turned(rng, clean[y : y + self.crop, x : x + self.crop]))
        span = max(high - low, 1e-6) * np.exp(rng.normal(0, 0.1))
        low = low + rng.normal(0, 0.02) * span
        seen = (enlarged(microscope.record(rng, light), self.factor) - low) / span
        light = (light - low) / span
        # Gains are judged in dB; without a weight only the noisiest and the finest would be learned.
        weight = min((np.mean((seen - light) ** 2) / 0.003 + 0.03) ** -0.75, 6.0)
        return tuple(np.asarray(v, np.float32)[None] for v in (seen, 2 * light - 1, np.full((1, 1), weight)))


@torch.no_grad()
def restored(config, encoder, denoiser, record, factor, seed=0, steps=1):
    """record [h,w] (normalised) -> the model's fine image [h*factor, w*factor] on the same scale."""
    from . import networks
    from .sample import ddim

    unit = networks.stride(config)
    h, w = (n * factor for n in record.shape)
    halo = 16
    pad = [(halo, halo + -(n + 2 * halo) % max(1, unit // factor)) for n in record.shape]
    wide = enlarged(np.pad(record, pad, mode="symmetric"), factor)
    planes = torch.from_numpy(np.asarray(wide, np.float32))[None, None].to(next(denoiser.parameters()).device)
    x0 = ddim(config, denoiser, encoder(planes), planes.shape, steps, seed)
    return (x0[0, 0, halo * factor : halo * factor + h, halo * factor : halo * factor + w].cpu().numpy() + 1) / 2


SETTINGS = {"plain": {}, "photons100": {"photons": 100.0}}


def gain(config, encoder, denoiser, clean, setting, seed=0):
    """dB over bicubic of one field at a PSF of 0.6 coarse pixels."""
    factor = config["microscope"]["factor"]
    light = np.clip(clean.astype(np.float64), 0, None)
    light = light[: light.shape[0] // factor * factor, : light.shape[1] // factor * factor]
    record = Microscope(factor, 0.6 * factor, **setting).record(np.random.default_rng(seed), light)
    low, high = normalise.limits(record)
    span = max(high - low, 1e-6)
    result = restored(config, encoder, denoiser, (record - low) / span, factor) * span + low
    return psnr(result, light) - psnr(enlarged(record, factor), light)


def score(config, encoder, denoiser, items):
    """Mean and worst gains over bicubic (dB), over the held-back real images at full resolution, and over all kinds."""
    out = {}
    native = [i for i in items if i["name"].startswith(("fine/", "fmd/")) and i["name"].endswith("/1.0")]
    others = [i for i in items if i not in native][::7][:16]
    for name, setting in SETTINGS.items():
        for kind, chosen in (("real", native), ("others", others)):
            gains = [gain(config, encoder, denoiser, i["image"] / fields.UNIT, setting) for i in chosen]
            out[f"{kind}_{name}"] = float(np.mean(gains))
            out[f"worst_{kind}_{name}"] = float(np.min(gains))
    return out
