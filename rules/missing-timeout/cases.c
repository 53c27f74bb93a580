/* Calls that can wait for ever, and what bounds them. */
#include <arpa/inet.h>
#include <curl/curl.h>
#include <errno.h>
#include <fcntl.h>
#include <libpq-fe.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <resil/socket.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#define ORDERS_URL "https://orders.example/v1/list"

/* ---- libcurl, bad ---- */

int plain_get_bad(void)
{
    CURL *curl = curl_easy_init();
    CURLcode rc;

    if (!curl)
        return -1;
    curl_easy_setopt(curl, CURLOPT_URL, ORDERS_URL);
    rc = curl_easy_perform(curl); // want: missing-timeout
    curl_easy_cleanup(curl);
    return rc == CURLE_OK ? 0 : -1;
}

int zero_means_for_ever_bad(void)
{
    long seconds = 0;
    CURL *curl = curl_easy_init();
    int failed = 0;

    if (curl) {
        curl_easy_setopt(curl, CURLOPT_URL, ORDERS_URL);
        curl_easy_setopt(curl, CURLOPT_TIMEOUT, seconds);
        if (curl_easy_perform(curl) != CURLE_OK) // want: missing-timeout
            failed = 1;
        curl_easy_cleanup(curl);
    }
    return failed;
}

int forgotten_by_reset_bad(const char *first, const char *second)
{
    CURL *h = curl_easy_init();
    int rc;

    curl_easy_setopt(h, CURLOPT_TIMEOUT, 10L);
    curl_easy_setopt(h, CURLOPT_URL, first);
    rc = curl_easy_perform(h);
    if (rc == 0) {
        curl_easy_reset(h);
        curl_easy_setopt(h, CURLOPT_URL, second);
        rc = curl_easy_perform(h); // want: missing-timeout
    }
    curl_easy_cleanup(h);
    return rc;
}

int limit_on_another_handle_bad(void)
{
    CURL *quick = curl_easy_init(), *slow = curl_easy_init();
    int rc;

    curl_easy_setopt(quick, CURLOPT_TIMEOUT_MS, 500L);
    curl_easy_setopt(slow, CURLOPT_URL, ORDERS_URL);
    rc = curl_easy_perform(slow); // want: missing-timeout
    curl_easy_cleanup(quick);
    curl_easy_cleanup(slow);
    return rc;
}

int half_of_low_speed_bad(void)
{
    CURL *h = curl_easy_init();
    CURLcode rc;

    /* Without CURLOPT_LOW_SPEED_TIME the limit alone has no effect. */
    curl_easy_setopt(h, CURLOPT_LOW_SPEED_LIMIT, 10L);
    curl_easy_setopt(h, CURLOPT_URL, ORDERS_URL);
    rc = curl_easy_perform(h); // want: missing-timeout
    curl_easy_cleanup(h);
    return (int)rc;
}

