#!/bin/sh
# Milliseconds to read a plane whole, by regions and with ImageJ; see ReadRegions.java. Usage: benchmarks/read_regions.sh [ROUNDS]
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
"$here/bin/imagej-diffusion" --version >/dev/null
exec java -Djava.awt.headless=true -cp "$here/batch/target/lib/*" "$here/benchmarks/ReadRegions.java" "$@"
