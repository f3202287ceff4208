#!/usr/bin/env bash
# The main job, on a host that has only a driver, a libtorch and a C++ compiler: runs a pipeline, ends with a table and a report.
# Usage: ./run.sh [FILE] [key=value ...]
#   FILE        the bundle's pipeline.yaml unless given
#   key=value   overrides, for example seed=2
# Results go to ./out and the store to ./.rampart, both in the current folder.
set -euo pipefail
here=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
. "$here/prepare.sh"

file="$unpacked/pipeline.yaml"
if [ $# -gt 0 ] && [[ "$1" != *=* && "$1" != -* ]]; then
  file=$1
  shift
fi
exec "$here/rampart" run "$file" "$@"
