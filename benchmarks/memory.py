#!/usr/bin/env python3
"""Peak resident memory and seconds of `segment` with the defaults, against the size of the plane.

Usage: benchmarks/memory.py [WIDTHxHEIGHT...] [OPTION...]      (default squares of 1024 to 8192; needs numpy and Pillow)
Options, such as `--orientations 4`, are those of `segment`.

Each size is a process of its own: resident memory is what the operating system says was the most, Java's heap and
ONNX Runtime's memory together. JAVA_OPTS is passed on.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent


def peak(command):
    """(seconds, GiB) of one process."""
    started = time.time()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{command[0]} failed")
    return time.time() - started, usage.ru_maxrss / 2**20


def main():
    print("| plane | peak resident GiB | s, start included | s per megapixel |\n| --- | --- | --- | --- |")
    sizes = [a for a in sys.argv[1:] if re.fullmatch(r"\d+x\d+", a)]
    options = [a for a in sys.argv[1:] if a not in sizes]
    for size in sizes or ["1024x1024", "2048x2048", "4096x4096", "8192x8192"]:
        with tempfile.TemporaryDirectory() as work:
            field = Path(work) / "field.tif"
            image = HOME / "test-images/nuclei_49edc2f77151.png"
            subprocess.run([sys.executable, HOME / "benchmarks/make_field.py", image, size, field], check=True)
            command = [HOME / "bin/imagej-diffusion", "segment", field, "--output", work + "/out", "--quiet", *options]
            seconds, gib = peak([str(c) for c in command])
            width, height = (int(s) for s in size.split("x"))
            print(f"| {size} | {gib:.2f} | {seconds:.0f} | {seconds / (width * height / 1e6):.2f} |", flush=True)


if __name__ == "__main__":
    main()
