/* Attempts that are counted by a function that is asked before each, and such that are not. */
#include <stdbool.h>
#include <stdio.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

struct retry {
    int left;
    int tries, max;
};

/* ---- ok ---- */

static bool any_left(struct retry *retry)
{
    if (retry->left-- <= 0)
        return false;
    sleep(1);
    return true;
}

int field_counted_down_ok(int fd, const struct sockaddr *address, socklen_t length)
{
    struct retry retry = {.left = 3};
    int rc;

    do { // ok: unbounded-retry
        rc = connect(fd, address, length);
    } while (rc < 0 && any_left(&retry));
    return rc;
}

static bool allowed(struct retry *retry)
{
    retry->tries++;
    if (retry->tries > retry->max)
        return false;
    sleep(1);
    return true;
}

int field_counted_up_ok(int fd, const struct sockaddr *address, socklen_t length,
                        struct retry *retry)
{
    while (connect(fd, address, length) < 0) // ok: unbounded-retry
        if (!allowed(retry))
            return -1;
    return 0;
}

static int attempts_left = 10;

/* Told how it went, too. */
static int left_after(int rc)
{
    if (rc == -1 && attempts_left > 0) {
        sleep(1);
        return attempts_left--;
    }
    return 0;
}

int global_counted_down_ok(int fd, const struct sockaddr *address, socklen_t length)
{
    int rc;

    do { // ok: unbounded-retry
        rc = connect(fd, address, length);
    } while (left_after(rc) > 0);
    return rc;
}

static bool once_more(int *left)
{
    sleep(1);
    return (*left)-- > 0;
}

int number_counted_down_ok(int fd, const struct sockaddr *address, socklen_t length)
{
    int left = 3;
    int rc;

    do { // ok: unbounded-retry
        rc = connect(fd, address, length);
    } while (rc < 0 && once_more(&left));
    return rc;
}

int calls_itself_ok(int fd, const struct sockaddr *address, socklen_t length)
{
    static int failed;

    if (connect(fd, address, length) == 0)
        return 0;
    if (++failed > 3)
        return -1;
    sleep(1);
    return calls_itself_ok(fd, address, length); // ok: unbounded-retry
}

/* The time decides; the pause is a wait for nothing. */
static bool in_time(time_t end)
{
    struct timeval pause = {.tv_sec = 1};

    if (time(NULL) >= end)
        return false;
    select(0, NULL, NULL, NULL, &pause);
    return true;
}

int until_the_time_has_come_ok(int fd, const struct sockaddr *address, socklen_t length)
{
    time_t end = time(NULL) + 60;
    int rc;

    do { // ok: unbounded-retry
        rc = connect(fd, address, length);
    } while (rc < 0 && in_time(end));
    return rc;
}

/* ---- bad ---- */

/* It counts, but only to say so from time to time. */
static bool complain(int rc)
{
    static int failed;

    if (++failed == 10) {
        fprintf(stderr, "still failing: %d\n", rc);
        failed = 0;
    }
    return true;
}

int counted_for_the_log_bad(int fd, const struct sockaddr *address, socklen_t length)
{
    int rc;

    do { // want: unbounded-retry
        rc = connect(fd, address, length);
    } while (rc < 0 && complain(rc));
    return rc;
}

/* The same where it calls itself. */
int complains_and_calls_itself_bad(int fd, const struct sockaddr *address, socklen_t length)
{
    static int failed;

    if (connect(fd, address, length) == 0)
        return 0;
    if (++failed > 10)
        fprintf(stderr, "failed %d times\n", failed);
    sleep(1);
    return complains_and_calls_itself_bad(fd, address, length); // want: unbounded-retry
}
