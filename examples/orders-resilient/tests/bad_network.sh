#!/bin/sh
# Orders over a bad network: answered within the deadline, one way or the other. Needs iproute2 and
# the netem module, but no privileges. Usage: bad_network.sh PATH_OF_ORDERS
set -eu
ORDERS=$1 exec unshare --user --map-root-user --net sh -eu -c '
    ip link set lo up
    tc qdisc add dev lo root netem delay 200ms 100ms loss 20%
    folder=$(mktemp -d)
    ORDERS_STORE=$folder/log ORDERS_PORT=8000 ORDERS_STOCK_URL=http://127.0.0.1:9 "$ORDERS" &
    trap "kill $!; rm -r $folder" EXIT
    sleep 1
    code=$(curl -s -m 12 -o "$folder/out" -w "%{http_code}" \
        -d "id=1&sku=lamp&card=tok_1&quantity=1&cents=4200" http://localhost:8000/orders)
    test "$code" = 502'
