#!/usr/bin/env python3
"""Draws README's picture: image, outlines and uncertainty side by side.

Usage, after `bin/imagej-diffusion segment test-images --output results`:
    python3 docs/picture.py test-images results docs/segmentation.png
and after `bin/imagej-diffusion segment test-images/tissue --output results/tissue`:
    python3 docs/picture.py test-images/tissue results/tissue docs/tissue.png section_1 section_2
Needs numpy and Pillow.
"""

import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

NAMES = ["nuclei_49edc2f77151", "nuclei_b6edad733399", "nuclei_30311520606e"]
SIDE, GAP, TITLE = 300, 8, 22


def read(path):
    return np.array(Image.open(path)).astype(float)


def grey(image):
    low, high = np.percentile(image, [1, 99.8])
    return np.repeat((np.clip((image - low) / max(high - low, 1), 0, 1) ** 0.6)[..., None], 3, -1)


def outlined(image, labels):
    rgb = grey(image)
    edge = np.zeros(labels.shape, bool)
    edge[:, 1:] |= labels[:, 1:] != labels[:, :-1]
    edge[1:] |= labels[1:] != labels[:-1]
    rgb[edge & (labels > 0)] = (1.0, 0.35, 0.1)
    rgb[edge & (labels == 0)] = (1.0, 0.35, 0.1)
    return rgb


def heat(uncertainty):
    """Black - magenta - yellow over 0..0.5."""
    v = np.clip(uncertainty / 0.5, 0, 1)
    return np.stack([np.clip(2 * v, 0, 1), np.clip(2 * v - 1, 0, 1), np.clip(1 - np.abs(2 * v - 0.8), 0, 1) * (v > 0.02)], -1)


def tile(rgb):
    square = rgb[: min(rgb.shape[:2]), : min(rgb.shape[:2])]
    return Image.fromarray((square * 255).astype(np.uint8)).resize((SIDE, SIDE), Image.LANCZOS)


def main(images, results, out, *names):
    names = names or NAMES
    titles = ["image", "objects found", "uncertainty, 0 to 0.5"]
    size = (3 * SIDE + 2 * GAP, TITLE + len(names) * (SIDE + GAP) - GAP)
    sheet = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(sheet)
    for column, title in enumerate(titles):
        draw.text((column * (SIDE + GAP) + 4, 5), title, fill="black")
    for row, name in enumerate(names):
        image = read(Path(images) / f"{name}.png")
        labels = read(Path(results) / f"{name}_labels.tif")
        uncertainty = read(Path(results) / f"{name}_uncertainty.tif")
        for column, rgb in enumerate([grey(image), outlined(image, labels), heat(uncertainty)]):
            sheet.paste(tile(rgb), (column * (SIDE + GAP), TITLE + row * (SIDE + GAP)))
    sheet.save(out, optimize=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