#define TRY(call)                                                                                  \
    do {                                                                                           \
        CURLcode code_ = (call);                                                                   \
        if (code_ != CURLE_OK) {                                                                   \
            fprintf(stderr, "%s: %s\n", #call, curl_easy_strerror(code_));                         \
            goto out;                                                                              \
        }                                                                                          \
    } while (0)

int inside_a_macro_bad(const char *url)
{
    int status = -1;
    CURL *h = curl_easy_init();

    TRY(curl_easy_setopt(h, CURLOPT_URL, url));
    TRY(curl_easy_perform(h)); // want: missing-timeout
    status = 0;
out:
    curl_easy_cleanup(h);
    return status;
}

static CURLcode run_unlimited(CURL *h)
{
    return curl_easy_perform(h); // want: missing-timeout
}

int performed_by_a_helper(const char *url)
{
    CURL *h = curl_easy_init();
    CURLcode rc;

    curl_easy_setopt(h, CURLOPT_URL, url);
    rc = run_unlimited(h);
    curl_easy_cleanup(h);
    return (int)rc;
}

struct fetcher {
    CURL *easy;
    char *base;
};

static int fetcher_open(struct fetcher *fetcher, const char *base)
{
    fetcher->easy = curl_easy_init();
    fetcher->base = strdup(base);
    return fetcher->easy ? 0 : -1;
}

int handle_in_a_field_bad(const char *base)
{
    struct fetcher fetcher;
    int rc;

    if (fetcher_open(&fetcher, base) != 0)
        return -1;
    curl_easy_setopt(fetcher.easy, CURLOPT_URL, fetcher.base);
    rc = (int)curl_easy_perform(fetcher.easy); // want: missing-timeout
    curl_easy_cleanup(fetcher.easy);
    free(fetcher.base);
    return rc;
}

static CURL *shared_handle;

void shared_setup(void)
{
    shared_handle = curl_easy_init();
    curl_easy_setopt(shared_handle, CURLOPT_FOLLOWLOCATION, 1L);
}

int global_handle_bad(const char *url)
{
    curl_easy_setopt(shared_handle, CURLOPT_URL, url);
    return curl_easy_perform(shared_handle) == CURLE_OK; // want: missing-timeout
}

static void *thread_fetch_bad(void *url)
{
    CURL *h = curl_easy_init();

    curl_easy_setopt(h, CURLOPT_URL, (char *)url);
    curl_easy_perform(h); // want: missing-timeout
    curl_easy_cleanup(h);
    return NULL;
}

int start_thread(pthread_t *thread, char *url)
{
    return pthread_create(thread, NULL, thread_fetch_bad, url);
}

/* ---- libcurl, ok ---- */

int whole_transfer_ok(void)
{
    CURL *curl = curl_easy_init();
    CURLcode rc;

    curl_easy_setopt(curl, CURLOPT_URL, ORDERS_URL);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, 10L);
    rc = curl_easy_perform(curl); // ok: missing-timeout
    curl_easy_cleanup(curl);
    return (int)rc;
}

#define set_limit(handle, ms) curl_easy_setopt((handle), CURLOPT_TIMEOUT_MS, (long)(ms))

int set_by_a_macro_ok(void)
{
    CURL *curl = curl_easy_init();
    CURLcode rc;

    set_limit(curl, 2500);
    curl_easy_setopt(curl, CURLOPT_URL, ORDERS_URL);
    rc = curl_easy_perform(curl);
    curl_easy_cleanup(curl);
    return (int)rc;
}

static CURL *new_handle(const char *url)
{
    CURL *h = curl_easy_init();

    if (h == NULL)
        return NULL;
    curl_easy_setopt(h, CURLOPT_URL, url);
    curl_easy_setopt(h, CURLOPT_CONNECTTIMEOUT, 2L);
    curl_easy_setopt(h, CURLOPT_TIMEOUT, 30L);
    return h;
}

int set_in_a_helper_ok(const char *url)
{
    CURL *h = new_handle(url);
    CURLcode rc = CURLE_FAILED_INIT;

    if (h) {
        rc = curl_easy_perform(h);
        curl_easy_cleanup(h);
    }
    return (int)rc;
}

static void apply_policy(CURL *h, int interactive)
{
    if (interactive) {
        curl_easy_setopt(h, CURLOPT_TIMEOUT_MS, 800L);
        return;
    }
    curl_easy_setopt(h, CURLOPT_TIMEOUT, 60L);
}

int set_in_each_branch_ok(const char *url, int interactive)
{
    CURL *h = curl_easy_init();
    CURLcode rc;

    curl_easy_setopt(h, CURLOPT_URL, url);
    apply_policy(h, interactive);
    rc = curl_easy_perform(h);
    curl_easy_cleanup(h);
    return (int)rc;
}

struct client {
    CURL *easy;
    long timeout_ms;
};

static void client_init(struct client *client)
{
    client->timeout_ms = 5000;
    client->easy = curl_easy_init();
    curl_easy_setopt(client->easy, CURLOPT_TIMEOUT_MS, client->timeout_ms);
}

int through_a_struct_field_ok(const char *url)
{
    struct client client;
    CURLcode rc;

    client_init(&client);
    curl_easy_setopt(client.easy, CURLOPT_URL, url);
    rc = curl_easy_perform(client.easy);
    curl_easy_cleanup(client.easy);
    return (int)rc;
}

