#!/usr/bin/env python3
"""How well uncertainty points at poor objects (best IoU with the truth below 0.5), and what its values mean.

Usage: python3 benchmarks/object_uncertainty.py TRUTH RESULTS
TRUTH holds label images <stem>.png or .tif, RESULTS what `segment` made of <stem>. Intervals: 95 %, from 2,000 bootstrap
samples of whole images, because objects of one image resemble each other. The spread is there for results of several
draws, such as with --orientations 8. Needs numpy and Pillow.
"""

import csv
import sys
from pathlib import Path

import numpy as np
from PIL import Image

POOR, SAMPLES = 0.5, 2000
BINS = [0, 0.1, 0.15, 0.2, 0.25, 0.3, 1]
SCORES = ["uncertainty", "mean_uncertainty", "mean_probability", "spread"]


def best_iou(labels, truth):
    size = labels.max() + 1, truth.max() + 1
    both = np.bincount((labels * size[1] + truth).ravel(), minlength=size[0] * size[1]).reshape(size)
    iou = both / np.maximum(both.sum(1, keepdims=True) + both.sum(0, keepdims=True) - both, 1)
    iou[:, 0] = 0
    return iou.max(1)


def auroc(score, poor):
    """Mann-Whitney with ties counted half."""
    values, place = np.unique(score, return_inverse=True)
    ends = np.cumsum(np.bincount(place, minlength=len(values)))
    rank = (ends - (np.bincount(place, minlength=len(values)) - 1) / 2)[place]
    n = poor.sum()
    return (rank[poor].sum() - n * (n + 1) / 2) / (n * (len(poor) - n))


def read(truth, results):
    """Per image: (poor?, {score: values}) of its objects."""
    for path in sorted(Path(truth).iterdir()):
        found = np.array(Image.open(Path(results) / f"{path.stem}_labels.tif")).astype(int)
        iou = best_iou(found, np.array(Image.open(path)).astype(int))
        with open(Path(results) / f"{path.stem}_objects.csv", newline="") as table:
            rows = list(csv.DictReader(table))
        poor = np.array([iou[int(row["id"])] < POOR for row in rows], bool)
        scores = [k for k in SCORES if not rows or k in rows[0]]
        yield poor, {k: np.array([float(row[k]) for row in rows]) * (-1 if k == "mean_probability" else 1) for k in scores}


def main(truth, results):
    images = list(read(truth, results))
    rng = np.random.default_rng(0)
    draws = [rng.integers(0, len(images), len(images)) for _ in range(SAMPLES)]
    poor = np.concatenate([p for p, _ in images])
    print(f"{len(poor)} objects in {len(images)} images, {poor.sum()} of them poor\n")
    print("| score | AUROC | 95 % |\n| --- | --- | --- |")
    for score in (k for k in SCORES if all(k in values for _, values in images)):
        pooled = lambda draw: auroc(np.concatenate([images[i][1][score] for i in draw]), np.concatenate([images[i][0] for i in draw]))
        low, high = np.percentile([pooled(draw) for draw in draws], [2.5, 97.5])
        print(f"| {score} | {pooled(range(len(images))):.3f} | {low:.3f} to {high:.3f} |")
    uncertainty = np.concatenate([values["uncertainty"] for _, values in images])
    print("\n| uncertainty | objects | poor |\n| --- | --- | --- |")
    for low, high in zip(BINS, BINS[1:]):
        here = (uncertainty >= low) & ((uncertainty < high) | (high == BINS[-1]))
        print(f"| {low} to {high} | {here.sum()} | {100 * poor[here].mean() if here.any() else 0:.1f} % |")
    order = np.argsort(-uncertainty, kind="stable")
    for share in (0.05, 0.1, 0.2):
        print(f"\nThe {100 * share:.0f} % with the highest uncertainty hold {100 * poor[order[: int(share * len(poor))]].sum() / poor.sum():.0f} % of the poor ones.", end="")
    print()


if __name__ == "__main__":
    main(*sys.argv[1:3])
