#!/usr/bin/env python3
"""Looks for a law of the error of super-resolution: of the spread over runs, and of something that every image tells.

    benchmarks/superres_error.py records VALIDATION FIELDS.npz --factor 2        simulated and DSB 2018 fields
    benchmarks/superres_error.py records TEST FIELDS.npz --factor 2 --test       the images that were held back
    bin/imagej-diffusion superres VALIDATION/record --output VALIDATION/results --factor 2 --runs 8 --steps 2
    benchmarks/superres_error.py fit VALIDATION [--without-hidden]
    benchmarks/superres_error.py score TEST FACTOR SHARE

    benchmarks/superres_error.py again VALIDATION                                bootstrap: records of the results
    bin/imagej-diffusion superres VALIDATION/again --output VALIDATION/again-results --factor 2 --orientations 1

FIELDS.npz is made by `python3 -m trainer fields --sharp`; only its validation fields are used. The law is factor *
spread^share * scale^(1 - share), the scale being one of SCALES, and is fitted by maximum likelihood of a normal
distribution, each record counting alike. "within 30 %" is the share of records whose RMS error is 1/1.3 to 1.3 times the
expected one; "scatter" is the standard deviation of the logarithm of that ratio. `--without-hidden` leaves out records
whose noise hides in structure. `fit` also tries the bootstrap where its results are there: how far the super-resolved
record of a result is from that result. `score` takes the range (percentile 99.8 minus 1 of the record) for the scale.
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np
from PIL import Image
from scipy import ndimage

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "training"))

from trainer import normalise, packing  # noqa: E402
from trainer.superres import Microscope, enlarged  # noqa: E402

PHOTONS = [np.inf, 1000.0, 300.0, 100.0, 50.0]
SHARES = np.arange(0.1, 1.01, 0.05)
BORDER = 4  # pixels of the record: the network sees mirrored ones there
BINS = 8
FLOOR = 1e-4  # of the range, for spread and scale

# (spread, scale); rms: over the whole record, local: within a Gaussian window
SCALES = {
    "range": lambda m: (m["spread"], m["range"]),
    "noise measured in the image": lambda m: (m["spread"], m["noise"]),
    "detail of the record, rms": lambda m: (m["spread"], m["detail"]),
    "result - interpolated record, rms": lambda m: (m["spread"], m["change"]),
    "gradient of the result, rms": lambda m: (m["spread"], m["gradient"]),
    "detail of the record, local": lambda m: (m["spread"], np.hypot(m["local detail"], 0.1 * m["range"])),
    "result - interpolated record, local": lambda m: (m["spread"], np.hypot(m["local change"], 0.1 * m["range"])),
    "range; a tenth of the result's detail beside the spread": lambda m: (np.hypot(m["spread"], 0.1 * m["high"]), m["range"]),
    "bootstrap, rms": lambda m: (m["spread"], m["bootstrap"]),
    "range; bootstrap, local, in place of the spread": lambda m: (m["local bootstrap"], m["range"]),
}


def read(path):
    return np.array(Image.open(path)).astype(np.float64)


def write(out, name, fine, microscope, rng, unit, whole):
    record = microscope.record(rng, fine) * unit
    for folder, image in (("record", np.rint(record) if whole else record), ("clean", fine * unit)):
        (out / folder).mkdir(parents=True, exist_ok=True)
        photons = "none" if np.isinf(microscope.photons) else f"{microscope.photons:.0f}"
        Image.fromarray(image.astype(np.float32)).save(out / folder / f"{name}_photons-{photons}_blur-{microscope.sigma / microscope.factor:.2f}.tif")


def crop_with_structure(rng, image, side):
    """The one of four that varies most."""
    corners = [[rng.integers(n - side + 1) for n in image.shape] for _ in range(4)]
    return max((image[y : y + side, x : x + side] for y, x in corners), key=np.std)


def validation_records(out, items, factor, side):
    """12 simulated and 9 real fields; blur, background and rounding differ."""
    simulated = [i for i in items if i["name"].startswith("simulated/")][:12]
    nuclei = [i for i in items if i["name"].startswith("nuclei/") and i["name"].endswith("/2.0")]
    fields = [f for pair in zip(simulated, nuclei) for f in pair] + simulated[len(nuclei) :]
    for k, item in enumerate(fields):
        rng = np.random.default_rng((7, k))
        crop = crop_with_structure(rng, item["image"] / 12000, side * factor)
        light = crop + (0 if k % 2 else np.exp(rng.uniform(np.log(0.003), np.log(0.3))))
        light = light / np.percentile(light, 99.8)
        for photons in PHOTONS:
            microscope = Microscope(factor, rng.uniform(0.4, 0.9) * factor, photons)
            write(out, item["name"].replace("/", "-"), light, microscope, rng, [200, 2000, 1][k % 3], k % 3 < 2)


def test_records(out, items, factor, side):
    """At full resolution and, as these images have noise of their own, as means of 2 x 2 pixels."""
    size = side * factor
    for item in items:
        group, stem, reduction = (*item["name"].split("/"), "", "")[:3]
        if group not in ("fine", "fmd") or reduction not in ("1.0", "2.0") or min(item["image"].shape) < size:
            continue
        h, w = item["image"].shape
        for n, (y, x) in enumerate([(0, 0), (h - size, w - size)][: 2 if min(h, w) >= 2 * size else 1]):
            fine = item["image"][y : y + size, x : x + size].astype(np.float64)
            for photons, blur in [(np.inf, 0.45), (np.inf, 0.8)] + [(p, 0.6) for p in PHOTONS]:
                microscope = Microscope(factor, blur * factor, photons)
                write(out, f"{stem}-{reduction}-{n}", fine / fine.max(), microscope, np.random.default_rng(1), 1000, False)


def records_of_results(folder):
    """By the blur that was fitted, 0.6 pixels where noise decides on it, and the noise that was measured."""
    (folder / "again").mkdir(exist_ok=True)
    for path in sorted((folder / "results").glob("*_superres.tif")):
        stem, channel = described(path)
        fine, noise, found = read(path), channel.get("noise"), channel["consistency"]
        factor = fine.shape[0] // read(folder / "record" / f"{stem}.tif").shape[0]
        blur = found["psf_sigma_px"] if found["psf_sigma_known"] else 0.6
        record = Microscope(factor, blur * factor).record(None, fine)
        if noise and not noise["hidden_by_structure"]:
            variance = np.maximum(noise["gain"] * record + noise["variance_at_zero"], 0)
            record = record + np.random.default_rng(3).standard_normal(record.shape) * np.sqrt(variance)
        Image.fromarray(record.astype(np.float32)).save(folder / "again" / f"{stem}.tif")


def described(path):
    """(stem, what the program says of the channel) of a result."""
    stem = path.name[: -len("_superres.tif")]
    return stem, json.loads(path.with_name(f"{stem}.json").read_text())["summary"]["channels"][0]


def measures(folder, path, stem, channel):
    """What may tell the error, of each pixel of the result."""
    result, spread, record = read(path), read(path.with_name(f"{stem}_spread.tif")), read(folder / "record" / f"{stem}.tif")
    factor = result.shape[0] // record.shape[0]
    low, high = normalise.limits(record)
    detail = record - ndimage.gaussian_filter(record, 1, mode="mirror")
    change = result - enlarged(record, factor)
    local = lambda image, sigma: np.sqrt(ndimage.gaussian_filter(image**2, sigma, mode="mirror"))
    rms_everywhere = lambda image: np.full_like(result, rms(image))
    noise = channel.get("noise", {"gain": 0, "variance_at_zero": 0})
    again = folder / "again-results" / path.name
    departure = read(again) - result if again.exists() else None
    bootstrap = {} if departure is None else {"bootstrap": rms_everywhere(departure), "local bootstrap": local(departure, factor)}
    return bootstrap | {
        "spread": spread,
        "range": np.full_like(result, high - low),
        "noise": np.sqrt(np.maximum(noise["gain"] * result + noise["variance_at_zero"], 0)),
        "detail": rms_everywhere(detail),
        "local detail": np.maximum(ndimage.zoom(local(detail, 1), factor, order=1, mode="nearest", grid_mode=True), 0),
        "change": rms_everywhere(change),
        "local change": local(change, factor / 2),
        "gradient": rms_everywhere(ndimage.gaussian_gradient_magnitude(result, factor / 4) * factor),
        "high": local(result - ndimage.gaussian_filter(result, 0.6 * factor), factor / 4),
    }


def load(folder, without_hidden=False):
    """(name, photons, error, measures) of each record."""
    found = []
    for path in sorted((folder / "results").glob("*_superres.tif")):
        stem, channel = described(path)
        if without_hidden and channel.get("noise", {}).get("hidden_by_structure", True):
            continue
        error = read(path) - read(folder / "clean" / f"{stem}.tif")
        border = BORDER * (error.shape[0] // read(folder / "record" / f"{stem}.tif").shape[0])
        cut = lambda image: image[border:-border, border:-border].ravel()
        known = {name: cut(image) for name, image in measures(folder, path, stem, channel).items()}
        found.append((stem, stem.split("_photons-")[1].split("_")[0], cut(error), known))
    if not found:
        raise SystemExit(f"{folder} has no results with a spread; super-resolve with --runs 8 --steps 2")
    return found


def rms(values):
    return np.sqrt(np.mean(values**2))


def unit_error(known, scale, share):
    spread, other = (np.maximum(part, FLOOR * known["range"]) for part in SCALES[scale](known))
    return spread**share * other ** (1 - share)


def fit(found, scale):
    """(negative log-likelihood in units of the range, share, factor); the factor follows from the share."""
    laws = []
    for share in SHARES:
        units = [unit_error(known, scale, share) for *_, known in found]
        factor = np.sqrt(np.mean([np.mean((error / unit) ** 2) for (_, _, error, _), unit in zip(found, units)]))
        surprise = np.mean([np.mean(np.log(unit / known["range"])) for (*_, known), unit in zip(found, units)])
        laws.append((surprise + np.log(factor), share, factor))
    return min(laws)


def of_records(ratios):
    ratios = np.array(ratios)
    return f"{np.median(ratios):.2f}, {100 * np.mean((ratios > 1 / 1.3) & (ratios < 1.3)):.0f} %, {np.std(np.log(ratios)):.2f}"


def binned_ratios(found, expected):
    # Grey values of images differ: each counts in units of its own error.
    error = np.concatenate([e / rms(e) for _, _, e, _ in found])
    told = np.concatenate([m / rms(e) for (_, _, e, _), m in zip(found, expected)])
    parts = np.array_split(np.argsort(told), BINS)
    return " ".join(f"{rms(error[p]) / rms(told[p]):.2f}" for p in parts) + f" | {np.mean(abs(error) <= told):.2f}"


def row(found, scale, share, factor):
    expected = [factor * unit_error(known, scale, share) for *_, known in found]
    ratios = [rms(error) / rms(told) for (_, _, error, _), told in zip(found, expected)]
    groups = [[r for r, f in zip(ratios, found) if f[1] == p] for p in ("none", "1000", "300", "100", "50")]
    each = " | ".join(of_records(group) if group else "" for group in groups)
    return ratios, f"| {scale} | {factor:.2f} | {share:.2f} | {each} | {binned_ratios(found, expected)} |"


HEADER = (
    "median ratio of error and expected error, share within 30 %, scatter; by photons\n"
    "| scale | factor | share | none | 1000 | 300 | 100 | 50 | ratio in bins of expected error | within 1 |\n" + "| --- " * 10 + "|"
)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = p.add_subparsers(dest="verb", required=True)
    made = verbs.add_parser("records")
    made.add_argument("out", type=Path)
    made.add_argument("fields", type=Path)
    made.add_argument("--factor", type=int, default=2)
    made.add_argument("--side", type=int, default=0, help="of the records, in pixels; default 96, or 64 for factor 4")
    made.add_argument("--test", action="store_true")
    verbs.add_parser("again").add_argument("out", type=Path)
    for name in ("fit", "score"):
        verb = verbs.add_parser(name)
        verb.add_argument("out", type=Path)
        verb.add_argument("--without-hidden", action="store_true")
    verb.add_argument("law", type=float, nargs=2, metavar=("FACTOR", "SHARE"))
    args = p.parse_args()
    if args.verb == "records":
        side = args.side or (64 if args.factor == 4 else 96)
        (test_records if args.test else validation_records)(args.out, packing.load(args.fields, "val"), args.factor, side)
        return
    if args.verb == "again":
        records_of_results(args.out)
        return
    found = load(args.out, args.without_hidden)
    print(f"{len(found)} records; {HEADER}")
    if args.verb == "fit":
        tried = [s for s in SCALES if "bootstrap" not in s or all("bootstrap" in known for *_, known in found)]
        for scale in tried:
            _, share, factor = fit(found, scale)
            print(row(found, scale, share, factor)[1], flush=True)
        return
    ratios, line = row(found, "range", args.law[1], args.law[0])
    print(line + "\n\n| record | ratio |\n| --- | --- |")
    for (name, *_), ratio in zip(found, ratios):
        print(f"| {name} | {ratio:.2f} |")


if __name__ == "__main__":
    main()
