"""Images as streams of bytes without loss: WebP for eight bits, which is a fifth smaller than PNG, PNG for the rest."""

import io

import numpy as np
from PIL import Image

UNIT = 12000  # what the brightest structures (percentile 99.8) of a clean field are stored as; five times as bright fits


GREY, LEVELS = ord("g"), ord("v")  # before what WebP knows in colours alone: a grey image, and the values of its levels


def encode(array):
    """uint8 [bytes] of a grey or [H,W,3] image, or of labels."""
    whole = np.issubdtype(array.dtype, np.integer) and array.min() >= 0
    if whole and array.ndim == 3 and array.dtype == np.uint8:
        stream = webp(array)
    elif whole and array.ndim == 2 and array.dtype == np.uint8:
        stream = bytes([GREY]) + webp(array)
    elif whole and array.ndim == 2 and array.max() <= 65535:
        stream = deep(array.astype("<u2"))
    else:
        raise ValueError(
            f"images of type {array.dtype}, {array.shape}, {array.min()} to {array.max()}, cannot be packed: "
            "whole numbers from 0 to 65535 (in colour: to 255) are needed"
        )
    return np.frombuffer(stream, np.uint8)


def deep(array):
    """Of up to 256 different values, as of an image of eight bits that was stretched, the levels are the image."""
    values, levels = np.unique(array, return_inverse=True)
    if len(values) <= 256:
        return bytes([LEVELS, len(values) - 1]) + values.tobytes() + webp(levels.reshape(array.shape).astype(np.uint8))
    buffer = io.BytesIO()
    Image.fromarray(array).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def webp(array):
    buffer = io.BytesIO()
    Image.fromarray(array).save(buffer, "WEBP", lossless=True, quality=80, method=6)
    return buffer.getvalue()


def grey(stream):
    return np.array(Image.open(io.BytesIO(stream)).convert("L"))


def decode(stream):
    """The image again."""
    stream = stream.tobytes()
    if stream[0] == GREY:
        return grey(stream[1:])
    if stream[0] == LEVELS:
        start = 2 + 2 * (stream[1] + 1)
        return np.frombuffer(stream[2:start], "<u2")[grey(stream[start:])].astype(np.uint16)
    return np.array(Image.open(io.BytesIO(stream)))


def stored(clean, limits):
    """uint16 of a clean field, the first of `limits` near 0 and the second near UNIT."""
    low, high = limits
    return np.clip((clean - low) / max(high - low, 1e-9) * UNIT + UNIT * 0.01, 0, 65535).astype(np.uint16)
