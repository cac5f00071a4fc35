"""Writes what Pillow's BILINEAR resize makes of a small image, for LinearResamplerTest. Needs Pillow and numpy."""

import json
from pathlib import Path

import numpy as np
from PIL import Image

TARGET = Path(__file__).resolve().parents[1] / "resources/golden/pillow_resize.json"
SIZES = [(5, 4, 9, 7), (5, 4, 3, 2), (9, 7, 4, 11), (9, 7, 9, 3), (1, 6, 4, 4), (8, 8, 1, 1)]

generator = np.random.default_rng(11)
cases = []
for width, height, to_width, to_height in SIZES:
    plane = np.round(generator.uniform(-2, 5, (height, width)), 3).astype(np.float32)
    resized = np.asarray(Image.fromarray(plane, mode="F").resize((to_width, to_height), Image.BILINEAR))
    cases.append(
        {
            "name": f"{width}x{height} to {to_width}x{to_height}",
            "inputs": {"plane": [[round(float(v), 3) for v in row] for row in plane]},
            "expected": {"plane": [[round(float(v), 7) for v in row] for row in resized]},
        }
    )
TARGET.write_text(json.dumps({"title": "Pillow's BILINEAR resize of float images", "cases": cases}) + "\n")
