#!/bin/sh
# Prints seconds per megapixel (10^6 pixels) of `segment` and the share of them inside the network, for one square
# field, the image mirrored side by side.
# The field is given ten times to one process and the first five images are not counted: they pay for the JVM's compiler.
# Usage: benchmarks/field_speed.sh IMAGE SIZE [OPTION OF segment...]
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
image=$1 size=$2
shift 2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/in"
python3 "$here/benchmarks/make_field.py" "$image" "$size" "$work/in/field1.tif"
for copy in 2 3 4 5 6 7 8 9 10; do
    cp "$work/in/field1.tif" "$work/in/field$copy.tif"
done
"$here/bin/imagej-diffusion" segment "$work/in" --output "$work/out" "$@" 2>&1 >/dev/null | python3 -c "
import re, statistics, sys
log = sys.stdin.read()
found = [(float(m[1]), float(m[2])) for m in re.finditer(r'\(([\d.]+) s, ([\d.]+) % of it', log)][5:]
if len(found) != 5:
    sys.exit('expected ten images, but segment said:\n' + log)
seconds = statistics.median(s for s, _ in found) / ($size * $size / 1e6)
print(f'{seconds:.2f} {statistics.median(p for _, p in found):.0f} %')"
