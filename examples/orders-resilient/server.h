/* The HTTP front: POST /orders, GET /orders/ID, GET /health. */
#ifndef SERVER_H
#define SERVER_H

/* Serves until stopped; returns 0, or 1 when it could not start. */
int server_run(const char *port);

/* May be called from a signal handler. */
void server_stop(void);

#endif
