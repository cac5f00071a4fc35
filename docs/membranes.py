#!/usr/bin/env python3
"""Draws the picture of membranes-em: micrograph, what was found against the truth, and uncertainty, side by side.

Usage, after `bin/imagej-diffusion segment IMAGES --output RESULTS --model membranes-em`:
    python3 docs/membranes.py IMAGES TRUTH RESULTS docs/membranes.png [NAME [X Y]]
NAME is an image without its ending (the first one without it), X Y the left upper corner of the part shown. Truth: 0 or
any other value. Needs numpy and Pillow.
"""

import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from picture import GAP, TITLE, heat, read

PART, SIDE = 400, 400
BOTH, MISSED, INVENTED = (0.25, 0.8, 0.35), (0.95, 0.25, 0.2), (0.2, 0.45, 1.0)


def grey(image):
    low, high = np.percentile(image, [1, 99.8])
    return np.repeat(np.clip((image - low) / max(high - low, 1), 0, 1)[..., None], 3, -1)


def compared(image, truth, found):
    rgb = grey(image)
    for where, colour in ((truth & found, BOTH), (truth & ~found, MISSED), (found & ~truth, INVENTED)):
        rgb[where] = 0.5 * rgb[where] + 0.5 * np.array(colour)
    return rgb


def main(images, truths, results, out, name=None, x=300, y=300):
    path = sorted(Path(images).glob(f"{name}.*" if name else "*"))[0]
    part = (slice(int(y), int(y) + PART), slice(int(x), int(x) + PART))
    image = read(path)
    truth = read(next(Path(truths).glob(path.stem + ".*")))[part] > 0
    found = read(Path(results) / f"{path.stem}_labels.tif")[part] > 0
    uncertainty = read(Path(results) / f"{path.stem}_uncertainty.tif")[part]
    panels = {
        f"{path.stem}, {PART} pixels wide": grey(image)[part],
        "found (green), missed (red), invented (blue)": compared(image[part], truth, found),
        "uncertainty, 0 to 0.5": heat(uncertainty),
    }
    sheet = Image.new("RGB", (len(panels) * (SIDE + GAP) - GAP, TITLE + SIDE), "white")
    draw = ImageDraw.Draw(sheet)
    for n, (title, rgb) in enumerate(panels.items()):
        draw.text((n * (SIDE + GAP) + 4, 5), title, fill="black")
        panel = Image.fromarray((np.clip(rgb, 0, 1) * 255).astype(np.uint8))
        sheet.paste(panel.resize((SIDE, SIDE), Image.LANCZOS), (n * (SIDE + GAP), TITLE))
    sheet.save(out, optimize=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
