#include <microhttpd.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <sys/socket.h>

// Old names are known too.
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

static enum MHD_Result on_header(void *data, enum MHD_ValueKind kind, const char *key,
                                 const char *value)
{
    (void)data;
    printf("%d %s: %s\n", kind == MHD_HEADER_KIND, key, value);
    return MHD_YES;
}

static enum MHD_Result on_value(void *data, enum MHD_ValueKind kind, const char *key,
                                size_t key_size, const char *value, size_t size)
{
    (void)data;
    (void)kind;
    printf("%.*s: %.*s\n", (int)key_size, key, (int)size, value);
    return MHD_YES;
}

static enum MHD_Result on_field(void *data, enum MHD_ValueKind kind, const char *key,
                                const char *file, const char *type, const char *encoding,
                                const char *value, uint64_t offset, size_t size)
{
    (void)data;
    (void)file;
    (void)type;
    (void)encoding;
    printf("%d %s %.*s %lu\n", kind == MHD_POSTDATA_KIND, key, (int)size, value, (long)offset);
    return MHD_YES;
}

static ssize_t on_read(void *data, uint64_t offset, char *room, size_t size)
{
    (void)data;
    if (offset > 4096) {
        return MHD_CONTENT_READER_END_OF_STREAM;
    }
    memset(room, 'a', size);
    return (ssize_t)size;
}

static void on_upgrade(void *data, struct MHD_Connection *connection, void *request,
                       const char *extra, size_t size, MHD_socket socket,
                       struct MHD_UpgradeResponseHandle *handle)
{
    (void)data;
    (void)connection;
    (void)request;
    (void)extra;
    (void)size;
    (void)socket;
    MHD_upgrade_action(handle, MHD_UPGRADE_ACTION_CLOSE);
}

static void on_panic(void *data, const char *file, unsigned int line, const char *why)
{
    (void)data;
    fprintf(stderr, "%s:%u: %s\n", file, line, why);
    abort();
}

static enum MHD_Result on_request(void *data, struct MHD_Connection *connection, const char *url,
                                  const char *method, const char *version, const char *upload,
                                  size_t *size, void **request)
{
    (void)data;
    (void)version;
    struct MHD_PostProcessor *form = *request;
    if (strcmp(method, MHD_HTTP_METHOD_POST) == 0 && form == NULL) {
        *request = MHD_create_post_processor(connection, 4096, on_field, NULL);
        return *request != NULL ? MHD_YES : MHD_NO;
    }
    if (*size != 0) {
        enum MHD_Result taken = MHD_post_process(form, upload, *size);
        *size = 0;
        return taken;
    }
    if (form != NULL) {
        MHD_destroy_post_processor(form);
    }
    MHD_set_connection_option(connection, MHD_CONNECTION_OPTION_TIMEOUT, 30U);
    MHD_get_connection_values(connection, MHD_HEADER_KIND, on_header, NULL);
    MHD_get_connection_values_n(connection, MHD_COOKIE_KIND, on_value, NULL);
    struct MHD_Response *response =
        MHD_create_response_from_buffer(strlen(url), (void *)url, MHD_RESPMEM_MUST_COPY);
    if (response == NULL ||
        MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, "text/plain") != MHD_YES) {
        return MHD_NO;
    }
    enum MHD_Result queued = MHD_queue_response(connection, MHD_HTTP_OK, response);
    MHD_destroy_response(response);
    return queued;
}

static int answers(struct MHD_Response *all[8], const struct MHD_IoVec *parts)
{
    all[0] = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 1024, on_read, NULL, free);
    all[1] = MHD_create_response_for_upgrade(on_upgrade, NULL);
    all[2] = MHD_create_response_from_iovec(parts, 1, free, NULL);
    all[3] = MHD_create_response_from_buffer_with_free_callback(1, NULL, free);
    all[4] = MHD_create_response_from_buffer_with_free_callback_cls(1, NULL, free, NULL);
    return MHD_get_response_headers(all[0], on_header, NULL);
}

// With a thread of its own; without MHD_OPTION_CONNECTION_TIMEOUT a client that says nothing keeps
// its connection.
static int serve_threads(void)
{
    struct MHD_Daemon *daemon =
        MHD_start_daemon(MHD_USE_INTERNAL_POLLING_THREAD, 8080, NULL, NULL, on_request, NULL,
                         MHD_OPTION_CONNECTION_TIMEOUT, 30U, MHD_OPTION_CONNECTION_LIMIT, 100U,
                         MHD_OPTION_PER_IP_CONNECTION_LIMIT, 10U, MHD_OPTION_END);
    if (daemon == NULL) {
        return -1;
    }
    getchar();
    MHD_socket socket = MHD_quiesce_daemon(daemon);
    MHD_stop_daemon(daemon);
    return socket != MHD_INVALID_SOCKET ? 0 : -1;
}

static int serve_list(unsigned int flags, int port, ...)
{
    va_list options;
    va_start(options, port);
    struct MHD_Daemon *daemon =
        MHD_start_daemon_va(flags, (uint16_t)port, NULL, NULL, on_request, NULL, options);
    va_end(options);
    return daemon == NULL ? -1 : 0;
}

static int serve_bounded(struct MHD_Daemon *daemon)
{
    enum MHD_Result good = MHD_YES;
    while (good == MHD_YES) {
        good = MHD_run_wait(daemon, 1000); // call: wait bounded yes
    }
    return 0;
}

static int serve_unbounded(struct MHD_Daemon *daemon)
{
    enum MHD_Result good = MHD_YES;
    while (good == MHD_YES) {
        good = MHD_run_wait(daemon, -1); // call: wait none yes
    }
    return 0;
}

