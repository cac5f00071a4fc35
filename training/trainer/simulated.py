"""The simulated fields of a data file. It carries only how they are made, which keeps it small enough to be taken along.

They are made when first asked for, always the same ones, and kept beside the file.
"""

import json
import os
from pathlib import Path

import numpy as np

from . import encoding, normalise, structures, tissue

VERSION = 1  # of the recipes: another one makes other fields


def of_tissue(count, seed=0):
    return {"version": VERSION, "of": "tissue", "count": count, "seed": seed}


def of_structures(count, size, seed):
    return {"version": VERSION, "of": "structures", "count": count, "size": size, "seed": seed}


def make(recipe):
    """(name, split, image, labels or None) of every field. Of structures, every twentieth is for validation."""
    if recipe.get("version") != VERSION:
        raise ValueError(f"simulated fields of version {recipe.get('version')} cannot be made: this trainer makes version {VERSION}")
    if recipe["of"] == "tissue":
        for n, (light, labels) in enumerate(tissue.fields(recipe["count"], recipe["seed"])):
            yield f"simulated/{n}", "train", light, labels
    elif recipe["of"] == "structures":
        for n in range(recipe["count"]):
            clean = structures.field(np.random.default_rng((recipe["seed"], n)), recipe["size"])
            yield f"simulated/{n}", "val" if n % 20 == 19 else "train", encoding.stored(clean, normalise.limits(clean)), None
    else:
        raise ValueError(f"simulated fields of '{recipe['of']}' cannot be made: tissue or structures")


def items(data, recipe, split):
    """Dicts with name, split, image and, of tissue, target."""
    kept = Path(data).with_suffix(".simulated.npz")
    if not kept.exists() or recipe_of(kept) != recipe:
        keep(kept, recipe)
    with np.load(kept) as archive:
        for n, (name, of) in enumerate(json.loads(archive["index"].tobytes())):
            if of == split:
                item = {"name": name, "split": split, "image": encoding.decode(archive[f"image{n}"])}
                if f"target{n}" in archive:
                    item["target"] = encoding.decode(archive[f"target{n}"])
                yield item


def recipe_of(kept):
    with np.load(kept) as archive:
        return json.loads(archive["recipe"].tobytes())


def keep(path, recipe):
    print(f"making {recipe['count']} simulated fields of {recipe['of']}, once, for {path}", flush=True)
    arrays, index = {}, []
    for name, split, image, labels in make(recipe):
        arrays[f"image{len(index)}"] = encoding.encode(image)
        if labels is not None:
            arrays[f"target{len(index)}"] = encoding.encode(labels)
        index.append((name, split))
    arrays["index"], arrays["recipe"] = (np.frombuffer(json.dumps(v).encode(), np.uint8) for v in (index, recipe))
    part = path.with_suffix(f".{os.getpid()}.part.npz")  # other runs may be making them, too
    np.savez(part, **arrays)
    part.replace(path)
