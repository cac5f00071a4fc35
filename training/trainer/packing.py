"""Packs images and targets into one compact .npz, small enough to be carried to another machine."""

import csv
import io
import json
from pathlib import Path

import numpy as np
from PIL import Image

from . import tissue


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
    """Writes every image and its target (label image, or clean image) as PNG streams inside one .npz.

    Rows of the modalities `stained` come along in colour, to be taught as if they fluoresced (stains.py), and so many
    `simulated` fields of tissue (tissue.py), for training alone.
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
    for light, labels in tissue.fields(simulated):
        arrays[f"image{len(index)}"], arrays[f"target{len(index)}"] = encode(light), encode(labels)
        name = f"simulated/{len(index)}"
        index.append({"name": name, "split": "train", "height": light.shape[0], "width": light.shape[1]})
    arrays["index"] = np.frombuffer(json.dumps(index).encode(), np.uint8)
    Path(out).parent.mkdir(parents=True, exist_ok=True)
    np.savez(out, **arrays)
    return index


def encode(array):
    if array.dtype == np.int32:
        array = array.astype(np.uint16)
    buffer = io.BytesIO()
    Image.fromarray(array).save(buffer, "PNG", optimize=True)
    return np.frombuffer(buffer.getvalue(), np.uint8)


def decode(stream):
    return np.array(Image.open(io.BytesIO(stream.tobytes())))


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
    if not items:
        raise ValueError(f"{path}: nothing in split '{split}'")
    return items


def is_stained(item):
    return item["name"].startswith("stained/")


def is_simulated(item):
    return item["name"].startswith("simulated/")
