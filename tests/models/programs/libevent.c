#include <event2/event.h>
#include <event2/buffer.h>
#include <event2/buffer_compat.h>
#include <event2/bufferevent.h>
#include <event2/bufferevent_compat.h>
#include <event2/bufferevent_ssl.h>
#include <event2/dns.h>
#include <event2/dns_compat.h>
#include <event2/event_compat.h>
#include <event2/event_struct.h>
#include <event2/http.h>
#include <event2/http_compat.h>
#include <event2/keyvalq_struct.h>
#include <event2/listener.h>
#include <event2/thread.h>
#include <event2/util.h>
#include <netdb.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>

static void on_tick(evutil_socket_t fd, short what, void *data)
{
    if (fd < 0 && (what & EV_TIMEOUT) != 0) {
        event_base_loopbreak(data);
    }
}

static void on_event(evutil_socket_t fd, short what, void *data)
{
    struct evbuffer *buffer = data;
    if ((what & EV_READ) != 0 && evbuffer_read(buffer, fd, 1024) < 0) {
        event_base_loopbreak(NULL);
    }
}

static void on_gone(struct event *event, void *data)
{
    (void)event;
    (void)data;
}

static int on_each(const struct event_base *base, const struct event *event, void *data)
{
    (void)data;
    return event_get_base(event) == base ? 0 : 1;
}

static void on_log(int severity, const char *text)
{
    fprintf(stderr, "%d %s\n", severity, text);
}

static void on_fatal(int error)
{
    fprintf(stderr, "%d\n", error);
}

static void on_data(struct bufferevent *connection, void *data)
{
    char text[128];
    (void)data;
    struct evbuffer *input = bufferevent_get_input(connection);
    size_t size = bufferevent_read(connection, text, sizeof text);
    if (evbuffer_get_length(input) == 0 && size > 0 &&
        bufferevent_write(connection, text, size) != 0) {
        bufferevent_free(connection);
    }
}

static void on_status(struct bufferevent *connection, short what, void *data)
{
    (void)data;
    if ((what & (BEV_EVENT_EOF | BEV_EVENT_ERROR | BEV_EVENT_TIMEOUT)) != 0) {
        puts(evutil_socket_error_to_string(EVUTIL_SOCKET_ERROR()));
        bufferevent_free(connection);
    }
}

static enum bufferevent_filter_result pass(struct evbuffer *from, struct evbuffer *to,
                                           ev_ssize_t limit, enum bufferevent_flush_mode mode,
                                           void *data)
{
    (void)limit;
    (void)mode;
    (void)data;
    return evbuffer_add_buffer(to, from) == 0 ? BEV_OK : BEV_ERROR;
}

static void on_change(struct evbuffer *buffer, const struct evbuffer_cb_info *info, void *data)
{
    (void)data;
    printf("%zu %zu\n", evbuffer_get_length(buffer), info->n_added);
}

static void on_old_change(struct evbuffer *buffer, size_t before, size_t after, void *data)
{
    (void)data;
    printf("%zu %zu %zu\n", evbuffer_get_length(buffer), before, after);
}

static void on_used(const void *bytes, size_t size, void *data)
{
    (void)bytes;
    (void)size;
    (void)data;
}

static void on_segment(const struct evbuffer_file_segment *segment, int flags, void *data)
{
    (void)segment;
    (void)flags;
    (void)data;
}

static void on_client(struct evconnlistener *listener, evutil_socket_t fd, struct sockaddr *peer,
                      int size, void *data)
{
    (void)peer;
    (void)size;
    (void)data;
    struct event_base *base = evconnlistener_get_base(listener);
    struct bufferevent *connection = bufferevent_socket_new(base, fd, BEV_OPT_CLOSE_ON_FREE);
    if (connection != NULL) {
        bufferevent_setcb(connection, on_data, NULL, on_status, NULL);
        bufferevent_enable(connection, EV_READ | EV_WRITE);
    }
}

static void on_refused(struct evconnlistener *listener, void *data)
{
    (void)data;
    evconnlistener_disable(listener);
}

static void on_answer(struct evhttp_request *request, void *data)
{
    struct event_base *base = data;
    if (request == NULL || evhttp_request_get_response_code(request) != HTTP_OK) {
        event_base_loopbreak(base);
        return;
    }
    struct evkeyvalq *headers = evhttp_request_get_input_headers(request);
    for (struct evkeyval *one = headers->tqh_first; one != NULL; one = one->next.tqe_next) {
        printf("%s: %s\n", one->key, one->value);
    }
}

static int on_header(struct evhttp_request *request, void *data)
{
    (void)request;
    (void)data;
    return 0;
}

static void on_part(struct evhttp_request *request, void *data)
{
    (void)data;
    evbuffer_drain(evhttp_request_get_input_buffer(request), 1);
}

static void on_trouble(enum evhttp_request_error error, void *data)
{
    (void)data;
    printf("%d\n", error == EVREQ_HTTP_TIMEOUT);
}

static void on_closed(struct evhttp_connection *link, void *data)
{
    (void)link;
    (void)data;
}

static void on_bound(struct evhttp_bound_socket *bound, void *data)
{
    (void)data;
    printf("%d\n", (int)evhttp_bound_socket_get_fd(bound));
}

static struct bufferevent *make(struct event_base *base, void *data)
{
    (void)data;
    return bufferevent_socket_new(base, -1, BEV_OPT_CLOSE_ON_FREE);
}

