#!/usr/bin/env bash
# Kills services, broker and blob server at random during many small runs and compares every digest with undisturbed runs.
# Usage: soak.sh [rounds] [seed]      1,000 rounds unless given (some hours); round N of seed S is round 0 of seed S+N.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
"$root/infra/setup.sh" --distributed
. "$root/infra/environment.sh"
export RAMPART_FAULT_ROUNDS=${1:-1000}
[ -n "${2:-}" ] && export RAMPART_FAULT_SEED=$2
exec dotnet test "$root/tests/distributed" -c Release --filter FullyQualifiedName~FaultInjectionTests --logger "console;verbosity=detailed"
