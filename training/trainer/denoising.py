"""Training pairs of a blind denoiser: a noisy exposure and what it would be without noise, in one scale.

The scale is the noisy image's own, percentiles 1 and 99.8 to 0 and 1, because that is all there is when the model
is used. Noise widens these percentiles, and here it does so in the same way. The target is 2 v - 1 without clipping:
a few pixels are brighter than the 99.8th percentile, and stay so.
"""

import numpy as np
import torch
from scipy import ndimage

from . import fields, normalise
from .camera import Camera
from .structures import log_uniform


class DenoisingTask:
    def __init__(self, config, seed):
        self.rng = np.random.default_rng(seed)
        self.crop = config["training"]["crop"]
        self.camera = config["camera"]

    @staticmethod
    def prepare(item):
        clean = item["image"].astype(np.float32) / fields.UNIT
        return {"clean": clean, "labels": clean}

    def example(self, item):
        """(noisy [1,crop,crop], target [1,crop,crop], weight [1,1,1])."""
        lit, camera = self.scene()
        clean = item["clean"]
        # Percentiles need the whole field's statistics, not its every pixel.
        low, high = normalise.limits(camera.expose(self.rng, lit(clean[::3, ::3])))
        y, x = (self.rng.integers(n - self.crop + 1) for n in clean.shape)
        part = turned(self.rng, clean[y : y + self.crop, x : x + self.crop])
        return self.pair(lit(part), camera, low, high)

    def whole(self, item):
        """(noisy, target) of a whole field, as the model will see it."""
        lit, camera = self.scene()
        light = lit(item["clean"])
        noisy = camera.expose(self.rng, light)
        low, high = normalise.limits(noisy)
        span = max(high - low, 1e-6)
        return (noisy - low) / span, (camera.expected(self.rng, light) - low) / span

    def scene(self):
        """(function from clean pixels to light, camera): contrast, brightness, a common background."""
        rng = self.rng
        gamma = rng.uniform(0.75, 1.5) if rng.random() < 0.5 else 1.0
        bright = log_uniform(rng, *self.camera.get("brightness", [25.0, 320.0]))
        background = bright * log_uniform(rng, 0.003, 0.3) if rng.random() < 0.5 else 0.0
        lit = lambda clean: bright * clean.astype(np.float64) ** gamma + background
        return lit, Camera.draw(rng, self.camera, bright)

    def pair(self, light, camera, low, high):
        span = max(high - low, 1e-6)
        noisy = (camera.expose(self.rng, light) - low) / span
        clean = (camera.expected(self.rng, light) - low) / span
        # Errors grow with the noise; without a weight only the noisiest exposures would be learned.
        noise = camera.variance(light).mean() / span**2
        weight = min((noise / 0.003 + 0.05) ** -0.75, 4.0)
        return tuple(np.asarray(v, np.float32)[None] for v in (noisy, 2 * clean - 1, np.full((1, 1), weight)))


def turned(rng, image):
    image = np.rot90(image, rng.integers(4))
    return np.ascontiguousarray(image[:, ::-1] if rng.random() < 0.5 else image)


def psnr(a, b, peak=1.0):
    return float(10 * np.log10(peak**2 / np.mean((a - b) ** 2)))


def tuned_gaussian(noisy, clean, sigmas=np.arange(0.3, 3.01, 0.15)):
    """The best that a Gaussian filter can do when its width is chosen on the clean image: (PSNR, sigma)."""
    return max((psnr(ndimage.gaussian_filter(noisy, s, mode="mirror"), clean), float(s)) for s in sigmas)


@torch.no_grad()
def restored(config, encoder, denoiser, noisy, seed=0, steps=1):
    """noisy [H,W] (normalised) -> the model's clean image on the same scale."""
    from . import networks
    from .sample import ddim
    from .validate import mirror

    h, w = noisy.shape
    unit, halo = networks.stride(config), 32
    pad = (halo, -(w + 2 * halo) % unit + halo, halo, -(h + 2 * halo) % unit + halo)
    planes = mirror(torch.from_numpy(np.asarray(noisy, np.float32))[None, None], pad)
    planes = planes.to(next(denoiser.parameters()).device)
    x0 = ddim(config, denoiser, encoder(planes), planes.shape, steps, seed)
    return (x0[0, 0, halo : halo + h, halo : halo + w].cpu().numpy() + 1) / 2


def score(config, encoder, denoiser, items, limit=40):
    """Means over validation fields, each exposed once: gain in dB over the tuned Gaussian, and over the noisy image."""
    task = DenoisingTask(config, 4711)
    step = max(1, len(items) // limit)
    over, raw, drift = [], [], []
    for item in [task.prepare(i) for i in items[::step]][:limit]:
        noisy, clean = task.whole(item)
        result = restored(config, encoder, denoiser, noisy)
        p = psnr(result, clean)
        over.append(p - tuned_gaussian(noisy, clean)[0])
        raw.append(p - psnr(noisy, clean))
        drift.append(abs(result.mean() - noisy.mean()))
    return {
        "over_gaussian": float(np.mean(over)), "worst_over_gaussian": float(np.min(over)),
        "over_noisy": float(np.mean(raw)), "mean_drift": float(np.mean(drift)),
    }  # fmt: skip
