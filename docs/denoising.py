#!/usr/bin/env python3
"""Draws parts of noisy, denoised and reference images side by side.

Usage, after `bin/imagej-diffusion restore NOISY --task denoise --output RESULTS`:
    python3 docs/denoising.py NOISY RESULTS CLEAN docs/denoising.png NAME X Y [NAME X Y ...]
NAME is an image without its ending, X Y the left upper corner of the part shown. Needs numpy and Pillow.
"""

import sys
from pathlib import Path

import numpy as np
from PIL import Image

SIDE, GAP, ZOOM = 200, 2, 2


def part(path, x, y):
    return np.asarray(Image.open(path), float)[y : y + SIDE, x : x + SIDE]


def row(noisy, results, clean, name, x, y):
    parts = [part(p, x, y) for p in (noisy / f"{name}.png", results / f"{name}_restored.tif", clean / f"{name}.png")]
    white = np.percentile(parts[2], 99.7)
    return np.hstack([np.pad(np.clip(255 * p / white, 0, 255), GAP) for p in parts])


def main(noisy, results, clean, target, *places):
    folders = Path(noisy), Path(results), Path(clean)
    rows = [row(*folders, name, int(x), int(y)) for name, x, y in zip(places[::3], places[1::3], places[2::3])]
    picture = Image.fromarray(np.vstack(rows).astype(np.uint8))
    picture.resize((ZOOM * picture.width, ZOOM * picture.height), Image.Resampling.NEAREST).save(target, optimize=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
