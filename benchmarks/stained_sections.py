#!/usr/bin/env python3
"""Writes stained sections as if they fluoresced: the nearest to dense tissue that the 2018 Data Science Bowl has.

    benchmarks/stained_sections.py OUT DSB2018 [--split val]
    bin/imagej-diffusion segment OUT/images --output OUT/results
    bin/imagej-diffusion evaluate --truth OUT/labels --prediction OUT/results --metric segmentation

DSB2018 has images/, labels/ and split.csv (columns file, modality, split). The grey image is the even mixture of absorbed
red light, optical density and haematoxylin that training/trainer/stains.py makes; 8 bits from percentile 0.1 to 99.9.
"""

import argparse
import csv
import shutil
import sys
from pathlib import Path

import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "training"))
from trainer import stains  # noqa: E402


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("out")
    p.add_argument("data", metavar="DSB2018")
    p.add_argument("--split", default="val")
    args = p.parse_args()
    out, data = Path(args.out), Path(args.data)
    for sub in ("images", "labels"):
        (out / sub).mkdir(parents=True, exist_ok=True)
    with open(data / "split.csv", newline="") as handle:
        for row in csv.DictReader(handle):
            if row["modality"] == "histology" and row["split"] == args.split:
                name = Path(row["file"]).name
                grey = stains.grey(np.array(Image.open(data / "images" / row["file"]))[..., :3])
                low, high = np.percentile(grey, [0.1, 99.9])
                grey = np.clip(255 * (grey - low) / (high - low), 0, 255)
                Image.fromarray(np.rint(grey).astype(np.uint8)).save(out / "images" / name)
                shutil.copy(data / "labels" / row["file"], out / "labels" / name)


if __name__ == "__main__":
    main()
