#!/usr/bin/env python3
"""Super-resolution against filters that were tuned on the answer.

    benchmarks/superresolution.py records OUT FINE_IMAGE...       simulates coarse records: OUT/x2-plain/*.tif and so on
    bin/imagej-diffusion superres OUT/x2-plain --output OUT/x2-plain-results --factor 2
    benchmarks/superresolution.py score OUT                       scores OUT/*-results against OUT/fine
    benchmarks/superresolution.py floors OUT                      writes what it is compared with, OUT/x2-plain-bicubic and so on
    benchmarks/superresolution.py gains OUT                       dB alone, of all OUT/x2-plain-* and so on, without filters
    benchmarks/superresolution.py checkpoint OUT RUN/best.pt      the same of a trainer's checkpoint, by PyTorch

A record is the fine image blurred by a Gaussian PSF of 0.6 coarse pixels, binned, and, where photons are given, exposed so
that the brightest pixel of the fine image stands for that many. Gains are dB over bicubic interpolation. "Wiener" knows
the true PSF, and its balance is tuned on the fine image; so is the width of "Gaussian", which smooths before bicubic
interpolation. "A(x)-y" is the root mean square of the re-degraded result minus the record, in per cent of the record's
range where there is no noise, else over that of the noise.
"""

import argparse
import sys
import time
from pathlib import Path

import numpy as np
from PIL import Image
from scipy import ndimage
from skimage.metrics import structural_similarity
from skimage.restoration import wiener

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "training"))

from trainer import normalise  # noqa: E402
from trainer.denoising import psnr  # noqa: E402
from trainer.superres import Microscope, binned, enlarged  # noqa: E402

SETTINGS = {"x2-plain": (2, np.inf), "x2-photons100": (2, 100.0), "x4-plain": (4, np.inf), "x4-photons100": (4, 100.0)}
BLUR = 0.6


def read(path):
    return np.array(Image.open(path)).astype(np.float64)


def write(path, image):
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(image.astype(np.float32)).save(path)


def microscope(setting):
    factor, photons = SETTINGS[setting]
    return Microscope(factor, BLUR * factor, photons)


