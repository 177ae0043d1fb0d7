#!/usr/bin/env bash
# The formatting and the static analysis that the code passes: clang-format and clang-tidy 14.
set -euo pipefail
cd "$(dirname "$0")/.."

mapfile -t sources < <(git ls-files '*.cpp' '*.h')
clang-format --dry-run --Werror "${sources[@]}"
cmake --preset clang >/dev/null
cmake --build --preset clang
mapfile -t analysed < <(git ls-files 'engine/*.cpp' 'tools/*.cpp')
printf '%s\n' "${analysed[@]}" | xargs -P "$(nproc)" -n 4 clang-tidy -quiet -p build/clang
