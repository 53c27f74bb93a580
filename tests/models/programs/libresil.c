#include <resil/resil.h>
#include <resil/socket.h>
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#define ASK   "GET /health HTTP/1.1\r\nHost: a\r\n\r\n"
#define ORDER "POST /orders HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n"

/* Whatever is given a deadline ends. */

static enum resil_status ask(const char *host, struct resil_deadline deadline)
{
    int fd;
    char answer[64];
    size_t sent;
    size_t got;
    enum resil_status status;
    status = resil_socket_open(host, "80", NULL, deadline, &fd); // call: connect bounded yes
    if (status == RESIL_OK)
        status =
            resil_socket_send(fd, ASK, sizeof ASK - 1, deadline, &sent); // call: send bounded yes
    if (status == RESIL_OK)
        status = resil_socket_wait(fd, POLLIN, deadline); // call: wait bounded yes
    if (status == RESIL_OK)
        status = resil_socket_receive(fd, answer, 16, deadline, NULL); // call: receive bounded yes
    if (status == RESIL_OK)
        status =
            resil_socket_receive_some(fd, answer, 64, deadline, &got); // call: receive bounded yes
    return status;
}

static enum resil_status order(const struct addrinfo *addresses, struct resil_deadline deadline)
{
    int fd;
    enum resil_status status;
    status = resil_socket_connect(addresses, NULL, deadline, &fd); // call: connect bounded yes
    if (status == RESIL_OK)
        status =
            resil_socket_send(fd, ORDER, sizeof ORDER - 1, deadline, NULL); // call: send bounded no
    return status;
}

/* … unless that never comes. */
static enum resil_status ask_for_ever(const char *host, int limited)
{
    int fd;
    struct resil_deadline deadline = RESIL_NO_DEADLINE;
    enum resil_status status;
    status = resil_socket_open(host, "80", NULL, deadline, &fd); // call: connect none yes
    if (limited)
        deadline = resil_deadline_after(NULL, RESIL_S);
    if (status == RESIL_OK)
        status = resil_socket_wait(fd, POLLIN, deadline); // call: wait partial yes
    return status;
}

/* Its descriptor may be used otherwise, too: a wait bounds the next call. */
static void mixed(int ready, struct resil_deadline deadline)
{
    char bytes[64];
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(fd, (void *)bytes, sizeof bytes) != 0) // call: connect none yes
        return;
    if (ready && resil_socket_wait(fd, POLLIN, deadline) == RESIL_OK) { // call: wait bounded yes
        recv(fd, bytes, sizeof bytes, 0);                               // call: receive bounded yes
        recv(fd, bytes, sizeof bytes, 0);                               // call: receive none yes
    }
}

/* The limits that libresil computes for other calls */
static void poll_within(struct resil_deadline deadline)
{
    char bytes[64];
    struct pollfd entry = {.fd = socket(AF_INET, SOCK_STREAM, 0), .events = POLLIN};
    int wait = resil_deadline_poll_ms(deadline, NULL);
    long limit = resil_deadline_limit_ms(deadline, NULL, 5000);
    struct timeval time = {limit / 1000, limit % 1000 * 1000};
    if (poll(&entry, 1, wait > 1000 ? 1000 : 100) == 1) // call: wait bounded yes
        recv(entry.fd, bytes, sizeof bytes, 0);         // call: receive bounded yes
    setsockopt(entry.fd, SOL_SOCKET, SO_RCVTIMEO, &time, sizeof time);
    recv(entry.fd, bytes, sizeof bytes, 0); // call: receive bounded yes
}

/* Retrying, with the loop or with a function that is called back */

static enum resil_status with_loop(struct resil_retry_policy *policy,
                                   struct resil_deadline deadline)
{
    struct resil_retry retry;
    for (resil_retry_start(&retry, policy, deadline); resil_retry_attempt(&retry);) {
        enum resil_status status = ask("::1", resil_retry_time(&retry, RESIL_S));
        resil_retry_wait(&retry, resil_socket_outcome(status), RESIL_NO_HINT);
    }
    return retry.status;
}

