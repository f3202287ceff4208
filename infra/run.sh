#!/usr/bin/env bash
# The main job, on a bare Debian 12 with the .NET 10 SDK: installs what is missing, builds, runs a pipeline, ends with a table and a report.
# Usage: infra/run.sh [FILE] [key=value ...]      (FILE: pipeline.yaml unless given; key=value: overrides, for example seed=2)
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
"$root/infra/setup.sh"

file="$root/pipeline.yaml"
if [ $# -gt 0 ] && [[ "$1" != *=* && "$1" != -* ]]; then
  file=$1
  shift
fi
exec "$root/infra/rampart" run "$file" "$@"
