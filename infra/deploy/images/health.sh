#!/usr/bin/env bash
# Succeeds if the service in this container answers 200 on /health/NAME for every NAME: health.sh live ready
# For supervisors that can only run commands; the image has no HTTP client.
set -euo pipefail
port=${Rampart__Http__Port:-8080}

for name in "$@"; do
  exec 3<>"/dev/tcp/127.0.0.1/$port"
  printf 'GET /health/%s HTTP/1.0\r\nHost: localhost\r\n\r\n' "$name" >&3
  IFS= read -r status <&3
  exec 3<&- 3>&-
  if [[ "$status" != *" 200 "* ]]; then
    echo "health: /health/$name answered ${status%$'\r'}" >&2
    exit 1
  fi
done
