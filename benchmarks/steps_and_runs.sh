#!/bin/sh
# Accuracy of `segment` for steps x runs, and seconds per megapixel by field_speed.sh, of a field of 1024x1024 made of the
# first image. Usage: benchmarks/steps_and_runs.sh IMAGES TRUTH [MODEL]
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
images=$1 truth=$2 model=${3:-nuclei-fluorescence}
work=$(mktemp -d)
first=$(find "$images" -maxdepth 1 -type f | sort | head -n 1)
trap 'rm -rf "$work"' EXIT

echo "| steps | runs | AP50 | AP75 | AP90 | Dice | PQ | ECE near edges | AUROC uncertainty | AUROC spread | AUROC object | s per megapixel |"
echo "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"
for steps in 1 2 4 8; do
    for runs in 1 4 9; do
        "$here/bin/imagej-diffusion" segment "$images" --output "$work/out" --model "$model" --steps $steps --runs $runs --quiet --overwrite
        "$here/bin/imagej-diffusion" evaluate --truth "$truth" --prediction "$work/out" --metric segmentation --report "$work/report.json" >/dev/null
        speed=$("$here/benchmarks/field_speed.sh" "$first" 1024 --model "$model" --steps $steps --runs $runs)
        python3 -c "
import json
m = json.load(open('$work/report.json'))['mean']
show = lambda k: '-' if m.get(k) is None else f'{m[k]:.3f}'
print('| $steps | $runs | ' + ' | '.join(show(k) for k in ('ap50', 'ap75', 'ap90', 'dice', 'pq', 'ece', 'auroc_uncertainty', 'auroc_spread', 'auroc_object')) + ' | ${speed% * %} |')"
        rm -rf "$work/out"
    done
done
