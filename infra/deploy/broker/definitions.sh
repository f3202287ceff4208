#!/usr/bin/env bash
# Prints definitions.json with the users' passwords, as RabbitMQ stores them: base64(salt + SHA-256(salt + password)). A user whose variable is
# not set keeps none and cannot log in.
#   RAMPART_BUS_PASSWORD       rampart, the services
#   RAMPART_SCALER_PASSWORD    scaler, which reads queue lengths
#   RAMPART_OPERATOR_PASSWORD  operator, for people: the administrator
set -euo pipefail
definitions=$(cat "$(dirname "$0")/definitions.json")

bytes() { # hexadecimal digits to bytes
  printf '%b' "$(sed 's/../\\x&/g' <<<"$1")"
}

hash() { # the password is never an argument of a process
  local salt digest
  salt=$(od -An -N4 -tx1 /dev/urandom | tr -d ' \n')
  digest=$({ bytes "$salt"; printf '%s' "$1"; } | sha256sum | cut -d' ' -f1)
  bytes "$salt$digest" | base64 -w0
}

fill() { # user, password
  [ -n "$2" ] || return 0
  local empty="\"name\": \"$1\", \"password_hash\": \"\""
  if [[ "$definitions" != *"$empty"* ]]; then
    echo "definitions: definitions.json has no user $1 without a password" >&2
    exit 1
  fi
  definitions=${definitions/"$empty"/"\"name\": \"$1\", \"password_hash\": \"$(hash "$2")\""}
}

fill rampart "${RAMPART_BUS_PASSWORD:-}"
fill scaler "${RAMPART_SCALER_PASSWORD:-}"
fill operator "${RAMPART_OPERATOR_PASSWORD:-}"
printf '%s\n' "$definitions"
