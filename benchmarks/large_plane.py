#!/usr/bin/env python3
"""Planes of any size: a field with a known number of objects, a model package that costs nothing, and a check of results.

Usage: benchmarks/large_plane.py field SIZE OUT.tif              WIDTHxHEIGHT or WIDTHxHEIGHTxPLANES, sides multiples of 40
       benchmarks/large_plane.py model segdiff|paired|sr3 FOLDER
       benchmarks/large_plane.py run LOG COMMAND...              prints seconds and peak resident memory of a command
       benchmarks/large_plane.py segmentation SIZE MODEL RESULTS
       benchmarks/large_plane.py restored SIZE RESULT FACTOR

Needs numpy, tifffile and zarr. The field is tiled BigTIFF, 8 bit, Deflate: one disc at a random place in every cell of
40 x 40 pixels, with a peak in its middle; some touch. It is made and written a few rows at a time, so that it takes no
memory. The models are the networks of the tests, which give the image itself back, with the blocks of the bundled ones.
"""

import csv
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import tifffile

HOME = Path(__file__).resolve().parent.parent
NETWORKS = HOME / "testing/src/main/resources/networks"
CELL = 40
TILE = 512


def size(text):
    width, height, planes = (int(s) for s in (text + "x1").split("x")[:3])
    if width < CELL or height < CELL or width % CELL or height % CELL or planes < 1:
        sys.exit(f"sides must be multiples of {CELL}, but are {text}")
    return width, height, planes


def templates():
    """(cells of all radii and places, offset of the first of each radius, places along a side for each radius)"""
    y, x = np.mgrid[:CELL, :CELL]
    cells, first, places = [], [], []
    for radius in range(6, 18):
        free = CELL - 2 * radius
        first.append(len(cells))
        places.append(free)
        for top in range(free):
            for left in range(free):
                r = np.hypot(x - left - radius, y - top - radius)
                cells.append(np.where(r <= radius, 255 - 80 * r / radius, 0).astype(np.uint8))
    return np.array(cells), np.array(first), np.array(places)


TEMPLATES, FIRST, PLACES = templates()


def cell_row(row, width):
    """Rows row * 40 to row * 40 + 39 of the field."""
    random = np.random.default_rng(row)
    n = width // CELL
    radius = random.integers(0, len(FIRST), n)
    place = (random.random((2, n)) * PLACES[radius]).astype(int)
    band = TEMPLATES[FIRST[radius] + place[0] * PLACES[radius] + place[1]].transpose(1, 0, 2).reshape(CELL, width)
    return band | (random.integers(0, 4, band.shape, np.uint8) * (band == 0))


