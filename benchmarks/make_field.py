#!/usr/bin/env python3
"""A field of a given size from a real image, mirrored side by side. Usage: make_field.py IMAGE SIZE|WIDTHxHEIGHT OUT.tif"""

import sys

import numpy as np
from PIL import Image

Image.MAX_IMAGE_PIXELS = None
image = np.array(Image.open(sys.argv[1]))
width, height = (int(s) for s in (sys.argv[2].split("x") * 2)[:2])
tall = -(-height // image.shape[0])
wide = -(-width // image.shape[1])
rows = [np.concatenate([image[:, ::-1] if j % 2 else image for j in range(wide)], 1) for _ in range(tall)]
field = np.concatenate([r[::-1] if i % 2 else r for i, r in enumerate(rows)], 0)[:height, :width]
Image.fromarray(field).save(sys.argv[3])
