#!/usr/bin/env bash
# Builds the tool into .artifacts/rampart, unless nothing has changed since it was built there.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/infra/environment.sh"
tool="$root/.artifacts/rampart"
stamp="$tool/.built"
revision=$(git -C "$root" rev-parse HEAD 2>/dev/null || echo unknown)

changed() {
  [ "$(cat "$stamp" 2>/dev/null)" = "$revision ${LIBTORCH:-}" ] || return 0
  [ -n "$(find "$root"/contracts "$root"/infra "$root"/services "$root"/Directory.* "$root"/global.json -not -path "$root/infra/docs/*" -newer "$stamp" -print -quit)" ]
}
changed || exit 0

log=$(mktemp)
trap 'rm -f "$log"' EXIT
echo "build: the tool (once per change)" >&2
if ! dotnet publish "$root/services/cli" -c Release -o "$tool" -v quiet >"$log" 2>&1; then
  cat "$log" >&2
  echo "build: failed; the errors are above." >&2
  exit 3
fi
echo "$revision ${LIBTORCH:-}" >"$stamp"
