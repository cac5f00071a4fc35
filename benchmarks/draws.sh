#!/bin/sh
# How well several draws tell poor objects. Usage: benchmarks/draws.sh IMAGES TRUTH [MODEL]
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
images=$1 truth=$2 model=${3:-nuclei-fluorescence}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

echo "| orientations | steps | runs | AP50 | AP75 | AUROC uncertainty, mean of map | spread, mean of map | uncertainty, of table | spread, of table |"
echo "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
for draws in "4 1 1" "8 1 1" "1 4 9"; do
    set -- $draws
    "$here/bin/imagej-diffusion" segment "$images" --output "$work/out" --model "$model" --orientations $1 --steps $2 --runs $3 --quiet --overwrite
    "$here/bin/imagej-diffusion" evaluate --truth "$truth" --prediction "$work/out" --metric segmentation --report "$work/report.json" >/dev/null
    python3 -c "
import json
m = json.load(open('$work/report.json'))['mean']
print('| $1 | $2 | $3 | ' + ' | '.join(f'{m[k]:.3f}' for k in ('ap50', 'ap75', 'auroc_uncertainty', 'auroc_spread', 'auroc_object', 'auroc_object_spread')) + ' |')"
    rm -rf "$work/out"
done