def tiles(width, height):
    held, row = np.zeros((0, width), np.uint8), 0
    for top in range(0, height, TILE):
        rows = min(TILE, height - top)
        while len(held) < rows:
            held, row = np.concatenate([held, cell_row(row, width)]), row + 1
        band = np.zeros((TILE, -(-width // TILE) * TILE), np.uint8)
        band[:rows, :width] = held[:rows]
        held = held[rows:]
        for left in range(0, width, TILE):
            yield np.ascontiguousarray(band[:, left : left + TILE])


def field(dimensions, out):
    width, height, planes = size(dimensions)
    tifffile.imwrite(
        out,
        (tile for _ in range(planes) for tile in tiles(width, height)),
        shape=(height, width) if planes == 1 else (planes, height, width),
        ome=planes > 1,
        metadata={"axes": "ZYX"} if planes > 1 else None,
        dtype=np.uint8,
        tile=(TILE, TILE),
        compression="zlib",
        compressionargs={"level": 1},
        bigtiff=True,
    )
    print(f"{(width // CELL) * (height // CELL)} objects, {os.path.getsize(out) / 1e6:.0f} MB")


RDF = """format_version: 0.5.4
type: model
name: The image itself
inputs:
  - {{id: x, axes: [{{type: batch}}, {{type: channel, channel_names: {targets}}}]}}
outputs:
  - {{id: prediction, axes: [{{type: batch}}, {{type: channel, channel_names: {targets}}}]}}
weights:
  onnx: {{source: weights.onnx, sha256: {weights}, opset_version: 15}}
config:
  imagej-diffusion:
    kind: {kind}
    num_train_timesteps: 100
    beta_schedule: linear
    beta_start: 0.001
    beta_end: 0.2
    prediction_type: sample
    clip_sample: {clip}
    timestep_spacing: trailing
    image_channels: 1
    target_channels: {targets}
    graphs:
      denoiser:
        source: weights.onnx
        inputs: {{sample: x, {time}: timestep, features: features}}
        output: prediction
      encoder: {{source: encoder.onnx, sha256: {encoder}, input: image, output: features}}
    defaults: {{sampler: ddim, steps: 1, runs: 1, threshold: 0.5, seed_height: 0.4, min_size: 0}}
    block: 1024
    halo: 160
    stride: 16
    object_diameter: {{min: 8, max: 60, typical: 20}}
    normalisation: {{low_percentile: 1.0, high_percentile: 99.8}}
    noise: noise-v1
"""


def model(kind, folder):
    if kind not in ("segdiff", "paired", "sr3"):
        sys.exit(f"kind must be segdiff, paired or sr3, but is {kind}")
    folder = Path(folder)
    folder.mkdir(parents=True)
    hashes = {}
    for name, network in (("weights", "sharp"), ("encoder", "encoder")):
        content = (NETWORKS / f"{network}.onnx").read_bytes()
        (folder / f"{name}.onnx").write_bytes(content)
        hashes[name] = hashlib.sha256(content).hexdigest()
    segments, enlarges = kind == "segdiff", kind == "sr3"
    text = RDF.format(
        kind="sr3\n    factor: 2\n    trained_on: {blur: [0.4, 0.9], photons: [50, 5000]}" if enlarges else kind,
        targets="[mask, distance]" if segments else "[image]",
        clip="true" if segments else "false",
        time="noise_level" if enlarges else "timestep",
        **hashes,
    )
    (folder / "rdf.yaml").write_text(text)


def run(log, *command):
    started = time.time()
    with open(log, "w") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
    print(f"{command[0]}: status {os.waitstatus_to_exitcode(status)}, {time.time() - started:.0f} s,"
          f" {usage.ru_utime + usage.ru_stime:.0f} s of processor, {usage.ru_maxrss / 2**20:.2f} GiB")


def window(width, left, top, side):
    """A part of the field, made anew."""
    rows = range(top // CELL, -(-(top + side) // CELL))
    band = np.concatenate([cell_row(row, width)[:, left : left + side] for row in rows])
    return band[top - rows[0] * CELL :][:side]


def stored(path):
    """A view of a TIFF file of which only the tiles that are looked at are read."""
    import zarr

    return zarr.open(tifffile.imread(path, aszarr=True), mode="r")


def shown(folder):
    """(labels, probability, uncertainty) of a segmentation, each a function of plane and part."""
    together = list(Path(folder).glob("*_segmentation.ome.zarr"))
    if together:
        import zarr

        image = zarr.open(str(together[0]), mode="r")
        maps, labels = image["0"], image["labels/objects/0"]
        print("shapes and types:", maps.shape, maps.dtype, labels.shape, labels.dtype)
        return [lambda z, part, a=a, c=c: a[(0, c, z, *part)] for a, c in ((labels, 0), (maps, 0), (maps, 1))]
    arrays = [stored(result(folder, name)) for name in ("_labels", "_probability", "_uncertainty")]
    print("shapes and types:", *(f"{a.shape} {a.dtype}" for a in arrays))
    return [lambda z, part, a=a: a[part] if a.ndim == 2 else a[(z, *part)] for a in arrays]


def result(folder, suffix):
    files = [p for p in Path(folder).iterdir() if p.name.endswith((suffix + ".tif", suffix + ".ome.tif"))]
    if len(files) != 1:
        sys.exit(f"{folder} has {len(files)} files {suffix}")
    return files[0]


def inner(labels):
    """Without what touches the border."""
    edge = np.unique(np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]]))
    return np.where(np.isin(labels, edge), 0, labels)


def same_objects(a, b):
    """Whether there is one label of b for each of a, and the reverse. The number of objects, or -1."""
    pairs = np.unique(np.stack([a.ravel(), b.ravel()]), axis=1)
    one_to_one = len(np.unique(pairs[0])) == pairs.shape[1] == len(np.unique(pairs[1]))
    return pairs.shape[1] - 1 if one_to_one and (pairs[:, 0] == 0).all() else -1


def table(folder):
    """Number of rows of the object table, whose ids must run from 1 within each plane."""
    with open(next(Path(folder).glob("*_objects.csv")), newline="") as rows:
        count, last, before = 0, 0, "1"
        for row in csv.DictReader(rows):
            plane = row.get("slice", "1")
            last, before = last if plane == before else 0, plane
            count += 1
            if int(row["id"]) != last + 1:
                sys.exit(f"row {count} of the table has id {row['id']} after {last}")
            last += 1
    return count


def segmentation(dimensions, model_folder, folder, windows=12, side=2200):
    width, height, planes = size(dimensions)
    expected = (width // CELL) * (height // CELL)
    record = json.loads(next(Path(folder).glob("*.json")).read_text())
    rows = table(folder)
    print(f"objects: {expected} made, {rows} in the table of {planes} planes, record: {json.dumps(record.get('summary', {}))}")
    labels, probability, uncertainty = shown(folder)
    random = np.random.default_rng(0)
    side = min(side, width, height)
    corners = [(0, 0), (width - side, height - side)]
    corners += [(int(random.integers(0, width - side + 1)), int(random.integers(0, height - side + 1)))
                for _ in range(windows - 2)]
    with tempfile.TemporaryDirectory() as work:
        for left, top in corners:
            tifffile.imwrite(f"{work}/at_{left}_{top}.tif", window(width, left, top, side))
        subprocess.run([HOME / "bin/imagej-diffusion", "segment", work, "--output", work + "/out", "--quiet",
                        "--model", model_folder], check=True)
        bad = 0
        for n, (left, top) in enumerate(corners):
            z = n % planes
            part = (slice(top, top + side), slice(left, left + side))
            alone = tifffile.imread(result(work + "/out", f"at_{left}_{top}_labels"))
            whole = labels(z, part)
            p = probability(z, part)
            doubt = np.abs(uncertainty(z, part) - np.sqrt(p * (1 - p))).max()
            inside = inner(alone)
            found = same_objects(inside, np.where(inside > 0, whole, 0))
            cut = int(((whole > 0) != (alone > 0)).sum())
            other = any((labels(other, part) != whole).any() for other in range(planes))
            bad += found < 0 or cut > 0 or doubt > 1e-6 or other
            print(f"plane {z}, window {left},{top}: {found} objects as in the window alone, {cut} pixels of another mask,"
                  f" largest label {int(whole.max())}, uncertainty off by {doubt:.1g}{', other labels elsewhere' * other}")
    sys.exit("WRONG" if bad or rows != expected * planes else None)


def restored(dimensions, folder, factor, windows=12, side=1000):
    """The tiny networks give back what they see: the image, or the image enlarged."""
    width, height, _ = size(dimensions)
    factor = int(factor)
    image = stored(result(folder, "_restored" if factor == 1 else "_superres"))
    print("shape and type:", image.shape, image.dtype)
    side = min(side, width, height)
    random = np.random.default_rng(0)
    worst = 0
    for _ in range(windows):
        left, top = int(random.integers(0, width - side + 1)), int(random.integers(0, height - side + 1))
        made = window(width, left, top, side).astype(float)
        seen = image[top * factor : (top + side) * factor, left * factor : (left + side) * factor].astype(float)
        binned = seen.reshape(side, factor, side, factor).mean((1, 3))
        error = np.abs(binned - made)
        worst = max(worst, error.mean())
        print(f"window {left},{top}: mean error {error.mean():.3f}, largest {error.max():.1f}")
    print(f"worst mean error {worst:.3f}")


if __name__ == "__main__":
    commands = {"field": field, "model": model, "run": run, "segmentation": segmentation, "restored": restored}
    if len(sys.argv) < 2 or sys.argv[1] not in commands:
        sys.exit(__doc__)
    commands[sys.argv[1]](*sys.argv[2:])
