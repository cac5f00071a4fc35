"""Simulated fluorescence: clean fields of the structures that cells show, from lines and dots blurred by a PSF.

Every function returns a non-negative float32 field [size, size]; lengths are pixels. Nothing here is noisy.
"""

import numpy as np
from scipy import ndimage


def log_uniform(rng, low, high, size=None):
    return np.exp(rng.uniform(np.log(low), np.log(high), size))


def splat(size, y, x, weight):
    """Points at sub-pixel places, each spread over its four nearest pixels; points outside are dropped."""
    y, x, weight = (np.broadcast_to(v, np.broadcast(y, x, weight).shape).ravel() for v in (y, x, weight))
    inside = (y >= 0) & (x >= 0) & (y < size - 1) & (x < size - 1)
    y, x, weight = y[inside], x[inside], weight[inside]
    iy, ix = y.astype(int), x.astype(int)
    fy, fx = y - iy, x - ix
    out = np.zeros(size * size)
    for dy, wy in ((0, 1 - fy), (1, fy)):
        for dx, wx in ((0, 1 - fx), (1, fx)):
            out += np.bincount((iy + dy) * size + ix + dx, weight * wy * wx, size * size)
    return out.reshape(size, size)


def smooth_noise(rng, size, sigma):
    """Zero mean, unit deviation, correlated over about sigma pixels; any sigma costs the same."""
    step = max(1, int(sigma / 2))
    coarse = rng.standard_normal((size // step + 4, size // step + 4))
    field = ndimage.gaussian_filter(coarse, sigma / step, mode="wrap")
    if step > 1:
        field = ndimage.zoom(field, step, order=1)
    field = field[:size, :size]
    return (field - field.mean()) / (field.std() + 1e-9)


def region(rng, size):
    """Soft-edged cells that cover a part of the field, 0..1."""
    height = smooth_noise(rng, size, log_uniform(rng, 12, 60))
    return 1 / (1 + np.exp(-(height - rng.uniform(-1.0, 0.7)) * log_uniform(rng, 3, 40)))


def walks(rng, size, count, length, bend, aligned):
    """Curves as points half a pixel apart: (y, x, heading), each [count, points]."""
    points = max(2, int(2 * length))
    heading = rng.uniform(0, 2 * np.pi, (count, 1))
    y, x = rng.uniform(-0.1 * size, 1.1 * size, (2, count, 1))
    if aligned:  # neighbours run alike: the direction is read off a smooth field
        turn = smooth_noise(rng, size, rng.uniform(0.15, 0.6) * size)
        at = lambda v: np.clip(v, 0, size - 1).astype(int)
        heading = rng.uniform(0, np.pi) + 0.6 * turn[at(y), at(x)] + rng.normal(0, rng.uniform(0.02, 0.3), (count, 1))
    steps = rng.standard_normal((count, points))
    curvature = ndimage.gaussian_filter1d(steps, 12, axis=1) * bend * 3.5 + rng.normal(0, 0.3 * bend, (count, 1))
    heading = heading + 0.5 * np.cumsum(curvature, 1)
    y, x = y + 0.5 * np.cumsum(np.sin(heading), 1), x + 0.5 * np.cumsum(np.cos(heading), 1)
    kept = np.arange(points) < rng.uniform(0.3, 1, (count, 1)) * points
    return np.where(kept, y, -1.0), x, heading


def filaments(rng, size):
    """Microtubules, actin, stress fibres: long curves, alone, dense, aligned or beaded."""
    count = int(log_uniform(rng, 4, 400))
    y, x, _ = walks(rng, size, count, log_uniform(rng, 30, 1.2 * size), log_uniform(rng, 0.003, 0.08), rng.random() < 0.5)
    weight = rng.lognormal(0, rng.uniform(0.1, 1.1), (count, 1)) * np.ones(y.shape)
    if rng.random() < 0.5:
        beads = ndimage.gaussian_filter1d(rng.standard_normal(y.shape), log_uniform(rng, 1, 12), axis=1)
        weight = weight * np.exp(rng.uniform(0.2, 1.0) * beads / beads.std())
    return splat(size, y, x, weight)


def tubes(rng, size):
    """Mitochondria-like: short, thick, often brighter along their outline than inside."""
    count = int(log_uniform(rng, 15, 350))
    y, x, heading = walks(rng, size, count, log_uniform(rng, 3, 40), log_uniform(rng, 0.02, 0.4), False)
    weight = rng.lognormal(0, rng.uniform(0.1, 0.7), (count, 1))
    radius = log_uniform(rng, 0.5, 3.0) * rng.uniform(0.6, 1.4, (count, 1))
    hollow, out = rng.uniform(0, 1.3), 0
    for across in np.linspace(-1, 1, 7):
        shift = radius * across
        # a cylinder's projected wall is brightest at its rim, its filling in the middle
        light = hollow * abs(across) ** 2 + np.sqrt(1.05 - across**2) * rng.uniform(0.3, 1)
        there = np.where(y < 0, -1.0, y + shift * np.cos(heading))
        out = out + splat(size, there, x - shift * np.sin(heading), weight * light)
    return out


def puncta(rng, size):
    """Vesicles, lysosomes, spots: points of very different brightness, some of some extent."""
    count = int(log_uniform(rng, 10, 900))
    y, x = rng.uniform(0, size, (2, count))
    out = splat(size, y, x, rng.lognormal(0, rng.uniform(0.2, 1.2), count))
    if rng.random() < 0.5:
        y, x = rng.uniform(0, size, (2, count // 4 + 1))
        out = out + ndimage.gaussian_filter(splat(size, y, x, 6.0), rng.uniform(0.8, 3))
    return out


def blobs(rng, size):
    """Nuclei: sharp-edged, textured at several scales, with holes where nucleoli are."""
    out = np.zeros((size, size))
    radius = log_uniform(rng, 5, 45)
    yy, xx = np.mgrid[:size, :size]
    texture = sum(rng.uniform(0, 0.3) * smooth_noise(rng, size, s) for s in (0.8, 1.6, 3.2, 6.4) if s < radius / 2)
    spots = smooth_noise(rng, size, max(radius / 5, 1.0))
    texture = np.clip(1 + texture - rng.uniform(0, 0.7) / (1 + np.exp(-(spots - 1.3) * 8)), 0.05, None)
    for _ in range(int(rng.integers(1, max(3, int(0.35 * size * size / (np.pi * radius**2)))))):
        cy, cx = rng.uniform(0, size, 2)
        r = radius * np.exp(rng.normal(0, 0.2))
        angle, stretch = rng.uniform(0, np.pi), np.exp(rng.normal(0, 0.2))
        u = ((yy - cy) * np.cos(angle) + (xx - cx) * np.sin(angle)) * stretch
        v = ((xx - cx) * np.cos(angle) - (yy - cy) * np.sin(angle)) / stretch
        phi = np.arctan2(u, v)
        edge = r * (1 + sum(rng.normal(0, 0.04) * np.cos(k * phi + rng.uniform(0, 6.3)) for k in (2, 3, 4, 5)))
        inside = 1 / (1 + np.exp(-np.clip((edge - np.hypot(u, v)) * 3, -30, 30)))
        out = np.maximum(out, inside * np.exp(rng.normal(0, 0.35)))
    return out * texture


def membranes(rng, size):
    """Outlines of an epithelium: borders of warped Voronoi cells, with some light inside."""
    count = int(log_uniform(rng, 4, 150))
    seeds = rng.uniform(-0.1 * size, 1.1 * size, (count, 2))
    yy, xx = np.mgrid[:size, :size].astype(float)
    warp, reach = size / np.sqrt(count) / 4, rng.uniform(0, 0.5)
    yy, xx = (v + reach * warp * smooth_noise(rng, size, max(warp, 2)) for v in (yy, xx))
    from scipy.spatial import cKDTree

    d, owner = cKDTree(seeds).query(np.stack([yy, xx], -1), 2)
    width = log_uniform(rng, 0.5, 2.0)
    strength = 1 + 0.4 * smooth_noise(rng, size, rng.uniform(1, 10))
    filling = rng.uniform(0, 0.4) * rng.random(count)[owner[..., 0]]
    return np.exp(-0.5 * ((d[..., 1] - d[..., 0]) / (2 * width)) ** 2) * np.clip(strength, 0, None) + filling


def cytoplasm(rng, size):
    """Diffuse stain: textures without lines, scales mixed at random."""
    total = sum(rng.random() * smooth_noise(rng, size, s) for s in (1.0, 2.5, 6.0, 15.0))
    return np.exp(rng.uniform(0.2, 0.7) * total)


KINDS = (filaments, filaments, tubes, tubes, puncta, blobs, blobs, membranes, cytoplasm)


def focused(rng, field):
    """Seen through a lens: a Gaussian core of 0.6 to 2.5 pixels and weak wider tails."""
    sigma = log_uniform(rng, 0.6, 2.5)
    sharp = ndimage.gaussian_filter(field, sigma)
    tails = rng.uniform(0, 0.25)
    return (1 - tails) * sharp + tails * ndimage.gaussian_filter(field, 2.5 * sigma)


def unit(field):
    top = np.quantile(field, 0.998)
    return field / (top if top > 0 else field.max() + 1e-9)


def field(rng, size):
    """One clean field: one to three structures, in cells or everywhere, with haze and uneven background."""
    total = np.zeros((size, size))
    for n in range(rng.choice([1, 2, 3], p=[0.55, 0.3, 0.15])):
        layer = KINDS[rng.integers(len(KINDS))](rng, size)
        if rng.random() < 0.6:
            layer = layer * region(rng, size)
        layer = unit(focused(rng, layer))
        total += layer * (1 if n == 0 else log_uniform(rng, 0.08, 1))
    if rng.random() < 0.6:
        total += rng.uniform(0.05, 1.0) * unit(ndimage.gaussian_filter(total, log_uniform(rng, 4, 25)))
    if rng.random() < 0.4:
        total += rng.uniform(0, 0.3) * np.clip(1 + 0.5 * smooth_noise(rng, size, 60), 0, None)
    return unit(np.clip(total, 0, None)).astype(np.float32)
