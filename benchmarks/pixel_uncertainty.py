#!/usr/bin/env python3
"""How well the uncertainty map points at wrong pixels, for models of a mask such as membranes-em.

Usage, after `bin/imagej-diffusion segment IMAGES --output RESULTS --model MODEL`:
    python3 benchmarks/pixel_uncertainty.py TRUTH RESULTS [MAP]
MAP is uncertainty (as it is without it) or spread. A pixel is wrong if it is foreground (probability above 0.5) in one of
truth and result only. Printed twice: of all pixels, and of those farther than 2 pixels from every true outline, where a
mistake is more than a matter of how wide one draws. Needs numpy, scipy and Pillow.
"""

import sys
from pathlib import Path

import numpy as np
from PIL import Image
from scipy import ndimage, stats

FAR = 2


def auroc(score, wrong):
    """Of a wrong and a right pixel, how often the wrong one has the higher score; ties count half."""
    ranks = stats.rankdata(score)
    n, m = wrong.sum(), (~wrong).sum()
    return (ranks[wrong].sum() - n * (n + 1) / 2) / (n * m) if n and m else float("nan")


def report(text, score, wrong):
    tenth = np.argsort(-score, kind="stable")[: max(1, len(score) // 10)]
    found = wrong[tenth].sum() / max(1, wrong.sum())
    print(f"{text}: {wrong.mean():.4f} wrong; AUROC {auroc(score, wrong):.3f}; the most uncertain tenth holds {found:.3f} of them")


def main(truth, results, kind="uncertainty"):
    scores, wrongs, fars = [], [], []
    for path in sorted(Path(truth).iterdir()):
        true = np.array(Image.open(path)) > 0
        read = lambda name: np.array(Image.open(Path(results) / f"{path.stem}_{name}.tif"))
        # the pixels on both sides of an edge
        edge = np.zeros(true.shape, bool)
        for axis in (0, 1):
            change = np.diff(true, axis=axis)
            pad = [(0, 0), (0, 0)]
            for side in ((0, 1), (1, 0)):
                pad[axis] = side
                edge |= np.pad(change, pad)
        far = ndimage.distance_transform_edt(~edge) > FAR if edge.any() else np.ones(true.shape, bool)
        scores.append(read(kind).ravel())
        wrongs.append(((read("probability") > 0.5) != true).ravel())
        fars.append(far.ravel())
    score, wrong, far = (np.concatenate(parts) for parts in (scores, wrongs, fars))
    report("all pixels", score, wrong)
    report(f"farther than {FAR} pixels from true outlines", score[far], wrong[far])


if __name__ == "__main__":
    main(*sys.argv[1:4])
