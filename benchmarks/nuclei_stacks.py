#!/usr/bin/env python3
"""Simulates noisy stacks of plant-like nuclei, and scores planes and volumes of them.

    benchmarks/nuclei_stacks.py simulate OUT [NAME ...]
    bin/imagej-diffusion segment OUT/images --output OUT/results --link-z
    benchmarks/nuclei_stacks.py score OUT [NAME ...]

26 stacks in four groups: dense; denser and noisier; irregular, mostly sparse; with large dark nucleoli. NAME is a group or
a stack; all without it. Ellipsoids that touch, with texture and some with a nucleolus, behind a PSF that is longer in z,
with haze and 2 to 50 photons at the bright structures. Score: AP at IoU .5 of planes (mean over planes, then stacks; true
sections under 20 pixels do not count) and of volumes; "joined" are true nuclei in a label with another one (30 % of each),
"divided" those in several labels. Needs numpy, scipy and tifffile; simulating takes minutes.
"""

import argparse
from pathlib import Path

import numpy as np
import tifffile
from scipy import ndimage, sparse

SIDE = 256
TOUCH, TOUCH_MORE = 0.95, 0.9  # least distance of centres, in sums of radii
USUAL = dict(nucleolus=0.6, haze=0.15, psf_z=3.5, read=0.5, bits=8, fading=0.0, margin=6, rough=0.0, touch=TOUCH, dark=(0.3, 0.5, 0.2))
HOLLOW = dict(nucleolus=1.0, dark=(0.45, 0.62, 0.1))
MORE = dict(touch=TOUCH_MORE)
ROUGH = dict(rough=1.8)


def recipe(low, high, step, slices, photons, fill, *groups, **more):
    values = dict(USUAL, diameter=(low, high), step=step, slices=slices, photons=photons, fill=fill)
    for group in groups:
        values.update(group)
    return dict(values, **more)


GROUPS = {
    "dense": (5100, {
        "a": recipe(20, 28, 2, 30, 10, 0.30),
        "b": recipe(25, 40, 4, 24, 5, 0.30, bits=16),
        "c": recipe(15, 20, 1, 50, 20, 0.30),
        "d": recipe(25, 40, 2, 40, 3, 0.25),
        "e": recipe(18, 26, 3, 30, 50, 0.08, bits=16, fading=1.6),
        "f": recipe(20, 30, 1, 60, 8, 0.25, bits=16, fading=1.2),
        "g": recipe(22, 32, 2, 30, 20, 0.22, nucleolus=1.0, margin=14),
        "h": recipe(18, 30, 3, 30, 15, 0.20, bits=16, psf_z=5, haze=0.3, margin=16),
    }),
    "denser": (5900, {
        "i": recipe(22, 34, 3, 30, 3, 0.35, MORE, read=0.8),
        "j": recipe(25, 40, 1.5, 40, 6, 0.4, MORE, bits=16, haze=0.3, nucleolus=0.9),
        "k": recipe(15, 24, 2, 30, 8, 0.3, MORE, bits=16),
        "l": recipe(28, 40, 4, 20, 30, 0.35, MORE, nucleolus=1.0),
        "m": recipe(20, 36, 1, 60, 4, 0.3, MORE, fading=0.7, read=0.8),
        "o": recipe(22, 30, 2.5, 40, 2, 0.2, MORE, bits=16, psf_z=4.5, haze=0.4, margin=16),
        "p": recipe(15, 22, 4, 24, 12, 0.2, MORE, bits=16),
        "q": recipe(30, 40, 2, 40, 50, 0.4, MORE, nucleolus=1.0, haze=0.3),
    }),
    "irregular": (6900, {
        "r": recipe(22, 34, 1, 60, 4, 0.12, ROUGH, bits=16, read=0.8),
        "s": recipe(25, 40, 1.5, 40, 6, 0.15, ROUGH, bits=16, haze=0.3, nucleolus=0.9, rough=3),
        "t": recipe(15, 24, 2, 30, 2, 0.12, ROUGH, bits=16),
        "u": recipe(28, 40, 3, 24, 10, 0.2, ROUGH, nucleolus=1.0, rough=3),
        "v": recipe(20, 30, 1, 60, 10, 0.1, ROUGH, fading=0.7, rough=2.5),
        "w": recipe(18, 30, 2, 40, 3, 0.3, ROUGH, bits=16, haze=0.3),
    }),
    "nucleoli": (7900, {
        "aa": recipe(26, 36, 1, 50, 6, 0.15, HOLLOW, bits=16, psf_z=3),
        "ab": recipe(25, 40, 2, 36, 10, 0.3, HOLLOW, psf_z=3),
        "ac": recipe(30, 40, 3, 26, 20, 0.3, HOLLOW, psf_z=2.5),
        "ad": recipe(20, 30, 1.5, 36, 5, 0.25, HOLLOW, bits=16),
    }),
}  # fmt: skip


