#!/bin/bash
# Configures and builds a preset: build.sh PRESET [option of cmake --build]...
set -euo pipefail
cd "$(dirname "$0")/.."
preset=$1
shift

if [[ ! build/$preset/build.ninja -nt CMakePresets.json ]]; then
  cmake --preset "$preset"
fi
cmake --build --preset "$preset" "$@"
