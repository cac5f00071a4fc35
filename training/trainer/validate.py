"""Scores of the current model on the validation split."""

import numpy as np
import torch
import torch.nn.functional as F

from . import denoising, metrics, networks, normalise, objects, packing, stains, superres
from .sample import ddim


@torch.no_grad()
def maps(config, encoder, denoiser, image, steps=1, runs=1, seed=0, device="cpu"):
    """(probability, distance or None) of one image: mean over runs."""
    planes = torch.from_numpy(normalise.normalise(image))[None]
    h, w = planes.shape[2:]
    unit, halo = networks.stride(config), 32
    bottom, right = -(h + 2 * halo) % unit + halo, -(w + 2 * halo) % unit + halo
    planes = mirror(planes, (halo, right, halo, bottom)).to(device)
    features = encoder(planes)
    total = 0
    for run in range(runs):
        shape = (1, config["target_channels"], *planes.shape[2:])
        total = total + ddim(config, denoiser, features, shape, steps, seed * 1000 + run).clamp(-1, 1)
    mean = (total / runs)[0, :, halo : halo + h, halo : halo + w].cpu().numpy()
    return (mean[0] + 1) / 2, (mean[1] if len(mean) > 1 else None)


def mirror(planes, pad):
    """Mirror padding that also takes images smaller than the padding."""
    left, right, top, bottom = pad
    h, w = planes.shape[2:]
    ys = reflect(np.arange(-top, h + bottom), h)
    xs = reflect(np.arange(-left, w + right), w)
    return planes[:, :, ys][:, :, :, xs]


def reflect(index, size):
    index = np.mod(index, 2 * size)
    return torch.from_numpy(np.where(index < size, index, 2 * size - 1 - index))


def segmentation(config, encoder, denoiser, data, steps=1, runs=1, device="cpu", limit=None, height=None):
    """Means over the validation images, by the object rule of package.defaults; another seed height where given.

    A model of nothing but a mask does not tell objects apart, so only its foreground is scored. To a model of one channel
    stained images are shown grey, and scored apart, as `stained_...`; one of three channels is shown no grey images.
    """
    rule = objects.rule(config) if height is None else dict(objects.rule(config), height=height)
    measure = metrics.foreground if config["target_channels"] == 1 else metrics.score
    scores = {False: [], True: []}
    grey = config["image_channels"] == 1
    for item in packing.load(data, "val")[:limit]:
        if item["image"].ndim == 2 and not grey:
            continue
        stained = grey and packing.is_stained(item)
        image = stains.grey(item["image"]) if stained else item["image"]
        p, d = maps(config, encoder, denoiser, image, steps, runs, 0, device)
        scores[stained].append(measure(item["target"], objects.from_maps(p, d, **rule)))
    stained = {"stained_" + k: v for k, v in metrics.mean(scores[True]).items()} if scores[True] else {}
    return {**metrics.mean(scores[False]), **stained}


def quality(scores):
    """One number that chooses among the checkpoints of a run; larger is better."""
    if "mse" in scores:
        return -scores["mse"]
    if "real_plain" in scores:
        return scores["real_plain"] + scores["real_photons100"]
    if "over_gaussian" in scores:
        return scores["over_gaussian"]
    return sum(scores[k] for k in (("ap50", "ap75", "dice") if "ap50" in scores else ("dice", "boundary_f")))


def loss(config, encoder, denoiser, data, device="cpu", limit=40):
    """Mean squared error of the one-call prediction, for kinds without objects."""
    from . import tasks

    task = tasks.of(config)
    example = task(config, 12345)
    errors = []
    for item in [task.prepare(i) for i in packing.load(data, "val")][:limit]:
        condition, target = example.example(item)
        target = torch.from_numpy(target.astype(np.float32))[None].to(device)
        features = None if condition is None else encoder(torch.from_numpy(condition)[None].to(device))
        with torch.no_grad():
            out = ddim(config, denoiser, features, target.shape, 1, 0)
        errors.append(float(F.mse_loss(out, target)))
    return {"mse": float(np.mean(errors))}


@torch.no_grad()
def noised(config, denoiser, data, device="cpu", limit=40):
    """Mean squared error of the clean field that an unconditional model predicts from a noised one, over noise levels."""
    from . import schedule, tasks

    task, bars = tasks.of(config)(config, 12345), schedule.alpha_bar(config)
    items = packing.load(data, "val")
    chosen = items[:: max(1, len(items) // limit)][:limit]
    targets = torch.from_numpy(np.stack([task.example(task.prepare(i))[1] for i in chosen]).astype(np.float32)).to(device)
    noise = torch.randn(targets.shape, generator=torch.Generator().manual_seed(0)).to(device)
    errors = []
    for t in range(len(bars) // 8, len(bars), len(bars) // 8):
        a, s = np.sqrt(bars[t]), np.sqrt(1 - bars[t])
        x = float(a) * targets + float(s) * noise
        out = denoiser(x, torch.full((len(x),), float(t), device=device), None)
        errors.append(float(F.mse_loss(schedule.predicted_x0(config["schedule"]["prediction_type"], out, x, a, s), targets)))
    return {"mse": float(np.mean(errors))}


def score(config, encoder, denoiser, data, device="cpu", **options):
    if config["kind"] == "segdiff":
        return segmentation(config, encoder, denoiser, data, device=device, **options)
    if config["kind"] == "prior":
        return noised(config, denoiser, data, device)
    if config["kind"] == "sr3":
        return superres.score(config, encoder, denoiser, packing.load(data, "val"))
    if "camera" in config:
        return denoising.score(config, encoder, denoiser, packing.load(data, "val"))
    return loss(config, encoder, denoiser, data, device)