static void on_request(struct evhttp_request *request, void *data)
{
    (void)data;
    struct evbuffer *body = evbuffer_new();
    if (body == NULL || evbuffer_add_printf(body, "%s\n", evhttp_request_get_uri(request)) < 0) {
        evhttp_send_error(request, HTTP_INTERNAL, NULL);
        return;
    }
    if (evhttp_request_get_command(request) == EVHTTP_REQ_GET) {
        evhttp_send_reply(request, HTTP_OK, "OK", body);
    } else {
        evhttp_send_reply_start(request, HTTP_OK, "OK");
        evhttp_send_reply_chunk_with_cb(request, body, on_closed, NULL);
        evhttp_send_reply_end(request);
    }
    evbuffer_free(body);
}

static void on_name(int result, char type, int count, int ttl, void *addresses, void *data)
{
    (void)type;
    (void)ttl;
    (void)addresses;
    (void)data;
    printf("%s %d\n", evdns_err_to_string(result), count);
}

static void on_addresses(int result, struct evutil_addrinfo *addresses, void *data)
{
    (void)data;
    if (result == 0) {
        evutil_freeaddrinfo(addresses);
    }
}

static void on_question(struct evdns_server_request *request, void *data)
{
    (void)data;
    evdns_server_request_respond(request, DNS_ERR_NOTEXIST);
}

static int receive_bounded(struct evbuffer *buffer)
{
    struct timeval limit = {5, 0};
    evutil_socket_t fd = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    int size = evbuffer_read(buffer, fd, -1); // call: receive bounded yes
    size += evbuffer_write(buffer, fd);       // call: send bounded unknown
    evutil_closesocket(fd);
    return size;
}

static int receive_unbounded(struct evbuffer *buffer)
{
    evutil_socket_t fd = socket(AF_INET, SOCK_STREAM, 0);
    int size = evbuffer_read(buffer, fd, -1);       // call: receive none yes
    size += evbuffer_write(buffer, fd);             // call: send none unknown
    size += evbuffer_write_atmost(buffer, fd, 512); // call: send none unknown
    evutil_closesocket(fd);
    return size;
}

static int receive_ready(struct evbuffer *buffer)
{
    evutil_socket_t fd = socket(AF_INET, SOCK_STREAM, 0);
    if (evutil_make_socket_nonblocking(fd) != 0) {
        return -1;
    }
    int size = evbuffer_read(buffer, fd, -1);       // call: receive bounded yes
    size += evbuffer_write_atmost(buffer, fd, 512); // call: send bounded unknown
    EVUTIL_CLOSESOCKET(fd);
    return size;
}

static int timers(struct event_base *base, struct evbuffer *buffer)
{
    struct timeval second = {1, 0};
    struct event held;
    struct event *tick = evtimer_new(base, on_tick, base);
    struct event *read = event_new(base, 0, EV_READ | EV_PERSIST, on_event, buffer);
    if (tick == NULL || read == NULL || event_add(tick, &second) != 0 ||
        event_add(read, NULL) != 0 || event_assign(&held, base, -1, 0, on_tick, base) != 0 ||
        event_base_once(base, -1, EV_TIMEOUT, on_tick, base, &second) != 0) {
        return -1;
    }
    event_set(&held, -1, 0, on_tick, base);
    event_once(-1, EV_TIMEOUT, on_tick, base, &second);
    event_base_foreach_event(base, on_each, NULL);
    event_del(tick);
    event_free(tick);
    event_finalize(0, read, on_gone);
    return event_free_finalize(0, read, on_gone);
}

static int clocks(struct event_base *base, struct evutil_monotonic_timer *timer)
{
    struct timeval now;
    unsigned char key[16];
    evutil_secure_rng_get_bytes(key, sizeof key);
    return evutil_gettime_monotonic(timer, &now) + event_gettime_monotonic(base, &now) +
           event_base_gettimeofday_cached(base, &now) + evutil_gettimeofday(&now, NULL);
}

static int buffers(struct evbuffer *buffer, int file, const char *form, ...)
{
    va_list rest;
    va_start(rest, form);
    int done = evbuffer_add_vprintf(buffer, form, rest);
    va_end(rest);
    struct evbuffer_file_segment *segment = evbuffer_file_segment_new(file, 0, -1, 0);
    evbuffer_file_segment_add_cleanup_cb(segment, on_segment, NULL);
    evbuffer_setcb(buffer, on_old_change, NULL);
    evbuffer_add_cb(buffer, on_change, NULL);
    return done + evbuffer_add(buffer, "\n", 1) +
           evbuffer_add_reference(buffer, form, strlen(form), on_used, NULL);
}

