/* Graphite's plain text protocol: "NAME VALUE TIME\n" over one kept connection. */
#include "metrics.h"

#include "config.h"

#include <resil/backoff.h>
#include <resil/socket.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

static const int64_t connect_ns = 100 * RESIL_MS;
static const int64_t send_ns = 20 * RESIL_MS;

static int connection = -1;
static struct resil_backoff backoff;
static struct resil_deadline quiet; /* until then nobody tries to connect */

bool metrics_open(void)
{
    struct resil_backoff_options options = RESIL_BACKOFF_OPTIONS_DEFAULT;
    options.base_ns = RESIL_S;
    options.cap_ns = 60 * RESIL_S;
    return resil_backoff_init(&backoff, &options, NULL) == RESIL_OK;
}

static void lose(void)
{
    metrics_close();
    quiet = resil_deadline_after(NULL, resil_backoff_next(&backoff));
}

static bool connected(void)
{
    if (connection >= 0) {
        return true;
    }
    if (!resil_deadline_expired(quiet, NULL)) {
        return false;
    }
    if (resil_socket_open(config.metrics_host, config.metrics_port, NULL,
                          resil_deadline_after(NULL, connect_ns), &connection) != RESIL_OK) {
        lose();
        return false;
    }
    resil_backoff_reset(&backoff);
    return true;
}

void metrics_count(const char *name, unsigned value)
{
    char line[128];
    int length = snprintf(line, sizeof line, "orders.%s %u %ld\n", name, value, (long)time(NULL));
    if (connected() && resil_socket_send(connection, line, (size_t)length,
                                         resil_deadline_after(NULL, send_ns), NULL) != RESIL_OK) {
        lose();
    }
}

void metrics_close(void)
{
    if (connection >= 0) {
        close(connection);
        connection = -1;
    }
}
