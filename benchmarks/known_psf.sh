#!/bin/sh
# What it is worth to give superres the PSF, the true one (0.6 pixels) and wrong ones:
#     benchmarks/superresolution.py records OUT FINE...
#     benchmarks/known_psf.sh OUT
set -eu

here=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
out=$1

superres() { # record, folder of results, more options
    record=$1 results=$2
    shift 2
    factor=${record#x}
    "$here/bin/imagej-diffusion" superres "$out/$record" --output "$out/$record-$results" --factor "${factor%%-*}" "$@"
}

for record in x2-plain x4-plain x2-photons100 x4-photons100; do
    superres "$record" fitted
    superres "$record" psf0.6 --psf 0.6
done
for record in x2-plain x4-plain; do
    superres "$record" psf0.5 --psf 0.5
    superres "$record" psf0.7 --psf 0.7
done
python3 "$here/benchmarks/superresolution.py" gains "$out"