static int connect_all(struct event_base *base, struct evdns_base *names, struct ssl_st *session,
                       struct evbuffer *buffer, const struct sockaddr *address, int size)
{
    struct timeval limit = {3, 0};
    struct bufferevent *pair[2];
    struct bufferevent *plain = bufferevent_socket_new(base, -1, BEV_OPT_CLOSE_ON_FREE);
    struct bufferevent *safe = bufferevent_openssl_socket_new(
        base, -1, session, BUFFEREVENT_SSL_CONNECTING, BEV_OPT_CLOSE_ON_FREE);
    if (plain == NULL || safe == NULL || bufferevent_set_timeouts(plain, &limit, &limit) != 0) {
        return -1;
    }
    struct bufferevent *above = bufferevent_filter_new(plain, pass, pass, 0, NULL, NULL);
    struct bufferevent *layer =
        bufferevent_openssl_filter_new(base, plain, session, BUFFEREVENT_SSL_OPEN, 0);
    struct bufferevent *old = bufferevent_new(-1, on_data, NULL, on_status, NULL);
    int done = bufferevent_pair_new(base, 0, pair) + (above == NULL) + (layer == NULL);
    bufferevent_setcb(plain, on_data, NULL, on_status, NULL);
    bufferevent_enable(plain, EV_READ | EV_WRITE);
    bufferevent_disable(old, EV_WRITE);
    done += bufferevent_write_buffer(plain, buffer) + bufferevent_read_buffer(plain, buffer);
    done += bufferevent_flush(plain, EV_WRITE, BEV_FLUSH);
    // Without limits of its own a connection waits for ever, but it holds nobody up.
    done +=
        bufferevent_socket_connect(safe, address, size); // call: connect bounded yes nonblocking
    return done + bufferevent_socket_connect_hostname(   // call: connect bounded yes nonblocking
                      plain, names, AF_UNSPEC, "example.org", 80);
}

static int fetch(struct event_base *base, struct evdns_base *names, struct bufferevent *below)
{
    struct timeval limit = {10, 0};
    struct evhttp_connection *link = evhttp_connection_base_new(base, names, "example.org", 80);
    struct evhttp_connection *other =
        evhttp_connection_base_bufferevent_new(base, names, below, "example.org", 80);
    struct evhttp_connection *old = evhttp_connection_new("192.0.2.1", 80);
    struct evhttp_request *request = evhttp_request_new(on_answer, base);
    if (link == NULL || other == NULL || request == NULL) {
        return -1;
    }
    evhttp_connection_set_timeout(old, 10);
    evhttp_connection_set_timeout_tv(link, &limit);
    evhttp_connection_set_closecb(link, on_closed, NULL);
    evhttp_request_set_chunked_cb(request, on_part);
    evhttp_request_set_header_cb(request, on_header);
    evhttp_request_set_error_cb(request, on_trouble);
    evhttp_request_set_on_complete_cb(request, on_answer, base);
    if (evhttp_add_header(evhttp_request_get_output_headers(request), "Host", "example.org") != 0) {
        return -1;
    }
    evhttp_connection_free_on_completion(other);
    evhttp_connection_free(old);
    return evhttp_make_request( // call: request bounded unknown nonblocking
        link, request, EVHTTP_REQ_GET, "/");
}

static int serve(struct event_base *base, const struct sockaddr *address, int size, int fd)
{
    struct evhttp *server = evhttp_new(base);
    struct evconnlistener *listener =
        evconnlistener_new_bind(base, on_client, NULL, LEV_OPT_REUSEABLE, -1, address, size);
    if (server == NULL || listener == NULL || evhttp_bind_socket(server, "127.0.0.1", 8080) != 0 ||
        evhttp_accept_socket(server, fd) != 0) {
        return -1;
    }
    evconnlistener_set_cb(listener, on_client, NULL);
    evconnlistener_set_error_cb(listener, on_refused);
    evhttp_set_gencb(server, on_request, NULL);
    evhttp_set_bevcb(server, make, NULL);
    evhttp_foreach_bound_socket(server, on_bound, NULL);
    listener = evconnlistener_new(base, on_client, NULL, LEV_OPT_CLOSE_ON_FREE, -1, fd);
    return evhttp_set_cb(server, "/", on_request, NULL) + (listener == NULL);
}

static int resolve(struct evdns_base *names, const struct in_addr *four, const struct in6_addr *six)
{
    struct evdns_request *asked[4];
    asked[0] = evdns_base_resolve_ipv4( // call: resolve bounded yes nonblocking
        names, "example.org", 0, on_name, NULL);
    asked[1] = evdns_base_resolve_ipv6( // call: resolve bounded yes nonblocking
        names, "example.org", 0, on_name, NULL);
    asked[2] = evdns_base_resolve_reverse( // call: resolve bounded yes nonblocking
        names, four, 0, on_name, NULL);
    asked[3] = evdns_base_resolve_reverse_ipv6( // call: resolve bounded yes nonblocking
        names, six, 0, on_name, NULL);
    int bad = evdns_resolve_ipv4( // call: resolve bounded yes nonblocking
        "example.org", 0, on_name, NULL);
    bad += evdns_resolve_ipv6( // call: resolve bounded yes nonblocking
        "example.org", 0, on_name, NULL);
    bad += evdns_resolve_reverse( // call: resolve bounded yes nonblocking
        four, 0, on_name, NULL);
    bad += evdns_resolve_reverse_ipv6( // call: resolve bounded yes nonblocking
        six, 0, on_name, NULL);
    struct evdns_getaddrinfo_request *late =
        evdns_getaddrinfo( // call: resolve bounded yes nonblocking
            names, "example.org", "80", NULL, on_addresses, NULL);
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        bad += asked[i] == NULL;
    }
    if (late != NULL) {
        evdns_getaddrinfo_cancel(late);
    }
    struct evutil_addrinfo *found = NULL;
    int error = evutil_getaddrinfo("example.org", "80", NULL, &found); // call: resolve bounded yes
    if (error == 0) {
        evutil_freeaddrinfo(found);
    }
    return bad + error;
}

static int name_server(struct event_base *base, int fd)
{
    evdns_set_log_fn(NULL);
    return evdns_add_server_port_with_base(base, fd, 0, on_question, NULL) != NULL &&
           evdns_add_server_port(fd, 0, on_question, NULL) != NULL;
}

