#include <nghttp2/nghttp2.h>
#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

struct client {
    int fd;
    int open_streams;
    char body[64];
};

/* What a session calls. */
static ssize_t send_bytes(nghttp2_session *session, const uint8_t *data, size_t size, int flags,
                          void *context)
{
    struct client *client = context;
    (void)session;
    (void)flags;
    ssize_t sent = send(client->fd, data, size, MSG_DONTWAIT); // call: send bounded unknown
    if (sent < 0) {
        return errno == EAGAIN ? NGHTTP2_ERR_WOULDBLOCK : NGHTTP2_ERR_CALLBACK_FAILURE;
    }
    return sent;
}

static ssize_t receive_bytes(nghttp2_session *session, uint8_t *data, size_t size, int flags,
                             void *context)
{
    struct client *client = context;
    (void)session;
    (void)flags;
    ssize_t got = recv(client->fd, data, size, MSG_DONTWAIT); // call: receive bounded yes
    if (got < 0) {
        return errno == EAGAIN ? NGHTTP2_ERR_WOULDBLOCK : NGHTTP2_ERR_CALLBACK_FAILURE;
    }
    return got == 0 ? NGHTTP2_ERR_EOF : got;
}

static int on_frame(nghttp2_session *session, const nghttp2_frame *frame, void *context)
{
    (void)context;
    if (frame->hd.type == NGHTTP2_HEADERS && frame->headers.cat == NGHTTP2_HCAT_RESPONSE) {
        printf("%d\n", nghttp2_session_get_stream_remote_close(session, frame->hd.stream_id));
    }
    return 0;
}

static int on_bad_frame(nghttp2_session *session, const nghttp2_frame *frame, int error,
                        void *context)
{
    (void)session;
    (void)context;
    fprintf(stderr, "%d: %s\n", frame->hd.type, nghttp2_strerror(error));
    return nghttp2_is_fatal(error) ? NGHTTP2_ERR_CALLBACK_FAILURE : 0;
}

static int on_chunk(nghttp2_session *session, uint8_t flags, int32_t stream, const uint8_t *data,
                    size_t size, void *context)
{
    (void)flags;
    (void)context;
    fwrite(data, 1, size, stdout);
    nghttp2_session_consume(session, stream, size);
    nghttp2_session_consume_connection(session, size);
    return nghttp2_session_consume_stream(session, stream, size);
}

static int on_close(nghttp2_session *session, int32_t stream, uint32_t error, void *context)
{
    struct client *client = context;
    client->open_streams--;
    printf("%d: %s %d\n", stream, nghttp2_http2_strerror(error),
           nghttp2_session_get_stream_user_data(session, stream) == context);
    return 0;
}

static int on_field(nghttp2_session *session, const nghttp2_frame *frame, const uint8_t *name,
                    size_t name_size, const uint8_t *value, size_t value_size, uint8_t flags,
                    void *context)
{
    (void)session;
    (void)frame;
    (void)flags;
    (void)context;
    return nghttp2_check_header_name(name, name_size) &&
                   nghttp2_check_header_value(value, value_size) &&
                   nghttp2_check_header_value_rfc9113(value, value_size)
               ? 0
               : NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
}

static int on_shared_field(nghttp2_session *session, const nghttp2_frame *frame,
                           nghttp2_rcbuf *name, nghttp2_rcbuf *value, uint8_t flags, void *context)
{
    (void)session;
    (void)frame;
    (void)flags;
    (void)context;
    nghttp2_rcbuf_incref(name);
    nghttp2_vec text = nghttp2_rcbuf_get_buf(name);
    printf("%.*s %d\n", (int)text.len, (char *)text.base, nghttp2_rcbuf_is_static(value));
    nghttp2_rcbuf_decref(name);
    return 0;
}

static ssize_t padding(nghttp2_session *session, const nghttp2_frame *frame, size_t most,
                       void *context)
{
    (void)session;
    (void)context;
    return (ssize_t)(frame->hd.length < most ? frame->hd.length : most);
}

