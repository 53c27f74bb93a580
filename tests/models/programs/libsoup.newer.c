#include <libsoup/soup.h>

// What libsoup 2.4 has beside libsoup 3, and what came with 3.4.
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

static void on_answer(SoupSession *session, SoupMessage *message, gpointer data)
{
    if (!SOUP_STATUS_IS_SUCCESSFUL(message->status_code)) {
        soup_session_cancel_message(session, message, SOUP_STATUS_CANCELLED);
    }
    g_main_loop_quit(data);
}

static void on_done(GObject *source, GAsyncResult *result, gpointer data)
{
    g_print("%p %p\n", (void *)source, (void *)result);
    g_main_loop_quit(data);
}

static void on_address(SoupAddress *address, guint status, gpointer data)
{
    g_print("%s %u %p\n", soup_address_get_name(address), status, data);
}

static gboolean on_tick(gpointer data)
{
    g_main_loop_quit(data);
    return FALSE;
}

static gboolean on_channel(GIOChannel *channel, GIOCondition condition, gpointer data)
{
    g_print("%p %d %p\n", (void *)channel, (int)condition, data);
    return TRUE;
}

static guint send_bounded(SoupMessage *message)
{
    SoupSession *session = soup_session_new();
    guint status = soup_session_send_message(session, message); // call: request bounded unknown
    g_object_unref(session);
    return status;
}

static guint send_unbounded(SoupMessage *message)
{
    SoupSession *session = soup_session_sync_new();
    return soup_session_send_message(session, message); // call: request none unknown
}

static guint send_unbounded_too(SoupMessage *message, gpointer loop)
{
    SoupSession *session = soup_session_async_new();
    soup_session_queue_message( // call: request bounded unknown nonblocking
        session, message, on_answer, loop);
    return soup_session_send_message(session, message); // call: request none unknown
}

// Properties are not read, but the timeout may be among them.
static guint send_set(SoupMessage *message)
{
    SoupSession *session = soup_session_sync_new();
    g_object_set(session, SOUP_SESSION_TIMEOUT, 10, NULL);
    return soup_session_send_message(session, message); // call: request bounded unknown
}

static gboolean request(SoupURI *uri, GAsyncResult *result, gpointer loop)
{
    SoupSession *plain = soup_session_new();
    SoupSession *sync = soup_session_sync_new();
    SoupRequest *limited = soup_session_request(plain, "https://example.org/", NULL);
    GInputStream *input = soup_request_send(limited, NULL, NULL); // call: request bounded unknown
    SoupRequest *unlimited = soup_session_request_uri(sync, uri, NULL);
    input = soup_request_send(unlimited, NULL, NULL); // call: request none unknown
    soup_request_send_async(                          // call: request bounded unknown nonblocking
        SOUP_REQUEST(soup_session_request_http(plain, "GET", "http://example.org/", NULL)), NULL,
        on_done, loop);
    unlimited = SOUP_REQUEST(soup_session_request_http_uri(sync, "GET", uri, NULL));
    input = soup_request_send_finish(unlimited, result, NULL);
    soup_session_connect_async( // call: connect bounded yes nonblocking
        plain, uri, NULL, NULL, on_done, loop);
    return input != NULL && soup_session_connect_finish(plain, result, NULL) != NULL;
}

static guint resolve(SoupSession *session, gpointer loop)
{
    SoupAddress *address = soup_address_new("example.org", 80);
    soup_address_resolve_async( // call: resolve bounded yes nonblocking
        address, NULL, NULL, on_address, loop);
    soup_session_prefetch_dns( // call: resolve bounded yes nonblocking
        session, "example.org", NULL, on_address, loop);
    return soup_address_resolve_sync(address, NULL); // call: resolve bounded yes
}

static gssize splice(SoupMessage *message, GOutputStream *output, GAsyncResult *result)
{
    SoupSession *limited = soup_session_new();
    SoupSession *unlimited = soup_session_new();
    soup_session_set_timeout(unlimited, 0);
    gssize size = soup_session_send_and_splice( // call: request bounded unknown
        limited, message, output, 0, NULL, NULL);
    size += soup_session_send_and_splice( // call: request none unknown
        unlimited, message, output, 0, NULL, NULL);
    soup_session_send_and_splice_async( // call: request bounded unknown nonblocking
        limited, message, output, 0, 0, NULL, on_done, NULL);
    return size + soup_session_send_and_splice_finish(limited, result, NULL);
}