static int loops(struct event_base *base)
{
    int done = event_base_loop(base, EVLOOP_NONBLOCK); // call: drive bounded unknown nonblocking
    done += event_dispatch();                          // call: drive bounded unknown nonblocking
    done += event_loop(EVLOOP_ONCE);                   // call: drive bounded unknown nonblocking
    return done + event_base_dispatch(base);           // call: drive bounded unknown nonblocking
}

int use_util(char *word, size_t size, const struct tm *tm,
             struct evutil_monotonic_timer *evutil_monotonic_timer, int number, const char *text,
             char **words, va_list va_list, const void *bytes, void *data, unsigned int *int_value,
             struct sockaddr *peer, int *numbers, const struct sockaddr *address,
             struct addrinfo *addrinfo)
{
    int seen = 0;
    seen += evutil_date_rfc1123(word, size, tm) != 0;
    seen += evutil_monotonic_timer_new() != NULL;
    evutil_monotonic_timer_free(evutil_monotonic_timer);
    seen += evutil_configure_monotonic_time(evutil_monotonic_timer, number) != 0;
    seen += evutil_make_listen_socket_reuseable(number) != 0;
    seen += evutil_make_listen_socket_reuseable_port(number) != 0;
    seen += evutil_make_listen_socket_ipv6only(number) != 0;
    seen += evutil_make_socket_closeonexec(number) != 0;
    seen += evutil_make_tcp_listen_socket_deferred(number) != 0;
    seen += evutil_strtoll(text, words, number) != 0;
    seen += evutil_snprintf(word, size, "%s", text) != 0;
    seen += evutil_vsnprintf(word, size, text, va_list) != 0;
    seen += evutil_inet_ntop(number, bytes, word, size) != NULL;
    seen += evutil_inet_pton_scope(number, text, data, int_value) != 0;
    seen += evutil_inet_pton(number, text, data) != 0;
    seen += evutil_parse_sockaddr_port(text, peer, numbers) != 0;
    seen += evutil_sockaddr_cmp(address, address, number) != 0;
    seen += evutil_ascii_strcasecmp(text, text) != 0;
    seen += evutil_ascii_strncasecmp(text, text, size) != 0;
    evutil_freeaddrinfo(addrinfo);
    seen += evutil_gai_strerror(number) != NULL;
    seen += evutil_secure_rng_init() != 0;
    seen += evutil_secure_rng_set_urandom_device_file(word) != 0;
    evutil_secure_rng_add_bytes(text, size);
    return seen;
}

int use_event_1(struct event *event, struct event_base *base, unsigned int count, int number,
                struct event_config *config, const char *text, const struct timeval *limit_time,
                uint32_t word32, short small)
{
    int seen = 0;
    event_enable_debug_mode();
    event_debug_unassign(event);
    seen += event_base_get_method(base) != NULL;
    seen += event_get_supported_methods() != NULL;
    seen += event_base_get_num_events(base, count) != 0;
    seen += event_base_get_max_events(base, count, number) != 0;
    seen += event_config_new() != NULL;
    event_config_free(config);
    seen += event_config_avoid_method(config, text) != 0;
    seen += event_base_get_features(base) != 0;
    seen += event_config_require_features(config, number) != 0;
    seen += event_config_set_flag(config, number) != 0;
    seen += event_config_set_num_cpus_hint(config, number) != 0;
    seen += event_config_set_max_dispatch_interval(config, limit_time, number, number) != 0;
    event_enable_debug_logging(word32);
    seen += event_base_set(base, event) != 0;
    seen += event_base_loopexit(base, limit_time) != 0;
    seen += event_base_loopbreak(base) != 0;
    seen += event_base_loopcontinue(base) != 0;
    seen += event_base_got_exit(base) != 0;
    seen += event_base_got_break(base) != 0;
    seen += event_self_cbarg() != NULL;
    seen += event_remove_timer(event) != 0;
    seen += event_del_noblock(event) != 0;
    seen += event_del_block(event) != 0;
    event_active(event, number, small);
    return seen;
}

int use_event_2(struct event *event, short small, struct timeval *time_left,
                struct event_base *base, struct event_base **bases, int *numbers,
                short *short_value, event_callback_fn *callback_fn, void **place, int number,
                const struct timeval *limit_time, FILE *file)
{
    int seen = 0;
    seen += event_pending(event, small, time_left) != 0;
    seen += event_base_get_running_event(base) != NULL;
    seen += event_initialized(event) != 0;
    seen += event_get_fd(event) != 0;
    seen += event_get_base(event) != NULL;
    seen += event_get_events(event) != 0;
    seen += event_get_callback(event) != NULL;
    seen += event_get_callback_arg(event) != NULL;
    seen += event_get_priority(event) != 0;
    event_get_assignment(event, bases, numbers, short_value, callback_fn, place);
    seen += event_get_struct_event_size() != 0;
    seen += event_get_version() != NULL;
    seen += event_get_version_number() != 0;
    seen += event_base_priority_init(base, number) != 0;
    seen += event_base_get_npriorities(base) != 0;
    seen += event_priority_set(event, number) != 0;
    seen += event_base_init_common_timeout(base, limit_time) != NULL;
    event_set_mem_functions(NULL, NULL, NULL);
    event_base_dump_events(base, file);
    event_base_active_by_fd(base, number, small);
    event_base_active_by_signal(base, number);
    seen += event_base_update_cache_time(base) != 0;
    libevent_global_shutdown();
    return seen;
}

