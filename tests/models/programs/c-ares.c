#include <ares.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/select.h>

static void on_host(void *context, int status, int timeouts, struct hostent *host)
{
    (void)context;
    (void)timeouts;
    puts(status == ARES_SUCCESS ? host->h_name : ares_strerror(status));
}

static void on_addresses(void *context, int status, int timeouts, struct ares_addrinfo *result)
{
    (void)context;
    (void)timeouts;
    if (status == ARES_SUCCESS) {
        for (struct ares_addrinfo_node *node = result->nodes; node != NULL; node = node->ai_next) {
            printf("%d\n", node->ai_family);
        }
        ares_freeaddrinfo(result);
    }
}

int main(void)
{
    ares_channel channel;
    struct ares_options options;
    struct ares_addrinfo_hints hints = {.ai_family = AF_UNSPEC};
    memset(&options, 0, sizeof options);
    options.timeout = 2000;
    options.tries = 2;
    if (ares_library_init(ARES_LIB_INIT_ALL) != ARES_SUCCESS ||
        ares_init_options(&channel, &options, ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES) != 0) {
        return 1;
    }
    ares_gethostbyname(channel, "example.org", AF_INET, on_host, NULL);
    ares_getaddrinfo(channel, "example.org", "80", &hints, on_addresses, NULL);
    for (;;) {
        struct timeval limit = {1, 0};
        fd_set reads;
        fd_set writes;
        FD_ZERO(&reads);
        FD_ZERO(&writes);
        int count = ares_fds(channel, &reads, &writes);
        if (count == 0) {
            break;
        }
        select(count, &reads, &writes, NULL, ares_timeout(channel, NULL, &limit));
        ares_process(channel, &reads, &writes);
    }
    ares_destroy(channel);
    ares_library_cleanup();
    return 0;
}
