#!/bin/sh
# Compiles the stand-in for a GPU against the libtorch at LIBTORCH, else Debian's: build.sh OUTFILE
set -eu
out=${1:?usage: build.sh OUTFILE}
include=/usr/include
[ -z "${LIBTORCH:-}" ] || include=$LIBTORCH/include
mkdir -p "$(dirname "$out")"
# shellcheck disable=SC2086
"${CXX:-g++}" -shared -O0 -std=c++17 -fPIC -w -o "$out.partial" "$(dirname "$0")/stand_in.cpp" -I"$include" -I"$include/torch/csrc/api/include" \
    ${LIBTORCH:+-L"$LIBTORCH/lib" -Wl,-rpath,"$LIBTORCH/lib"} -ltorch_cpu -lc10
mv "$out.partial" "$out"
