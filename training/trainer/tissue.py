"""Simulated tissue: nuclei that press against each other in a volume, seen in one plane or through a thick section.

Lengths are pixels of the image. Nothing here is noisy: the trainer adds the camera (tasks.py).
"""

import numpy as np
from scipy import ndimage

from .structures import log_uniform

SIZE = 192
LEAST = 20  # pixels of a label that is kept
FAINTEST = 0.06  # contrast of a label that is kept, of the brightest


def smooth(rng, shape, sigma):
    field = ndimage.gaussian_filter(rng.standard_normal(shape).astype(np.float32), sigma)
    return field / max(float(field.std()), 1e-6)


def centres(rng, height, diameter, fill, touch):
    """(places [n,3], diameters [n]) of nuclei no closer than `touch` sums of their radii, until `fill` of the volume."""
    places, widths, filled = np.empty((0, 3)), np.empty(0), 0.0
    spread = rng.uniform(0.05, 0.3)
    for _ in range(20000):
        if filled > fill * height * SIZE**2:
            break
        d = diameter * np.exp(rng.normal(0, spread))
        place = rng.uniform((0, -8, -8), (height, SIZE + 8, SIZE + 8))
        if (((places - place) ** 2).sum(1) < (touch * (d + widths) / 2) ** 2).any():
            continue
        places, widths, filled = np.vstack([places, place]), np.append(widths, d), filled + np.pi / 6 * d**3
    return places, widths


def nucleus(rng, at, depth):
    """Brightness of one nucleus: chromatin, dark nucleoli, bright chromocentres, a rim. `at` [...,3] are offsets in radii."""
    value = np.full(depth.shape, log_uniform(rng, 0.4, 1.0), np.float32)
    kind = rng.random()
    if kind < 0.35:
        for _ in range(rng.integers(1, 4)):
            away = np.sqrt(((at - rng.normal(0, 0.3, 3)) ** 2).sum(-1))
            value = np.where(away < rng.uniform(0.15, 0.6), value * rng.uniform(0.05, 0.7), value)
    elif kind < 0.5:
        for _ in range(rng.integers(3, 12)):
            away = np.sqrt(((at - rng.uniform(-0.7, 0.7, 3)) ** 2).sum(-1))
            value = np.where(away < rng.uniform(0.1, 0.25), value * rng.uniform(1.3, 2.5), value)
    return value * (1 + rng.uniform(-0.4, 0.6) * np.clip(depth, 0, 1) ** 3)


def volume(rng, step, height, diameter, fill):
    """(brightness, labels), both [z,y,x], before any optics; planes are `step` pixels apart."""
    shape = (max(1, round(height / step)), SIZE, SIZE)
    nearest, labels, bright = np.full(shape, 1.0, np.float32), np.zeros(shape, np.int32), np.zeros(shape, np.float32)
    bend = rng.uniform(0, 0.12) * diameter
    sigma = rng.uniform(0.25, 0.6) * diameter
    bent = np.stack([smooth(rng, shape, (sigma / step, sigma, sigma)) for _ in range(3)], -1) * bend
    lengthened = rng.uniform(1.0, 1.8)
    for label, (place, d) in enumerate(zip(*centres(rng, height, diameter, fill, rng.uniform(0.7, 1.0))), 1):
        axes = np.array([1, log_uniform(rng, 1, lengthened), log_uniform(rng, 1 / lengthened, 1)])
        axes *= d / 2 / axes.prod() ** (1 / 3)
        reach = axes.max() + 2 * bend + 1
        low = np.maximum(0, [(place[0] - reach) / step, place[1] - reach, place[2] - reach]).astype(int)
        high = np.minimum(shape, np.array([(place[0] + reach) / step, place[1] + reach, place[2] + reach]) + 2).astype(int)
        if (high <= low).any():
            continue
        box = tuple(slice(a, b) for a, b in zip(low, high))
        grid = np.stack(np.meshgrid(*(np.arange(a, b) for a, b in zip(low, high)), indexing="ij"), -1) * [step, 1, 1]
        turned, _ = np.linalg.qr(rng.normal(size=(3, 3)))
        at = ((grid + bent[box] - place) @ turned) / axes
        depth = np.sqrt((at**2).sum(-1)).astype(np.float32)
        inside = depth < nearest[box]
        nearest[box][inside], labels[box][inside] = depth[inside], label
        bright[box][inside] = nucleus(rng, at, depth)[inside]
    grain = log_uniform(rng, 0.8, 3.5)
    texture = smooth(rng, shape, (grain / step, grain, grain))
    return bright * np.clip(1 + rng.uniform(0, 0.45) * texture, 0.1, 3), labels


