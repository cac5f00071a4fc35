#!/usr/bin/env python3
"""Writes pairs for `benchmarks/denoise_fmd.py`: clean 8-bit images, and simulated exposures of them.

    benchmarks/noisy_pairs.py OUT CLEAN... --gain 5 --read 2 --correlation 0.15

Gain is grey values per photon, read the deviation of the read noise in grey values, correlation that of the noise of
neighbours in a row. Images of more bits are scaled to 8, their percentile 99.95 to 255; --crop takes the middle.
"""

import argparse
import sys
from pathlib import Path

import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "training"))

from trainer.camera import Camera, weight  # noqa: E402


def middle(image, side):
    top, left = (max(0, (size - (side or size)) // 2) for size in image.shape)
    return image[top : top + side, left : left + side] if side else image


def eight_bits(image):
    if image.max() <= 255:
        return image.astype(np.uint8)
    return np.clip(np.rint(image * (255 / np.percentile(image, 99.95))), 0, 255).astype(np.uint8)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("out", type=Path)
    p.add_argument("clean", type=Path, nargs="+")
    p.add_argument("--gain", type=float, default=5.0)
    p.add_argument("--read", type=float, default=2.0)
    p.add_argument("--correlation", type=float, default=0.0)
    p.add_argument("--crop", type=int, metavar="PX", help="pixels of a side at most")
    args = p.parse_args()
    camera = Camera(args.gain, args.read, 0.0, (weight(args.correlation), 0.0), eight_bit=True)
    for folder in ("noisy", "clean"):
        (args.out / folder).mkdir(parents=True, exist_ok=True)
    for seed, path in enumerate(args.clean):
        clean = eight_bits(middle(np.array(Image.open(path)), args.crop))
        noisy = camera.expose(np.random.default_rng(seed), clean.astype(float)).astype(np.uint8)
        Image.fromarray(clean).save(args.out / "clean" / f"{path.stem}.png")
        Image.fromarray(noisy).save(args.out / "noisy" / f"{path.stem}.png")


if __name__ == "__main__":
    main()