def records(out, images):
    for path in images:
        fine = read(path)
        fine = fine[: fine.shape[0] // 4 * 4, : fine.shape[1] // 4 * 4]
        write(out / "fine" / f"{path.stem}.tif", fine)
        for setting in SETTINGS:
            record = microscope(setting).record(np.random.default_rng(1), fine / fine.max()) * fine.max()
            write(out / setting / f"{path.stem}.tif", record)


def psf(factor):
    """Of the whole camera: blur and pixel, on the fine grid."""
    size = 8 * factor + 1
    spot = np.zeros((size, size))
    spot[size // 2, size // 2] = 1
    # A pixel covers factor fine pixels; for even factors its centre lies between them, so the ends count half.
    line = np.ones(factor + 1)
    line[[0, -1]] = 0.5
    box = np.outer(line, line)
    return ndimage.convolve(ndimage.gaussian_filter(spot, BLUR * factor, truncate=6), box / box.sum(), mode="constant")


def tuned(candidates, fine):
    return max(candidates, key=lambda image: psnr(image, fine))


def floors(record, fine, factor):
    """(bicubic, Gaussian + bicubic, Wiener): the last two tuned on the fine image."""
    bicubic = enlarged(record, factor)
    smooth = tuned((enlarged(ndimage.gaussian_filter(record, s), factor) for s in np.arange(0.2, 3.0, 0.1)), fine)
    margin = 16 * factor  # mirrored, since the filter works in Fourier space
    wide, peak, kernel = np.pad(bicubic, margin, mode="symmetric"), bicubic.max(), psf(factor)
    cut = lambda image: image[margin:-margin, margin:-margin] * peak
    sharp = tuned((cut(wiener(wide / peak, kernel, b, clip=False)) for b in 10 ** np.arange(-5, 2, 0.25)), fine)
    return bicubic, smooth, sharp


def consistency(result, record, fine, setting):
    seen = microscope(setting)
    again = binned(ndimage.gaussian_filter(result, seen.sigma, mode="mirror", truncate=4), seen.factor)
    error = np.sqrt(np.mean((again - record) ** 2))
    if np.isinf(seen.photons):
        return f"{100 * error / np.ptp(record):.2f} %"
    truth = binned(ndimage.gaussian_filter(fine, seen.sigma, mode="mirror", truncate=4), seen.factor)
    return f"{error / np.sqrt(np.mean((truth - record) ** 2)):.3f}"


def row(name, setting, record, fine, result, seconds):
    factor = SETTINGS[setting][0]
    bicubic, smooth, sharp = floors(record, fine, factor)
    base = psnr(bicubic, fine)
    gains = [psnr(image, fine) - base for image in (smooth, sharp, result)]
    ssim = [structural_similarity(fine, image, data_range=np.ptp(fine)) for image in (bicubic, result)]
    print(
        f"| {setting} | {name} | {base + 20 * np.log10(fine.max()):.2f} | {gains[0]:+.2f} | {gains[1]:+.2f} | **{gains[2]:+.2f}** "
        f"| {ssim[0]:.3f} | {ssim[1]:.3f} | {consistency(result, record, fine, setting)} | {result.mean() / record.mean():.4f} | {seconds:.1f} |",
        flush=True,
    )
    return gains


def score(out, restore, settings):
    print("| record | image | bicubic dB | Gaussian | Wiener | result | SSIM bicubic | SSIM result | A(x)-y | mean | s |\n" + "| --- " * 11 + "|")
    for setting in settings:
        rows = []
        for path in sorted((out / setting).glob("*.tif")):
            record, fine = read(path), read(out / "fine" / path.name)
            started = time.time()
            result = restore(setting, path, record)
            if result is not None:
                rows.append(row(path.stem, setting, record, fine, result, time.time() - started))
        if rows:
            print(f"{setting}: mean gains Gaussian {{:+.2f}}, Wiener {{:+.2f}}, result {{:+.2f}} dB".format(*np.mean(rows, 0)))


def write_floors(out):
    """For `imagej-diffusion evaluate --metric image --truth OUT/fine --prediction OUT/x2-plain-wiener`."""
    for setting in SETTINGS:
        for path in sorted((out / setting).glob("*.tif")):
            images = floors(read(path), read(out / "fine" / path.name), SETTINGS[setting][0])
            for name, image in zip(("bicubic", "gaussian", "wiener"), images):
                write(out / f"{setting}-{name}" / path.name, image)


def gains(out):
    """Of every folder of results beside the records, to compare options quickly."""
    print("| record | results | dB over bicubic, by image | mean | A(x)-y |\n" + "| --- " * 5 + "|")
    for setting in SETTINGS:
        for folder in sorted(out.glob(f"{setting}-*")):
            rows = []
            for path in sorted((out / setting).glob("*.tif")):
                found = folder / f"{path.stem}_superres.tif"
                if found.exists():
                    record, fine, result = read(path), read(out / "fine" / path.name), read(found)
                    gain = psnr(result, fine) - psnr(enlarged(record, SETTINGS[setting][0]), fine)
                    rows.append((path.stem, gain, consistency(result, record, fine, setting)))
            if rows:
                each = ", ".join(f"{name} {gain:+.2f}" for name, gain, _ in rows)
                mean = np.mean([gain for _, gain, _ in rows])
                misfits = ", ".join(misfit for _, _, misfit in rows)
                print(f"| {setting} | {folder.name[len(setting) + 1 :]} | {each} | {mean:+.2f} | {misfits} |", flush=True)


def by_file(out):
    def restore(setting, path, record):
        found = out / f"{setting}-results" / f"{path.stem}_superres.tif"
        return read(found) if found.exists() else None

    return restore


def by_checkpoint(path, steps, runs):
    import torch

    from trainer import checkpoint, superres

    torch.set_num_threads(1)
    config = torch.load(path, map_location="cpu")["config"]
    encoder, denoiser = checkpoint.load(config, path)
    factor = config["microscope"]["factor"]

    def restore(setting, path, record):
        low, high = normalise.limits(record)
        span = high - low
        draws = [superres.restored(config, encoder, denoiser, (record - low) / span, factor, seed, steps) for seed in range(runs)]
        return np.mean(draws, 0) * span + low

    return restore, [s for s in SETTINGS if SETTINGS[s][0] == factor]


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("verb", choices=["records", "score", "floors", "gains", "checkpoint"])
    p.add_argument("out", type=Path)
    p.add_argument("files", type=Path, nargs="*")
    p.add_argument("--steps", type=int, default=1)
    p.add_argument("--runs", type=int, default=1)
    args = p.parse_args()
    if args.verb == "records":
        records(args.out, args.files)
    elif args.verb == "floors":
        write_floors(args.out)
    elif args.verb == "gains":
        gains(args.out)
    elif args.verb == "score":
        score(args.out, by_file(args.out), SETTINGS)
    else:
        score(args.out, *by_checkpoint(args.files[0], args.steps, args.runs))


if __name__ == "__main__":
    main()
