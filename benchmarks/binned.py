#!/usr/bin/env python3
"""Writes pairs for `restore --task upsample`: parts of fine images, and what is left of them when pixels are binned.

    benchmarks/binned.py OUT 4 FINE.tif...
    bin/imagej-diffusion restore OUT/coarse --output OUT/results --task upsample --factor 4
    bin/imagej-diffusion evaluate --truth OUT/fine --prediction OUT/results --metric image
    bin/imagej-diffusion evaluate --truth OUT/fine --prediction OUT/bicubic --metric image

The part is the middle 448 x 440 pixels; a binned pixel is the mean of N x N, rounded. OUT/bicubic is what bicubic
interpolation (Catmull-Rom, of the centres of pixels, edges mirrored) makes of it. Needs numpy and tifffile.
"""

import argparse
from pathlib import Path

import numpy as np
import tifffile

WIDTH, HEIGHT = 448, 440


def middle(image):
    y, x = (image.shape[0] - HEIGHT) // 2, (image.shape[1] - WIDTH) // 2
    return image[y : y + HEIGHT, x : x + WIDTH]


def binned(image, n):
    h, w = image.shape
    return np.rint(image.reshape(h // n, n, w // n, n).mean((1, 3))).astype(image.dtype)


def along_rows(image, n):
    """Every row n times as long; weights of Keys 1981 with a = -1/2."""
    count = image.shape[1]
    at = (np.arange(count * n) + 0.5) / n - 0.5
    first = np.floor(at).astype(int)
    out = np.zeros((image.shape[0], count * n))
    for k in range(-1, 3):
        d = np.abs(at - (first + k))
        weight = np.where(d <= 1, 1.5 * d**3 - 2.5 * d**2 + 1, -0.5 * d**3 + 2.5 * d**2 - 4 * d + 2)
        index = first + k
        index = np.where(index < 0, -1 - index, index)
        index = np.where(index >= count, 2 * count - 1 - index, index)
        out += image[:, index] * weight
    return out


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("out", type=Path)
    p.add_argument("factor", type=int, choices=(2, 4, 8))
    p.add_argument("fine", type=Path, nargs="+")
    args = p.parse_args()
    for folder in ("fine", "coarse", "bicubic"):
        (args.out / folder).mkdir(parents=True, exist_ok=True)
    for path in args.fine:
        fine = middle(tifffile.imread(path))
        coarse = binned(fine, args.factor)
        bicubic = along_rows(along_rows(coarse.astype(float), args.factor).T, args.factor).T
        for folder, image in (("fine", fine), ("coarse", coarse), ("bicubic", bicubic.astype(np.float32))):
            tifffile.imwrite(args.out / folder / f"{path.stem}.tif", image)


if __name__ == "__main__":
    main()
