#!/usr/bin/env bash
# Starts a blob server of its own (Azurite, the emulator of Azure Blob Storage) in the foreground, on 127.0.0.1.
# Usage: infra/local/azurite.sh PORT DIR      (DIR: its data; start again with the same DIR to go on with the same data)
# It is installed, once, from the locked list of packages in infra/local/azurite. What it has acknowledged survives kill -9 (journal.js there).
set -euo pipefail
[ $# -eq 2 ] || { sed -n '2,4s/^# \{0,1\}//p' "$0" >&2; exit 2; }
root=$(cd "$(dirname "$0")/../.." && pwd)
port=$1
mkdir -p "$2"
dir=$(cd "$2" && pwd)

packages=$root/.artifacts/azurite
lock=$root/infra/local/azurite/package-lock.json
mkdir -p "$packages"
(
  # Several may start at once; one installs, the others wait for it.
  flock 9
  cmp -s "$lock" "$packages/installed" && exit
  command -v npm >/dev/null || { echo "azurite: npm is missing. Run infra/setup.sh --distributed, which installs it." >&2; exit 3; }
  cp "$root"/infra/local/azurite/package*.json "$packages"
  if ! npm ci --prefix "$packages" --omit=dev --ignore-scripts --no-audit --no-fund >"$packages/install.log" 2>&1; then
    tail -n 20 "$packages/install.log" >&2
    echo "azurite: npm could not install it (its last lines are above). Check the network, then run this again." >&2
    exit 3
  fi
  cp "$lock" "$packages/installed"
) 9>"$packages/lock"

export NODE_PATH=$packages/node_modules
exec node --require "$root/infra/local/azurite/journal.js" "$NODE_PATH/azurite/dist/src/blob/main.js" \
  --blobHost 127.0.0.1 --blobPort "$port" --location "$dir" --silent --disableTelemetry --disableProductStyleUrl
