#!/usr/bin/env python3
"""Draws parts of coarse records, enlarged by bicubic interpolation, of the results, and of the fine images side by side.

Usage, after `benchmarks/superresolution.py records OUT ...` and `bin/imagej-diffusion superres` on its folders:
    python3 docs/superresolution.py OUT docs/superresolution.png SETTING NAME X Y [SETTING NAME X Y ...]
SETTING is a folder of OUT, NAME an image without its ending, X Y the left upper corner of the part shown, in pixels of the
fine image.
"""

import sys
from pathlib import Path

import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "training"))

from trainer.superres import enlarged  # noqa: E402

SIDE, GAP, ZOOM = 160, 2, 2


def read(path):
    return np.asarray(Image.open(path), float)


def row(out, setting, name, x, y):
    fine = read(out / "fine" / f"{name}.tif")
    coarse = read(out / setting / f"{name}.tif")
    result = read(out / f"{setting}-results" / f"{name}_superres.tif")
    parts = [image[y : y + SIDE, x : x + SIDE] for image in (enlarged(coarse, fine.shape[0] // coarse.shape[0]), result, fine)]
    white = np.percentile(parts[2], 99.7)
    return np.hstack([np.pad(np.clip(255 * p / white, 0, 255), GAP) for p in parts])


def main(out, target, *places):
    rows = [row(Path(out), s, n, int(x), int(y)) for s, n, x, y in zip(*(places[i::4] for i in range(4)))]
    picture = Image.fromarray(np.vstack(rows).astype(np.uint8))
    picture.resize((ZOOM * picture.width, ZOOM * picture.height), Image.Resampling.NEAREST).save(target, optimize=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
