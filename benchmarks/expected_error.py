#!/usr/bin/env python3
"""Fits the law of a denoiser's expected error, and scores its maps.

    benchmarks/noisy_pairs.py VALIDATION/g3 FIELDS... --gain 3 --read 1                  (and g10, g30)
    bin/imagej-diffusion restore VALIDATION/g3/noisy --output VALIDATION/g3/results --task denoise --runs 8
    benchmarks/expected_error.py fit VALIDATION/g3 VALIDATION/g10 VALIDATION/g30
    benchmarks/expected_error.py score TEST/g3 TEST/g10 TEST/g30

Each folder has clean/ and results/, with *_restored, *_spread and, to score, *_error. The law is factor * spread^share *
noise^(1 - share), the noise being that measured in the image; it is fitted by maximum likelihood of a normal
distribution, each image counting alike, and goes into `package.expected_error` of the training config. Fit on fields that
neither trained the network nor are in the test. A calibrated map has a ratio of 1, 68 % of the errors within one and 95 %
within two, if errors are normal.
"""

import argparse
import json
from pathlib import Path

import numpy as np
from PIL import Image
from scipy import optimize

BORDER = 8  # the network sees mirrored pixels there
BINS = 8


def read(path):
    return np.array(Image.open(path)).astype(np.float64)[BORDER:-BORDER, BORDER:-BORDER]


def images(folder, suffix):
    """(name, error, map, deviation of the noise) of each image whose noise could be measured, flat."""
    for path in sorted((Path(folder) / "results").glob(f"*_{suffix}.tif")):
        stem = path.name[: -len(suffix) - 5]
        channel = json.loads(path.with_name(stem + ".json").read_text())["summary"]["channels"][0]
        if "noise" not in channel or channel["noise"]["hidden_by_structure"]:
            continue
        restored = read(path.with_name(stem + "_restored.tif"))
        clean = read(next((Path(folder) / "clean").glob(stem + ".*")))
        noise = channel["noise"]
        variance = np.maximum(noise["gain"] * restored + noise["variance_at_zero"], 1 / 12)
        yield f"{Path(folder).name}/{stem}", (restored - clean).ravel(), read(path).ravel(), np.sqrt(variance).ravel()


def rms(values):
    return np.sqrt(np.mean(values**2))


def fit(found):
    def unlikely(law):
        total = 0
        for _, error, spread, noise in found:
            expected = np.exp(law[0]) * np.maximum(spread, 1e-4) ** law[1] * noise ** (1 - law[1])
            total += np.mean(np.log(expected) + (error / expected) ** 2 / 2)
        return total / len(found)

    law = optimize.minimize(unlikely, [0, 0.5], method="Nelder-Mead").x
    print(f"{len(found)} images: expected_error: {{factor: {np.exp(law[0]):.3f}, share_of_spread: {law[1]:.3f}}}")


def score(found):
    print("| image | error, RMS | expected, RMS | ratio | within 1 | within 2 |\n| --- | --- | --- | --- | --- | --- |")
    for name, error, expected, _ in found:
        within = [np.mean(abs(error) <= n * expected) for n in (1, 2)]
        print(f"| {name} | {rms(error):.2f} | {rms(expected):.2f} | {rms(error) / rms(expected):.2f} | {within[0]:.2f} | {within[1]:.2f} |")
    # Grey values of images differ: each counts in units of its own error.
    error = np.concatenate([e / rms(e) for _, e, _, _ in found])
    expected = np.concatenate([m / rms(e) for _, e, m, _ in found])
    order = np.argsort(expected, kind="stable")
    print("\nall, in units of the RMS error of an image, bins of equally many pixels:\n")
    print("| expected, RMS | error, RMS | ratio | within 1 | within 2 |\n| --- | --- | --- | --- | --- |")
    for part in [*np.array_split(order, BINS), order]:
        e, m = error[part], expected[part]
        name = "all: " if len(part) == len(order) else ""
        print(f"| {name}{rms(m):.2f} | {rms(e):.2f} | {rms(e) / rms(m):.2f} | {np.mean(abs(e) <= m):.2f} | {np.mean(abs(e) <= 2 * m):.2f} |")


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("verb", choices=["fit", "score"])
    p.add_argument("folders", nargs="+")
    args = p.parse_args()
    found = [i for f in args.folders for i in images(f, "spread" if args.verb == "fit" else "error")]
    if not found:
        raise SystemExit("no image has the maps, and noise that could be measured; restore with --runs 8")
    (fit if args.verb == "fit" else score)(found)


if __name__ == "__main__":
    main()
