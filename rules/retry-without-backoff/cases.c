/* Retries that come at once, and loops that only look like them. */
#include <curl/curl.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <setjmp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static CURL *orders_handle(const char *url)
{
    CURL *h = curl_easy_init();

    curl_easy_setopt(h, CURLOPT_URL, url);
    curl_easy_setopt(h, CURLOPT_TIMEOUT, 5L);
    return h;
}

static int open_stream(const struct sockaddr *address, socklen_t length)
{
    int fd = socket(address->sa_family, SOCK_STREAM, 0);

    if (fd >= 0 && connect(fd, address, length) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

/* ---- bad ---- */

int counted_for_bad(const char *url)
{
    CURL *h = orders_handle(url);
    CURLcode rc = CURLE_OK;

    for (int attempt = 0; attempt < 5; attempt++) { // want: retry-without-backoff
        rc = curl_easy_perform(h);
        if (rc == CURLE_OK)
            break;
        fprintf(stderr, "attempt %d: %s\n", attempt, curl_easy_strerror(rc));
    }
    curl_easy_cleanup(h);
    return rc == CURLE_OK ? 0 : -1;
}

int hot_while_bad(int fd, const struct sockaddr *address, socklen_t length)
{
    while (connect(fd, address, length) < 0) // want: retry-without-backoff
        perror("connect");
    return fd;
}

int status_in_the_condition_bad(const char *url)
{
    CURL *h = orders_handle(url);
    CURLcode rc;
    int left = 3;

    do { // want: retry-without-backoff
        rc = curl_easy_perform(h);
    } while (rc != CURLE_OK && --left > 0);
    curl_easy_cleanup(h);
    return (int)rc;
}

int by_goto_bad(const char *url)
{
    CURL *h = orders_handle(url);
    int tries = 0;
    CURLcode rc;

again: // want: retry-without-backoff
    rc = curl_easy_perform(h);
    if (rc != CURLE_OK && tries++ < 4)
        goto again;
    curl_easy_cleanup(h);
    return rc;
}

static int fetch_recursive_bad(CURL *h, int left)
{
    CURLcode rc = curl_easy_perform(h);

    if (rc == CURLE_OK)
        return 0;
    if (left == 0)
        return -1;
    return fetch_recursive_bad(h, left - 1); // want: retry-without-backoff
}

int fetch(const char *url)
{
    CURL *h = orders_handle(url);
    int rc = fetch_recursive_bad(h, 3);

    curl_easy_cleanup(h);
    return rc;
}

int flag_bad(const struct sockaddr *address, socklen_t length)
{
    bool connected = false;
    int fd = -1, tries = 10;

    while (!connected && tries-- > 0) { // want: retry-without-backoff
        fd = open_stream(address, length);
        if (fd >= 0)
            connected = true;
    }
    return fd;
}

int endless_for_with_continue_bad(const char *url)
{
    CURL *h = orders_handle(url);

    for (;;) { // want: retry-without-backoff
        if (curl_easy_perform(h) != CURLE_OK) {
            fputs("again\n", stderr);
            continue;
        }
        break;
    }
    curl_easy_cleanup(h);
    return 0;
}

/* The only sleep comes after all attempts. */
int sleeps_too_late_bad(const char *url)
{
    CURL *h = orders_handle(url);
    int rc, n = 0;

    while ((rc = curl_easy_perform(h)) != CURLE_OK && n < 3) // want: retry-without-backoff
        n++;
    if (rc != CURLE_OK)
        sleep(1);
    curl_easy_cleanup(h);
    return rc;
}

int retries_what_the_server_refused_bad(const char *url)
{
    CURL *h = orders_handle(url);
    long status = 0;

    for (int i = 0; i < 3; i++) { // want: retry-without-backoff
        status = 0;
        if (curl_easy_perform(h) == CURLE_OK)
            curl_easy_getinfo(h, CURLINFO_RESPONSE_CODE, &status);
        if (status != 0 && status < 500)
            break;
    }
    curl_easy_cleanup(h);
    return status == 200 ? 0 : -1;
}

struct session {
    int fd;
    int attempts;
};

static int session_send(struct session *session, const char *text)
{
    return send(session->fd, text, strlen(text), MSG_NOSIGNAL) < 0 ? -1 : 0;
}

int wrapper_decides_bad(struct session *session, const char *text)
{
    session->attempts = 0;
    while (session_send(session, text) != 0) { // want: retry-without-backoff
        if (++session->attempts == 3)
            return -1;
    }
    return 0;
}

/* The failure is told by a global that the function two calls down sets. */
static int link_state;
static CURL *shared;

static void run_statement(void)
{
    if (curl_easy_perform(shared) != CURLE_OK)
        link_state = -2;
}

static void run_transaction(void (*statement)(void))
{
    link_state = 0;
    statement();
}

static int commit_now(void)
{
    run_transaction(run_statement);
    return link_state;
}

void told_by_a_global_bad(void)
{
    int state;

    do { // want: retry-without-backoff
        state = commit_now();
    } while (state == -2);
}

/* The library's answer becomes the program's, and that becomes a third. */
enum answer { ANSWER_DONE, ANSWER_GONE, ANSWER_WRONG };
enum step { STEP_NEXT, STEP_AGAIN, STEP_GIVE_UP };

static enum answer answer_of(CURLcode code)
{
    switch (code) {
    case CURLE_OK:
        return ANSWER_DONE;
    case CURLE_COULDNT_CONNECT:
    case CURLE_GOT_NOTHING:
        return ANSWER_GONE;
    default:
        return ANSWER_WRONG;
    }
}

static enum step step_after(CURL *h)
{
    enum answer answer = answer_of(curl_easy_perform(h));

    if (answer == ANSWER_GONE)
        return STEP_AGAIN;
    return answer == ANSWER_DONE ? STEP_NEXT : STEP_GIVE_UP;
}

int mapped_twice_bad(const char *url)
{
    CURL *h = orders_handle(url);
    enum step step;

    while ((step = step_after(h)) == STEP_AGAIN) // want: retry-without-backoff
        ;
    curl_easy_cleanup(h);
    return step == STEP_NEXT ? 0 : -1;
}

static bool is_transient(CURLcode code)
{
    return code == CURLE_COULDNT_CONNECT || code == CURLE_OPERATION_TIMEDOUT ||
           code == CURLE_RECV_ERROR;
}

int asked_of_a_predicate_bad(const char *url)
{
    CURL *h = orders_handle(url);
    CURLcode rc;

    do { // want: retry-without-backoff
        rc = curl_easy_perform(h);
    } while (is_transient(rc));
    curl_easy_cleanup(h);
    return (int)rc;
}

/* A failure comes back to where it is caught. */
static sigjmp_buf *handler;

static void throw_failure(void)
{
    siglongjmp(*handler, 1);
}

static int connect_or_throw(const struct sockaddr *address, socklen_t length)
{
    int fd = open_stream(address, length);

    if (fd < 0)
        throw_failure();
    return fd;
}

static int connect_and_catch(const struct sockaddr *address, socklen_t length)
{
    sigjmp_buf here;
    sigjmp_buf *outer = handler;
    volatile int fd = -1;

    if (sigsetjmp(here, 0) == 0) {
        handler = &here;
        fd = connect_or_throw(address, length);
    } else {
        fd = -1;
    }
    handler = outer;
    return fd;
}

int caught_failure_bad(const struct sockaddr *address, socklen_t length)
{
    int fd;
    int left = 5;

    do { // want: retry-without-backoff
        fd = connect_and_catch(address, length);
        left--;
    } while (fd == -1 && left > 0);
    return fd;
}

/* What was not sent goes out again as it was, also when the peer is gone. */
int same_piece_again_bad(int fd, const char *data, size_t size)
{
    while (size > 0) { // want: retry-without-backoff
        ssize_t n = send(fd, data, size, MSG_NOSIGNAL);
        if (n < 0) {
            if (errno == EINTR || errno == EPIPE)
                continue;
            return -1;
        }
        data += n;
        size -= (size_t)n;
    }
    return 0;
}

/* The status is read by another call. */
int status_asked_for_bad(const char *url)
{
    CURL *h = orders_handle(url);
    long status = 0;

    for (int i = 0; i < 3; i++) { // want: retry-without-backoff
        if (curl_easy_perform(h) != CURLE_OK)
            break;
        curl_easy_getinfo(h, CURLINFO_RESPONSE_CODE, &status);
        if (status < 500)
            break;
    }
    curl_easy_cleanup(h);
    return status == 200 ? 0 : -1;
}

/* The descriptor is made anew for each attempt. */
int new_descriptor_bad(const struct sockaddr *address, socklen_t length)
{
    for (;;) { // want: retry-without-backoff
        int fd = socket(address->sa_family, SOCK_STREAM, 0);
        if (fd < 0)
            return -1;
        if (connect(fd, address, length) == 0)
            return fd;
        close(fd);
    }
}

/* So is the session that is sent on. */
int new_connection_bad(const struct sockaddr *address, socklen_t length, const char *order)
{
    int fd;

    while ((fd = open_stream(address, length)) >= 0) { // want: retry-without-backoff
        if (send(fd, order, strlen(order), MSG_NOSIGNAL) > 0)
            return fd;
        close(fd);
    }
    return -1;
}

/* ---- ok: they wait ---- */

int sleeps_between_ok(const char *url)
{
    CURL *h = orders_handle(url);
    CURLcode rc;
    int tries = 0;

    while ((rc = curl_easy_perform(h)) != CURLE_OK && ++tries < 5) // ok: retry-without-backoff
        sleep(2);
    curl_easy_cleanup(h);
    return rc;
}

static void pause_ms(long ms)
{
    struct timespec left = {ms / 1000, (ms % 1000) * 1000000L};

    while (nanosleep(&left, &left) == -1 && errno == EINTR)
        ;
}

int sleeps_in_a_helper_ok(const struct sockaddr *address, socklen_t length)
{
    int fd;

    for (int i = 0; i < 6; i++) { // ok: retry-without-backoff
        fd = open_stream(address, length);
        if (fd != -1)
            return fd;
        pause_ms(100L << i);
    }
    return -1;
}

int poll_without_descriptors_as_sleep_ok(const char *url)
{
    CURL *h = orders_handle(url);
    int rc, n = 0;

retry:
    rc = curl_easy_perform(h);
    if (rc != CURLE_OK && n++ < 3) {
        poll(NULL, 0, 250);
        goto retry;
    }
    curl_easy_cleanup(h);
    return rc;
}

int select_as_sleep_ok(const char *url)
{
    CURL *h = orders_handle(url);
    int rc;

    for (int i = 0; (rc = curl_easy_perform(h)) != CURLE_OK && i < 3; i++) {
        struct timeval pause = {.tv_usec = 500000};
        select(0, NULL, NULL, NULL, &pause);
    }
    curl_easy_cleanup(h);
    return rc;
}

/* ---- ok: look-alikes ---- */

ssize_t restart_after_signal_ok(int fd, void *buffer, size_t size)
{
    ssize_t n;

    do
        n = recv(fd, buffer, size, 0);
    while (n < 0 && errno == EINTR);
    return n;
}

int restart_by_goto_ok(int fd, const struct sockaddr *address, socklen_t length)
{
again:
    if (connect(fd, address, length) < 0) {
        if (errno == EINTR)
            goto again;
        return -1;
    }
    return 0;
}

int walk_over_addresses_ok(const char *host)
{
    struct addrinfo *list, *a;
    int fd = -1;

    if (getaddrinfo(host, "443", NULL, &list) != 0)
        return -1;
    for (a = list; a; a = a->ai_next) {
        if ((fd = socket(a->ai_family, a->ai_socktype, a->ai_protocol)) < 0)
            continue;
        if (connect(fd, a->ai_addr, a->ai_addrlen) < 0) {
            close(fd);
            fd = -1;
            continue;
        }
        break;
    }
    freeaddrinfo(list);
    return fd;
}

static const char *const mirrors[] = {"https://a.example/", "https://b.example/", NULL};

int next_mirror_ok(void)
{
    CURLcode rc = CURLE_OK;

    for (const char *const *url = mirrors; *url; url++) { // ok: retry-without-backoff
        CURL *h = orders_handle(*url);
        rc = curl_easy_perform(h);
        curl_easy_cleanup(h);
        if (rc == CURLE_OK)
            break;
    }
    return (int)rc;
}

ssize_t read_until_end_ok(int fd, char *out, size_t size)
{
    size_t used = 0;

    while (used < size) {
        ssize_t n = recv(fd, out + used, size - used, 0);
        if (n == 0)
            break;
        if (n < 0) {
            if (errno == EINTR)
                continue;
            return -1;
        }
        used += (size_t)n;
    }
    return (ssize_t)used;
}

int write_the_rest_ok(int fd, const char *data, size_t size)
{
    while (size > 0) {
        ssize_t n = send(fd, data, size, MSG_NOSIGNAL);
        if (n <= 0)
            return -1;
        data += n;
        size -= (size_t)n;
    }
    return 0;
}

/* A label called retry, but the way back follows a success. */
int misleading_label_ok(int fd, char *line, size_t size)
{
    ssize_t n;

retry:
    n = recv(fd, line, size, 0);
    if (n < 0)
        return -1;
    if (n == 1 && line[0] == '\n')
        goto retry;
    return (int)n;
}

int multi_pump_ok(CURLM *multi)
{
    int running = 1;

    while (running) {
        CURLMcode mc = curl_multi_perform(multi, &running);
        if (mc == CURLM_OK)
            mc = curl_multi_wait(multi, NULL, 0, 1000, NULL);
        if (mc != CURLM_OK) {
            fprintf(stderr, "%s\n", curl_multi_strerror(mc));
            return -1;
        }
    }
    return 0;
}

struct page {
    char next[512];
};

int parse_page(const char *text, struct page *page);

int pages_ok(const char *first)
{
    struct page page;
    int count = 0;

    snprintf(page.next, sizeof page.next, "%s", first);
    do {
        CURL *h = orders_handle(page.next);
        page.next[0] = '\0';
        if (curl_easy_perform(h) != CURLE_OK) {
            curl_easy_cleanup(h);
            return -1;
        }
        curl_easy_cleanup(h);
        parse_page("", &page);
        count++;
    } while (page.next[0] != '\0');
    return count;
}

int one_turn_an_item_ok(const char *const *urls, size_t count)
{
    int failed = 0;

    for (size_t i = 0; i < count; i++) {
        CURL *h = orders_handle(urls[i]);
        if (curl_easy_perform(h) != CURLE_OK)
            failed++;
        curl_easy_cleanup(h);
    }
    return failed;
}

void handle_client(int fd);

void accept_loop_ok(int listener)
{
    for (;;) {
        int client = accept(listener, NULL, NULL);

        if (client == -1) {
            if (errno == EINTR)
                continue;
            perror("accept");
            return;
        }
        handle_client(client);
        close(client);
    }
}

/* Nothing failed: the descriptor was not ready yet. */
int wait_until_ready_ok(int fd, const char *data, size_t size)
{
    struct pollfd writable = {.fd = fd, .events = POLLOUT};

    for (;;) {
        ssize_t n = send(fd, data, size, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (n >= 0)
            return (int)n;
        if (errno != EAGAIN && errno != EWOULDBLOCK)
            return -1;
        if (poll(&writable, 1, 5000) <= 0)
            return -1;
    }
}

#define ATTEMPT(statement)                                                                         \
    do {                                                                                           \
        statement;                                                                                 \
    } while (0)

int statement_macro_ok(const char *url)
{
    CURL *h = orders_handle(url);
    CURLcode rc = CURLE_OK;

    ATTEMPT(rc = curl_easy_perform(h));
    curl_easy_cleanup(h);
    return (int)rc;
}

/* Once more in straight lines, on a new connection: no loop, no storm. */
int second_chance_ok(struct session *session, const struct sockaddr *address, socklen_t length,
                     const char *text)
{
    if (session_send(session, text) == 0)
        return 0;
    close(session->fd);
    session->fd = open_stream(address, length);
    return session->fd < 0 ? -1 : session_send(session, text);
}

/* A buffer of its own is filled by a function of which nothing is known: what it held is no guide
 * to what comes next. */
static void take_bytes(int fd, void *into, size_t size)
{
    static char kept[512];

    if (recv(fd, kept, sizeof kept, 0) <= 0)
        exit(1);
    memcpy(into, kept, size);
}

int read_until_ready_ok(int fd)
{
    char kind = 0;

    take_bytes(fd, &kind, 1);
    if (kind != 'R')
        return -1;
    for (;;) {
        take_bytes(fd, &kind, 1);
        if (kind == 'Z')
            return 0;
        if (kind != 'S')
            return -1;
    }
}

/* Several addresses at once, the next one joining while the others still try. */
struct race {
    const struct sockaddr *address[8];
    int addresses, started, under_way;
    struct pollfd running[8];
};

static bool start_next(struct race *race, const struct sockaddr *address, int *fd)
{
    *fd = socket(address->sa_family, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (*fd < 0)
        return false;
    if (connect(*fd, address, sizeof *address) == 0)
        return true;
    race->running[race->under_way++] = (struct pollfd){.fd = *fd, .events = POLLOUT};
    return false;
}

int race_ok(struct race *race)
{
    int fd = -1;

    while (race->started < race->addresses) {
        if (start_next(race, race->address[race->started++], &fd))
            return fd;
        if (poll(race->running, (nfds_t)race->under_way, 250) > 0)
            return race->running[0].fd;
    }
    return -1;
}

/* What is left goes out when the peer takes it; the wait is in a helper. */
static int until_writable(int fd)
{
    struct pollfd writable = {.fd = fd, .events = POLLOUT};

    return poll(&writable, 1, 5000) == 1 ? 0 : -1;
}

int send_all_ok(int fd, const char *data, size_t size)
{
    while (size > 0) {
        ssize_t n = send(fd, data, size, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (n < 0) {
            if (until_writable(fd) < 0)
                return -1;
            continue;
        }
        data += n;
        size -= (size_t)n;
    }
    return 0;
}

/* A list of queries, each tried once until one has an effect. */
int first_that_works_ok(const char *const *urls)
{
    int failed = 0;

    for (const char *const *url = urls; *url != NULL; url++) {
        CURL *h = orders_handle(*url);
        CURLcode rc = curl_easy_perform(h);
        curl_easy_cleanup(h);
        if (rc == CURLE_OK)
            return failed;
        failed++;
    }
    return -1;
}

/* A signal came; the library's manual says nothing of that. */
int taken_up_again_ok(SSL *session, const char *data, int size)
{
    int n;

    do
        n = SSL_write(session, data, size);
    while (n == -1 && errno == EINTR);
    return n;
}

/* The peer asks for another handshake in the middle; then what was to be read is read. */
static int shake_hands(SSL *session)
{
    int done = SSL_do_handshake(session);

    return done == 1 ? 0 : SSL_get_error(session, done);
}

int read_through_handshake_ok(SSL *session, char *data, int size)
{
    for (;;) {
        int n = SSL_read(session, data, size);
        if (n > 0)
            return n;
        if (SSL_get_error(session, n) != SSL_ERROR_WANT_READ || shake_hands(session) != 0)
            return -1;
    }
}

/* Errors of the system that only ask to come again */
int shake_hands_ok(SSL *session, struct pollfd *ready)
{
    for (;;) {
        int done = SSL_connect(session);
        int error = SSL_get_error(session, done);

        if (error == SSL_ERROR_NONE)
            return 0;
        if (error == SSL_ERROR_WANT_READ && poll(ready, 1, 5000) == 1)
            continue;
        if (error == SSL_ERROR_SYSCALL && (errno == EINTR || errno == EAGAIN))
            continue;
        return -1;
    }
}

/* The next address is kept in a record and fetched where the loop ends. */
struct host {
    const struct sockaddr *current;
};

const struct sockaddr *next_address(struct host *host);

int next_address_ok(int fd, struct host *host)
{
    int failed;

    do
        failed = connect(fd, host->current, sizeof *host->current);
    while (failed && (host->current = next_address(host)) != NULL);
    return failed;
}

/* The number of the address goes round from where the last connection was made. */
struct hosts {
    struct sockaddr address[16];
    int count, index, start;
};

int go_round_ok(int fd, struct hosts *hosts)
{
    for (int i = 0; i < hosts->count; i++) {
        hosts->index = (hosts->start + i) % hosts->count;
        if (connect(fd, &hosts->address[hosts->index], sizeof hosts->address[0]) == 0)
            return 0;
    }
    return -1;
}

/* The host that failed goes to the end of the list. */
struct host_list {
    struct host **items;
    int count;
};

void move_first_to_end(struct host_list *list);

int move_to_end_ok(int fd, struct host_list *list)
{
    for (int i = 0; i < list->count; i++) {
        struct host *host = list->items[0];
        if (connect(fd, host->current, sizeof *host->current) == 0)
            return 0;
        move_first_to_end(list);
    }
    return -1;
}

/* As many attempts as the setting says, all with the same host */
struct settings {
    struct host *host;
    int attempts;
};

int counted_in_settings(int fd, struct settings *settings)
{
    for (int i = 0; i < settings->attempts; i++) { // want: retry-without-backoff
        struct host *host = settings->host;
        if (connect(fd, host->current, sizeof *host->current) == 0)
            return 0;
    }
    return -1;
}

/* What is asked is made of where the cursor stands, and that moves on after a failure. */
struct query;

const struct query *next_query(const struct query *query);
const char *text_of_query(const struct query *query);
int expand_text(char **expanded, const char *text);

int next_query_ok(CURL *h, const struct query *query)
{
    for (;;) {
        char *expanded;
        if (expand_text(&expanded, text_of_query(query)) != 0)
            return -1;
        curl_easy_setopt(h, CURLOPT_URL, expanded);
        curl_easy_setopt(h, CURLOPT_TIMEOUT, 5L);
        if (curl_easy_perform(h) == CURLE_OK)
            return 0;
        query = next_query(query);
        if (query == NULL)
            return -1;
    }
}

/* The cursor moves on after a success only. */
int same_query(CURL *h, const struct query *query)
{
    while (query != NULL) { // want: retry-without-backoff
        curl_easy_setopt(h, CURLOPT_URL, text_of_query(query));
        curl_easy_setopt(h, CURLOPT_TIMEOUT, 5L);
        if (curl_easy_perform(h) != CURLE_OK)
            continue;
        query = next_query(query);
    }
    return 0;
}

/* Made anew, the session is one with the same server. */
static SSL *renewed(SSL *session, int fd)
{
    SSL *other = SSL_new(SSL_get_SSL_CTX(session));

    SSL_free(session);
    SSL_set_fd(other, fd);
    return other;
}

int session_made_anew(SSL *session, int fd)
{
    while (session != NULL) { // want: retry-without-backoff
        if (SSL_connect(session) == 1)
            return 0;
        session = renewed(session, fd);
    }
    return -1;
}

/* Elements of an array behind a pointer; kinds of something, one after the other */
int next_of_array_ok(const struct sockaddr *addresses, int count)
{
    for (int i = 0; i < count; i++) {
        int fd = socket(addresses[i].sa_family, SOCK_STREAM, 0);
        if (connect(fd, &addresses[i], sizeof addresses[i]) == 0)
            return fd;
        close(fd);
    }
    return -1;
}

struct attempt {
    const struct sockaddr *address;
    int type;
};

static int try_type(struct attempt *attempt)
{
    int fd = socket(attempt->address->sa_family, attempt->type, 0);
    int failed = connect(fd, attempt->address, sizeof *attempt->address);

    close(fd);
    return failed;
}

int next_type_ok(struct attempt *attempt, const int *types)
{
    for (; *types != 0; types++) {
        attempt->type = *types;
        if (try_type(attempt) == 0)
            return *types;
    }
    return 0;
}

/* The handle is told of the next server, or a helper turns to it. */
int next_url_ok(CURL *h, const char **urls, int count)
{
    for (int i = 0; i < count; i++) {
        curl_easy_setopt(h, CURLOPT_URL, urls[i]);
        curl_easy_setopt(h, CURLOPT_TIMEOUT, 5L);
        if (curl_easy_perform(h) == CURLE_OK)
            return 0;
    }
    return -1;
}

struct servers {
    CURL *handle;
    const char *urls[4];
    int current, count;
};

static void turn_to_next(struct servers *servers)
{
    servers->current = (servers->current + 1) % servers->count;
}

int next_server_ok(struct servers *servers)
{
    for (int i = 0; i < servers->count; i++) {
        curl_easy_setopt(servers->handle, CURLOPT_URL, servers->urls[servers->current]);
        if (curl_easy_perform(servers->handle) == CURLE_OK)
            return 0;
        turn_to_next(servers);
    }
    return -1;
}

/* A helper says whether it is worth another call: only when the other side is not ready. */
static bool wait_more(ssize_t sent)
{
    if (sent != -1)
        return false;
    if (errno == EAGAIN || errno == EWOULDBLOCK) {
        usleep(10000);
        return true;
    }
    return errno == EINTR;
}

void wait_in_helper_ok(int fd, const char *data, size_t size)
{
    while (wait_more(send(fd, data, size, 0)))
        ;
}

static bool wait_writable(int fd, int error)
{
    struct pollfd ready = {.fd = fd, .events = POLLOUT};

    if (error != EAGAIN)
        return false;
    poll(&ready, 1, 5000);
    return true;
}

ssize_t wait_writable_ok(int fd, const char *data, size_t size)
{
    for (;;) {
        ssize_t sent = send(fd, data, size, 0);
        if (sent < 0 && wait_writable(fd, errno))
            continue;
        return sent;
    }
}

/* Not all was sent: what failed is told from that by what was asked for. */
static int send_all_or_fail(int fd, const char *data, size_t size)
{
    return send(fd, data, size, 0) != (ssize_t)size ? -1 : 0;
}

int send_again(int fd, const char *data, size_t size)
{
    int done = 0;

    while (!done) // want: retry-without-backoff
        if (send_all_or_fail(fd, data, size) == 0)
            done = 1;
    return done;
}

/* The next port; and a second attempt that stands in straight lines */
int next_port_ok(struct sockaddr_in *address)
{
    for (int port = 5900; port < 6000; port++) {
        int fd = socket(AF_INET, SOCK_STREAM, 0);
        address->sin_port = htons(port);
        if (connect(fd, (struct sockaddr *)address, sizeof *address) == 0)
            return fd;
        close(fd);
    }
    return -1;
}

static int get_entry(int fd, int id, int *next)
{
    if (send(fd, &id, sizeof id, 0) != sizeof id)
        return 0;
    return recv(fd, next, sizeof *next, 0) == sizeof *next ? *next : 0;
}

int second_in_straight_lines_ok(int fd)
{
    int next = 1, current = 0, entry;

    while (next != 0xffff) {
        current = next;
        next = get_entry(fd, current, &entry);
        if (next == 0) {
            next = get_entry(fd, current, &entry);
            if (next == 0)
                return -1;
        }
    }
    return current;
}