static ssize_t read_length(nghttp2_session *session, uint8_t type, int32_t stream, int32_t window,
                           int32_t stream_window, uint32_t most, void *context)
{
    (void)session;
    (void)type;
    (void)stream;
    (void)window;
    (void)stream_window;
    (void)context;
    return most < 1024 ? (ssize_t)most : 1024;
}

static int on_begin(nghttp2_session *session, const nghttp2_frame_hd *head, void *context)
{
    (void)session;
    (void)context;
    return head->length > 65536 ? NGHTTP2_ERR_CALLBACK_FAILURE : 0;
}

static int send_data(nghttp2_session *session, nghttp2_frame *frame, const uint8_t *head,
                     size_t size, nghttp2_data_source *source, void *context)
{
    struct client *client = context;
    (void)session;
    (void)head;
    (void)source;
    return client->fd < 0 || size > frame->hd.length + 9 ? NGHTTP2_ERR_CALLBACK_FAILURE : 0;
}

static ssize_t pack(nghttp2_session *session, uint8_t *buffer, size_t size,
                    const nghttp2_frame *frame, void *context)
{
    (void)session;
    (void)context;
    memset(buffer, frame->hd.type, size < 8 ? size : 8);
    return 8;
}

static int unpack(nghttp2_session *session, void **payload, const nghttp2_frame_hd *head,
                  void *context)
{
    (void)session;
    (void)head;
    *payload = context;
    return 0;
}

static int on_extension(nghttp2_session *session, const nghttp2_frame_hd *head, const uint8_t *data,
                        size_t size, void *context)
{
    (void)session;
    (void)data;
    (void)context;
    return size > head->length ? NGHTTP2_ERR_CANCEL : 0;
}

static int on_error(nghttp2_session *session, const char *text, size_t size, void *context)
{
    (void)session;
    (void)context;
    fprintf(stderr, "%.*s\n", (int)size, text);
    return 0;
}

static int on_coded_error(nghttp2_session *session, int code, const char *text, size_t size,
                          void *context)
{
    printf("%d\n", code);
    return on_error(session, text, size, context);
}

static void on_debug(const char *format, va_list list)
{
    vfprintf(stderr, format, list);
}

static ssize_t read_body(nghttp2_session *session, int32_t stream, uint8_t *buffer, size_t size,
                         uint32_t *flags, nghttp2_data_source *source, void *context)
{
    (void)session;
    (void)stream;
    (void)context;
    size_t length = strlen(source->ptr);
    memcpy(buffer, source->ptr, length < size ? length : size);
    *flags |= NGHTTP2_DATA_FLAG_EOF;
    return (ssize_t)length;
}

static nghttp2_session_callbacks *make_callbacks(void)
{
    nghttp2_session_callbacks *callbacks = NULL;
    nghttp2_session_callbacks_new(&callbacks);
    nghttp2_session_callbacks_set_send_callback(callbacks, send_bytes);
    nghttp2_session_callbacks_set_recv_callback(callbacks, receive_bytes);
    nghttp2_session_callbacks_set_on_frame_recv_callback(callbacks, on_frame);
    nghttp2_session_callbacks_set_on_invalid_frame_recv_callback(callbacks, on_bad_frame);
    nghttp2_session_callbacks_set_on_data_chunk_recv_callback(callbacks, on_chunk);
    nghttp2_session_callbacks_set_before_frame_send_callback(callbacks, on_frame);
    nghttp2_session_callbacks_set_on_frame_send_callback(callbacks, on_frame);
    nghttp2_session_callbacks_set_on_frame_not_send_callback(callbacks, on_bad_frame);
    nghttp2_session_callbacks_set_on_stream_close_callback(callbacks, on_close);
    nghttp2_session_callbacks_set_on_begin_headers_callback(callbacks, on_frame);
    nghttp2_session_callbacks_set_on_header_callback(callbacks, on_field);
    nghttp2_session_callbacks_set_on_header_callback2(callbacks, on_shared_field);
    nghttp2_session_callbacks_set_on_invalid_header_callback(callbacks, on_field);
    nghttp2_session_callbacks_set_on_invalid_header_callback2(callbacks, on_shared_field);
    nghttp2_session_callbacks_set_select_padding_callback(callbacks, padding);
    nghttp2_session_callbacks_set_data_source_read_length_callback(callbacks, read_length);
    nghttp2_session_callbacks_set_on_begin_frame_callback(callbacks, on_begin);
    nghttp2_session_callbacks_set_send_data_callback(callbacks, send_data);
    nghttp2_session_callbacks_set_pack_extension_callback(callbacks, pack);
    nghttp2_session_callbacks_set_unpack_extension_callback(callbacks, unpack);
    nghttp2_session_callbacks_set_on_extension_chunk_recv_callback(callbacks, on_extension);
    nghttp2_session_callbacks_set_error_callback(callbacks, on_error);
    nghttp2_session_callbacks_set_error_callback2(callbacks, on_coded_error);
    nghttp2_set_debug_vprintf_callback(on_debug);
    return callbacks;
}

