#!/usr/bin/env python3
"""Denoising against the Gaussian filter whose width was tuned on the clean image, for pairs of real images.

    benchmarks/denoise_fmd.py PAIRS --checkpoint RUN/best.pt          a trainer's checkpoint, by PyTorch
    benchmarks/denoise_fmd.py PAIRS --restored FOLDER                 results of `imagej-diffusion restore`
    benchmarks/denoise_fmd.py PAIRS --peers                           filters of SciPy and scikit-image

PAIRS has folders noisy/ and clean/ with equal names (8-bit grey). PSNR has the peak 255; "mean" is the mean of the
result over the mean of the noisy image. Peers are given what no user has: the median its best size, and non-local means
(Buades et al. 2005) after a generalised Anscombe transform the true noise and its best strength, all chosen on the clean
image. `--picture FILE` shows noisy, result and clean side by side.
"""

import argparse
import sys
import time
from pathlib import Path

import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "training"))

from trainer import denoising, normalise  # noqa: E402


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("pairs", type=Path)
    source = p.add_mutually_exclusive_group(required=True)
    source.add_argument("--checkpoint", type=Path)
    source.add_argument("--restored", type=Path)
    source.add_argument("--peers", action="store_true")
    p.add_argument("--config", type=Path, help="default: the configuration stored in the checkpoint")
    p.add_argument("--steps", type=int, default=1, help="network calls of one run")
    p.add_argument("--runs", type=int, default=1, help="runs averaged, each with its own start noise")
    p.add_argument("--smooth", type=float, help="deviation of the final blur, pixels; default: the configuration's")
    p.add_argument("--threads", type=int)
    p.add_argument("--picture", type=Path)
    p.add_argument("--crop", type=int, nargs=4, metavar=("Y", "X", "H", "W"), default=(150, 150, 200, 200))
    return p.parse_args()


def grey(path):
    return np.array(Image.open(path)).astype(np.float64)


def by_checkpoint(args):
    import torch
    import yaml

    from trainer import checkpoint

    if args.threads:
        torch.set_num_threads(args.threads)
    if args.config:
        config = yaml.safe_load(args.config.read_text())
    else:
        config = torch.load(args.checkpoint, map_location="cpu")["config"]
    encoder, denoiser = checkpoint.load(config, args.checkpoint)
    if args.smooth is not None:
        denoiser.smooth = args.smooth

    def restore(noisy, name):
        low, high = normalise.limits(noisy)
        planes = (noisy - low) / max(high - low, 1e-6)
        runs = [denoising.restored(config, encoder, denoiser, planes, seed, args.steps) for seed in range(args.runs)]
        return np.mean(runs, 0) * (high - low) + low

    return restore


def by_file(args):
    def restore(noisy, name):
        found = sorted(args.restored.glob(f"{Path(name).stem}_restored.*")) or sorted(args.restored.glob(f"{Path(name).stem}.*"))
        if not found:
            raise SystemExit(f"{args.restored}: no result for {name}")
        return grey(found[0])

    return restore


def noise_of(noisy, clean):
    """(gain, variance at zero) by least squares on what was really added; pixels near saturation do not count."""
    kept = (noisy < 250) & (clean < 240)
    gain, offset = np.polyfit(clean[kept], (noisy - clean)[kept] ** 2, 1)
    return max(gain, 1e-3), offset


def anscombe(image, gain, offset):
    return 2 / gain * np.sqrt(np.maximum(gain * image + 3 / 8 * gain**2 + offset, 0))


def best(candidates, clean):
    return max((denoising.psnr(image, clean, 255.0), label) for label, image in candidates)


def by_peers(noisy, clean):
    """{name: (PSNR, setting)}."""
    from scipy import ndimage
    from skimage.restoration import denoise_nl_means

    medians = ((size, ndimage.median_filter(noisy, size, mode="mirror")) for size in (2, 3, 5, 7))
    gain, offset = noise_of(noisy, clean)
    stable = anscombe(noisy, gain, offset)
    grey_values = np.linspace(0, 255, 2001)
    # Back through the mean of the transform, as the exact unbiased inverse asks for (Makitalo and Foi 2011).
    noise = np.random.default_rng(1).standard_normal((400, 1)) * np.sqrt(np.maximum(gain * grey_values + offset, 0))
    curve = anscombe(grey_values + noise, gain, offset).mean(0)
    back = lambda v: np.interp(v, curve, grey_values)
    means = (
        (h, back(denoise_nl_means(stable, patch_size=5, patch_distance=9, h=h, sigma=1.0, fast_mode=True)))
        for h in (0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)
    )
    return {"median": best(medians, clean), "Anscombe + non-local means": best(means, clean)}


def compare(pairs):
    print("| image | noisy dB | tuned Gaussian dB | filter | its dB (setting) | over Gaussian |\n" + "| --- " * 6 + "|")
    for path in sorted((pairs / "noisy").iterdir()):
        noisy, clean = grey(path), grey(pairs / "clean" / path.name)
        floor, _ = denoising.tuned_gaussian(noisy / 255, clean / 255, np.arange(0.3, 4.01, 0.05))
        for name, (p, setting) in by_peers(noisy, clean).items():
            raw = denoising.psnr(noisy, clean, 255.0)
            print(f"| {path.stem} | {raw:.2f} | {floor:.2f} | {name} | {p:.2f} ({setting}) | {p - floor:+.2f} |", flush=True)


def strip(noisy, result, clean, crop):
    y, x, h, w = crop
    top = np.percentile(clean[y : y + h, x : x + w], 99.9)
    panels = [np.clip(v[y : y + h, x : x + w] / top, 0, 1) ** 0.7 * 255 for v in (noisy, result, clean)]
    return np.hstack(panels).astype(np.uint8)


def main():
    args = arguments()
    if args.peers:
        compare(args.pairs)
        return
    restore = by_checkpoint(args) if args.checkpoint else by_file(args)
    print("| image | noisy dB | tuned Gaussian dB (sigma) | result dB | over Gaussian | mean | s |\n" + "| --- " * 7 + "|")
    gains, strips = [], []
    for path in sorted((args.pairs / "noisy").iterdir()):
        noisy, clean = grey(path), grey(args.pairs / "clean" / path.name)
        sigmas = np.arange(0.3, 4.01, 0.05)
        floor, sigma = denoising.tuned_gaussian(noisy / 255, clean / 255, sigmas)
        started = time.time()
        result = restore(noisy, path.name)
        seconds = time.time() - started
        p = denoising.psnr(result, clean, 255.0)
        gains.append(p - floor)
        print(
            f"| {path.stem} | {denoising.psnr(noisy, clean, 255.0):.2f} | {floor:.2f} ({sigma:.2f}) | {p:.2f} "
            f"| {p - floor:+.2f} | {result.mean() / noisy.mean():.4f} | {seconds:.1f} |"
        )
        strips.append(strip(noisy, result, clean, args.crop))
    print(f"mean over Gaussian {np.mean(gains):+.2f} dB, worst {np.min(gains):+.2f} dB, {len(gains)} images")
    if args.picture:
        Image.fromarray(np.vstack(strips)).save(args.picture)


if __name__ == "__main__":
    main()
