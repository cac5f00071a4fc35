"""Training examples of SegDiff: the image is the condition, the mask (and distance) the target."""

import numpy as np

from . import normalise, packing, stains, targets
from .augment import Augmenter

FEW_PHOTONS = (2, 60)  # of the brightest structures


class SegmentationTask:
    """Models of one channel. Stained sections are shown as if they fluoresced."""

    def __init__(self, config, seed):
        self.augment = Augmenter(config, seed)
        self.rng = self.augment.rng
        self.channels = config["target_channels"]
        self.cap = config.get("target", {}).get("distance_cap", 8.0)

    @classmethod
    def prepare(cls, item):
        labels = item["target"].astype(np.int32)
        areas = np.bincount(labels.ravel())[1:]
        areas = areas[areas > 0]
        diameter = float(np.median(np.sqrt(areas * 4 / np.pi))) if len(areas) else None
        simulated = packing.is_simulated(item)
        return {"labels": labels, "diameter": diameter, "simulated": simulated, **cls.seen(item)}

    @staticmethod
    def seen(item):
        stained = packing.is_stained(item)
        planes = stains.planes(item["image"]) if stained else normalise.normalise(item["image"])
        return {"planes": planes, "stained": stained}

    def shown(self, item):
        return stains.mixed(item["planes"], self.rng) if item["stained"] else item["planes"]

    def example(self, item):
        image, labels = self.augment.sample(dict(item, planes=self.shown(item)))
        if item["simulated"]:
            image = self.starved(image)
        return image, targets.segmentation_target(labels, self.channels, self.cap)

    def starved(self, image):
        """Often with as few photons as deep in living tissue, and normalised again, as users' noisy images are."""
        if self.rng.random() < 0.6:
            image = self.augment.camera(image, FEW_PHOTONS)
        return np.stack([normalise.normalise(c)[0] for c in image]).astype(np.float32)


class ColourSegmentationTask(SegmentationTask):
    """Models of three channels. Grey images of fluorescence are shown as stained sections, and with
    `augmentation.restain` that share of coloured ones in other stains."""

    def __init__(self, config, seed):
        super().__init__(config, seed)
        self.restain = config.get("augmentation", {}).get("restain", 0.0)

    @staticmethod
    def seen(item):
        image = item["image"]
        if image.ndim == 2:
            return {"planes": normalise.normalise(image), "density": None}
        return {"planes": normalise.normalise(image), "density": stains.density(image)}

    def shown(self, item):
        if len(item["planes"]) == 1:
            return stains.section(item["planes"][0], self.rng)
        return stains.restained(item["density"], self.rng) if self.rng.random() < self.restain else item["planes"]

    def starved(self, image):
        return image
