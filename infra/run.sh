#!/usr/bin/env bash
# The main job, on a bare Debian 12 with the .NET 10 SDK: installs what is missing, builds, runs a pipeline, ends with a table and a report.
# Usage: infra/run.sh [--distributed] [FILE] [key=value ...]
#   --distributed   every service in processes of its own, over RabbitMQ and Azure Blob Storage (its emulator), both started and stopped here
#   FILE            pipeline.yaml unless given
#   key=value       overrides, for example seed=2
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)

distributed=
if [ "${1:-}" = --distributed ]; then
  distributed=1
  shift
fi
"$root/infra/setup.sh" ${distributed:+--distributed}

file="$root/pipeline.yaml"
if [ $# -gt 0 ] && [[ "$1" != *=* && "$1" != -* ]]; then
  file=$1
  shift
fi
if [ -n "$distributed" ]; then
  exec "$root/infra/local/distributed.sh" "$file" "$@"
fi
exec "$root/infra/rampart" run "$file" "$@"