int given_up_when_slow_ok(const char *url, FILE *out)
{
    CURL *h = curl_easy_init();
    CURLcode rc;

    curl_easy_setopt(h, CURLOPT_URL, url);
    curl_easy_setopt(h, CURLOPT_WRITEDATA, out);
    curl_easy_setopt(h, CURLOPT_LOW_SPEED_LIMIT, 1000L);
    curl_easy_setopt(h, CURLOPT_LOW_SPEED_TIME, 30L);
    rc = curl_easy_perform(h);
    curl_easy_cleanup(h);
    return (int)rc;
}

int copied_from_a_template_ok(const char *url)
{
    CURL *template = curl_easy_init();
    CURL *h;
    CURLcode rc;

    curl_easy_setopt(template, CURLOPT_TIMEOUT, 15L);
    h = curl_easy_duphandle(template);
    curl_easy_setopt(h, CURLOPT_URL, url);
    rc = curl_easy_perform(h);
    curl_easy_cleanup(h);
    curl_easy_cleanup(template);
    return (int)rc;
}

int default_for_what_is_not_configured_ok(const char *url, const char *setting)
{
    long ms = setting ? strtol(setting, NULL, 10) : 0;
    CURL *h = curl_easy_init();
    CURLcode rc;

    if (ms <= 0)
        ms = 4000;
    curl_easy_setopt(h, CURLOPT_URL, url);
    curl_easy_setopt(h, CURLOPT_TIMEOUT_MS, ms);
    rc = curl_easy_perform(h);
    curl_easy_cleanup(h);
    return (int)rc;
}

/* The handle comes from outside: who configures it is not seen. */
int handle_of_the_caller_ok(CURL *h)
{
    return (int)curl_easy_perform(h);
}

static int perform_for_all(CURL *h)
{
    return curl_easy_perform(h) == CURLE_OK ? 0 : -1; // ok: missing-timeout
}

int every_caller_limits_ok(const char *url)
{
    CURL *a = new_handle(url);
    CURL *b = curl_easy_init();
    int rc;

    curl_easy_setopt(b, CURLOPT_TIMEOUT, 3L);
    rc = perform_for_all(a) + perform_for_all(b);
    curl_easy_cleanup(a);
    curl_easy_cleanup(b);
    return rc;
}

int multi_of_limited_handles_ok(CURLM *multi, const char *const *urls, int count)
{
    int running = 0;

    for (int i = 0; i < count; i++)
        curl_multi_add_handle(multi, new_handle(urls[i]));
    do {
        CURLMcode mc = curl_multi_perform(multi, &running);
        if (!mc && running)
            mc = curl_multi_poll(multi, NULL, 0, 1000, NULL);
        if (mc)
            break;
    } while (running);
    return running;
}

/* ---- sockets, bad ---- */

int plain_client_bad(const struct sockaddr_in *server, const char *line, char *answer, size_t size)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    ssize_t got;

    if (fd < 0)
        return -1;
    // want: missing-timeout
    if (connect(fd, (const struct sockaddr *)server, sizeof *server) < 0) {
        close(fd);
        return -1;
    }
    if (send(fd, line, strlen(line), MSG_NOSIGNAL) < 0) // want: missing-timeout
        perror("send");
    got = recv(fd, answer, size - 1, 0); // want: missing-timeout
    close(fd);
    return got < 0 ? -1 : (int)got;
}

int udp_answer_that_may_be_lost_bad(const struct sockaddr *server, socklen_t length)
{
    char reply[512];
    int fd = socket(AF_INET, SOCK_DGRAM, 0);

    /* A datagram leaves at once, only the answer can be waited for. */
    sendto(fd, "time?", 5, 0, server, length); // todo-ok: missing-timeout
    ssize_t n = recvfrom(fd, reply, sizeof reply, 0, NULL, NULL); // want: missing-timeout
    close(fd);
    return n > 0;
}

static int dial(const char *host, const char *service)
{
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *list, *at;
    int fd = -1;

    if (getaddrinfo(host, service, &hints, &list) != 0)
        return -1;
    for (at = list; at != NULL; at = at->ai_next) {
        fd = socket(at->ai_family, at->ai_socktype, at->ai_protocol);
        if (fd < 0)
            continue;
        if (connect(fd, at->ai_addr, at->ai_addrlen) == 0) // want: missing-timeout
            break;
        close(fd);
        fd = -1;
    }
    freeaddrinfo(list);
    return fd;
}