static int watch(GMainContext *context, GIOChannel *channel, gpointer loop)
{
    return soup_add_timeout(context, 1000, on_tick, loop) != NULL &&
           soup_add_idle(context, on_tick, loop) != NULL &&
           soup_add_completion(context, on_tick, loop) != NULL &&
           soup_add_io_watch(context, channel, G_IO_IN, on_channel, loop) != NULL;
}

static void serve(SoupServer *server, int fd)
{
    if (soup_server_listen_fd(server, fd, 0, NULL)) {
        soup_server_run(server); // call: drive bounded unknown nonblocking
    }
}

int use_status(guint count)
{
    int seen = 0;
    seen += soup_status_proxify(count) != 0;
    return seen;
}

int use_address(struct sockaddr *peer, int number, SoupAddressFamily address_family, guint count,
                SoupAddress *address, int *numbers)
{
    int seen = 0;
    seen += soup_address_new_from_sockaddr(peer, number) != NULL;
    seen += soup_address_new_any(address_family, count) != NULL;
    seen += soup_address_get_physical(address) != NULL;
    seen += soup_address_get_port(address) != 0;
    seen += soup_address_get_sockaddr(address, numbers) != NULL;
    seen += soup_address_get_gsockaddr(address) != NULL;
    seen += soup_address_is_resolved(address) != 0;
    return seen;
}

int use_message_body(SoupMemoryUse memory_use, gconstpointer bytes, gsize size, guchar *guchar,
                     SoupBuffer *buffer, gpointer data, const guint8 **uint8s, gsize *length,
                     SoupMessageBody *body)
{
    int seen = 0;
    seen += soup_buffer_new(memory_use, bytes, size) != NULL;
    seen += soup_buffer_new_take(guchar, size) != NULL;
    seen += soup_buffer_new_subbuffer(buffer, size, size) != NULL;
    seen += soup_buffer_new_with_owner(bytes, size, data, NULL) != NULL;
    seen += soup_buffer_get_owner(buffer) != NULL;
    soup_buffer_get_data(buffer, uint8s, length);
    seen += soup_buffer_get_as_bytes(buffer) != NULL;
    seen += soup_buffer_copy(buffer) != NULL;
    soup_buffer_free(buffer);
    soup_message_body_append_buffer(body, buffer);
    soup_message_body_free(body);
    return seen;
}

int use_message_headers(SoupMessageHeaders *headers, const char *text)
{
    int seen = 0;
    soup_message_headers_free(headers);
    seen += soup_message_headers_get(headers, text) != NULL;
    return seen;
}

int use_message(SoupMessage *message, const char *text, SoupMemoryUse memory_use, gsize size,
                SoupHTTPVersion httpversion, GTlsCertificate **tls_certificates,
                GTlsCertificateFlags *tls_certificate_flags, guint count, gpointer data)
{
    int seen = 0;
    soup_message_set_request(message, text, memory_use, text, size);
    soup_message_set_response(message, text, memory_use, text, size);
    soup_message_set_http_version(message, httpversion);
    seen += soup_message_get_address(message) != NULL;
    seen += soup_message_get_https_status(message, tls_certificates, tls_certificate_flags) != 0;
    soup_message_set_status(message, count);
    soup_message_set_status_full(message, count, text);
    soup_message_set_redirect(message, count, text);
    soup_message_set_chunk_allocator(message, NULL, data, NULL);
    seen += soup_message_get_soup_request(message) != NULL;
    return seen;
}

int use_form(const char *text, GHashTable *hash_table)
{
    int seen = 0;
    seen += soup_form_request_new_from_hash(text, text, hash_table) != NULL;
    return seen;
}

int use_logger(SoupLogger *logger, SoupSession *session)
{
    int seen = 0;
    soup_logger_attach(logger, session);
    soup_logger_detach(logger, session);
    return seen;
}

int use_request(SoupRequest *request)
{
    int seen = 0;
    seen += soup_request_get_uri(request) != NULL;
    seen += soup_request_get_session(request) != NULL;
    seen += soup_request_get_content_length(request) != 0;
    seen += soup_request_get_content_type(request) != NULL;
    return seen;
}

