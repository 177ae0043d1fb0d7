#!/usr/bin/env bash
# From a bare Debian 12 to the five real documents compiled, and example patients screened against their
# reviewed rules.
set -euo pipefail
cd "$(dirname "$0")/.."

tools/install-packages.sh
cmake --preset release >/dev/null
cmake --build --preset release --target eligo
eligo=build/release/eligo

echo
echo "== The five registry documents, read and compiled afresh into build/drafts/"
"$eligo" import rules/*/*.txt --out build/drafts --quiet
echo
echo "== The rules of the five trials, checked against their documents"
"$eligo" check rules/
echo
echo "== Every example patient against every trial"
"$eligo" screen rules/ --patients patients/ --as-of 2026-01-15 --quiet --summary
echo
echo "== One decision"
"$eligo" screen rules/ --patients patients/ --as-of 2026-01-15 --quiet --trial NCT01374854 \
  --patient P-007
echo
echo "== One criterion of it in full"
"$eligo" explain NCT01374854 P-007 --criterion E5 --rules rules/ --patients patients/ \
  --as-of 2026-01-15 --quiet