static nghttp2_option *make_options(void)
{
    nghttp2_option *options = NULL;
    nghttp2_option_new(&options);
    nghttp2_option_set_no_auto_window_update(options, 1);
    nghttp2_option_set_peer_max_concurrent_streams(options, 100);
    nghttp2_option_set_no_recv_client_magic(options, 0);
    nghttp2_option_set_no_http_messaging(options, 0);
    nghttp2_option_set_max_reserved_remote_streams(options, 100);
    nghttp2_option_set_user_recv_extension_type(options, 0xfb);
    nghttp2_option_set_builtin_recv_extension_type(options, NGHTTP2_ALTSVC);
    nghttp2_option_set_no_auto_ping_ack(options, 0);
    nghttp2_option_set_max_send_header_block_length(options, 65536);
    nghttp2_option_set_max_deflate_dynamic_table_size(options, 4096);
    nghttp2_option_set_no_closed_streams(options, 1);
    nghttp2_option_set_max_outbound_ack(options, 1000);
    nghttp2_option_set_max_settings(options, 32);
    nghttp2_option_set_server_fallback_rfc7540_priorities(options, 1);
    nghttp2_option_set_no_rfc9113_leading_and_trailing_ws_validation(options, 0);
    nghttp2_option_set_stream_reset_rate_limit(options, 1000, 33);
    nghttp2_option_set_max_continuations(options, 8);
    return options;
}

static nghttp2_nv field(const char *name, const char *value)
{
    return (nghttp2_nv){(uint8_t *)name, (uint8_t *)value, strlen(name), strlen(value),
                        NGHTTP2_NV_FLAG_NONE};
}

static int32_t submit(nghttp2_session *session, struct client *client)
{
    nghttp2_nv fields[] = {field(":method", "POST"), field(":scheme", "https"),
                           field(":authority", "example.org"), field(":path", "/orders")};
    nghttp2_settings_entry settings[] = {{NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, 100}};
    nghttp2_data_provider body = {.source = {.ptr = client->body}, .read_callback = read_body};
    nghttp2_priority_spec priority;
    uint8_t payload[64];
    nghttp2_priority_spec_default_init(&priority);
    nghttp2_priority_spec_init(&priority, 0, NGHTTP2_DEFAULT_WEIGHT, 0);
    printf("%d\n", nghttp2_priority_spec_check_default(&priority));
    nghttp2_pack_settings_payload(payload, sizeof payload, settings, 1);
    nghttp2_submit_settings(session, NGHTTP2_FLAG_NONE, settings, 1);
    int32_t id =
        nghttp2_submit_request(session, &priority, // call: request bounded unknown nonblocking
                               fields, 4, &body, client);
    if (id < 0) {
        return id;
    }
    client->open_streams++;
    nghttp2_submit_headers(session, 0, -1, NULL, // call: send bounded unknown nonblocking
                           fields, 4, NULL);
    nghttp2_submit_data(session, 0, id, &body);            // call: send bounded unknown nonblocking
    nghttp2_submit_trailer(session, id, fields, 0);        // call: send bounded unknown nonblocking
    nghttp2_submit_ping(session, NGHTTP2_FLAG_NONE, NULL); // call: send bounded yes nonblocking
    nghttp2_submit_priority(session, NGHTTP2_FLAG_NONE, id, &priority);
    nghttp2_submit_priority_update(session, NGHTTP2_FLAG_NONE, id, (const uint8_t *)"u=1", 3);
    nghttp2_submit_window_update(session, NGHTTP2_FLAG_NONE, id, 65535);
    nghttp2_submit_rst_stream(session, NGHTTP2_FLAG_NONE, id, NGHTTP2_CANCEL);
    nghttp2_session_change_stream_priority(session, id, &priority);
    nghttp2_session_create_idle_stream(session, id + 2, &priority);
    nghttp2_session_resume_data(session, id);
    return id;
}

