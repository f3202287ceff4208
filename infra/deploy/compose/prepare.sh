#!/usr/bin/env bash
# Prepares a checkout for compose: writes .env beside this file (fresh secrets, the revision to build, who you are), and the folder out/ for
# results. What .env already has stays as it is, but for the revision.
set -euo pipefail
umask 077
folder=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$folder/../../.." && pwd)
file=${RAMPART_ENV_FILE:-$folder/.env}

# Letters and digits only: passwords travel inside URIs and connection strings.
secret() { od -An -v -N24 -tx1 /dev/urandom | tr -d ' \n'; }

add() {
  grep -q "^$1=" "$file" || echo "$1=$2" >>"$file"
}

touch "$file"
add RAMPART_BUS_PASSWORD "$(secret)"
add RAMPART_OPERATOR_PASSWORD "$(secret)"
add RAMPART_GATEWAY_PASSWORD "$(secret)"
add RAMPART_NOTIFICATIONS_PASSWORD "$(secret)"
add RAMPART_STORAGE_KEY "$(head -c 64 /dev/urandom | base64 -w0)"
add RAMPART_USER "$(id -u):$(id -g)"

# The revision follows the checkout; a build of changed files that are not committed says so.
revision=$(git -C "$root" rev-parse HEAD)
git -C "$root" diff --quiet HEAD || revision+=-dirty
sed -i '/^RAMPART_REVISION=/d' "$file"
echo "RAMPART_REVISION=$revision" >>"$file"

mkdir -p "${RAMPART_OUT:-$root/out}"
echo "prepare: $file is ready" >&2
