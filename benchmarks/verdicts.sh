#!/bin/sh
# Whether the verdict on a restoration tells bad ones from good ones; see Verdicts.java. Usage: benchmarks/verdicts.sh [--list FILE] FOLDER...
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
"$here/bin/imagej-diffusion" --version >/dev/null
exec java -Djava.awt.headless=true -cp "$here/batch/target/lib/*" "$here/benchmarks/Verdicts.java" "$@"
