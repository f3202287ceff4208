#!/usr/bin/env bash
# Installs what the machine lacks (Debian 12 packages), as root. Without root it prints what to install and stops.
# Usage: infra/setup.sh [--distributed] [--bundle] [--browser] [--benchmarks]
#   --distributed   adds the broker and what the blob server runs on
#   --bundle        adds what packs a bundle for sealed hosts
#   --browser       adds the browser that tests look at the reports with
#   --benchmarks    adds the PyTorch peer that tests/benchmarks compares with
set -euo pipefail

packages=(g++ libtorch-dev libgloo-dev libopenblas0-openmp dataset-fashion-mnist tzdata)
for option in "$@"; do
  case $option in
    --distributed)
      packages+=(rabbitmq-server openssl)
      # Node may come from elsewhere than Debian, and then brings its own npm.
      command -v node >/dev/null || packages+=(nodejs)
      command -v npm >/dev/null || packages+=(npm)
      ;;
    --browser)
      packages+=(chromium)
      command -v npm >/dev/null || packages+=(nodejs npm)
      ;;
    --bundle) packages+=(xz-utils) ;;
    --benchmarks) packages+=(python3-torch python3-numpy) ;;
    *) echo "setup: unknown option $option; see the head of $0." >&2; exit 2 ;;
  esac
done

if ! command -v dotnet >/dev/null || ! dotnet --list-sdks | grep -q '^10\.'; then
  echo "setup: the .NET 10 SDK is missing. Install it (https://dotnet.microsoft.com/download) and put dotnet on the PATH." >&2
  exit 3
fi

# A machine that brings its own libtorch (LIBTORCH=PREFIX) needs no Debian one.
[ -n "${LIBTORCH:-}" ] && packages=("${packages[@]/lib*-dev/}")

missing=()
for package in "${packages[@]}"; do
  [ -z "$package" ] && continue
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -ne 0 ]; then
  echo "setup: these Debian packages are missing; install them as root, then run this again:" >&2
  echo "  apt-get install --no-install-recommends ${missing[*]}" >&2
  exit 3
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
echo "setup: installing ${missing[*]}" >&2
export DEBIAN_FRONTEND=noninteractive

# The broker's package would start a service of the machine's; Rampart starts brokers of its own. Whoever has a policy already keeps it.
if [[ " ${missing[*]} " == *" rabbitmq-server "* && ! -e /usr/sbin/policy-rc.d ]]; then
  printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
  chmod +x /usr/sbin/policy-rc.d
  trap 'rm -f "$log" /usr/sbin/policy-rc.d' EXIT
fi
if ! { apt-get update && apt-get install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
  tail -n 20 "$log" >&2
  echo "setup: apt-get could not install ${missing[*]} (its last lines are above). Check the network and the apt sources, then run this again." >&2
  exit 3
fi
