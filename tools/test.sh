#!/usr/bin/env bash
# Builds Eligo at -O1, in two thirds of a release's time, and runs the tests that do more there: whole
# runs of the program, the page, engines of others, all random cases. Then runs all tests under
# AddressSanitizer and UndefinedBehaviorSanitizer. --quick runs all at -O1 and nothing more.
set -euo pipefail
cd "$(dirname "$0")/.."

tools/install-packages.sh

run() {
  local preset=$1 options=("${@:2}")
  echo "== $preset: build and test, from $(date -u +%T)"
  cmake --preset "$preset" "${options[@]}" >/dev/null
  cmake --build --preset "$preset"
  ctest --preset "$preset" --parallel "$(nproc)"
}

if [ ! -d ../shared ]; then
  echo "note: no shared/ folder beside this one; the tests that use its data are skipped"
fi
if [ "${1:-}" = --quick ]; then
  run test -DELIGO_LEAVE_TO_SANITIZERS=OFF
else
  run test -DELIGO_LEAVE_TO_SANITIZERS=ON
  run sanitize
fi
echo "== done at $(date -u +%T)"
