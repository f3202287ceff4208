# Sourced: unpacks the payload once and compiles the binding once per libtorch; leaves the folder in $unpacked.

die() {
  echo "rampart: $1" >&2
  exit 3
}

[ "$(uname -sm)" = "Linux x86_64" ] || die "this bundle is for Linux on x86_64; this is $(uname -sm)."

# Beside the bundle, or in the user's cache where that can't be written.
digest=$(cat "$here/payload.sha256")
if [ -w "$here" ] || [ -e "$here/unpacked/tool" ]; then
  unpacked=$here/unpacked
else
  unpacked=${XDG_CACHE_HOME:-${HOME:?set HOME, or unpack the bundle where you may write}/.cache}/rampart/${digest:0:16}
  mkdir -p "$(dirname "$unpacked")"
fi

# One process at a time; the others wait until everything is there.
if [ -w "$(dirname "$unpacked")" ] && command -v flock >/dev/null; then
  exec 9>"$(dirname "$unpacked")/.rampart.lock"
  flock 9
fi

if [ "$(cat "$unpacked/.digest" 2>/dev/null)" != "$digest" ]; then
  echo "rampart: unpacking (once)" >&2
  rm -rf "$unpacked" "$unpacked.partial"
  mkdir -p "$unpacked.partial"
  [ "$(sha256sum "$here/payload.tar.xz" | cut -d' ' -f1)" = "$digest" ] || die "payload.tar.xz is damaged; copy the bundle again."
  if command -v xz >/dev/null; then
    xz -dc "$here/payload.tar.xz" | tar xf - -C "$unpacked.partial"
  elif command -v python3 >/dev/null && python3 -c 'import lzma' 2>/dev/null; then
    python3 -c 'import lzma, shutil, sys; shutil.copyfileobj(lzma.open(sys.argv[1]), sys.stdout.buffer)' "$here/payload.tar.xz" | tar xf - -C "$unpacked.partial"
  else
    die "nothing here unpacks xz: install xz-utils, or a python3 with its lzma module."
  fi
  # The data travels along, so the pipelines read it from here.
  sed -i "s#/usr/share/datasets/fashion-mnist#$unpacked/data#" "$unpacked.partial"/pipeline.yaml "$unpacked.partial"/recipes/*.yaml
  echo "$digest" >"$unpacked.partial/.digest"
  mv "$unpacked.partial" "$unpacked"
fi

# The libtorch: what LIBTORCH says, else the host's PyTorch, else what build.sh finds.
if [ -z "${LIBTORCH:-}" ] && command -v python3 >/dev/null; then
  wheel=$(python3 -c 'import importlib.util, os; found = importlib.util.find_spec("torch"); print(os.path.dirname(found.origin) if found else "")' 2>/dev/null || true)
  if [ -n "$wheel" ] && [ -e "$wheel/include/ATen/core/Tensor.h" ] && [ -e "$wheel/lib/libtorch_cpu.so" ]; then
    export LIBTORCH=$wheel
  fi
fi

# Compiled again when the libtorch is another one or was replaced.
library=${LIBTORCH:+$LIBTORCH/lib/libtorch_cpu.so}
library=${library:-$("${CXX:-g++}" -print-file-name=libtorch_cpu.so 2>/dev/null || true)}
against="${LIBTORCH:-system} $(stat -Lc '%s %Y' "$library" 2>/dev/null || echo none)"
if [ "$(cat "$unpacked/.binding" 2>/dev/null)" != "$against" ]; then
  echo "rampart: compiling the binding to libtorch (once, about a minute)" >&2
  rm -rf "$unpacked/binding"
  sh "$unpacked/native/build.sh" "$unpacked/binding" || die "the binding could not be compiled; the reason is above."
  mv "$unpacked/binding/librampart_torch.so" "$unpacked/tool/librampart_torch.so"
  echo "$against" >"$unpacked/.binding"
fi

exec 9>&-
