#!/usr/bin/env python3
"""What rounding a result costs where pixels count photons: images of a few whole numbers, and their expectation.

    benchmarks/photon_counts.py make FOLDER
    bin/imagej-diffusion restore FOLDER/noisy --output FOLDER/float --task denoise
    bin/imagej-diffusion restore FOLDER/noisy --output FOLDER/input --task denoise --pixel-type input
    benchmarks/photon_counts.py score FOLDER

`make` simulates spots and filaments of 3, 8 and 20 photons at the brightest on smooth grounds of .2 to 3 photons per
pixel, in the mean (no read noise, no gain; 8 and 16 bit). `score` prints, for each ground, the mean of the result over the
mean of the image, the same of the darkest half of the pixels (by the expectation), and the PSNR against the expectation,
peak as simulated. Worst of the images for the means, mean of them for the PSNR.
"""

import argparse
from pathlib import Path

import numpy as np
from PIL import Image
from scipy import ndimage

SIDE = 256
GROUNDS = (0.2, 0.3, 0.5, 1.0, 2.0, 3.0)
PEAKS = (3, 8, 20)
TYPES = {"u8": np.uint8, "u16": np.uint16}


def structures(rng):
    """Spots and filaments, 1 at the brightest."""
    drawn = np.zeros((SIDE, SIDE))
    for y, x in rng.integers(8, SIDE - 8, (60, 2)):
        drawn[y, x] += rng.uniform(0.3, 1) * 2 * np.pi * 2**2
    field = ndimage.gaussian_filter(drawn, 2)
    lines = np.zeros((SIDE, SIDE))
    for _ in range(12):
        place, angle = rng.uniform(0, SIDE, 2), rng.uniform(0, 2 * np.pi)
        for _ in range(500):
            angle += rng.normal(0, 0.03)
            place = place + 0.5 * np.array([np.sin(angle), np.cos(angle)])
            if not (0 <= place).all() or not (place < SIDE).all():
                break
            lines[tuple(place.astype(int))] += 1
    field = field / field.max() + ndimage.gaussian_filter(lines, 1.2) / 2
    return field / field.max()


def expectation(ground, peak, rng):
    y, x = np.mgrid[:SIDE, :SIDE] / SIDE
    return ground * (0.75 + 0.25 * x + 0.25 * y) + peak * structures(rng)


def make(folder):
    for part in ("noisy", "clean"):
        (folder / part).mkdir(parents=True)
    for i, ground in enumerate(GROUNDS):
        for peak in PEAKS:
            rng = np.random.default_rng([i, peak])
            clean = expectation(ground, peak, rng)
            for name, kind in TYPES.items():
                stem = f"ground{ground}_peak{peak}_{name}"
                Image.fromarray(rng.poisson(clean).astype(kind)).save(folder / "noisy" / f"{stem}.tif")
                Image.fromarray(clean.astype(np.float32)).save(folder / "clean" / f"{stem}.tif")


def read(path):
    return np.array(Image.open(path)).astype(np.float64)


def scores(folder, results, ground):
    """(mean ratio, that of the darker half, PSNR) of each image."""
    found = []
    for path in sorted((folder / "noisy").glob(f"ground{ground}_*.tif")):
        noisy, clean = read(path), read(folder / "clean" / path.name)
        result = read(folder / results / f"{path.stem}_restored.tif")
        dark = clean <= np.median(clean)
        ratios = result.mean() / noisy.mean(), result[dark].mean() / noisy[dark].mean()
        found.append((*ratios, 10 * np.log10(clean.max() ** 2 / np.mean((result - clean) ** 2))))
    return np.array(found)


def worst(ratios):
    return ratios[np.argmax(np.abs(ratios - 1))]


def score(folder):
    print("| ground | pixel type | mean over the image's | of the darker half | PSNR, dB |\n" + "| --- " * 5 + "|")
    for ground in GROUNDS:
        for results in ("float", "input"):
            found = scores(folder, results, ground)
            print(f"| {ground} | {results} | {worst(found[:, 0]):.3f} | {worst(found[:, 1]):.3f} | {found[:, 2].mean():.2f} |")


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("what", choices=("make", "score"))
    p.add_argument("folder", type=Path)
    args = p.parse_args()
    {"make": make, "score": score}[args.what](args.folder)


if __name__ == "__main__":
    main()