def nuclei(rng, r):
    """(brightness, labels) [z,y,x], before any optics."""
    step, shape = r["step"], (r["slices"], SIDE, SIDE)
    radius = np.full(shape, 2.0, np.float32)  # 1 at the surface
    labels, bright = np.zeros(shape, np.int32), np.zeros(shape, np.float32)
    bent, elongation = None, (0.75, 1.3)
    if r["rough"]:
        bent = [ndimage.gaussian_filter(rng.normal(size=shape).astype(np.float32), (6 / step, 6, 6)) for _ in range(3)]
        bent, elongation = [b / b.std() * r["rough"] for b in bent], (0.6, 1.6)
    height, placed, filled = r["slices"] * step, [], 0
    wanted = r["fill"] * SIDE**2 * (height - 2 * r["margin"])
    for _ in range(60000):
        if filled >= wanted:
            break
        d = rng.uniform(*r["diameter"])
        aspect = rng.uniform(*elongation, 3)
        axes = d / 2 * aspect / aspect.prod() ** (1 / 3)
        centre = np.array([rng.uniform(r["margin"], height - r["margin"]), rng.uniform(0, SIDE), rng.uniform(0, SIDE)])
        if any(np.sum((centre - c) ** 2) < (r["touch"] * (d / 2 + e / 2)) ** 2 for c, e in placed):
            continue
        placed.append((centre, d))
        filled += 4 / 3 * np.pi * (d / 2) ** 3
        turned, _ = np.linalg.qr(rng.normal(size=(3, 3)))
        reach = axes.max() + 1
        low = [max(0, int((centre[0] - reach) / step)), *(max(0, int(c - reach)) for c in centre[1:])]
        high = [min(r["slices"], int((centre[0] + reach) / step) + 2), *(min(SIDE, int(c + reach) + 2) for c in centre[1:])]
        box = tuple(slice(a, b) for a, b in zip(low, high))
        grid = np.meshgrid((np.arange(low[0], high[0]) + 0.5) * step, *(np.arange(a, b) for a, b in zip(low[1:], high[1:])), indexing="ij")
        place = np.stack(grid, -1)
        if bent:
            place = place + np.stack([b[box] for b in bent], -1)
        place = place - centre
        at = np.sqrt((((place @ turned) / axes) ** 2).sum(-1))
        inside = (at < 1) & (at < radius[box])
        radius[box][inside], labels[box][inside] = at[inside], len(placed)
        value = np.full(at.shape, rng.uniform(0.55, 1.0), np.float32)
        if rng.random() < r["nucleolus"]:
            small, large, dim = r["dark"]
            size = rng.uniform(small, large) * d / 2
            away = np.sqrt(((place - rng.normal(size=3) * 0.12 * d / 2) ** 2).sum(-1))
            value[away < size] *= dim
        bright[box][inside] = value[inside]
    return bright, labels


def exposed(rng, r, bright):
    step = r["step"]
    texture = ndimage.gaussian_filter(rng.normal(size=bright.shape), (1.5 / step, 1.5, 1.5))
    bright = bright * np.clip(1 + 0.2 * texture / texture.std(), 0.2, 2)
    light = ndimage.gaussian_filter(bright.astype(np.float32), (r["psf_z"] / step, 1.3, 1.3))
    haze = ndimage.gaussian_filter(bright.astype(np.float32), (10 / step, 15, 15))
    light = light + r["haze"] * haze / max(haze.max(), 1e-6) + 0.01
    light = light * np.exp(-r["fading"] * np.arange(r["slices"]) / r["slices"])[:, None, None]
    photons = r["photons"]
    counts = rng.poisson(light * photons) + rng.normal(size=light.shape) * r["read"]
    if r["bits"] == 8:
        return np.clip(counts * 180 / (photons + 3 * np.sqrt(photons)) + 12, 0, 255).round().astype(np.uint8)
    return np.clip(counts * 3000 / photons + 400, 0, 65535).round().astype(np.uint16)