/* The session asks send_bytes and receive_bytes; this loop waits. */
static int run(nghttp2_session *session, struct client *client)
{
    struct pollfd ready = {client->fd, POLLIN, 0};
    int result = 0;
    while (result == 0 &&
           (nghttp2_session_want_read(session) || nghttp2_session_want_write(session))) {
        result = nghttp2_session_send(session);          // call: drive bounded unknown nonblocking
        if (result == 0 && poll(&ready, 1, 5000) == 0) { // call: wait bounded yes
            nghttp2_session_terminate_session(session, NGHTTP2_NO_ERROR);
        }
        result = result != 0
                     ? result
                     : nghttp2_session_recv(session); // call: drive bounded unknown nonblocking
    }
    return result;
}

/* The same with bytes in memory. */
static ssize_t run_in_memory(nghttp2_session *session)
{
    struct sockaddr peer = {.sa_family = AF_INET};
    uint8_t buffer[4096];
    const uint8_t *data = NULL;
    ssize_t size;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    connect(fd, &peer, sizeof peer); // call: connect none yes
    while ((size = nghttp2_session_mem_send(session, &data)) > 0) {
        send(fd, data, (size_t)size, 0); // call: send none unknown
    }
    size = recv(fd, buffer, sizeof buffer, 0); // call: receive none yes
    return size <= 0 ? size : nghttp2_session_mem_recv(session, buffer, (size_t)size);
}

static void answer(nghttp2_session *session, int32_t id, struct client *client)
{
    nghttp2_nv fields[] = {field(":status", "200")};
    nghttp2_data_provider body = {.source = {.ptr = client->body}, .read_callback = read_body};
    nghttp2_origin_entry origin = {(uint8_t *)"https://example.org", 19};
    nghttp2_extpri urgent = {.urgency = 1};
    nghttp2_submit_response(session, id, // call: send bounded unknown nonblocking
                            fields, 1, &body);
    nghttp2_submit_push_promise(session, 0, // call: send bounded unknown nonblocking
                                id, fields, 1, NULL);
    nghttp2_submit_altsvc(session, 0, 0, origin.origin, origin.origin_len, (uint8_t *)"h2", 2);
    nghttp2_submit_origin(session, 0, &origin, 1);
    nghttp2_submit_extension(session, 0xfb, 0, id, client);
    nghttp2_submit_shutdown_notice(session);
    nghttp2_submit_goaway(session, 0, nghttp2_session_get_last_proc_stream_id(session),
                          NGHTTP2_NO_ERROR, NULL, 0);
    nghttp2_session_change_extpri_stream_priority(session, id, &urgent, 0);
    nghttp2_session_upgrade(session, NULL, 0, client);
    nghttp2_session_upgrade2(session, NULL, 0, 0, client);
    nghttp2_session_terminate_session2(session, id, NGHTTP2_NO_ERROR);
}

