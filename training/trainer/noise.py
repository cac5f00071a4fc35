"""Noise v1 in NumPy: the reference for the frozen layout of the Java engine's addressed noise.

Every deviate has an address (seed, run, plane, call, stream, level, channel, y, x) and depends on nothing else.
`python3 noise.py` prints the golden cases that the Java tests check.
"""

import json

import numpy as np

START, STEP, REFERENCE = 0, 1, 2
WORD = np.uint64(0xFFFFFFFF)


def philox(counter, key):
    """Philox 4x32-10 (Salmon et al. 2011). counter: four, key: two integers or arrays, taken modulo 2^32."""
    c = np.broadcast_arrays(*[np.asarray(v).astype(np.uint64) & WORD for v in counter])
    k = [int(v) & 0xFFFFFFFF for v in key]
    for i in range(10):
        k0, k1 = (np.uint64((k[j] + i * w) & 0xFFFFFFFF) for j, w in ((0, 0x9E3779B9), (1, 0xBB67AE85)))
        p0, p1 = c[0] * np.uint64(0xD2511F53), c[2] * np.uint64(0xCD9E8D57)
        c = [(p1 >> np.uint64(32)) ^ c[1] ^ k0, p1 & WORD, (p0 >> np.uint64(32)) ^ c[3] ^ k1, p0 & WORD]
    return c


def normal(seed, run, plane, call, stream, level, channel, y0, x0, h, w):
    """Standard normal float64 [h, w]; y0, x0 are the absolute coordinates of its corner and may be negative."""
    key = philox((run, plane, call, stream << 16 | level), (seed, seed >> 32))[:2]
    y = np.arange(y0, y0 + h, dtype=np.int64)[:, None]
    x = np.arange(x0, x0 + w, dtype=np.int64)[None, :]
    words = philox((x >> 2, y, channel, 0), key)
    u = [(v.astype(np.float64) + 0.5) * 2.0**-32 for v in words]
    z = []
    for a, b in ((u[0], u[1]), (u[2], u[3])):
        radius = np.sqrt(-2 * np.log(a))
        z += [radius * np.cos(2 * np.pi * b), radius * np.sin(2 * np.pi * b)]
    return np.choose(np.broadcast_to(x & 3, (h, w)), z)


def golden():
    names = ("seed", "run", "plane", "call", "stream", "level", "channel", "y0", "x0", "h", "w")
    addresses = [
        (0, 0, 0, 0, START, 0, 0, 0, 0, 3, 9),
        (42, 0, 0, 0, START, 0, 1, 0, 0, 2, 8),
        (42, 3, 7, 0, START, 0, 0, 1000, 2047, 3, 6),
        (42, 8, 120, 20, STEP, 0, 1, -5, -7, 4, 12),
        (-1, 2, 1, 5, REFERENCE, 3, 0, -1, -1, 2, 5),
        (0x0123456789ABCDEF, 1, 99999, 1000, STEP, 65535, 2, 123456, 654321, 2, 7),
        (-(2**63), 0, 0, 1, STEP, 1, 0, 2**31 - 4, -(2**31), 3, 5),
    ]
    cases = [dict(zip(names, a), values=normal(*a).tolist()) for a in addresses]
    return {"title": "Addressed noise v1", "tolerance": 1e-6, "cases": cases}


if __name__ == "__main__":
    print(json.dumps(golden(), indent=1))
