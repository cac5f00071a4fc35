"""Packs clean fields for training denoisers: real images made cleaner by averaging pixels, and simulated structures."""

import json
from pathlib import Path

import numpy as np

from . import normalise, packing, structures

UNIT = 12000  # what the brightest structures (percentile 99.8) are stored as; five times as bright still fits


def reduced(image, factor):
    """Mean over factor x factor pixels; the factor need not be whole. Averages noise away and sharpens in pixels."""
    out = np.asarray(image, np.float64)
    for axis in (0, 1):
        size = out.shape[axis]
        count = int(size / factor)
        edges = np.arange(count + 1) * factor
        total = np.concatenate([np.zeros_like(out.take([0], axis)), np.cumsum(out, axis)], axis)
        whole = np.minimum(edges.astype(int), size - 1)
        shape = [1, 1]
        shape[axis] = -1
        at = total.take(whole, axis) + (edges - whole).reshape(shape) * out.take(whole, axis)
        out = np.diff(at, axis=axis) / factor
    return out


def stored(clean):
    low, high = normalise.limits(clean)
    return np.clip((clean - low) / max(high - low, 1e-9) * UNIT + UNIT * 0.01, 0, 65535).astype(np.uint16)


def real(group, folder, factors, modality=None, least_range=0.0, smallest=112):
    """(name, split, field) of every image of a folder with split.csv, at every factor that leaves `smallest` pixels."""
    for name, split in packing.rows_of_split(folder, modality):
        image = packing.read_image(next(p for p in (Path(folder) / d / name for d in ("", "images", "clean")) if p.exists()))
        low, high = normalise.limits(image)
        if high - low < least_range:
            continue
        for factor in factors.get(Path(name).stem, factors["*"]):
            field = reduced(image, factor)
            if min(field.shape) >= smallest:
                yield f"{group}/{Path(name).stem}/{factor}", split, stored(field)


def simulated(count, size, seed):
    """Every twentieth is for validation."""
    for n in range(count):
        rng = np.random.default_rng((seed, n))
        yield f"simulated/{n}", "val" if n % 20 == 19 else "train", stored(structures.field(rng, size))


def pack(sources, out):
    arrays, index = {}, []
    for name, split, field in (f for source in sources for f in source):
        arrays[f"image{len(index)}"] = packing.encode(field)
        index.append({"name": name, "split": split, "height": field.shape[0], "width": field.shape[1]})
    arrays["index"] = np.frombuffer(json.dumps(index).encode(), np.uint8)
    Path(out).parent.mkdir(parents=True, exist_ok=True)
    np.savez(out, **arrays)
    return index


def sources(fine, nuclei, count, size, seed=1):
    """The fields of fluorescence-denoise. Factors are per image: what its own noise and sharpness ask for."""
    found = []
    if fine:
        factors = {
            "*": [1.4, 1.7, 2.0, 2.4, 2.8, 3.4], "bbbc034_c0": [1.7, 2.2, 2.8, 3.5, 4.5, 5.5], "bbbc034_c2": [4.0, 5.0],
            "hela_nuclei": [2.0, 2.5, 3.2], "bpae_actin": [1.0, 1.2, 1.4, 1.7, 2.0, 2.5],
        }  # fmt: skip
        found.append(real("fine", fine, factors))
    if nuclei:
        found.append(real("nuclei", nuclei, {"*": [2.0, 3.5]}, "fluorescence", least_range=60))
    found.append(simulated(count, size, seed))
    return found


def sharp_sources(fine, nuclei, averaged, count, size, seed=2):
    """The fields of super-resolution: also at full resolution, where real images are as sharp as their microscope."""
    found, smallest = [], 200
    if fine:
        factors = {"*": [1.0, 1.4, 2.0, 2.8], "bbbc034_c2": [2.0, 4.0], "hela_nuclei": [1.0, 2.0]}
        found.append(real("fine", fine, factors, smallest=smallest))
    if averaged:  # means of many exposures
        found.append(real("fmd", averaged, {"*": [1.0, 1.4, 2.0]}, smallest=smallest))
    if nuclei:
        found.append(real("nuclei", nuclei, {"*": [1.0, 2.0]}, "fluorescence", least_range=60, smallest=smallest))
    found.append(simulated(count, size, seed))
    return found
