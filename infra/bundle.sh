#!/usr/bin/env bash
# Packs everything that the main job needs, except a driver, a libtorch and a C++ compiler, into one file for sealed hosts.
# Usage: infra/bundle.sh OUT.tar.gz
# Inside: the .NET runtime, the tool, the sources of the binding to libtorch, Fashion-MNIST, pipeline.yaml and the recipes.
# infra/bundle/README.md, which travels along, tells what to do with it.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/infra/environment.sh"
most=$((64 << 20))

fail() {
  echo "bundle: $1" >&2
  exit 3
}

[ $# -eq 1 ] || { echo "usage: infra/bundle.sh OUT.tar.gz" >&2; exit 2; }
out=$(realpath -m "$1")
[ -d "$(dirname "$out")" ] || fail "there is no folder $(dirname "$out")."
"$root/infra/setup.sh" --bundle
data=/usr/share/datasets/fashion-mnist

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
payload="$work/payload"
mkdir -p "$payload/data" "$payload/runtime" "$payload/recipes" "$work/rampart"

echo "bundle: publishing the tool" >&2
dotnet publish "$root/services/cli" -c Release -o "$payload/tool" -v quiet >"$work/log" 2>&1 || { cat "$work/log" >&2; fail "the tool did not build; the errors are above."; }
# The binding is compiled on the host, against the libtorch there; documentation is for compilers.
rm -f "$payload"/tool/librampart_torch.so "$payload"/tool/*.xml

# The runtime that is here, without what only debuggers and profilers load.
dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
version=$(dotnet --list-runtimes | awk '$1 == "Microsoft.NETCore.App" && $2 ~ /^10\./ { found = $2 } END { print found }')
[ -d "$dotnet/shared/Microsoft.AspNetCore.App/$version" ] || fail "the ASP.NET Core runtime $version is missing beside .NET's."
(cd "$dotnet" && tar cf - dotnet LICENSE.txt ThirdPartyNotices.txt "host/fxr/$version" "shared/Microsoft.NETCore.App/$version" "shared/Microsoft.AspNetCore.App/$version") |
  tar xf - -C "$payload/runtime"
(cd "$payload/runtime/shared/Microsoft.NETCore.App/$version" && rm -f createdump libclrgc.so libclrgcexp.so libcoreclrtraceptprovider.so libmscordaccore.so libmscordbi.so)

cp -r "$root/infra/torch/native" "$payload/native"
cp "$root/infra/environment.sh" "$payload/"
cp "$root/pipeline.yaml" "$payload/"
cp "$root"/services/training/recipes/*.yaml "$payload/recipes/"
# Uncompressed, because what packs the whole packs it better.
for file in "$data"/*.gz; do
  gzip -dc "$file" >"$payload/data/$(basename "$file" .gz)"
done
cp "$data"/../../doc/dataset-fashion-mnist/copyright "$payload/data/LICENSE"

# The same content gives the same bytes, so a host knows what it has unpacked already.
echo "bundle: compressing (a minute)" >&2
revision=$(git -C "$root" rev-parse HEAD 2>/dev/null || echo unknown)
pack() { tar --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 -C "$1" -cf - .; }
pack "$payload" | xz -T0 --x86 --lzma2=preset=9e >"$work/rampart/payload.tar.xz"
cp "$root"/infra/bundle/{run.sh,rampart,prepare.sh,README.md} "$work/rampart/"
printf '%s\n' "$revision" >"$work/rampart/REVISION"
(cd "$work/rampart" && sha256sum payload.tar.xz | cut -d' ' -f1 >payload.sha256)
tar --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 -C "$work" -cf - rampart | gzip -n1 >"$work/out"

bytes=$(stat -c %s "$work/out")
[ "$bytes" -le $most ] || fail "the bundle has $((bytes >> 20)) MiB, more than $((most >> 20))."
mv "$work/out" "$out"
echo "bundle: $out, $((bytes >> 20)) MiB" >&2
