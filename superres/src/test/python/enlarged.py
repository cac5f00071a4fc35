"""Writes the reference numbers of enlarging, by the trainer's own function: what a model sees must be what it was trained on.

Run from anywhere: python3 superres/src/test/python/enlarged.py. Needs what the trainer needs.
"""

import json
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[4]
sys.path.insert(0, str(ROOT / "training"))
from trainer.superres import enlarged  # noqa: E402

rng = np.random.default_rng(6)
cases = []
for factor in (2, 4):
    for height, width in ((1, 1), (1, 5), (2, 3), (7, 6)):
        image = np.round(1000 * rng.random((height, width)), 1)
        cases.append(
            {"factor": factor, "width": width, "height": height, "image": image.ravel().tolist(), "enlarged": enlarged(image, factor).ravel().tolist()}
        )
target = ROOT / "superres/src/test/resources/golden/enlarged.json"
target.write_text(json.dumps({"notes": "row-major; trainer/superres.py, enlarged", "cases": cases}) + "\n")
