#!/usr/bin/env python3
"""Simulates camera images of nothing: 16-bit, offset 100-2000, shot and read noise. Usage: empty_fields.py DIR [COUNT]"""

import sys
from pathlib import Path

import numpy as np
from PIL import Image

folder, count = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 50
folder.mkdir(parents=True, exist_ok=True)
rng = np.random.default_rng(2026)
for i in range(count):
    offset, background = rng.uniform(100, 2000), np.exp(rng.uniform(np.log(1), np.log(500)))
    gain, read = rng.uniform(0.3, 4), rng.uniform(1, 12)
    field = offset + gain * rng.poisson(background, (512, 512)) + rng.normal(0, read, (512, 512))
    Image.fromarray(np.clip(np.rint(field), 0, 65535).astype(np.uint16)).save(folder / f"empty_{i:02d}.tif")
