"""From maps to objects: the rule of io.github.imagejdiffusion.segdiff, in Python for validation."""

import numpy as np
from scipy import ndimage
from skimage.morphology import reconstruction
from skimage.segmentation import watershed

FULL = np.ones((3, 3), int)


def seeds(distance, mask, height):
    """Connected h-maxima of the distance channel inside the mask."""
    d = np.where(mask, distance, -1.0).astype(np.float64)
    flat = reconstruction(d - height, d, method="dilation")
    # the regional maxima of the h-reconstruction
    top = reconstruction(flat - 1e-6, flat, method="dilation")
    return ndimage.label(mask & (flat - top > 5e-7), structure=FULL)[0]


def rule(config):
    """The arguments of from_maps that the package of this config will have as its defaults."""
    names = {"threshold": "threshold", "seed_height": "height", "min_size": "min_size", "min_confidence": "min_confidence"}
    defaults = config.get("package", {}).get("defaults", {})
    return {argument: defaults[key] for key, argument in names.items() if key in defaults}


def from_maps(probability, distance, threshold=0.5, height=0.3, min_size=20, min_confidence=0.7):
    """Labels 1..N; distance None: connected components of the mask."""
    mask = probability > threshold
    if distance is None:
        labels = ndimage.label(mask)[0]
    else:
        labels = watershed(-distance, seeds(distance, mask, height), mask=mask)
    sizes = np.bincount(labels.ravel())
    sizes[0] = 0
    confidence = np.bincount(labels.ravel(), probability.ravel()) / np.maximum(sizes, 1)
    keep = np.flatnonzero((sizes >= min_size) & (confidence >= min_confidence) & (sizes > 0))
    table = np.zeros(len(sizes), np.int32)
    table[keep] = np.arange(1, len(keep) + 1)
    return table[labels]