int use_event_compat(const struct timeval *limit_time, int number)
{
    int seen = 0;
    seen += event_loopexit(limit_time) != 0;
    seen += event_loopbreak() != 0;
    seen += event_get_method() != NULL;
    seen += event_priority_init(number) != 0;
    return seen;
}

int use_buffer_1(struct evbuffer *buffer, void *data, uint64_t total,
                 const struct evbuffer *evbuffer, size_t size, ssize_t limit, struct iovec *iovec,
                 int number, const struct evbuffer_ptr *evbuffer_ptr, size_t *length,
                 enum evbuffer_eol_style evbuffer_eol_style, int64_t offset, unsigned int count,
                 struct evbuffer_file_segment *evbuffer_file_segment, const char *text,
                 struct evbuffer_ptr *evbuffer_ptr2, enum evbuffer_ptr_how evbuffer_ptr_how)
{
    int seen = 0;
    evbuffer_free(buffer);
    seen += evbuffer_enable_locking(buffer, data) != 0;
    evbuffer_lock(buffer);
    evbuffer_unlock(buffer);
    seen += evbuffer_set_flags(buffer, total) != 0;
    seen += evbuffer_clear_flags(buffer, total) != 0;
    seen += evbuffer_get_length(evbuffer) != 0;
    seen += evbuffer_get_contiguous_space(evbuffer) != 0;
    seen += evbuffer_expand(buffer, size) != 0;
    seen += evbuffer_reserve_space(buffer, limit, iovec, number) != 0;
    seen += evbuffer_commit_space(buffer, iovec, number) != 0;
    seen += evbuffer_remove(buffer, data, size) != 0;
    seen += evbuffer_copyout(buffer, data, size) != 0;
    seen += evbuffer_copyout_from(buffer, evbuffer_ptr, data, size) != 0;
    seen += evbuffer_remove_buffer(buffer, buffer, size) != 0;
    seen += evbuffer_readln(buffer, length, evbuffer_eol_style) != NULL;
    seen += evbuffer_add_buffer_reference(buffer, buffer) != 0;
    seen += evbuffer_add_file(buffer, number, offset, offset) != 0;
    seen += evbuffer_file_segment_new(number, offset, offset, count) != NULL;
    evbuffer_file_segment_free(evbuffer_file_segment);
    seen += evbuffer_add_file_segment(buffer, evbuffer_file_segment, offset, offset) != 0;
    seen += evbuffer_drain(buffer, size) != 0;
    evbuffer_search(buffer, text, size, evbuffer_ptr);
    evbuffer_search_range(buffer, text, size, evbuffer_ptr, evbuffer_ptr);
    seen += evbuffer_ptr_set(buffer, evbuffer_ptr2, size, evbuffer_ptr_how) != 0;
    evbuffer_search_eol(buffer, evbuffer_ptr2, length, evbuffer_eol_style);
    return seen;
}

int use_buffer_2(struct evbuffer *buffer, ssize_t limit, struct evbuffer_ptr *evbuffer_ptr,
                 struct iovec *iovec, int number, struct evbuffer_cb_entry *evbuffer_cb_entry,
                 void *data, uint32_t word32, const void *bytes, size_t size,
                 struct event_base *base)
{
    int seen = 0;
    seen += evbuffer_peek(buffer, limit, evbuffer_ptr, iovec, number) != 0;
    seen += evbuffer_remove_cb_entry(buffer, evbuffer_cb_entry) != 0;
    seen += evbuffer_remove_cb(buffer, NULL, data) != 0;
    seen += evbuffer_cb_set_flags(buffer, evbuffer_cb_entry, word32) != 0;
    seen += evbuffer_cb_clear_flags(buffer, evbuffer_cb_entry, word32) != 0;
    seen += evbuffer_pullup(buffer, limit) != NULL;
    seen += evbuffer_prepend(buffer, bytes, size) != 0;
    seen += evbuffer_prepend_buffer(buffer, buffer) != 0;
    seen += evbuffer_freeze(buffer, number) != 0;
    seen += evbuffer_unfreeze(buffer, number) != 0;
    seen += evbuffer_defer_callbacks(buffer, base) != 0;
    seen += evbuffer_add_iovec(buffer, iovec, number) != 0;
    return seen;
}

int use_buffer_compat(struct evbuffer *buffer, const unsigned char *packet, size_t size)
{
    int seen = 0;
    seen += evbuffer_readline(buffer) != NULL;
    seen += evbuffer_find(buffer, packet, size) != NULL;
    return seen;
}

