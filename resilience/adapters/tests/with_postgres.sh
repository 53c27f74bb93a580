#!/bin/sh
# Runs a command with RESIL_TEST_PG set to a PostgreSQL server of its own, that is gone afterwards:
# with_postgres.sh COMMAND [ARGUMENT...]. Without an installed server, or as root without the user
# postgres, the command runs without it, and its tests of a real server are skipped.
for folder in /usr/lib/postgresql/*/bin /usr/local/pgsql/bin; do
    [ -x "$folder/initdb" ] && bin=$folder
done
as_user=""
[ "$(id -u)" = 0 ] && as_user="runuser -u postgres --"
if [ -z "$bin" ] || { [ -n "$as_user" ] && ! id postgres >/dev/null 2>&1; }; then
    exec "$@"
fi
data=$(mktemp -d) || exit 1
[ -n "$as_user" ] && chown postgres "$data"
stop() {
    $as_user "$bin/pg_ctl" -D "$data/db" -m immediate stop >/dev/null 2>&1
    rm -rf "$data"
}
trap stop EXIT
trap 'exit 1' INT TERM
cd "$data" || exit 1
$as_user "$bin/initdb" -D "$data/db" -A trust -U postgres --no-sync >"$data/log" 2>&1 &&
    $as_user "$bin/pg_ctl" -D "$data/db" -w -l "$data/server.log" \
        -o "-k $data -c listen_addresses= -c fsync=off" start >>"$data/log" 2>&1 || {
    cat "$data/log" >&2
    exit 1
}
RESIL_TEST_PG="host=$data user=postgres dbname=postgres" "$@"
