#!/usr/bin/env bash
# Shows retraining from end to end, with a broker and a blob server of its own: a first run promotes a model; a foreign program uploads new
# shards of Fashion-MNIST; a retraining starts by itself, does only the new work, and promotes or rejects; a batch of mislabelled shards is
# rejected by the gates and what was kept out is listed; at last the former model is restored. Stops all it started.
# Usage: infra/demo-retraining.sh [key=value ...]      knobs of services/training/recipes/retraining.yaml
# RAMPART_DEMO=small takes small models and few images: a minute or two, as in CI. State and logs: .rampart/demo-retraining, or what
# RAMPART_DISTRIBUTED names; the folder must not be there, since a first run is shown.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
state=${RAMPART_DISTRIBUTED:-$root/.rampart/demo-retraining}
if [ -e "$state" ]; then
  echo "demo-retraining: $state is there already. Remove it, or name another folder with RAMPART_DISTRIBUTED." >&2
  exit 2
fi
. "$root/infra/local/processes.sh"
. "$root/infra/demo/shards.sh"

rampart() { "${tool[@]}" "$@" 9>&-; }
say() { printf '\n== %s\n' "$*"; }

recipe=$root/services/training/recipes/retraining.yaml
knobs=("arrivals.place=$blobs_url/arrivals")
batch=800
if [ "${RAMPART_DEMO:-}" = small ]; then
  mapfile -t small <"$root/infra/demo/small.knobs"
  knobs+=("${small[@]}")
  batch=300
fi
knobs+=("$@")

ended() { # how many runs have ended so far
  rampart runs --json | grep -o '"state": *"[a-z]*"' | grep -vc '"open"' || true
}
wait_for_run() { # how many runs must have ended
  for _ in $(seq "${RAMPART_DEMO_PATIENCE:-3600}"); do
    [ "$(ended)" -ge "$1" ] && return
    sleep 1
  done
  rampart triggers show retraining >&2
  echo "demo-retraining: no run has ended. See the logs in $state/logs." >&2
  exit 1
}
tell() { # what became of the latest run
  rampart runs
  rampart show latest | grep '^model ' || true
  rampart models ls
}

create_container arrivals
for service in preprocessing mining pairing training evaluation coordination retraining; do
  serve "$service" 1
done

say "A first run, by hand, before anything has arrived: it promotes a model."
rampart submit --watch --out "$state/out" "$recipe" "${knobs[@]}" || [ $? -eq 1 ]
tell

say "The pipeline is watched from now on; a foreign program uploads two shards of new images."
rampart triggers add "$recipe" "${knobs[@]}"
upload monday 52000 "$batch" right
upload tuesday $((52000 + batch)) "$batch" right
wait_for_run 2
tell
say "Why it ran, and what it had to do: what stands as cached was there already."
rampart triggers show retraining
rampart quarantine latest --limit 10

say "Now larger shards come whose labels are wrong by one class. The checks on entry see part of it, the gates the rest."
upload wednesday $((52000 + 2 * batch)) $((4 * batch)) wrong
upload thursday $((52000 + 6 * batch)) $((4 * batch)) wrong
wait_for_run 3
tell
rampart quarantine latest --limit 10

say "Somebody prefers the model before the one in production."
rampart models rollback retraining --reason "shown in the demonstration"
rampart models show retraining