long read_all_of_a_dialled_socket_bad(const char *host)
{
    char buffer[4096];
    long total = 0;
    ssize_t n;
    int fd = dial(host, "7777");

    if (fd == -1)
        return -1;
    while ((n = read(fd, buffer, sizeof buffer)) > 0) // want: missing-timeout
        total += n;
    close(fd);
    return n < 0 ? -1 : total;
}

int zero_timeval_means_for_ever_bad(const struct sockaddr *server, socklen_t length)
{
    char byte;
    struct timeval none = {0, 0};
    int fd = socket(AF_INET6, SOCK_STREAM, 0);

    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &none, sizeof none);
    if (connect(fd, server, length) != 0) // want: missing-timeout
        return -1;
    return (int)read(fd, &byte, 1); // want: missing-timeout
}

int only_reading_is_limited_bad(const struct sockaddr *server, socklen_t length, char *data,
                                size_t size)
{
    struct timeval limit = {.tv_sec = 5};
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    if (connect(fd, server, length) != 0) // want: missing-timeout
        return -1;
    if (send(fd, data, size, 0) < 0) // want: missing-timeout
        return -1;
    return (int)recv(fd, data, size, 0); // ok: missing-timeout
}

static int dial_address(const struct sockaddr *server, socklen_t length, int *made)
{
    int fd = socket(server->sa_family, SOCK_STREAM, 0);

    if (fd < 0 || connect(fd, server, length) != 0) // want: missing-timeout
        return -1;
    *made = fd;
    return 0;
}

static int dial_unspecified(const struct sockaddr *server, int *made)
{
    return dial_address(server, sizeof *server, made);
}

ssize_t descriptor_handed_out_twice_bad(const struct sockaddr *server, char *out, size_t size)
{
    int fd;

    if (dial_unspecified(server, &fd) != 0)
        return -1;
    return read(fd, out, size); // want: missing-timeout
}

struct waiting {
    int client;
};
static struct waiting *last_waiting;

void accept_for_ever(int listener)
{
    for (;;) {
        struct waiting *waiting = calloc(1, sizeof *waiting);

        if (!waiting)
            abort();
        waiting->client = accept(listener, NULL, NULL);
        last_waiting = waiting;
    }
}

ssize_t accepted_in_an_endless_loop_bad(char *out, size_t size)
{
    return recv(last_waiting->client, out, size, 0); // want: missing-timeout
}

static int reports = -1;

void report_until_told_bad(const struct sockaddr *server, char *out, size_t size)
{
    reports = socket(AF_INET, SOCK_STREAM, 0);
    if (reports < 0 || connect(reports, server, sizeof *server) != 0) // want: missing-timeout
        exit(1);
    exit(recv(reports, out, size, 0) == 0); // want: missing-timeout
}

void another_report_bad(char *out, size_t size)
{
    recv(reports, out, size, 0); // want: missing-timeout
}

/* ---- sockets, ok ---- */

static int limit_socket(int fd, int seconds)
{
    struct timeval limit = {.tv_sec = seconds, .tv_usec = 0};

    if (setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit)) < 0)
        return -1;
    return setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(limit));
}

int socket_options_in_a_helper_ok(const struct sockaddr *server, socklen_t length)
{
    char buffer[64];
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    if (fd < 0 || limit_socket(fd, 5) < 0)
        return -1;
    if (connect(fd, server, length) < 0 || send(fd, "ping", 4, 0) != 4)
        return -1;
    return (int)recv(fd, buffer, sizeof buffer, 0);
}

ssize_t poll_with_finite_time_before_recv_ok(int port, char *out, size_t size)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    struct pollfd ready = {.fd = fd, .events = POLLIN};
    int rc;

    if (bind(fd, (struct sockaddr *)&address, sizeof address) != 0)
        return -1;
    do
        rc = poll(&ready, 1, 3000);
    while (rc < 0 && errno == EINTR);
    if (rc <= 0) {
        close(fd);
        return -1;
    }
    return recv(fd, out, size, 0); // ok: missing-timeout
}