def seen(light, labels):
    """Consecutive labels of those that an annotator would draw: of LEAST pixels, and brighter than what is around."""
    counts = np.bincount(labels.ravel())
    around = ndimage.maximum_filter(labels, 9)
    inside = means(light, labels, len(counts))
    outside = means(light, np.where(labels == 0, around, 0), len(counts))
    kept = (counts >= LEAST) & (inside - outside > FAINTEST * np.percentile(light, 99.9))
    kept[0] = False
    return np.where(kept, np.cumsum(kept), 0)[labels].astype(np.uint16)


def means(light, labels, count):
    """Of the pixels of each label 0..count-1; 0 where there are none."""
    flat = labels.ravel()
    return np.bincount(flat, light.ravel(), count) / np.maximum(np.bincount(flat, minlength=count), 1)


def lit(rng, light, haze):
    """Background of all depths that is nothing to segment, and an autofluorescent ground."""
    ground = smooth(rng, light.shape, rng.uniform(6, 40))
    return light + haze + rng.uniform(0, 0.1) * np.clip(ground + 1, 0, None) + rng.uniform(0, 0.1)


def planes(rng, count):
    """Optical sections of one volume: pairs (light [h,w] float32, labels [h,w] uint16)."""
    step, diameter = rng.uniform(1.5, 4), log_uniform(rng, 11, 38)
    bright, labels = volume(rng, step, rng.uniform(2, 3) * max(diameter, 20), diameter, log_uniform(rng, 0.1, 0.55))
    across, along = rng.uniform(0.6, 1.8), rng.uniform(1.5, 6)
    light = ndimage.gaussian_filter(bright, (along / step, across, across))
    wide = rng.uniform(8, 25)
    haze = rng.uniform(0, 0.8) * ndimage.gaussian_filter(bright, (wide / step, wide, wide))
    chosen = rng.choice(len(bright), min(count, len(bright)), replace=False)
    views = [(lit(rng, light[z], haze[z]), labels[z]) for z in chosen]
    return [(view, seen(view, ids)) for view, ids in views]


def section(rng):
    """A thick section by a wide-field microscope, (light, labels): nuclei lie over each other, each sharper the nearer
    to the focus. A pixel belongs to the nucleus of which most light comes from there."""
    diameter, step = log_uniform(rng, 11, 38), 2.0
    height = rng.uniform(0.5, 1.6) * diameter
    bright, labels = volume(rng, step, height, diameter, log_uniform(rng, 0.12, 0.55))
    focus, spread = rng.uniform(0, len(bright)), rng.uniform(0, 0.2)
    sharpest = rng.uniform(0.6, 1.5)
    light = sum(ndimage.gaussian_filter(b, sharpest + spread * step * abs(z - focus)) for z, b in enumerate(bright))
    light = light * step / diameter
    haze = rng.uniform(0, 0.8) * ndimage.gaussian_filter(light, rng.uniform(8, 25))
    light = lit(rng, light, haze)
    return light, seen(light, uppermost(bright, labels, 0.07 * diameter / step))


def uppermost(bright, labels, least):
    """[h,w]: of each column the label with the most light, its planes there times its brightness, if that is `least`."""
    best, out = np.full(labels.shape[1:], least, np.float32), np.zeros(labels.shape[1:], np.int32)
    for label, box in enumerate(ndimage.find_objects(labels), 1):
        if box is None:
            continue
        own = labels[box] == label
        light = own.sum(0) * np.median(bright[box][own])
        inside = light > best[box[1:]]
        best[box[1:]][inside], out[box[1:]][inside] = light[inside], label
    return out


def fields(count, seed=0):
    """`count` fields in turn of planes and thick sections: (light as uint8, labels)."""
    rng, made = np.random.default_rng(seed), 0
    while made < count:
        for light, labels in [section(rng), section(rng), *planes(rng, 4)][: count - made]:
            yield np.clip(light / np.percentile(light, 99.9) * 255, 0, 255).round().astype(np.uint8), labels
            made += 1
