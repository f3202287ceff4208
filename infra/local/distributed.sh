#!/usr/bin/env bash
# Runs a pipeline as separate processes on this machine: a broker and a blob server of its own, two processes of each compute service, two
# coordinators (one stands by). Stops all it started. Usage: infra/local/distributed.sh FILE [key=value ...]
# State and logs are kept in .rampart/distributed unless RAMPART_DISTRIBUTED names another folder, so a second run is answered from the cache.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
state=${RAMPART_DISTRIBUTED:-$root/.rampart/distributed}
. "$root/infra/local/processes.sh"

for service in preprocessing mining pairing training evaluation; do
  serve "$service" 2 --concurrency 1
done
serve coordination 2

"${tool[@]}" submit --watch "$@" 9>&-