static enum resil_status with_own_pause(struct resil_retry_policy *policy,
                                        struct resil_bucket *bucket, struct resil_deadline deadline)
{
    int64_t wait;
    struct resil_retry retry;
    resil_retry_start(&retry, policy, deadline);
    while (resil_retry_attempt(&retry)) {
        enum resil_status status = ask("::1", deadline);
        if (!resil_retry_next(&retry, resil_socket_outcome(status), RESIL_NO_HINT, &wait))
            break;
        resil_sleep_until(&policy->options.clock, resil_now(&policy->options.clock) + wait);
        if (resil_bucket_wait(bucket, 1, deadline) != RESIL_OK)
            break;
    }
    return retry.status;
}

/* What stands before a call, and what an answer means */
static enum resil_outcome guarded(struct resil_breaker *breaker, struct resil_budget *budget,
                                  int http, struct resil_deadline deadline)
{
    struct resil_breaker_token token;
    struct resil_budget_ticket ticket = {0};
    if (resil_breaker_acquire(breaker, &token) != RESIL_OK)
        return RESIL_ABANDONED;
    enum resil_outcome outcome = resil_socket_outcome(ask("::1", deadline));
    if (outcome == RESIL_SUCCESS)
        outcome = http != 0 ? resil_outcome_of_http(http) : resil_outcome_of_errno(errno);
    resil_breaker_record(breaker, &token, outcome);
    if (resil_budget_acquire(budget, outcome, &ticket) == RESIL_OK)
        outcome = resil_socket_outcome(ask("::1", deadline));
    return outcome;
}

static enum resil_outcome attempt(void *context, struct resil_retry *retry, int64_t *hint)
{
    *hint = RESIL_NO_HINT;
    return resil_socket_outcome(ask(context, resil_retry_time(retry, RESIL_S)));
}

/* Clocks, deadlines and dice */

static int64_t times(struct resil_timeout *timeout, struct resil_deadline parent)
{
    struct resil_deadline part = resil_deadline_child(parent, NULL, RESIL_S);
    part = resil_deadline_min(part, resil_deadline_share(parent, NULL, 2));
    part = resil_deadline_min(part, resil_timeout_deadline(timeout, parent));
    if (resil_deadline_expired(part, NULL))
        return 0;
    return resil_deadline_remaining(part, NULL) + resil_clock_monotonic(NULL) -
           resil_clock_coarse(NULL);
}

static int64_t dice(struct resil_backoff *backoff)
{
    struct resil_xoshiro one;
    struct resil_splitmix shared;
    resil_xoshiro_seed(&one, resil_random_seed());
    resil_splitmix_seed(&shared, resil_xoshiro_next(&one));
    struct resil_random random = resil_splitmix_random(&shared);
    uint64_t bits = resil_random_draw(&random, &shared) ^ resil_splitmix_next(&shared);
    return resil_expiry_jittered(0, RESIL_S, 0.1, bits) + resil_backoff_next(backoff);
}

int main(int count, char **words)
{
    char host[] = "::1";
    struct resil_retry_policy policy;
    struct resil_bucket bucket;
    struct resil_backoff backoff;
    struct resil_timeout timeout;
    struct resil_breaker breaker;
    struct resil_budget budget;
    struct resil_deadline deadline = resil_deadline_after(NULL, 5 * RESIL_S);
    const char *bad;
    if (resil_retry_policy_init(&policy, NULL, &bad) != RESIL_OK ||
        resil_bucket_init(&bucket, NULL, &bad) != RESIL_OK ||
        resil_backoff_init(&backoff, NULL, &bad) != RESIL_OK ||
        resil_timeout_init(&timeout, NULL, &bad) != RESIL_OK ||
        resil_breaker_init(&breaker, NULL, &bad) != RESIL_OK ||
        resil_budget_init(&budget, NULL, &bad) != RESIL_OK)
        return 1;
    order(NULL, deadline);
    ask_for_ever(host, count);
    mixed(count > 1, deadline);
    poll_within(deadline);
    guarded(&breaker, &budget, count, deadline);
    with_own_pause(&policy, &bucket, deadline);
    printf("%s: %d\n", words[0], times(&timeout, deadline) > dice(&backoff));
    return with_loop(&policy, deadline) == RESIL_OK &&
                   resil_retry_run(&policy, deadline, attempt, host) == RESIL_OK
               ? 0
               : 1;
}
