"""Stained tissue sections as if their nuclei fluoresced, fluorescence as if it were a stained section, and other stains.

Haematoxylin darkens nuclei as a nuclear dye lights them; turned round, a section in transmitted light resembles one in
fluorescence more than any culture of cells does: dense, hazy, and with outlines that somebody drew.
"""

import numpy as np
from skimage.color import hed_from_rgb, rgb2hed, rgb_from_hed

from . import normalise
from .structures import log_uniform, smooth_noise


def planes(rgb):
    """[3,H,W] float32, each normalised: absorbed red light, optical density, and haematoxylin by colour
    deconvolution (Ruifrok and Johnston 2001)."""
    absorbed = density(rgb)
    views = 1 - np.exp(-absorbed[..., 0]), absorbed.mean(-1), rgb2hed(rgb)[..., 0]
    return np.concatenate([normalise.normalise(v) for v in views])


def mixed(views, rng):
    """[1,H,W]: one of the many greys that these three may be mixed to."""
    return np.tensordot(rng.dirichlet([0.7] * len(views)), views, 1)[None].astype(np.float32)


def grey(rgb):
    """[H,W]: their even mixture, for validation."""
    return planes(rgb).mean(0)


def density(rgb):
    """[H,W,3] optical density, 0 where the section lets as much light through as its brightest places."""
    white = np.maximum(np.percentile(rgb, 99.9, axis=(0, 1)), 1.0)
    return -np.log(np.clip(rgb / white, 1 / 255, 1.0)).astype(np.float32)


def colours(rng):
    """[3,3] densities of three stains in red, green and blue: haematoxylin, eosin and DAB as somebody else has them,
    or, for one in five, any other stain of nuclei."""
    vectors = np.abs(rgb_from_hed + rng.normal(0, 0.08, (3, 3)))
    if rng.random() < 0.2:
        vectors[0] = rng.dirichlet([1.5] * 3)
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def restained(density, rng):
    """[3,H,W], normalised: the same section with more or less of each stain, in other colours (after Tellez et al. 2018)."""
    amounts = density @ hed_from_rgb.astype(np.float32)
    amounts = amounts * np.exp(rng.normal(0, 0.3, 3)).astype(np.float32) + rng.normal(0, 0.04, 3).astype(np.float32)
    return developed(amounts @ colours(rng))


def section(light, rng):
    """[3,H,W], normalised: what fluoresces as a stain of nuclei, in tissue that is made up. `light` [H,W] is normalised."""
    nuclei = np.clip(light, 0, 1.3) ** rng.uniform(0.5, 1.3) * log_uniform(rng, 0.4, 2.0)
    ground = sum(rng.uniform(0, 1) * smooth_noise(rng, max(light.shape), s) for s in (1.2, 4, 12, 40))
    ground = np.clip(ground[: light.shape[0], : light.shape[1]] * 0.4 + rng.uniform(0, 1.2), 0, None) * rng.uniform(0.05, 0.6)
    nuclei_colour, ground_colour, _ = colours(rng)
    beside = np.clip(1 - rng.uniform(0.3, 1) * np.clip(light, 0, 1), 0, 1)
    return developed((nuclei[..., None] * nuclei_colour + (ground * beside)[..., None] * ground_colour).astype(np.float32))


def developed(density):
    """[3,H,W]: light that comes through, each channel between its own percentiles; these are of every fifth pixel."""
    light = np.moveaxis(np.exp(-np.clip(density, 0, 5.5)), 2, 0)
    out = np.empty(light.shape, np.float32)
    for c, channel in enumerate(light):
        low, high = normalise.limits(channel.ravel()[::5])
        out[c] = (channel - low) / (high - low) if high > low else 0.0
    return out
