#!/bin/sh
# Runs a command with RESIL_TEST_REDIS set to the port of a Redis server of its own (password
# "secret"), that is gone afterwards: with_redis.sh COMMAND [ARGUMENT...]. Without an installed
# server the command runs without it, and its tests of a real server are skipped.
command -v redis-server >/dev/null 2>&1 || exec "$@"
data=$(mktemp -d) || exit 1
stop() {
    [ -s "$data/pid" ] && kill "$(cat "$data/pid")" 2>/dev/null
    rm -rf "$data"
}
trap stop EXIT
trap 'exit 1' INT TERM
# A free port is found by trying: Redis cannot be asked for one.
for port in 16379 16380 16381 16382 16383 16384; do
    redis-server --bind 127.0.0.1 --port $port --requirepass secret --save "" --appendonly no \
        --dir "$data" --pidfile "$data/pid" --daemonize yes --logfile "$data/log" >/dev/null
    for i in 1 2 3 4 5 6 7 8 9 10; do
        grep -q "Ready to accept" "$data/log" 2>/dev/null && RESIL_TEST_REDIS=$port && break 2
        sleep 0.2
    done
done
[ -n "$RESIL_TEST_REDIS" ] || { cat "$data/log" >&2; exit 1; }
export RESIL_TEST_REDIS
"$@"