int select_before_read_ok(const struct sockaddr *server, socklen_t length)
{
    char buffer[256];
    fd_set set;
    struct timeval limit = {.tv_sec = 2};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);

    if (connect(fd, server, length) < 0 && errno != EINPROGRESS)
        return -1;
    FD_ZERO(&set);
    FD_SET(fd, &set);
    if (select(fd + 1, &set, NULL, NULL, &limit) < 1)
        return -1;
    return (int)read(fd, buffer, sizeof buffer);
}

int nonblocking_connect_ok(const struct sockaddr *server, socklen_t length, int ms)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    int flags = fcntl(fd, F_GETFL, 0);
    int error = 0;
    socklen_t size = sizeof error;
    struct pollfd writable = {fd, POLLOUT, 0};

    fcntl(fd, F_SETFL, flags | O_NONBLOCK);
    if (connect(fd, server, length) == 0)
        return fd;
    if (errno != EINPROGRESS || poll(&writable, 1, ms) != 1)
        goto failed;
    if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) < 0 || error != 0)
        goto failed;
    return fd;
failed:
    close(fd);
    return -1;
}

/* ---- one of two sockets, and flags that come and go ---- */

static int socket_of(int six)
{
    if (six)
        return socket(AF_INET6, SOCK_STREAM, 0);
    return socket(AF_INET, SOCK_STREAM, 0);
}

int limit_after_the_call_bad(int six, const struct sockaddr *server, socklen_t length)
{
    int fd = socket_of(six);

    if (connect(fd, server, length) < 0) // want: missing-timeout
        return -1;
    limit_socket(fd, 5);
    return (int)send(fd, "ping", 4, 0); // ok: missing-timeout
}

/* As above, but of one of the two nothing is known. */
extern int socket_of_the_supervisor(void);

static int some_socket(int supervised)
{
    return supervised ? socket_of_the_supervisor() : socket(AF_INET, SOCK_STREAM, 0);
}

int limit_after_a_call_on_some_socket_bad(int supervised)
{
    struct timeval limit = {.tv_sec = 5};
    int fd = some_socket(supervised);
    int sent = (int)send(fd, "ping", 4, 0); // want: missing-timeout

    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    return sent;
}

static int set_nonblocking(int fd, int on)
{
    int flags = fcntl(fd, F_GETFL, 0);

    if (flags < 0)
        return -1;
    return fcntl(fd, F_SETFL, on ? flags | O_NONBLOCK : flags & ~O_NONBLOCK);
}

int blocking_again_bad(const struct sockaddr *server, socklen_t length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    set_nonblocking(fd, 1);
    connect(fd, server, length); // ok: missing-timeout
    set_nonblocking(fd, 0);
    return (int)send(fd, "ping", 4, 0); // want: missing-timeout
}

int flags_put_back_bad(const struct sockaddr *server, socklen_t length)
{
    char byte;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    int flags = fcntl(fd, F_GETFL, 0);

    fcntl(fd, F_SETFL, flags | O_NONBLOCK);
    connect(fd, server, length); // ok: missing-timeout
    fcntl(fd, F_SETFL, flags);
    return (int)recv(fd, &byte, 1, 0); // want: missing-timeout
}

static int make_blocking(int fd)
{
    int flags = fcntl(fd, F_GETFL);

    if (flags == -1)
        return -1;
    if (!(flags & O_NONBLOCK))
        return 0; /* it is already */
    return fcntl(fd, F_SETFL, flags & ~O_NONBLOCK);
}

int blocking_whatever_it_was_bad(const struct sockaddr *server, socklen_t length)
{
    char byte;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);

    connect(fd, server, length); // ok: missing-timeout
    make_blocking(fd);
    return (int)recv(fd, &byte, 1, 0); // want: missing-timeout
}

int alarm_ends_it_ok(const struct sockaddr *server, socklen_t length)
{
    char buffer[100];
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    int n = -1;

    alarm(10);
    if (connect(fd, server, length) == 0)
        n = (int)read(fd, buffer, sizeof buffer);
    alarm(0);
    close(fd);
    return n;
}

int files_are_no_network_ok(const char *path, char *out, size_t size)
{
    int fd = open(path, O_RDONLY);
    int n = fd < 0 ? -1 : (int)read(fd, out, size);

    if (fd >= 0)
        close(fd);
    return n;
}