int use_bufferevent_1(struct bufferevent *connection, struct event_base *base, int number,
                      bufferevent_data_cb *bufferevent_data_cb,
                      bufferevent_event_cb *bufferevent_event_cb, void **place, void *data,
                      size_t size, short small, size_t *length, const struct timeval *limit_time,
                      struct ev_token_bucket_cfg *token_bucket_cfg,
                      const struct ev_token_bucket_cfg *token_bucket_cfg2)
{
    int seen = 0;
    seen += bufferevent_socket_get_dns_error(connection) != 0;
    seen += bufferevent_base_set(base, connection) != 0;
    seen += bufferevent_get_base(connection) != NULL;
    seen += bufferevent_priority_set(connection, number) != 0;
    seen += bufferevent_get_priority(connection) != 0;
    bufferevent_getcb(connection, bufferevent_data_cb, bufferevent_data_cb, bufferevent_event_cb,
                      place);
    seen += bufferevent_setfd(connection, number) != 0;
    seen += bufferevent_getfd(connection) != 0;
    seen += bufferevent_get_underlying(connection) != NULL;
    seen += bufferevent_read(connection, data, size) != 0;
    seen += bufferevent_get_input(connection) != NULL;
    seen += bufferevent_get_output(connection) != NULL;
    seen += bufferevent_get_enabled(connection) != 0;
    bufferevent_setwatermark(connection, small, size, size);
    seen += bufferevent_getwatermark(connection, small, length, length) != 0;
    bufferevent_lock(connection);
    bufferevent_unlock(connection);
    bufferevent_incref(connection);
    seen += bufferevent_decref(connection) != 0;
    bufferevent_trigger(connection, small, number);
    bufferevent_trigger_event(connection, small, number);
    seen += bufferevent_pair_get_partner(connection) != NULL;
    seen += ev_token_bucket_cfg_new(size, size, size, size, limit_time) != NULL;
    ev_token_bucket_cfg_free(token_bucket_cfg);
    seen += bufferevent_set_rate_limit(connection, token_bucket_cfg) != 0;
    seen += bufferevent_rate_limit_group_new(base, token_bucket_cfg2) != NULL;
    return seen;
}

int use_bufferevent_2(struct bufferevent_rate_limit_group *bufferevent_rate_limit_group,
                      const struct ev_token_bucket_cfg *token_bucket_cfg, size_t size,
                      struct bufferevent *connection, ssize_t limit, uint64_t *uint64)
{
    int seen = 0;
    seen +=
        bufferevent_rate_limit_group_set_cfg(bufferevent_rate_limit_group, token_bucket_cfg) != 0;
    seen += bufferevent_rate_limit_group_set_min_share(bufferevent_rate_limit_group, size) != 0;
    bufferevent_rate_limit_group_free(bufferevent_rate_limit_group);
    seen += bufferevent_add_to_rate_limit_group(connection, bufferevent_rate_limit_group) != 0;
    seen += bufferevent_remove_from_rate_limit_group(connection) != 0;
    seen += bufferevent_set_max_single_read(connection, size) != 0;
    seen += bufferevent_set_max_single_write(connection, size) != 0;
    seen += bufferevent_get_max_single_read(connection) != 0;
    seen += bufferevent_get_max_single_write(connection) != 0;
    seen += bufferevent_get_read_limit(connection) != 0;
    seen += bufferevent_get_write_limit(connection) != 0;
    seen += bufferevent_get_max_to_read(connection) != 0;
    seen += bufferevent_get_max_to_write(connection) != 0;
    seen += bufferevent_get_token_bucket_cfg(connection) != NULL;
    seen += bufferevent_rate_limit_group_get_read_limit(bufferevent_rate_limit_group) != 0;
    seen += bufferevent_rate_limit_group_get_write_limit(bufferevent_rate_limit_group) != 0;
    seen += bufferevent_decrement_read_limit(connection, limit) != 0;
    seen += bufferevent_decrement_write_limit(connection, limit) != 0;
    seen += bufferevent_rate_limit_group_decrement_read(bufferevent_rate_limit_group, limit) != 0;
    seen += bufferevent_rate_limit_group_decrement_write(bufferevent_rate_limit_group, limit) != 0;
    bufferevent_rate_limit_group_get_totals(bufferevent_rate_limit_group, uint64, uint64);
    bufferevent_rate_limit_group_reset_totals(bufferevent_rate_limit_group);
    return seen;
}

int use_bufferevent_compat(struct bufferevent *connection, int number)
{
    int seen = 0;
    bufferevent_settimeout(connection, number, number);
    return seen;
}

int use_bufferevent_ssl(struct bufferevent *connection, int number)
{
    int seen = 0;
    seen += bufferevent_openssl_get_allow_dirty_shutdown(connection) != 0;
    bufferevent_openssl_set_allow_dirty_shutdown(connection, number);
    seen += bufferevent_openssl_get_ssl(connection) != NULL;
    seen += bufferevent_ssl_renegotiate(connection) != 0;
    seen += bufferevent_get_openssl_error(connection) != 0;
    return seen;
}

int use_http_1(struct evhttp *server, const char *text, uint16_t port, int number,
               struct evconnlistener *evconnlistener,
               struct evhttp_bound_socket *evhttp_bound_socket, ssize_t limit,
               const struct timeval *limit_time, struct evhttp_request *request,
               struct evbuffer *buffer, struct evhttp_connection *link)
{
    int seen = 0;
    seen += evhttp_bind_socket_with_handle(server, text, port) != NULL;
    seen += evhttp_accept_socket_with_handle(server, number) != NULL;
    seen += evhttp_bind_listener(server, evconnlistener) != NULL;
    seen += evhttp_bound_socket_get_listener(evhttp_bound_socket) != NULL;
    evhttp_del_accept_socket(server, evhttp_bound_socket);
    seen += evhttp_bound_socket_get_fd(evhttp_bound_socket) != 0;
    evhttp_free(server);
    evhttp_set_max_headers_size(server, limit);
    evhttp_set_max_body_size(server, limit);
    evhttp_set_default_content_type(server, text);
    evhttp_set_allowed_methods(server, port);
    seen += evhttp_del_cb(server, text) != 0;
    seen += evhttp_add_virtual_host(server, text, server) != 0;
    seen += evhttp_remove_virtual_host(server, server) != 0;
    seen += evhttp_add_server_alias(server, text) != 0;
    seen += evhttp_remove_server_alias(server, text) != 0;
    evhttp_set_timeout(server, number);
    evhttp_set_timeout_tv(server, limit_time);
    seen += evhttp_set_flags(server, number) != 0;
    evhttp_send_error(request, number, text);
    evhttp_send_reply(request, number, text, buffer);
    evhttp_send_reply_start(request, number, text);
    evhttp_send_reply_chunk(request, buffer);
    evhttp_send_reply_end(request);
    seen += evhttp_connection_get_bufferevent(link) != NULL;
    seen += evhttp_connection_get_server(link) != NULL;
    return seen;
}

