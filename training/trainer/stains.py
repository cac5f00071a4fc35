"""Stained tissue sections as if their nuclei fluoresced: dense, hazy, of all brightnesses, and with outlines that somebody drew.

Haematoxylin darkens nuclei as a nuclear dye lights them; turned round, a section in transmitted light resembles one in
fluorescence more than any culture of cells does.
"""

import numpy as np
from skimage.color import rgb2hed

from . import normalise


def planes(rgb):
    """[3,H,W] float32, each normalised: absorbed red light, optical density, and haematoxylin by colour
    deconvolution (Ruifrok and Johnston 2001)."""
    white = np.maximum(np.percentile(rgb, 99.9, axis=(0, 1)), 1.0)
    light = np.clip(rgb / white, 1 / 255, 1.0)
    views = 1 - light[..., 0], -np.log(light).mean(-1), rgb2hed(rgb)[..., 0]
    return np.concatenate([normalise.normalise(v) for v in views])


def mixed(views, rng):
    """[1,H,W]: one of the many greys that these three may be mixed to."""
    return np.tensordot(rng.dirichlet([0.7] * len(views)), views, 1)[None].astype(np.float32)


def grey(rgb):
    """[H,W]: their even mixture, for validation."""
    return planes(rgb).mean(0)
