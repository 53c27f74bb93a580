/* The screens speak a line protocol over TCP: one line there, "OK" back. */
#include "notify.h"

#include "config.h"

#include <resil/retry.h>
#include <resil/socket.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const int64_t connect_ns = 500 * RESIL_MS;
static const int64_t whole_ns = 2 * RESIL_S;

static struct resil_retry_policy policy;

bool notify_open(void)
{
    return resil_retry_policy_init(&policy, NULL, NULL) == RESIL_OK;
}

/* Only connecting is tried again: after that nobody knows what the screens have seen. */
static enum resil_status connect_to_screens(struct resil_deadline deadline, int *fd)
{
    struct resil_retry retry;
    for (resil_retry_start(&retry, &policy, deadline); resil_retry_attempt(&retry);) {
        enum resil_status status = resil_socket_open(config.notify_host, config.notify_port, NULL,
                                                     resil_retry_time(&retry, connect_ns), fd);
        resil_retry_wait(&retry, resil_socket_outcome(status), RESIL_NO_HINT);
    }
    return retry.status;
}

bool notify_order(const struct order *order, struct resil_deadline deadline)
{
    char line[160];
    char answer[3];
    int fd;
    int length =
        snprintf(line, sizeof line, "ORDER %s %s %u\n", order->id, order->sku, order->quantity);
    deadline = resil_deadline_child(deadline, NULL, whole_ns);
    if (connect_to_screens(deadline, &fd) != RESIL_OK) {
        return false;
    }
    bool good = resil_socket_send(fd, line, (size_t)length, deadline, NULL) == RESIL_OK &&
                resil_socket_receive(fd, answer, sizeof answer, deadline, NULL) == RESIL_OK &&
                memcmp(answer, "OK\n", sizeof answer) == 0;
    close(fd);
    return good;
}
