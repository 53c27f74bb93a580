/*
 * server.h -- a server on loopback that misbehaves as asked and remembers what it was sent.
 *
 * One thread, one poll loop. The path of an HTTP request says what happens to it; a RESP command
 * (redis) says the same with its first argument that starts with a slash; anything else is never
 * answered. Query values are whole numbers.
 *
 *   /ok                  200
 *   /silent              reads no further, answers never
 *   /drip?ms=100         200, then one byte of the body each `ms`, for ever
 *   /reset  /close       resets (RST), or closes (FIN), instead of answering
 *   /half                closes in the middle of the body
 *   /status?code=404     that status
 *   /busy?n=2            503 for the first n requests, then 200
 *   /down?ms=500         503 for so long after the first request, then 200
 *   /throttle?n=1&s=1    429 (or &code=503) with Retry-After: s for the first n requests, then 200
 *   /delay?ms=200        200 after so long
 *   /crowded?most=8      503 when more than `most` requests came within the last 100 ms
 *   /orders?lost=1       carries out an order (201), but loses the first `lost` answers; an
 *                        Idempotency-Key seen before gets its answer without another order
 *
 * Counting is per target, query included: add "&test=name" to have a count of your own.
 */
#ifndef FAULT_SERVER_H
#define FAULT_SERVER_H

#include <stddef.h>
#include <stdint.h>

struct fault_server;

struct fault_request {
    int64_t at_ns; /* CLOCK_MONOTONIC */
    char target[96];
    char key[80];     /* Idempotency-Key as sent, quotes included; "" if none */
    char timeout[16]; /* grpc-timeout, "" if none */
    char method[8];
};

/* Starts on a free port of 127.0.0.1; ends the program with a message if it cannot. */
struct fault_server *fault_start(void);
void fault_stop(struct fault_server *server);

int fault_port(const struct fault_server *server);
/* A port of 127.0.0.1 whose connects are neither accepted nor refused. */
int fault_unreachable_port(const struct fault_server *server);

/* Requests whose target starts with `prefix`. */
int fault_requests(struct fault_server *server, const char *prefix);
int fault_connections(struct fault_server *server);
/* Orders that were carried out, whoever got an answer. */
int fault_orders(struct fault_server *server);
/* Copies up to `most` requests whose target starts with `prefix`, oldest first. */
size_t fault_list(struct fault_server *server, const char *prefix, struct fault_request *list,
                  size_t most);

#endif