int use_request_http(SoupRequestHTTP *request_http)
{
    int seen = 0;
    seen += soup_request_http_get_message(request_http) != NULL;
    return seen;
}

int use_uri(SoupURI *uri, const char *text, gboolean flag, guint count, GHashTable *hash_table)
{
    int seen = 0;
    seen += soup_uri_new_with_base(uri, text) != NULL;
    seen += soup_uri_to_string(uri, flag) != NULL;
    soup_uri_free(uri);
    seen += soup_uri_encode(text, text) != NULL;
    seen += soup_uri_decode(text) != NULL;
    seen += soup_uri_normalize(text, text) != NULL;
    seen += soup_uri_uses_default_port(uri) != 0;
    seen += soup_uri_get_scheme(uri) != NULL;
    soup_uri_set_scheme(uri, text);
    seen += soup_uri_get_user(uri) != NULL;
    soup_uri_set_user(uri, text);
    seen += soup_uri_get_password(uri) != NULL;
    soup_uri_set_password(uri, text);
    seen += soup_uri_get_host(uri) != NULL;
    soup_uri_set_host(uri, text);
    seen += soup_uri_get_port(uri) != 0;
    soup_uri_set_port(uri, count);
    seen += soup_uri_get_path(uri) != NULL;
    soup_uri_set_path(uri, text);
    seen += soup_uri_get_query(uri) != NULL;
    soup_uri_set_query(uri, text);
    soup_uri_set_query_from_form(uri, hash_table);
    soup_uri_set_query_from_fields(uri, "a", "b", NULL);
    seen += soup_uri_get_fragment(uri) != NULL;
    soup_uri_set_fragment(uri, text);
    seen += soup_uri_copy_host(uri) != NULL;
    return seen;
}

int use_websocket_connection(GIOStream *io_stream, SoupURI *uri,
                             SoupWebsocketConnectionType websocket_connection_type,
                             const char *text, GList *list)
{
    int seen = 0;
    seen += soup_websocket_connection_new_with_extensions(io_stream, uri, websocket_connection_type,
                                                          text, text, list) != NULL;
    return seen;
}

int use_server(SoupServer *server, const char *text, GError **error,
               SoupClientContext *client_context)
{
    int seen = 0;
    seen += soup_server_set_ssl_cert_file(server, text, text, error) != 0;
    seen += soup_client_context_get_gsocket(client_context) != NULL;
    seen += soup_client_context_get_local_address(client_context) != NULL;
    seen += soup_client_context_get_remote_address(client_context) != NULL;
    seen += soup_client_context_get_host(client_context) != NULL;
    seen += soup_client_context_get_auth_domain(client_context) != NULL;
    seen += soup_client_context_get_auth_user(client_context) != NULL;
    seen += soup_client_context_steal_connection(client_context) != NULL;
    seen += soup_server_get_port(server) != 0;
    seen += soup_server_get_listener(server) != NULL;
    seen += soup_server_get_async_context(server) != NULL;
    soup_server_run_async(server);
    soup_server_quit(server);
    seen += soup_client_context_get_address(client_context) != NULL;
    seen += soup_client_context_get_socket(client_context) != NULL;
    return seen;
}

int use_session(SoupSession *session, SoupMessage *message, SoupURI *uri, GType type)
{
    int seen = 0;
    soup_session_requeue_message(session, message);
    soup_session_pause_message(session, message);
    soup_session_unpause_message(session, message);
    seen += soup_session_get_async_context(session) != NULL;
    soup_session_prepare_for_uri(session, uri);
    seen += soup_session_would_redirect(session, message) != 0;
    seen += soup_session_redirect_message(session, message) != 0;
    seen += soup_session_get_features(session, type) != NULL;
    seen += soup_session_steal_connection(session, message) != NULL;
    return seen;
}

int main(void)
{
    GMainLoop *loop = g_main_loop_new(NULL, FALSE);
    SoupMessage *message = soup_message_new("GET", "https://example.org/");
    SoupURI *uri = soup_uri_new("https://example.org/");
    guint status = send_bounded(message) + send_unbounded(message);
    status += send_unbounded_too(message, loop) + send_set(message);
    gboolean good = request(uri, NULL, loop) && watch(NULL, NULL, loop);
    good = good && splice(message, NULL, NULL) > 0;
    serve(NULL, 3);
    return good && resolve(soup_session_new(), loop) + status != 0 ? 0 : 1;
}