static int serve_select(struct MHD_Daemon *daemon)
{
    for (;;) {
        struct timeval limit = {1, 0};
        unsigned long long left = 0;
        MHD_socket last = 0;
        fd_set reads;
        fd_set writes;
        fd_set others;
        FD_ZERO(&reads);
        FD_ZERO(&writes);
        FD_ZERO(&others);
        if (MHD_get_fdset(daemon, &reads, &writes, &others, &last) != MHD_YES) {
            return -1;
        }
        if (MHD_get_timeout(daemon, &left) == MHD_YES && left < 1000) {
            limit.tv_sec = 0;
            limit.tv_usec = (long)left * 1000;
        }
        if (select(last + 1, &reads, &writes, &others, &limit) < 0) { // call: wait bounded yes
            return -1;
        }
        if (MHD_run_from_select( // call: drive bounded unknown nonblocking
                daemon, &reads, &writes, &others) != MHD_YES) {
            return -1;
        }
    }
}

static int serve_poll(struct MHD_Daemon *daemon, int fd)
{
    struct pollfd one = {.fd = fd, .events = POLLIN};
    int ready = poll(&one, 1, 1000);        // call: wait bounded yes
    enum MHD_Result good = MHD_run(daemon); // call: drive bounded unknown nonblocking
    return ready >= 0 && good == MHD_YES ? 0 : -1;
}

int use_responses(size_t size, void *data, int number, uint64_t total, off_t off,
                  struct MHD_Response *response, const char *text)
{
    int seen = 0;
    seen += MHD_set_response_options(response, MHD_RF_NONE, MHD_RO_END) != 0;
    seen += MHD_create_response_from_data(size, data, number, number) != NULL;
    seen += MHD_create_response_from_fd(size, number) != NULL;
    seen += MHD_create_response_from_pipe(number) != NULL;
    seen += MHD_create_response_from_fd64(total, number) != NULL;
    seen += (MHD_create_response_from_fd_at_offset)(size, number, off) != NULL;
    seen += MHD_create_response_from_fd_at_offset64(total, number, total) != NULL;
    seen += MHD_add_response_footer(response, text, text) != 0;
    seen += MHD_del_response_header(response, text, text) != 0;
    seen += MHD_get_response_header(response, text) != NULL;
    return seen;
}

int use_auth(struct MHD_Connection *connection, const char *text, unsigned int count,
             enum MHD_DigestAuthAlgorithm algorithm, const uint8_t *uint8, size_t size,
             const uint8_t uint82[16], struct MHD_Response *response, int number, char **words)
{
    int seen = 0;
    seen += MHD_digest_auth_get_username(connection) != NULL;
    seen += MHD_digest_auth_check2(connection, text, text, text, count, algorithm) != 0;
    seen += MHD_digest_auth_check(connection, text, text, text, count) != 0;
    seen +=
        MHD_digest_auth_check_digest2(connection, text, text, uint8, size, count, algorithm) != 0;
    seen += MHD_digest_auth_check_digest(connection, text, text, uint82, count) != 0;
    seen += MHD_queue_auth_fail_response2(connection, text, text, response, number, algorithm) != 0;
    seen += MHD_queue_auth_fail_response(connection, text, text, response, number) != 0;
    seen += MHD_basic_auth_get_username_password(connection, words) != NULL;
    seen += MHD_queue_basic_auth_fail_response(connection, text, response) != 0;
    return seen;
}

int use_rest(unsigned int count, struct MHD_Daemon *daemon, MHD_socket socket,
             const struct sockaddr *address, socklen_t address_size, fd_set *fd_set,
             MHD_socket *socket2, struct MHD_Connection *connection, enum MHD_ValueKind kind,
             const char *text, size_t size, char *word, const char **some_chars, size_t *length,
             void *data, enum MHD_FEATURE feature)
{
    int seen = 0;
    seen += MHD_get_reason_phrase_for(count) != NULL;
    seen += MHD_get_reason_phrase_len_for(count) != 0;
    seen += MHD_add_connection(daemon, socket, address, address_size) != 0;
    seen += MHD_get_fdset2(daemon, fd_set, fd_set, fd_set, socket2, count) != 0;
    seen += MHD_set_connection_value(connection, kind, text, text) != 0;
    seen += MHD_set_connection_value_n(connection, kind, text, size, text, size) != 0;
    seen += MHD_http_unescape(word) != 0;
    seen += MHD_lookup_connection_value(connection, kind, text) != NULL;
    seen += MHD_lookup_connection_value_n(connection, kind, text, size, some_chars, length) != 0;
    MHD_suspend_connection(connection);
    MHD_resume_connection(connection);
    MHD_free(data);
    seen += MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS) != NULL;
    seen += MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_CURRENT_CONNECTIONS) != NULL;
    seen += MHD_get_version() != NULL;
    seen += MHD_is_feature_supported(feature) != 0;
    return seen;
}

int main(void)
{
    struct MHD_Response *all[8];
    MHD_set_panic_func(on_panic, NULL);
    struct MHD_Daemon *daemon =
        MHD_start_daemon(MHD_USE_EPOLL, 8080, NULL, NULL, on_request, NULL, MHD_OPTION_END);
    if (daemon == NULL) {
        return 1;
    }
    int bad = serve_threads() + serve_list(MHD_USE_DEBUG, 8081, MHD_OPTION_END);
    bad += serve_bounded(daemon) + serve_unbounded(daemon) + serve_select(daemon);
    bad += serve_poll(daemon, 3) + answers(all, NULL);
    return bad == 0 ? 0 : 1;
}
