#!/usr/bin/env python3
"""Accuracy when the same objects are imaged larger or smaller and `--diameter` says so.

Usage: benchmarks/object_scale.py [IMAGES TRUTH]      (default test-images; needs numpy and Pillow)

Images are resampled by Lanczos's filter, truths by nearest neighbour. The diameter given is 20 pixels, at which the
bundled model takes an image as it is, times the factor; at 1x the line without --diameter is the same. With auto each
image is measured.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

HOME = Path(__file__).resolve().parent.parent
COMMAND = str(HOME / "bin/imagej-diffusion")


def resampled(folder, to, factor, method):
    to.mkdir()
    for file in sorted(Path(folder).glob("*.png")):
        image = Image.open(file)
        size = [max(1, round(s * factor)) for s in image.size]
        image.resize(size, method).save(to / file.name)


def main():
    images, truth = sys.argv[1:] or (HOME / "test-images", HOME / "test-images/truth")
    print("| factor | option | AP50 | AP75 | Dice |\n| --- | --- | --- | --- | --- |")
    factors = (0.5, 1, 2, 3)
    given = [(f, ["--diameter", f"{20 * f:g}"]) for f in factors]
    measured = [(f, ["--diameter", "auto"]) for f in factors]
    for factor, options in [*((f, []) for f in factors), *given, *measured]:
        with tempfile.TemporaryDirectory() as folder:
            work = Path(folder)
            resampled(images, work / "images", factor, Image.Resampling.LANCZOS)
            resampled(truth, work / "truth", factor, Image.Resampling.NEAREST)
            run = [COMMAND, "segment", str(work / "images"), "--output", str(work / "out"), "--quiet", *options]
            subprocess.run(run, check=True)
            report = ["--truth", str(work / "truth"), "--prediction", str(work / "out"), "--report", str(work / "r.json")]
            subprocess.run([COMMAND, "evaluate", "--metric", "segmentation", *report], check=True, stdout=subprocess.DEVNULL)
            mean = json.loads((work / "r.json").read_text())["mean"]
            option = " ".join(options) or "none"
            print(f"| {factor}x | {option} | {mean['ap50']:.3f} | {mean['ap75']:.3f} | {mean['dice']:.3f} |", flush=True)


if __name__ == "__main__":
    main()