static void print_session(nghttp2_session *session, int32_t id)
{
    nghttp2_stream *stream = nghttp2_session_find_stream(session, id);
    printf("%d %d %d\n", nghttp2_stream_get_state(stream), nghttp2_stream_get_stream_id(stream),
           nghttp2_stream_get_weight(nghttp2_session_get_root_stream(session)));
    printf("%zu %d %d\n", nghttp2_session_get_outbound_queue_size(session),
           nghttp2_session_get_stream_effective_recv_data_length(session, id),
           nghttp2_session_get_stream_effective_local_window_size(session, id));
    printf("%d %d %d\n", nghttp2_session_get_stream_local_window_size(session, id),
           nghttp2_session_get_effective_recv_data_length(session),
           nghttp2_session_get_effective_local_window_size(session));
    printf("%d %d %d\n", nghttp2_session_get_local_window_size(session),
           nghttp2_session_get_stream_remote_window_size(session, id),
           nghttp2_session_get_remote_window_size(session));
    printf("%d %zu %zu\n", nghttp2_session_get_stream_local_close(session, id),
           nghttp2_session_get_hd_inflate_dynamic_table_size(session),
           nghttp2_session_get_hd_deflate_dynamic_table_size(session));
    printf("%u %u\n", nghttp2_session_get_remote_settings(session, NGHTTP2_SETTINGS_MAX_FRAME_SIZE),
           nghttp2_session_get_local_settings(session, NGHTTP2_SETTINGS_MAX_FRAME_SIZE));
    printf("%u %d %d\n", nghttp2_session_get_next_stream_id(session),
           nghttp2_session_check_request_allowed(session),
           nghttp2_session_check_server_session(session));
}

static void set_session(nghttp2_session *session, int32_t id, struct client *client)
{
    nghttp2_session_set_user_data(session, client);
    nghttp2_session_set_stream_user_data(session, id, client);
    nghttp2_session_set_next_stream_id(session, id + 2);
    nghttp2_session_set_local_window_size(session, 0, 0, 1 << 20);
}

static int check_names(void)
{
    static const unsigned char offered[] = "\x02h2\x08http/1.1";
    unsigned char *chosen = NULL;
    unsigned char size = 0;
    nghttp2_nv one = field("a", "1");
    nghttp2_nv other = field("b", "2");
    printf("%s\n", nghttp2_version(0)->version_str);
    return nghttp2_select_next_protocol(&chosen, &size, offered, sizeof offered - 1) == 1 &&
           nghttp2_nv_compare_name(&one, &other) == 0 &&
           nghttp2_check_method((const uint8_t *)"GET", 3) &&
           nghttp2_check_path((const uint8_t *)"/", 1) &&
           nghttp2_check_authority((const uint8_t *)"example.org", 11);
}

int main(void)
{
    struct client client = {.fd = 3, .body = "{}"};
    nghttp2_session *session = NULL;
    nghttp2_session *server = NULL;
    nghttp2_session_callbacks *callbacks = make_callbacks();
    nghttp2_option *options = make_options();
    nghttp2_session_client_new(&session, callbacks, &client);
    nghttp2_session_del(session);
    nghttp2_session_client_new2(&session, callbacks, &client, options);
    nghttp2_session_del(session);
    nghttp2_session_client_new3(&session, callbacks, &client, options, NULL);
    nghttp2_session_server_new(&server, callbacks, &client);
    nghttp2_session_del(server);
    nghttp2_session_server_new2(&server, callbacks, &client, options);
    nghttp2_session_del(server);
    nghttp2_session_server_new3(&server, callbacks, &client, options, NULL);
    nghttp2_option_del(options);
    nghttp2_session_callbacks_del(callbacks);
    int32_t id = submit(session, &client);
    set_session(session, id, &client);
    int result = run(session, &client);
    print_session(session, id);
    answer(server, 1, &client);
    result += (int)run_in_memory(server);
    nghttp2_session_del(session);
    nghttp2_session_del(server);
    return result + check_names();
}
