# Sourced by scripts that run a pipeline as separate processes on this machine: a broker and a blob server of its own in the folder $state, and
# services. Whatever is started is stopped when the script ends. Expects root and state to be set. RAMPART_TOOL names a rampart.dll that is
# built already; without it the tool is built from the checkout.
mkdir -p "$state/logs"

# One at a time: the folder has one broker and one blob server.
exec 9>"$state/lock"
if ! flock -n 9; then
  echo "$(basename "$0" .sh): another run uses $state. Wait for it, or name another folder with RAMPART_DISTRIBUTED." >&2
  exit 3
fi

if [ -n "${RAMPART_TOOL:-}" ]; then
  . "$root/infra/environment.sh"
  export RAMPART_HOME="${RAMPART_HOME:-$state}"
  tool=(dotnet "$RAMPART_TOOL")
else
  "$root/infra/build.sh"
  tool=("$root/infra/rampart")
fi

free_port() { # the first port from $1 on that nobody listens on
  local port=$1
  while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done
  echo "$port"
}

wait_for_port() { # port, name, log
  for _ in $(seq 600); do
    (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null && return
    sleep 0.1
  done
  tail -n 20 "$3" >&2
  echo "$(basename "$0" .sh): $2 does not answer on port $1; its last lines are above." >&2
  exit 3
}

supervise() { # name, command ...: runs it, and again when it ends with an error, as an orchestrator would
  local name=$1
  shift
  until "$@" >>"$state/logs/$name.log" 2>&1 9>&-; do
    echo "$(basename "$0" .sh): $name ended with an error and is started again; see $state/logs/$name.log" >&2
    sleep 1
  done
}

# Every child is the head of a process group, so that stopping reaches what it started.
set -m
children=()
start() {
  "$@" &
  children+=($!)
}
stop() {
  trap - EXIT INT TERM
  for child in "${children[@]}"; do kill -TERM -- "-$child" 2>/dev/null || true; done
  for child in "${children[@]}"; do wait "$child" 2>/dev/null || true; done
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Below the ports that the kernel gives to outgoing connections, which could take one before its server does.
broker=$(free_port "${RAMPART_BROKER_PORT:-24672}")
start supervise broker "$root/infra/local/rabbitmq.sh" "$broker" "$state/broker"
blobs=$(free_port "${RAMPART_BLOB_PORT:-24700}")
start supervise blobs "$root/infra/local/azurite.sh" "$blobs" "$state/blobs"
wait_for_port "$broker" "the broker" "$state/logs/broker.log"
wait_for_port "$blobs" "the blob server" "$state/logs/blobs.log"

# The emulator's account and key are public and the same everywhere.
export Rampart__Azure__ConnectionString="DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;BlobEndpoint=http://127.0.0.1:$blobs/devstoreaccount1"
blobs_url="http://127.0.0.1:$blobs/devstoreaccount1"
export Rampart__Store="$blobs_url/rampart"
export Rampart__Azure__CacheFolder="$state/cache"
export Rampart__Bus__Uri="amqp://guest:guest@127.0.0.1:$broker"
export Rampart__Http__Port=0

serve() { # service, processes, further arguments ...
  local service=$1 processes=$2
  shift 2
  for process in $(seq "$processes"); do
    start supervise "$service-$process" "${tool[@]}" serve "$service" "$@"
  done
}
