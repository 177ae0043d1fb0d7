#!/usr/bin/env bash
# Installs from Debian's packages what building and testing Eligo needs; does nothing where it is
# all there.
set -euo pipefail

packages=(
  g++ cmake ninja-build pkg-config
  antlr4 libantlr4-runtime-dev      # the rule language's parser
  nlohmann-json3-dev                # JSON
  libsimdjson-dev                   # JSON of whole populations
  libfmt-dev libcli11-dev           # text and the command line
  libgmp-dev                        # exact numbers
  libutf8proc-dev                   # Unicode folding and widths
  nettle-dev                        # SHA-256 of documents
  libexpat1-dev                     # XML documents
  libkainjow-mustache-dev           # pages from templates
  libxlsxwriter-dev                 # workbooks
  gnuplot-nox                       # charts of reports
  libz3-dev                         # proofs about criteria
  libboost-dev                      # Beast: HTTP for eligo serve
  zlib1g-dev libzstd-dev            # compressed patients
  libxxhash-dev                     # which patients were read already
  libgtest-dev python3-jsonschema   # tests
  python3-dateutil                  # the calendar that ours is held against
  libbenchmark-dev                  # micro-benchmarks
  chromium                          # the page's tests, PDF
)
# The page of eligo serve is built by npm. A Node from elsewhere brings its own, with which Debian's
# does not go together.
command -v node >/dev/null || packages+=(nodejs)
command -v npm >/dev/null || packages+=(npm)

missing=()
for package in "${packages[@]}"; do
  if ! dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q '^install ok installed$'; then
    missing+=("$package")
  fi
done
[ ${#missing[@]} -eq 0 ] && exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then as_root=(sudo); fi
echo "Installing ${missing[*]}"
"${as_root[@]}" apt-get update -qq
DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends \
  "${missing[@]}" >/dev/null
