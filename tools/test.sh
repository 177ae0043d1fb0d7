#!/usr/bin/env bash
# Builds Eligo at -O1, in two thirds of a release's time, and runs all tests, then runs them again
# under AddressSanitizer and UndefinedBehaviorSanitizer. --quick leaves the second run out.
set -euo pipefail
cd "$(dirname "$0")/.."

tools/install-packages.sh

run() {
  local preset=$1
  echo "== $preset: build and test, from $(date -u +%T)"
  cmake --preset "$preset" >/dev/null
  cmake --build --preset "$preset"
  ctest --preset "$preset" --parallel "$(nproc)"
}

if [ ! -d ../shared ]; then
  echo "note: no shared/ folder beside this one; the tests that use its data are skipped"
fi
run test
if [ "${1:-}" != --quick ]; then run sanitize; fi
echo "== done at $(date -u +%T)"