def simulate(out, chosen):
    for folder in ("images", "truth"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    for name, seed, r in chosen:
        rng = np.random.default_rng(seed)
        bright, labels = nuclei(rng, r)
        image = exposed(rng, r, bright)
        size = {"axes": "ZYX", "spacing": r["step"] * 0.2, "unit": "um"}
        tifffile.imwrite(out / "images" / f"{name}.tif", image, imagej=True, metadata=size, resolution=(5, 5))
        tifffile.imwrite(out / "truth" / f"{name}.tif", labels.astype(np.uint16), imagej=True, metadata={"axes": "ZYX"})
        print(f"{name}: {labels.max()} nuclei")


def overlaps(truth, found):
    """(true labels, found labels, pixels in common, IoU, pixels of each true label, of each found label)."""
    table = sparse.coo_matrix((np.ones(truth.size), (truth.ravel(), found.ravel())), shape=(truth.max() + 1, found.max() + 1)).tocsr()
    of_truth, of_found = (np.asarray(table.sum(axis)).ravel() for axis in (1, 0))
    table = table.tocoo()
    both = (table.row > 0) & (table.col > 0)
    t, f, common = table.row[both], table.col[both], table.data[both]
    return t, f, common, common / (of_truth[t] + of_found[f] - common), of_truth, of_found


def precision(truth, found):
    """TP / (TP + FP + FN), one-to-one, at an IoU of .5; above it nothing can have two partners."""
    t, f, _, iou, of_truth, of_found = overlaps(truth, found)
    hits = 0
    used_t, used_f = set(), set()
    for i in np.argsort(-iou):
        if iou[i] >= 0.5 and t[i] not in used_t and f[i] not in used_f:
            hits += 1
            used_t.add(t[i])
            used_f.add(f[i])
    return hits / max(1, (of_truth[1:] > 0).sum() + (of_found[1:] > 0).sum() - hits)


def judged(truth, found):
    planes = [precision(t, f) for t, f in zip(truth, found) if t.any() or f.any()]
    t, f, common, _, of_truth, of_found = overlaps(truth, found)
    parts, held = {}, {}
    for a, b, n in zip(t, f, common):
        if n >= 0.1 * of_truth[a] and n > 0.5 * of_found[b]:
            parts.setdefault(a, []).append(b)
        if n >= 0.3 * of_truth[a]:
            held.setdefault(b, []).append(a)
    divided = sum(len(p) > 1 for p in parts.values())
    joined = sum(len(h) - 1 for h in held.values())
    return np.mean(planes), precision(truth, found), (of_truth[1:] > 0).sum(), joined, divided


def score(out, chosen):
    print("| stack | AP50 of planes | AP50 of volumes | nuclei | joined | divided |\n| --- | --- | --- | --- | --- | --- |")
    rows = []
    for name, _, _ in chosen:
        truth = tifffile.imread(out / "truth" / f"{name}.tif").astype(int)
        for plane in truth:
            plane[(np.bincount(plane.ravel()) < 20)[plane]] = 0
        rows.append(judged(truth, tifffile.imread(out / "results" / f"{name}_labels.tif").astype(int)))
        print("| {} | {:.3f} | {:.3f} | {} | {} | {} |".format(name, *rows[-1]), flush=True)
    means, sums = np.mean(rows, 0), np.sum(rows, 0)
    print("| all | {:.3f} | {:.3f} | {:.0f} | {:.0f} | {:.0f} |".format(*means[:2], *sums[2:]))


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("verb", choices=["simulate", "score"])
    p.add_argument("out", type=Path)
    p.add_argument("names", nargs="*")
    args = p.parse_args()
    chosen = [
        (name, first + i, r)
        for group, (first, stacks) in GROUPS.items()
        for i, (name, r) in enumerate(stacks.items())
        if not args.names or group in args.names or name in args.names
    ]
    (simulate if args.verb == "simulate" else score)(args.out, chosen)


if __name__ == "__main__":
    main()
