#!/bin/sh
# Seconds per megapixel of `segment` for 1 and 4 network calls, and the share inside the network, by field_speed.sh.
# Usage: benchmarks/speed.sh [THREADS]      (needs python3 with numpy and Pillow; PyTorch is timed if there)
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
threads=${1:-$(nproc)}

echo "| field | calls | s per megapixel, median of 5 | in the network |"
echo "| --- | --- | --- | --- |"
for size in 1024 2048; do
    for steps in 1 4; do
        measured=$("$here/benchmarks/field_speed.sh" "$here/test-images/nuclei_49edc2f77151.png" $size --steps $steps --runs 1 --threads "$threads")
        echo "| ${size}x$size | $steps | ${measured% * %} | ${measured#* } |"
    done
done
python3 -c "import torch" 2>/dev/null && python3 "$here/benchmarks/torch_speed.py" "$threads" || echo "PyTorch is not installed: not timed"
