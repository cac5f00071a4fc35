#!/bin/sh
# Seconds per megapixel (10^6 pixels) of `segment` for 1 and 4 network calls, and the share inside the network.
# Each size is given ten times to one process and the first five images are not counted: they pay for the JVM's
# compiler. Usage: benchmarks/speed.sh [THREADS]      (needs python3 with numpy and Pillow; PyTorch is timed if there)
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
threads=${1:-$(nproc)}

echo "| field | calls | s per megapixel, median of 5 | in the network |"
echo "| --- | --- | --- | --- |"
for size in 1024 2048; do
    mkdir -p "$work/$size"
    for copy in 1 2 3 4 5 6 7 8 9 10; do
        python3 "$here/benchmarks/make_field.py" "$here/test-images/nuclei_49edc2f77151.png" $size "$work/$size/field$copy.tif"
    done
    for steps in 1 4; do
        "$here/bin/imagej-diffusion" segment "$work/$size" --output "$work/out" --steps $steps --runs 1 --threads "$threads" \
            --overwrite 2>&1 >/dev/null | python3 -c "
import re, statistics, sys
found = [(float(m[1]), float(m[2])) for m in re.finditer(r'\(([\d.]+) s, ([\d.]+) % of it', sys.stdin.read())][5:]
seconds = statistics.median(s for s, _ in found) / ($size * $size / 1e6)
print(f'| ${size}x$size | $steps | {seconds:.2f} | {statistics.median(p for _, p in found):.0f} % |')"
    done
done
python3 -c "import torch" 2>/dev/null && python3 "$here/benchmarks/torch_speed.py" "$threads" || echo "PyTorch is not installed: not timed"
