#include <ares.h>
#include <stdio.h>

static void on_addresses(void *context, int status, int timeouts, struct ares_addrinfo *result)
{
    printf("%p %d %d\n", context, status, timeouts);
    ares_freeaddrinfo(result);
}

static int wait_bounded(ares_channel channel)
{
    return ares_queue_wait_empty(channel, 5000); // call: wait bounded yes
}

static int wait_unbounded(ares_channel channel)
{
    return ares_queue_wait_empty(channel, -1); // call: wait none yes
}

int main(void)
{
    ares_channel channel;
    if (ares_init(&channel) != ARES_SUCCESS) {
        return 1;
    }
    ares_getaddrinfo( // call: resolve bounded yes nonblocking
        channel, "example.org", "80", NULL, on_addresses, NULL);
    int status = wait_bounded(channel);
    if (status == ARES_ETIMEOUT) {
        status = wait_unbounded(channel);
    }
    ares_destroy(channel);
    return status;
}