int use_http_2(struct evhttp_request *request, struct evhttp_connection *link, int number,
               ssize_t limit, const char *text, uint16_t port, const struct timeval *limit_time,
               char **words, uint16_t *uint16)
{
    int seen = 0;
    evhttp_request_free(request);
    evhttp_connection_set_family(link, number);
    seen += evhttp_connection_set_flags(link, number) != 0;
    evhttp_request_own(request);
    seen += evhttp_request_is_owned(request) != 0;
    seen += evhttp_request_get_connection(request) != NULL;
    seen += evhttp_connection_get_base(link) != NULL;
    evhttp_connection_set_max_headers_size(link, limit);
    evhttp_connection_set_max_body_size(link, limit);
    evhttp_connection_free_on_completion(link);
    evhttp_connection_set_local_address(link, text);
    evhttp_connection_set_local_port(link, port);
    evhttp_connection_set_initial_retry_tv(link, limit_time);
    evhttp_connection_set_retries(link, number);
    evhttp_connection_get_peer(link, words, uint16);
    seen += evhttp_connection_get_addr(link) != NULL;
    evhttp_cancel_request(request);
    seen += evhttp_request_get_uri(request) != NULL;
    seen += evhttp_request_get_evhttp_uri(request) != NULL;
    seen += evhttp_request_get_command(request) != 0;
    seen += evhttp_request_get_response_code(request) != 0;
    seen += evhttp_request_get_response_code_line(request) != NULL;
    seen += evhttp_request_get_input_headers(request) != NULL;
    seen += evhttp_request_get_output_headers(request) != NULL;
    seen += evhttp_request_get_input_buffer(request) != NULL;
    seen += evhttp_request_get_output_buffer(request) != NULL;
    return seen;
}

int use_http_3(struct evhttp_request *request, struct evkeyvalq *headers, const char *text,
               ssize_t limit, int number, size_t *length, struct evhttp_uri *uri,
               unsigned int count)
{
    int seen = 0;
    seen += evhttp_request_get_host(request) != NULL;
    seen += evhttp_find_header(headers, text) != NULL;
    seen += evhttp_remove_header(headers, text) != 0;
    evhttp_clear_headers(headers);
    seen += evhttp_encode_uri(text) != NULL;
    seen += evhttp_uriencode(text, limit, number) != NULL;
    seen += evhttp_decode_uri(text) != NULL;
    seen += evhttp_uridecode(text, number, length) != NULL;
    seen += evhttp_parse_query(text, headers) != 0;
    seen += evhttp_parse_query_str(text, headers) != 0;
    seen += evhttp_htmlescape(text) != NULL;
    seen += evhttp_uri_new() != NULL;
    evhttp_uri_set_flags(uri, count);
    seen += evhttp_uri_get_scheme(uri) != NULL;
    seen += evhttp_uri_get_userinfo(uri) != NULL;
    seen += evhttp_uri_get_host(uri) != NULL;
    seen += evhttp_uri_get_port(uri) != 0;
    seen += evhttp_uri_get_path(uri) != NULL;
    seen += evhttp_uri_get_query(uri) != NULL;
    seen += evhttp_uri_get_fragment(uri) != NULL;
    seen += evhttp_uri_set_scheme(uri, text) != 0;
    seen += evhttp_uri_set_userinfo(uri, text) != 0;
    seen += evhttp_uri_set_host(uri, text) != 0;
    seen += evhttp_uri_set_port(uri, number) != 0;
    seen += evhttp_uri_set_path(uri, text) != 0;
    seen += evhttp_uri_set_query(uri, text) != 0;
    return seen;
}

int use_http_4(struct evhttp_uri *uri, const char *text, unsigned int count, char *word,
               size_t size)
{
    int seen = 0;
    seen += evhttp_uri_set_fragment(uri, text) != 0;
    seen += evhttp_uri_parse_with_flags(text, count) != NULL;
    seen += evhttp_uri_parse(text) != NULL;
    evhttp_uri_free(uri);
    seen += evhttp_uri_join(uri, word, size) != NULL;
    return seen;
}

