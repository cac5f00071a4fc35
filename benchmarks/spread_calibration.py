#!/usr/bin/env python3
"""How the spread over runs of a restoration relates to its true error.

    benchmarks/noisy_pairs.py OUT CLEAN... --gain 10              (or: benchmarks/superresolution.py records OUT FINE...)
    bin/imagej-diffusion restore OUT/noisy --output OUT/results --task denoise --runs 8
    benchmarks/spread_calibration.py TRUTH RESULTS [--validation PATTERN ...]

TRUTH has the true images, RESULTS their *_restored or *_superres and *_spread. Pixels are binned by spread, with equally
many in each bin. "ratio" is RMS(error) / RMS(spread): 1 if calibrated; above 1 the spread is too small. "within 2" is
the share of errors within 2 spreads: .95 for calibrated Gaussian errors. TRUTH and RESULTS may be given several times,
as pairs. Images whose name holds a PATTERN are the validation images: the factor is the ratio of RMS(error) to
RMS(spread) over these, and each other image is then scored with its spread multiplied by it. The error is that of the
mean over runs; where noise is averaged over 8 runs, that error is what a user wants to know.
"""

import argparse
from pathlib import Path

import numpy as np
from PIL import Image

BINS = 8
BORDER = 8  # the network sees mirrored pixels there


def read(path):
    return np.array(Image.open(path)).astype(np.float64)[BORDER:-BORDER, BORDER:-BORDER]


def images(truth, results):
    """(name, errors, spreads) of each image, flat."""
    for path in sorted(Path(truth).iterdir()):
        spread = Path(results) / f"{path.stem}_spread.tif"
        if spread.exists():
            found = [p for kind in ("restored", "superres") if (p := spread.with_name(f"{path.stem}_{kind}.tif")).exists()]
            yield path.stem, (read(found[0]) - read(path)).ravel(), read(spread).ravel()


def rms(values):
    return np.sqrt(np.mean(values**2))


def table(error, spread):
    print("| spread, RMS | error, RMS | ratio | within 2 |\n| --- | --- | --- | --- |")
    order = np.argsort(spread, kind="stable")
    for part in [*np.array_split(order, BINS), order]:
        e, s = error[part], spread[part]
        name = "all: " if len(part) == len(order) else ""
        print(f"| {name}{rms(s):.2f} | {rms(e):.2f} | {rms(e) / rms(s):.2f} | {np.mean(abs(e) <= 2 * s):.3f} |")


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("folders", nargs="+", help="TRUTH RESULTS, as often as wanted")
    p.add_argument("--validation", nargs="+", default=[], metavar="PATTERN")
    args = p.parse_args()
    found = [
        (f"{Path(results).parent.name}/{name}" if len(args.folders) > 2 else name, error, spread)
        for truth, results in zip(args.folders[::2], args.folders[1::2])
        for name, error, spread in images(truth, results)
    ]
    if not found:
        raise SystemExit("no image has a _spread.tif; restore with --runs 4 or more")
    # Grey values of images differ: each counts in units of its own error.
    scaled = [(error / rms(error), spread / rms(error)) for _, error, spread in found]
    print(f"{len(found)} images; spread and error in units of the RMS error of their image")
    table(*(np.concatenate(part) for part in zip(*scaled)))
    chosen = [any(pattern in name for pattern in args.validation) for name, _, _ in found]
    pick = lambda which: [np.concatenate(part) for part in zip(*(s for s, c in zip(scaled, chosen) if c == which))]
    factor = 1.0
    if any(chosen):
        error, spread = pick(True)
        factor = rms(error) / rms(spread)
        print(f"\nfactor chosen on {sum(chosen)} validation images: {factor:.2f}; the others with it:\n")
    print("| image | error, RMS | spread, RMS | ratio | within 2 |\n| --- | --- | --- | --- | --- |")
    for (name, error, spread), validation in zip(found, chosen):
        if not validation:
            s = factor * spread
            print(f"| {name} | {rms(error):.2f} | {rms(s):.2f} | {rms(error) / rms(s):.2f} | {np.mean(abs(error) <= 2 * s):.3f} |")


if __name__ == "__main__":
    main()
