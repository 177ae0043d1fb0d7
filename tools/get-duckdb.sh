#!/usr/bin/env bash
# Gets DuckDB's library, for `eligo sql --run` and `eligo export --format parquet`, and puts it where the
# program looks: beside itself. Debian has no package of it; npm's package @duckdb/node-bindings-linux-x64
# holds the library as DuckDB builds it.
#
#   tools/get-duckdb.sh [FOLDER]     the program's folder (default: build/release)
set -euo pipefail
folder=$(realpath -m "${1:-$(dirname "$0")/../build/release}")

package=@duckdb/node-bindings-linux-x64@1.5.6-r.1
sha512=21772b64913a904a8cd19e30c1d5671811d7fdface4b7dd53cd0300d743f43e16cf386f4e7c41ef78721ac208870d2651bc6375072145387817824315b998dd5

if [ "$(uname -sm)" != "Linux x86_64" ]; then
  echo "get-duckdb.sh: $package is for Linux on x86-64; elsewhere set ELIGO_DUCKDB_LIBRARY to a libduckdb of 1.5" >&2
  exit 2
fi
command -v npm >/dev/null || { echo "get-duckdb.sh: npm is needed (Debian's package npm)" >&2; exit 2; }

mkdir -p "$folder"
work=$(mktemp -d "$folder/.duckdb-XXXXXX")
trap 'rm -rf "$work"' EXIT
archive=$(cd "$work" && npm pack --silent --ignore-scripts "$package")
if ! echo "$sha512  $work/$archive" | sha512sum --check --status; then
  echo "get-duckdb.sh: $archive is not the file that this script was written for" >&2
  exit 2
fi
tar -xzf "$work/$archive" -C "$work" --strip-components=1 package/libduckdb.so package/LICENSE
mv "$work/LICENSE" "$folder/libduckdb.LICENSE"
mv "$work/libduckdb.so" "$folder/libduckdb.so"
echo "$folder/libduckdb.so"