int use_dns_1(struct evdns_base *names, int number, unsigned long big, const char *text,
              const struct sockaddr *address, socklen_t address_size, unsigned int count,
              struct evdns_request *evdns_request, struct evdns_server_port *evdns_server_port,
              struct evdns_server_request *evdns_server_request, const void *bytes,
              struct in_addr *in_addr)
{
    int seen = 0;
    evdns_base_clear_host_addresses(names);
    seen += evdns_err_to_string(number) != NULL;
    seen += evdns_base_nameserver_add(names, big) != 0;
    seen += evdns_base_count_nameservers(names) != 0;
    seen += evdns_base_clear_nameservers_and_suspend(names) != 0;
    seen += evdns_base_resume(names) != 0;
    seen += evdns_base_nameserver_ip_add(names, text) != 0;
    seen += evdns_base_nameserver_sockaddr_add(names, address, address_size, count) != 0;
    evdns_cancel_request(names, evdns_request);
    seen += evdns_base_set_option(names, text, text) != 0;
    seen += evdns_base_resolv_conf_parse(names, number, text) != 0;
    seen += evdns_base_load_hosts(names, text) != 0;
    evdns_base_search_clear(names);
    evdns_base_search_add(names, text);
    evdns_base_search_ndots_set(names, number);
    evdns_set_transaction_id_fn(NULL);
    evdns_set_random_bytes_fn(NULL);
    evdns_close_server_port(evdns_server_port);
    evdns_server_request_set_flags(evdns_server_request, number);
    seen += evdns_server_request_add_reply(evdns_server_request, number, text, number, number,
                                           number, number, number, text) != 0;
    seen +=
        evdns_server_request_add_a_reply(evdns_server_request, text, number, bytes, number) != 0;
    seen +=
        evdns_server_request_add_aaaa_reply(evdns_server_request, text, number, bytes, number) != 0;
    seen +=
        evdns_server_request_add_ptr_reply(evdns_server_request, in_addr, text, text, number) != 0;
    seen += evdns_server_request_add_cname_reply(evdns_server_request, text, text, number) != 0;
    seen += evdns_server_request_respond(evdns_server_request, number) != 0;
    seen += evdns_server_request_drop(evdns_server_request) != 0;
    return seen;
}

int use_dns_2(struct evdns_server_request *evdns_server_request, struct sockaddr *peer, int number,
              struct evdns_getaddrinfo_request *evdns_getaddrinfo_request, struct evdns_base *names,
              socklen_t address_size)
{
    int seen = 0;
    seen += evdns_server_request_get_requesting_addr(evdns_server_request, peer, number) != 0;
    evdns_getaddrinfo_cancel(evdns_getaddrinfo_request);
    seen += evdns_base_get_nameserver_addr(names, number, peer, address_size) != 0;
    return seen;
}

int use_listener(struct evconnlistener *evconnlistener)
{
    int seen = 0;
    evconnlistener_free(evconnlistener);
    seen += evconnlistener_enable(evconnlistener) != 0;
    seen += evconnlistener_disable(evconnlistener) != 0;
    seen += evconnlistener_get_base(evconnlistener) != NULL;
    seen += evconnlistener_get_fd(evconnlistener) != 0;
    return seen;
}

int use_thread(const struct evthread_lock_callbacks *evthread_lock_callbacks,
               const struct evthread_condition_callbacks *evthread_condition_callbacks,
               struct event_base *base)
{
    int seen = 0;
    seen += evthread_set_lock_callbacks(evthread_lock_callbacks) != 0;
    seen += evthread_set_condition_callbacks(evthread_condition_callbacks) != 0;
    evthread_set_id_callback(NULL);
    seen += evthread_use_pthreads() != 0;
    evthread_enable_lock_debugging();
    evthread_enable_lock_debuging();
    seen += evthread_make_base_notifiable(base) != 0;
    return seen;
}

int use_dns_compat(int number, unsigned long big, const char *text)
{
    int seen = 0;
    seen += evdns_init() != 0;
    seen += evdns_get_global_base() != NULL;
    evdns_shutdown(number);
    seen += evdns_nameserver_add(big) != 0;
    seen += evdns_count_nameservers() != 0;
    seen += evdns_clear_nameservers_and_suspend() != 0;
    seen += evdns_resume() != 0;
    seen += evdns_nameserver_ip_add(text) != 0;
    seen += evdns_set_option(text, text, number) != 0;
    seen += evdns_resolv_conf_parse(number, text) != 0;
    evdns_search_clear();
    evdns_search_add(text);
    evdns_search_ndots_set(number);
    return seen;
}

int use_http_compat(const char *text, uint16_t port, struct evhttp_connection *link,
                    struct event_base *base)
{
    int seen = 0;
    seen += evhttp_start(text, port) != NULL;
    evhttp_connection_set_base(link, base);
    return seen;
}

int main(void)
{
    struct sockaddr_storage address;
    struct in_addr four = {0};
    struct in6_addr six;
    struct event_config *config = event_config_new();
    struct event_base *base = event_base_new_with_config(config);
    struct event_base *second = event_base_new();
    struct event_base *old = event_init();
    struct evbuffer *buffer = evbuffer_new();
    int ends[2];
    if (base == NULL || second == NULL || buffer == NULL || event_reinit(base) != 0 ||
        evutil_socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) {
        return 1;
    }
    memset(&address, 0, sizeof address);
    memset(&six, 0, sizeof six);
    event_set_log_callback(on_log);
    event_set_fatal_callback(on_fatal);
    struct evdns_base *names = evdns_base_new(base, EVDNS_BASE_INITIALIZE_NAMESERVERS);
    struct sockaddr *any = (struct sockaddr *)&address;
    int bad = connect_all(base, names, NULL, buffer, any, sizeof address);
    bad += fetch(base, names, NULL) + serve(base, any, sizeof address, ends[0]);
    bad += resolve(names, &four, &six) + name_server(base, ends[1]);
    bad += timers(base, buffer) + clocks(base, NULL) + buffers(buffer, 0, "%s", "a");
    bad += receive_bounded(buffer) + receive_unbounded(buffer) + receive_ready(buffer);
    bad += loops(base);
    evdns_base_free(names, 0);
    event_base_free(base);
    event_base_free(second);
    event_base_free_nofinalize(old);
    return bad == 0 ? 0 : 1;
}