int pipe_is_no_network_ok(char *out, size_t size)
{
    int ends[2];

    if (pipe(ends) != 0)
        return -1;
    (void)!write(ends[1], "x", 1);
    return (int)read(ends[0], out, size);
}

int accept_loop_ok(int port)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    int listener = socket(AF_INET, SOCK_STREAM, 0);

    if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 16))
        return -1;
    for (;;) {
        char request[1024];
        int client = accept(listener, NULL, NULL);

        if (client < 0) {
            if (errno == EINTR || errno == ECONNABORTED)
                continue;
            break;
        }
        if (limit_socket(client, 10) == 0 && recv(client, request, sizeof request, 0) > 0)
            send(client, "ok\n", 3, MSG_NOSIGNAL);
        close(client);
    }
    return -1;
}

int dont_wait_ok(const struct sockaddr *server, socklen_t length)
{
    char late[2048];
    int fd = socket(AF_INET, SOCK_DGRAM, 0), drained = 0;

    if (bind(fd, server, length) < 0)
        return -1;
    while (recv(fd, late, sizeof late, MSG_DONTWAIT) > 0)
        drained++;
    return drained;
}

/* The time for poll comes from a deadline: finite, though no constant. */
ssize_t until_a_deadline_ok(const struct sockaddr *address, socklen_t length, char *out,
                            size_t size, long deadline_ms)
{
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    struct timeval now;
    struct pollfd ready = {.fd = fd, .events = POLLIN};

    if (bind(fd, address, length) < 0)
        return -1;
    gettimeofday(&now, NULL);
    long left = deadline_ms - (now.tv_sec * 1000L + now.tv_usec / 1000);
    if (left < 0)
        left = 0;
    if (poll(&ready, 1, (int)left) <= 0)
        return -1;
    return recv(fd, out, size, 0);
}

/* ---- an alarm whose handler returns ---- */

static volatile sig_atomic_t late;

static void on_alarm(int signal)
{
    late = signal;
}

int library_goes_on_bad(void)
{
    struct sigaction action = {.sa_flags = 0};
    CURL *curl = curl_easy_init();
    CURLcode rc;

    action.sa_handler = on_alarm;
    sigaction(SIGALRM, &action, NULL);
    curl_easy_setopt(curl, CURLOPT_URL, ORDERS_URL);
    alarm(5);
    rc = curl_easy_perform(curl); // want: missing-timeout
    alarm(0);
    curl_easy_cleanup(curl);
    return rc == CURLE_OK && !late ? 0 : -1;
}

int taken_up_again_bad(const struct sockaddr *server, socklen_t length, char *data, size_t size)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    ssize_t n = -1;

    if (connect(fd, server, length) != 0) // want: missing-timeout
        return -1;
    alarm(5);
    do
        n = recv(fd, data, size, 0); // want: missing-timeout
    while (n < 0 && errno == EINTR);
    alarm(0);
    close(fd);
    return (int)n;
}

int taken_up_until_late_ok(int fd, char *data, size_t size)
{
    ssize_t n;

    late = 0;
    alarm(5);
    do
        n = recv(fd, data, size, 0);
    while (n < 0 && errno == EINTR && !late);
    alarm(0);
    return (int)n;
}

/* ---- a limit inside a text that is printed first ---- */

PGconn *printed_limit_ok(const char *host)
{
    char parameters[200];

    snprintf(parameters, sizeof parameters, "host=%s connect_timeout=5", host);
    return PQconnectdb(parameters);
}

PGconn *printed_without_limit_bad(const char *host)
{
    char parameters[200];

    snprintf(parameters, sizeof parameters, "host=%s", host);
    return PQconnectdb(parameters); // want: missing-timeout
}

/* ---- a deadline as a record ---- */

int deadline_that_never_comes_bad(const struct addrinfo *addresses, int *fd)
{
    return resil_socket_connect(addresses, NULL, RESIL_NO_DEADLINE, fd); // want: missing-timeout
}

int deadline_ok(const struct addrinfo *addresses, int *fd)
{
    return resil_socket_connect(addresses, NULL, resil_deadline_after(NULL, RESIL_S), fd);
}

int deadline_of_the_caller_ok(const struct addrinfo *addresses, struct resil_deadline deadline,
                              int *fd)
{
    return resil_socket_connect(addresses, NULL, deadline, fd);
}
