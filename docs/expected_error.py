#!/usr/bin/env python3
"""Draws exposures, what was restored of them, the error that is expected, and the error.

Usage, after `benchmarks/noisy_pairs.py DIR CLEAN... --gain 10` and
`bin/imagej-diffusion restore DIR/noisy --task denoise --runs 8 --output DIR/results`:
    python3 docs/expected_error.py DIR docs/expected_error.png NAME [NAME ...]
Errors are from 0 (black) to the white of the restored image by a quarter (white). Needs numpy and Pillow.
"""

import sys
from pathlib import Path

import numpy as np
from PIL import Image

SIDE, GAP, ZOOM, OF_WHITE = 200, 2, 2, 0.25


def read(path):
    array = np.asarray(Image.open(path), float)
    y, x = ((n - min(SIDE, n)) // 2 for n in array.shape)
    return array[y : y + SIDE, x : x + SIDE]


def grey(values):
    return np.repeat(np.clip(values, 0, 1)[..., None], 3, 2)


def heat(values):
    return np.clip(3 * values[..., None] - np.arange(3), 0, 1)


def row(folder, name):
    noisy = read(folder / "noisy" / f"{name}.png")
    restored, expected = (read(folder / "results" / f"{name}_{map}.tif") for map in ("restored", "error"))
    error = abs(restored - read(folder / "clean" / f"{name}.png"))
    white = np.percentile(restored, 99.7)
    panels = [grey(noisy / white), grey(restored / white), heat(expected / white / OF_WHITE), heat(error / white / OF_WHITE)]
    return np.hstack([np.pad(255 * p, ((GAP, GAP), (GAP, GAP), (0, 0)), constant_values=255) for p in panels])


def main(folder, target, *names):
    picture = Image.fromarray(np.vstack([row(Path(folder), name) for name in names]).astype(np.uint8))
    picture = picture.resize((ZOOM * picture.width, ZOOM * picture.height), Image.Resampling.NEAREST)
    picture.quantize(128).save(target, optimize=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
