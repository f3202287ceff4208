#!/usr/bin/env bash
# Installs what is missing, builds everything and runs all tests. Usage: infra/test.sh [dotnet test options, e.g. --filter NAME]
set -uo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
"$root/infra/setup.sh" --distributed --bundle --browser || exit $?
. "$root/infra/environment.sh"
cd "$root" || exit 3

dotnet build Pipeline.sln -c Release -v quiet || { echo "test: the build failed; the errors are above."; exit 1; }

results=$(mktemp)
trap 'rm -f "$results"' EXIT
# With this logger a failed test says what was expected, and where.
dotnet test Pipeline.sln -c Release --no-build -v quiet --logger "console;verbosity=minimal" "$@" 2>&1 | tee "$results"
status=${PIPESTATUS[0]}

# One closing line over all test projects; a run without any test is a failure.
awk -v status="$status" '
  /Failed: *[0-9]+, Passed: *[0-9]+/ {
    match($0, /Failed: *[0-9]+/);  failed  += substr($0, RSTART + 7, RLENGTH - 7)
    match($0, /Passed: *[0-9]+/);  passed  += substr($0, RSTART + 7, RLENGTH - 7)
  }
  END {
    printf "%d passed, %d failed\n", passed, failed
    exit (status != 0 || failed > 0 || passed == 0)
  }' "$results"
