#!/bin/sh
# Compiles librampart_torch.so against the libtorch of this machine: build.sh OUTDIR
# LIBTORCH=PREFIX (with include/ and lib/) wins; else Debian's libtorch-dev; else the torch package of python3.
set -eu
out=${1:?usage: build.sh OUTDIR}
here=$(cd "$(dirname "$0")" && pwd)
cxx=${CXX:-g++}

fail() {
    echo "build.sh: error: $1" >&2
    exit 1
}

command -v "$cxx" > /dev/null || fail "no C++ compiler '$cxx': install g++ (apt-get install g++), or set CXX."

if [ -n "${LIBTORCH:-}" ]; then
    include=$LIBTORCH/include
    lib=$LIBTORCH/lib
    [ -e "$include/ATen/core/Tensor.h" ] || fail "LIBTORCH=$LIBTORCH has no include/ATen/core/Tensor.h: point it at a libtorch with include/ and lib/."
elif [ -e /usr/include/ATen/core/Tensor.h ]; then
    include=/usr/include
    lib=$(dirname "$("$cxx" -print-file-name=libtorch_cpu.so)")
    [ -e "$lib/libtorch_cpu.so" ] || fail "there are headers of libtorch in /usr/include but no libtorch_cpu.so: install libtorch-dev again."
else
    found=$(python3 -c 'import os, torch; print(os.path.dirname(torch.__file__))' 2> /dev/null) ||
        fail "no libtorch found: install Debian's libtorch-dev (apt-get install libtorch-dev), or a PyTorch wheel for python3, or set LIBTORCH to a prefix with include/ and lib/."
    include=$found/include
    lib=$found/lib
fi

# PyTorch's older wheels are built with the strings that libstdc++ had before C++11; what the library was built with is in its names.
case $(nm -D --defined-only "$lib/libc10.so" | grep 'c105ErrorC1E') in
    *__cxx11*) abi=1 ;;
    *) abi=0 ;;
esac

cuda=
[ -e "$lib/libtorch_cuda.so" ] && cuda="-Wl,--no-as-needed -ltorch_cuda -lc10_cuda"

mkdir -p "$out"
objects=
compilers=
for source in "$here"/*.cpp; do
    object=$out/$(basename "$source" .cpp).o
    objects="$objects $object"
    # Only what is older than its source, or than any header, is compiled again.
    if [ -e "$object" ] && [ -z "$(find "$source" "$here"/*.h "$here/build.sh" -newer "$object")" ]; then continue; fi
    # shellcheck disable=SC2086
    "$cxx" -c -O2 -std=c++17 -fPIC -fvisibility=hidden -DNDEBUG -D_GLIBCXX_USE_CXX11_ABI=$abi -w -I"$include" -I"$include/torch/csrc/api/include" \
        -o "$object.partial" "$source" && mv "$object.partial" "$object" &
    compilers="$compilers $!"
done
for compiler in $compilers; do
    wait "$compiler" || fail "a source did not compile against the libtorch in $include; it needs libtorch 1.13 or later."
done

# shellcheck disable=SC2086
"$cxx" -shared -o "$out/librampart_torch.so.partial" $objects -L"$lib" -Wl,-rpath,"$lib" -Wl,--no-undefined -Wl,--no-as-needed -ltorch_cpu -lc10 $cuda
mv "$out/librampart_torch.so.partial" "$out/librampart_torch.so"
