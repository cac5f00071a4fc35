"""Packs images and targets into one compact .npz, small enough to be carried to another machine."""

import csv
import json
from pathlib import Path

import numpy as np
from PIL import Image

from . import simulated as simulations
from .encoding import decode, encode


def read_image(path):
    """A 2-D grey or [H,W,3] array in the file's own type."""
    array = np.array(Image.open(path))
    return array[..., :3] if array.ndim == 3 else array


def rows_of_split(data, modality=None):
    """(file, split) pairs of split.csv; without one, every tenth image becomes validation."""
    table = Path(data) / "split.csv"
    if table.exists():
        with open(table, newline="") as handle:
            for row in csv.DictReader(handle):
                if modality is None or row.get("modality", modality) == modality:
                    yield row["file"], row["split"]
        return
    files = sorted(p.name for p in (Path(data) / "images").iterdir() if p.is_file())
    for i, name in enumerate(files):
        last_of_few = len(files) < 10 and i == len(files) - 1
        yield name, "val" if i % 10 == 9 or last_of_few else "train"


def pack(data, out, images="images", targets="labels", modality=None, stained=None, simulated=0):
    """Writes every image and its target (label image, or clean image), compressed without loss, into one .npz.

    Rows of the modalities `stained` come along in colour, to be taught as if they fluoresced (stains.py), and how so
    many `simulated` fields of tissue (tissue.py) are made, for training alone.
    """
    arrays, index = {}, []
    group = "unstained/" if stained or simulated else ""
    rows = [(name, split, group) for name, split in rows_of_split(data, modality)]
    for kind in stained or ():
        found = [(name, split, "stained/") for name, split in rows_of_split(data, kind)]
        if not found:
            raise ValueError(f"{data}: no images found (modality {kind})")
        rows += found
    for n, (name, split, group) in enumerate(rows):
        image = read_image(Path(data) / images / name)
        if group == "stained/" and image.ndim == 2:  # transmitted light through a grey filter
            image = np.repeat(image[..., None], 3, 2)
        entry = {"name": group + Path(name).stem, "split": split, "height": image.shape[0], "width": image.shape[1]}
        arrays[f"image{n}"] = encode(image)
        if targets:
            target = read_image(Path(data) / targets / name)
            if target.shape[:2] != image.shape[:2]:
                raise ValueError(f"{name}: image is {image.shape[:2]}, its target {target.shape[:2]}")
            arrays[f"target{n}"] = encode(target)
        index.append(entry)
    if not index:
        raise ValueError(f"{data}: no images found (modality {modality})")
    write(out, arrays, index, simulations.of_tissue(simulated) if simulated else None)
    return index


def write(out, arrays, index, recipe=None):
    """`recipe` of simulated.py: of fields that are made when the file is read."""
    arrays["index"] = np.frombuffer(json.dumps(index).encode(), np.uint8)
    if recipe:
        arrays["simulated"] = np.frombuffer(json.dumps(recipe).encode(), np.uint8)
    Path(out).parent.mkdir(parents=True, exist_ok=True)
    np.savez(out, **arrays)


def load(path, split):
    """The items of one split: dicts with name, image and (where packed) target."""
    with np.load(path) as archive:
        items = []
        for n, entry in enumerate(json.loads(archive["index"].tobytes())):
            if entry["split"] == split:
                item = dict(entry, image=decode(archive[f"image{n}"]))
                if f"target{n}" in archive:
                    item["target"] = decode(archive[f"target{n}"])
                items.append(item)
        recipe = json.loads(archive["simulated"].tobytes()) if "simulated" in archive else None
    if recipe:
        items += simulations.items(path, recipe, split)
    if not items:
        raise ValueError(f"{path}: nothing in split '{split}'")
    return items


def is_stained(item):
    return item["name"].startswith("stained/")


def is_simulated(item):
    return item["name"].startswith("simulated/")
