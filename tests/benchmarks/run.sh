#!/usr/bin/env bash
# Compares our speed with eager PyTorch on the same libtorch, one core each, in turn; and one core with two. Usage: run.sh [rounds] | run.sh attacks [rounds] | run.sh language [rounds]
# Or how a run of a million items is coordinated. Usage: run.sh planning [items [rounds]]
# Or how fast artifacts go to and from a blob server, against its client alone. Usage: run.sh store [rounds]
# Or what the journal costs: messages per second with and without it, in turn. Usage: run.sh journal [rounds]
# Or what a burst of ten thousand arrivals costs, and how long after an arrival a run starts. Usage: run.sh triggers [rounds]
# Or how long a webhook takes until its causes are in the store. Usage: run.sh webhooks [deliveries]
# Or what the processor at small size, and a GPU at the published size, make of their arithmetic. Usage: run.sh gpu [rounds]
# Or how fast recorded messages are replayed, artifacts hashed and compared. Usage: run.sh replay [messages]
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
"$root/infra/setup.sh" --benchmarks --distributed
. "$root/infra/environment.sh"
dotnet publish "$root/tests/benchmarks" -c Release -o "$root/.artifacts/benchmarks" -v quiet
cp "$root/tests/benchmarks/peer.py" "$root/tests/benchmarks/attacks/attack_peer.py" "$root/tests/benchmarks/language/language_peer.py" "$root/.artifacts/benchmarks/"
exec dotnet "$root/.artifacts/benchmarks/Rampart.Benchmarks.dll" "$@"
