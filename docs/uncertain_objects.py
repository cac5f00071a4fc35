#!/usr/bin/env python3
"""Draws README's picture of what the uncertainty of objects flags, mistakes of its own included.

Usage:
    bin/imagej-diffusion segment test-images --output results
    python3 docs/uncertain_objects.py test-images results docs/uncertainty.png
Shows the test image with most poor objects (best IoU with the truth below 0.5), its objects coloured by the column
uncertainty of the object table, the most uncertain ones beside their truth, and last the poor object that was trusted most.
Needs numpy and Pillow.
"""

import csv
import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

POOR, FULL_SCALE = 0.5, 0.3
SHOWN, COLUMNS = 10, 2
CROP, TILE, GAP, TITLE, LINE = 40, 84, 10, 20, 14
COLOURS = np.array([[0.25, 0.5, 1.0], [1.0, 0.9, 0.2], [1.0, 0.2, 0.1]])
TRUTH = (0.2, 1.0, 0.4)


def read(path):
    return np.array(Image.open(path)).astype(int)


def colour(uncertainty):
    """Blue - yellow - red over 0..FULL_SCALE."""
    place = np.clip(uncertainty / FULL_SCALE, 0, 1) * (len(COLOURS) - 1)
    return np.array([np.interp(place, range(len(COLOURS)), COLOURS[:, c]) for c in range(3)])


def grey(image):
    low, high = np.percentile(image, [1, 99.8])
    return np.repeat((np.clip((image - low) / max(high - low, 1), 0, 1) ** 0.6)[..., None], 3, -1)


def outline(labels):
    """Pixels of objects beside a pixel of another label."""
    padded = np.pad(labels, 1, mode="edge")
    around = [padded[:-2, 1:-1], padded[2:, 1:-1], padded[1:-1, :-2], padded[1:-1, 2:]]
    return (labels > 0) & np.any([n != labels for n in around], axis=0)


def best_truth(found, truth):
    """For every object from 1 its best IoU and the true object that gives it, 0 for none."""
    size = found.max() + 1, truth.max() + 1
    both = np.bincount((found * size[1] + truth).ravel(), minlength=size[0] * size[1]).reshape(size)
    iou = both / (both.sum(1, keepdims=True) + both.sum(0, keepdims=True) - both)
    iou[:, 0] = 0
    return iou.max(1), np.where(iou.max(1) > 0, iou.argmax(1), 0)


class Field:
    """One image, its objects in order of falling uncertainty, and how good they are."""

    def __init__(self, images, results, name):
        self.name = name
        self.image = read(images / f"{name}.png")
        self.truth = read(images / "truth" / f"{name}.png")
        self.labels = read(results / f"{name}_labels.tif")
        with open(results / f"{name}_objects.csv", newline="") as table:
            self.uncertainty = {int(row["id"]): float(row["uncertainty"]) for row in csv.DictReader(table)}
        self.iou, self.match = best_truth(self.labels, self.truth)
        self.ranked = sorted(self.uncertainty, key=lambda i: -self.uncertainty[i])

    def poor(self):
        return [i for i in self.ranked if self.iou[i] < POOR]

    def shown(self):
        """(rank from 1, id) of the most uncertain objects, and of the poor one that was trusted most."""
        last = self.poor()[-1:] or self.ranked[-1:]
        ids = self.ranked[: SHOWN - (last[0] not in self.ranked[:SHOWN])]
        return [(self.ranked.index(i) + 1, i) for i in ids + [i for i in last if i not in ids]]

    def overview(self):
        rgb = grey(self.image)
        for i in self.ranked:
            rgb[self.labels == i] = 0.55 * rgb[self.labels == i] + 0.45 * colour(self.uncertainty[i])
            rgb[outline(self.labels) & (self.labels == i)] = colour(self.uncertainty[i])
        return rgb

    def centre(self, i):
        return [int(round(v.mean())) for v in np.nonzero(self.labels == i)]

    def crop(self, rgb, i):
        half = CROP // 2
        beyond = np.pad(rgb, ((half, half), (half, half), (0, 0)), constant_values=0.8)
        y, x = self.centre(i)
        return picture(beyond[y : y + CROP, x : x + CROP]).resize((TILE, TILE), Image.NEAREST)

    def pair(self, i):
        """The object as found, and all true objects there."""
        found, true = grey(self.image), grey(self.image)
        found[outline(self.labels)] = (0.55, 0.55, 0.55)
        found[outline(self.labels) & (self.labels == i)] = colour(self.uncertainty[i])
        true[outline(self.truth)] = TRUTH
        return self.crop(found, i), self.crop(true, i)


def picture(rgb):
    return Image.fromarray((np.clip(rgb, 0, 1) * 255).astype(np.uint8))


def scale_bar(draw, x, y, width):
    for k in range(width):
        tint = tuple(int(v) for v in 255 * colour(FULL_SCALE * k / width))
        draw.line([(x + k, y), (x + k, y + 10)], fill=tint)
    draw.text((x - 12, y), "0", fill="black")
    draw.text((x + width + 4, y), f"{FULL_SCALE} and more", fill="black")


def draw_overview(sheet, draw, field):
    draw.text((4, 4), "objects found, by their uncertainty", fill="black")
    scale_bar(draw, 260, 5, 120)
    sheet.paste(picture(field.overview()), (0, TITLE))
    for rank, i in field.shown():
        height, width = field.labels.shape
        y, x = field.centre(i)
        x, y = min(x + 9, width - 14), TITLE + min(max(y - 14, 0), height - 12)
        for dx, dy in ((-1, 0), (1, 0), (0, -1), (0, 1)):
            draw.text((x + dx, y + dy), str(rank), fill="black")
        draw.text((x, y), str(rank), fill="white")


def draw_pairs(sheet, draw, field, left):
    for column in range(COLUMNS):
        draw.text((left + column * (2 * TILE + GAP) + 4, 4), "found", fill="black")
        draw.text((left + column * (2 * TILE + GAP) + TILE + 4, 4), "truth", fill="black")
    for n, (rank, i) in enumerate(field.shown()):
        x = left + n % COLUMNS * (2 * TILE + GAP)
        y = TITLE + n // COLUMNS * (TILE + LINE + 4)
        for k, tile in enumerate(field.pair(i)):
            sheet.paste(tile, (x + k * TILE, y))
        wrong = field.iou[i] < POOR
        text = f"{rank}: {field.uncertainty[i]:.2f}, IoU {field.iou[i]:.2f}{'  poor' if wrong else ''}"
        draw.text((x + 2, y + TILE + 1), text, fill=(190, 0, 0) if wrong else "black")


def main(images, results, out):
    images, results = Path(images), Path(results)
    fields = [Field(images, results, path.stem) for path in sorted(images.glob("*.png"))]
    field = max(fields, key=lambda f: len(f.poor()))
    height, width = field.labels.shape
    rows = -(-len(field.shown()) // COLUMNS)
    size = (width + GAP + COLUMNS * (2 * TILE + GAP) - GAP, TITLE + max(height, rows * (TILE + LINE + 4)))
    sheet = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(sheet)
    draw_overview(sheet, draw, field)
    draw_pairs(sheet, draw, field, width + GAP)
    sheet.quantize(256).save(out, optimize=True)
    ranks = [field.ranked.index(i) + 1 for i in field.poor()]
    print(f"{field.name}: {len(field.ranked)} objects; the {len(ranks)} poor ones are ranked {ranks}")


if __name__ == "__main__":
    main(*sys.argv[1:4])
