#!/usr/bin/env bash
# Starts a RabbitMQ node of its own in the foreground, with the Debian package's binaries but without its system service.
# Usage: infra/local/rabbitmq.sh PORT DIR [EXTRA.CONF]
#   PORT        AMQP on 127.0.0.1; PORT+1 (Erlang distribution) and PORT+2 (its port mapper) must be free too
#   DIR         data, log and cookie of the node, and DIR/advanced.config if you put one there; the same PORT and DIR go on with the same data
#   EXTRA.CONF  further settings, as in rabbitmq.conf
# It needs no plugins. SIGTERM stops it in order; what it has confirmed survives SIGKILL as well.
set -euo pipefail

usage() { sed -n '2,7s/^# \{0,1\}//p' "$0" >&2; exit 2; }
[ $# -ge 2 ] && [ $# -le 3 ] || usage
case $1 in ''|*[!0-9]*) usage ;; esac
port=$1
mkdir -p "$2"
dir=$(cd "$2" && pwd)
bin=/usr/lib/rabbitmq/bin
if ! [ -x $bin/rabbitmq-server ]; then
  echo "rabbitmq: $bin/rabbitmq-server is missing. Run infra/setup.sh, which installs the package rabbitmq-server." >&2
  exit 3
fi

# Many nodes share a machine: each has a name, a port mapper, a home (with its cookie) and folders of its own.
export HOME=$dir
export RABBITMQ_NODENAME=rampart-$port@localhost
export RABBITMQ_DIST_PORT=$((port + 1))
export ERL_EPMD_PORT=$((port + 2)) ERL_EPMD_ADDRESS=127.0.0.1
export RABBITMQ_MNESIA_BASE=$dir/data RABBITMQ_LOG_BASE=$dir/log RABBITMQ_LOGS=$dir/log/node.log
export RABBITMQ_CONF_ENV_FILE=/dev/null RABBITMQ_CONFIG_FILE=$dir/rabbitmq.conf RABBITMQ_ADVANCED_CONFIG_FILE=$dir/advanced.config
export RABBITMQ_ENABLED_PLUGINS_FILE=$dir/enabled_plugins
export RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='-kernel inet_dist_use_interface {127,0,0,1}'

{
  echo "listeners.tcp.local = 127.0.0.1:$port"
  echo 'log.file.level = warning'
  [ $# -lt 3 ] || cat "$3"
} >"$RABBITMQ_CONFIG_FILE"
echo '[].' >"$RABBITMQ_ENABLED_PLUGINS_FILE"

# Erlang would start the port mapper as a daemon, which outlives the node; this one ends with it.
setpriv --pdeathsig KILL epmd -port "$ERL_EPMD_PORT" -address "$ERL_EPMD_ADDRESS" </dev/null >/dev/null 2>&1 &

# With this the launcher becomes the node itself (as systemd wants it) instead of staying between it and its signals.
export RUNNING_UNDER_SYSTEMD=true
exec $bin/rabbitmq-server
