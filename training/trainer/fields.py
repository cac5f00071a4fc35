"""Packs clean fields for training denoisers: real images made cleaner by averaging pixels, and simulated structures."""

from pathlib import Path

import numpy as np

from . import encoding, normalise, packing, simulated
from .encoding import UNIT  # noqa: F401 (the fields' unit)


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
    return encoding.stored(clean, normalise.limits(clean))


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


def pack(sources, recipe, out):
    """Real fields, and the recipe of simulated ones; None where there are to be none."""
    arrays, index = {}, []
    for name, split, field in (f for source in sources for f in source):
        arrays[f"image{len(index)}"] = encoding.encode(field)
        index.append({"name": name, "split": split, "height": field.shape[0], "width": field.shape[1]})
    packing.write(out, arrays, index, recipe)
    return index


def sources(fine, nuclei):
    """The real fields of fluorescence-denoise. Factors are per image: what its own noise and sharpness ask for."""
    found = []
    if fine:
        factors = {
            "*": [1.4, 1.7, 2.0, 2.4, 2.8, 3.4], "bbbc034_c0": [1.7, 2.2, 2.8, 3.5, 4.5, 5.5], "bbbc034_c2": [4.0, 5.0],
            "hela_nuclei": [2.0, 2.5, 3.2], "bpae_actin": [1.0, 1.2, 1.4, 1.7, 2.0, 2.5],
        }  # fmt: skip
        found.append(real("fine", fine, factors))
    if nuclei:
        found.append(real("nuclei", nuclei, {"*": [2.0, 3.5]}, "fluorescence", least_range=60))
    return found


def sharp_sources(fine, nuclei, averaged):
    """The real fields of super-resolution: also at full resolution, where real images are as sharp as their microscope."""
    found, smallest = [], 200
    if fine:
        factors = {"*": [1.0, 1.4, 2.0, 2.8], "bbbc034_c2": [2.0, 4.0], "hela_nuclei": [1.0, 2.0]}
        found.append(real("fine", fine, factors, smallest=smallest))
    if averaged:  # means of many exposures
        found.append(real("fmd", averaged, {"*": [1.0, 1.4, 2.0]}, smallest=smallest))
    if nuclei:
        found.append(real("nuclei", nuclei, {"*": [1.0, 2.0]}, "fluorescence", least_range=60, smallest=smallest))
    return found


def recipe(count, size, sharp):
    """Of `count` simulated fields, others for super-resolution than for denoising."""
    return simulated.of_structures(count, size, seed=2 if sharp else 1) if count else None
