"""What one training example is, for each kind of model.

A task turns a packed item into (condition [C,h,w] or None, target [K,h,w]): segdiff -> image and mask target
(segmentation.py); prior -> nothing and the image; paired -> degraded image and clean image (with `camera`: see
denoising.py); sr3 -> enlarged record and fine image (superres.py).
"""

import numpy as np
import torch
import torch.nn.functional as F

from . import normalise
from .augment import Augmenter
from .denoising import DenoisingTask, turned
from .segmentation import ColourSegmentationTask, SegmentationTask
from .superres import SuperResolutionTask


class PriorTask:
    """An unconditional model of clean images, in [-1,1].

    Crops lie wholly within their field, at its scale or somewhat enlarged, turned by right angles and mirrored as a
    whole. Nothing is filled in by mirroring at edges: a prior would learn to draw kaleidoscopes.
    """

    MOST_ENLARGED = 1.4

    def __init__(self, config, seed):
        self.rng = np.random.default_rng(seed)
        self.crop = config["training"]["crop"]

    @staticmethod
    def prepare(item):
        planes = normalise.normalise(item["image"])
        return {"planes": planes, "labels": np.ones(planes.shape[1:], np.int32), "diameter": None}

    def example(self, item):
        field = item["planes"]
        side = int(round(self.crop / self.MOST_ENLARGED ** self.rng.random()))
        side = min(side, *field.shape[1:])
        y, x = (self.rng.integers(n - side + 1) for n in field.shape[1:])
        part = torch.from_numpy(turned(self.rng, field[0, y : y + side, x : x + side]))[None, None]
        part = F.interpolate(part, (self.crop, self.crop), mode="bilinear", align_corners=False)[0].numpy()
        return None, 2 * np.clip(part * np.exp(self.rng.normal(0, 0.2)), 0, 1) - 1


class PairedTask:
    """Image -> image. The condition is the packed image and the target its packed partner, or, with
    `degrade` in the config, the condition is made from the clean image by blur, downsampling and camera noise."""

    def __init__(self, config, seed):
        self.augment = Augmenter(dict(config, augmentation={"synthetic_empty": 0.0, "intensity": False}), seed)
        self.rng = self.augment.rng
        self.degrade = config.get("degrade")

    @staticmethod
    def prepare(item):
        image = item["image"]
        lo, hi = normalise.limits(image)
        span = max(hi - lo, 1e-6)
        planes = [(image.astype(np.float32) - lo) / span]
        if "target" in item:  # one affine map for both, so that intensities stay comparable
            planes.append((item["target"].astype(np.float32) - lo) / span)
        return {"planes": np.stack(planes), "labels": np.ones(image.shape, np.int32), "diameter": None}

    def example(self, item):
        planes, _ = self.augment.sample(item)
        if self.degrade is None:
            if len(planes) < 2:
                raise ValueError("kind paired without 'degrade' needs a data file packed with targets")
            return planes[:1], 2 * planes[1:2] - 1
        clean = planes[-1:]
        return self.degraded(clean), 2 * clean - 1

    def degraded(self, clean):
        from scipy import ndimage

        rng, d = self.rng, self.degrade
        image = np.clip(clean[0], 0, None)
        low, high = d.get("blur", [0.0, 0.0])
        if high > 0:
            image = ndimage.gaussian_filter(image, rng.uniform(low, high))
        factor = d.get("factor", 1)
        if factor > 1:  # block mean, then back by cubic interpolation: the condition lives on the target's grid
            h, w = image.shape
            small = image.reshape(h // factor, factor, w // factor, factor).mean((1, 3))
            image = small
        photons = np.exp(rng.uniform(*np.log(d.get("photons", [8.0, 255.0]))))
        read = rng.uniform(*d.get("read_noise", [0.0, 0.03]))
        noise = rng.standard_normal(image.shape)
        from .augment import correlate

        noise = correlate(noise, rng.uniform(*d.get("correlation", [0.0, 0.3])))
        image = image + np.sqrt(np.clip(image, 0, None) / photons + read**2) * noise
        if factor > 1:
            image = ndimage.zoom(image, factor, order=3, mode="mirror", grid_mode=False)
        return image[None].astype(np.float32)


KINDS = {"segdiff": SegmentationTask, "prior": PriorTask, "paired": PairedTask, "sr3": SuperResolutionTask}


def of(config):
    kind = config["kind"]
    if kind == "paired" and "camera" in config:
        return DenoisingTask
    if kind == "segdiff" and config["image_channels"] == 3:
        return ColourSegmentationTask
    if kind not in KINDS:
        raise ValueError(f"kind '{kind}' is not one of {', '.join(KINDS)}")
    return KINDS[kind]
