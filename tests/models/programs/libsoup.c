// pkg-config: libsoup-3.0
#include <libsoup/soup.h>
#include <string.h>

// Old names are known too.
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

static void on_answer(GObject *source, GAsyncResult *result, gpointer data)
{
    GError *error = NULL;
    GBytes *body = soup_session_send_and_read_finish(SOUP_SESSION(source), result, &error);
    if (body == NULL) {
        g_printerr("%s\n", error->message);
        g_error_free(error);
    } else {
        g_bytes_unref(body);
    }
    g_main_loop_quit(data);
}

static void on_request(SoupServer *server, SoupServerMessage *message, const char *path,
                       GHashTable *query, gpointer data)
{
    (void)server;
    (void)query;
    (void)data;
    soup_server_message_set_response(message, "text/plain", SOUP_MEMORY_COPY, path, strlen(path));
    soup_server_message_set_status(message, SOUP_STATUS_OK, NULL);
}

static void on_socket(SoupServer *server, SoupServerMessage *message, const char *path,
                      SoupWebsocketConnection *socket, gpointer data)
{
    (void)server;
    (void)message;
    (void)path;
    (void)data;
    soup_websocket_connection_send_text(socket, "hi");
}

static void on_each(const char *name, const char *value, gpointer data)
{
    (void)data;
    g_print("%s: %s\n", name, value);
}

static void on_moved(SoupMessage *message, gpointer data)
{
    (void)data;
    soup_message_headers_foreach(soup_message_get_response_headers(message), on_each, NULL);
}

static int fetch(SoupSession *session, const char *address)
{
    GError *error = NULL;
    char text[64];
    SoupMessage *message = soup_message_new("GET", address);
    GInputStream *input = soup_session_send( // call: request bounded unknown
        session, message, NULL, &error);
    if (input == NULL) {
        g_error_free(error);
        g_object_unref(message);
        return -1;
    }
    gssize size = g_input_stream_read(input, text, sizeof text, NULL, NULL);
    g_object_unref(input);
    g_object_unref(message);
    return (int)size;
}

// A plain session limits each wait to 60 s.
static GBytes *fetch_bounded(SoupMessage *message)
{
    SoupSession *session = soup_session_new();
    GBytes *body = soup_session_send_and_read( // call: request bounded unknown
        session, message, NULL, NULL);
    g_object_unref(session);
    return body;
}

static GBytes *fetch_limited(SoupMessage *message)
{
    SoupSession *session = soup_session_new();
    soup_session_set_timeout(session, 10);
    soup_session_set_idle_timeout(session, 30);
    soup_session_set_user_agent(session, "example/1.0");
    GInputStream *input = soup_session_send( // call: request bounded unknown
        session, message, NULL, NULL);
    g_object_unref(input);
    GBytes *body = soup_session_send_and_read( // call: request bounded unknown
        session, message, NULL, NULL);
    g_object_unref(session);
    return body;
}

static GBytes *fetch_unbounded(SoupMessage *message)
{
    SoupSession *session = soup_session_new();
    soup_session_set_timeout(session, 0);
    GInputStream *input = soup_session_send( // call: request none unknown
        session, message, NULL, NULL);
    g_object_unref(input);
    GBytes *body = soup_session_send_and_read( // call: request none unknown
        session, message, NULL, NULL);
    g_object_unref(session);
    return body;
}

// What options say is not read: nothing is known of this session's timeout.
static GBytes *fetch_with_options(SoupMessage *message)
{
    SoupSession *session = soup_session_new_with_options("timeout", 10, NULL);
    return soup_session_send_and_read( // call: request unknown unknown
        session, message, NULL, NULL);
}

static gboolean later(SoupSession *session, GAsyncResult *result, GMainLoop *loop)
{
    SoupMessage *message = soup_message_new("POST", "https://example.org/orders");
    soup_session_send_async( // call: request bounded unknown nonblocking
        session, message, G_PRIORITY_DEFAULT, NULL, on_answer, loop);
    soup_session_send_and_read_async( // call: request bounded unknown nonblocking
        session, message, G_PRIORITY_DEFAULT, NULL, on_answer, loop);
    soup_session_preconnect_async( // call: connect bounded yes nonblocking
        session, message, G_PRIORITY_DEFAULT, NULL, on_answer, loop);
    soup_session_websocket_connect_async( // call: connect bounded yes nonblocking
        session, message, NULL, NULL, G_PRIORITY_DEFAULT, NULL, on_answer, loop);
    soup_message_add_header_handler(message, "got-headers", "Location", G_CALLBACK(on_moved), loop);
    soup_message_add_status_code_handler(message, "got-headers", SOUP_STATUS_FOUND,
                                         G_CALLBACK(on_moved), loop);
    GInputStream *input = soup_session_send_finish(session, result, NULL);
    SoupWebsocketConnection *socket = soup_session_websocket_connect_finish(session, result, NULL);
    return soup_session_preconnect_finish(session, result, NULL) && input != NULL && socket != NULL;
}

static gboolean serve(GSocketAddress *address, GSocket *socket)
{
    SoupServer *server = soup_server_new("server-header", "example", NULL);
    soup_server_add_handler(server, "/", on_request, NULL, NULL);
    soup_server_add_early_handler(server, "/early", on_request, NULL, NULL);
    soup_server_add_websocket_handler(server, "/socket", NULL, NULL, on_socket, NULL, NULL);
    return soup_server_listen(server, address, 0, NULL) &&
           soup_server_listen_all(server, 8080, 0, NULL) &&
           soup_server_listen_local(server, 8081, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL) &&
           soup_server_listen_socket(server, socket, 0, NULL);
}

int use_status(guint count)
{
    int seen = 0;
    seen += soup_status_get_phrase(count) != NULL;
    return seen;
}

int use_message_body(SoupMessageBody *body, gboolean flag, SoupMemoryUse memory_use,
                     gconstpointer bytes, gsize size, guchar *guchar, GBytes *bytes2,
                     goffset goffset)
{
    int seen = 0;
    seen += soup_message_body_new() != NULL;
    seen += soup_message_body_ref(body) != NULL;
    soup_message_body_unref(body);
    soup_message_body_set_accumulate(body, flag);
    seen += soup_message_body_get_accumulate(body) != 0;
    soup_message_body_append(body, memory_use, bytes, size);
    soup_message_body_append_take(body, guchar, size);
    soup_message_body_append_bytes(body, bytes2);
    soup_message_body_truncate(body);
    soup_message_body_complete(body);
    seen += soup_message_body_flatten(body) != NULL;
    seen += soup_message_body_get_chunk(body, goffset) != NULL;
    soup_message_body_got_chunk(body, bytes2);
    soup_message_body_wrote_chunk(body, bytes2);
    return seen;
}

int use_message_headers(SoupMessageHeadersType message_headers_type, SoupMessageHeaders *headers,
                        const char *text, SoupEncoding encoding)
{
    int seen = 0;
    seen += soup_message_headers_new(message_headers_type) != NULL;
    seen += soup_message_headers_ref(headers) != NULL;
    soup_message_headers_unref(headers);
    soup_message_headers_append(headers, text, text);
    soup_message_headers_replace(headers, text, text);
    soup_message_headers_remove(headers, text);
    soup_message_headers_clear(headers);
    seen += soup_message_headers_get_one(headers, text) != NULL;
    seen += soup_message_headers_get_list(headers, text) != NULL;
    seen += soup_message_headers_get_headers_type(headers) != 0;
    seen += soup_message_headers_get_encoding(headers) != 0;
    soup_message_headers_set_encoding(headers, encoding);
    return seen;
}

int use_multipart(const char *text, SoupMessageHeaders *headers, GBytes *bytes,
                  SoupMultipart *multipart)
{
    int seen = 0;
    seen += soup_multipart_new(text) != NULL;
    seen += soup_multipart_new_from_message(headers, bytes) != NULL;
    soup_multipart_append_form_string(multipart, text, text);
    soup_multipart_free(multipart);
    return seen;
}

int use_message_1(const char *text, GUri *uri, char *word, SoupMultipart *multipart,
                  SoupMessage *message, GInputStream *input_stream, gssize limit, GBytes *bytes,
                  gboolean flag, SoupMessageFlags message_flags, GTlsCertificate *tls_certificate,
                  GType type, SoupMessagePriority message_priority)
{
    int seen = 0;
    seen += soup_message_new_from_uri(text, uri) != NULL;
    seen += soup_message_new_options_ping(uri) != NULL;
    seen += soup_message_new_from_encoded_form(text, text, word) != NULL;
    seen += soup_message_new_from_multipart(text, multipart) != NULL;
    soup_message_set_request_body(message, text, input_stream, limit);
    soup_message_set_request_body_from_bytes(message, text, bytes);
    seen += soup_message_get_http_version(message) != 0;
    seen += soup_message_is_keepalive(message) != 0;
    seen += soup_message_get_uri(message) != NULL;
    soup_message_set_uri(message, uri);
    seen += soup_message_get_first_party(message) != NULL;
    soup_message_set_first_party(message, uri);
    seen += soup_message_get_site_for_cookies(message) != NULL;
    soup_message_set_site_for_cookies(message, uri);
    soup_message_set_is_top_level_navigation(message, flag);
    seen += soup_message_get_is_top_level_navigation(message) != 0;
    soup_message_set_flags(message, message_flags);
    seen += soup_message_get_flags(message) != 0;
    soup_message_add_flags(message, message_flags);
    soup_message_remove_flags(message, message_flags);
    seen += soup_message_query_flags(message, message_flags) != 0;
    seen += soup_message_get_tls_peer_certificate(message) != NULL;
    seen += soup_message_get_tls_peer_certificate_errors(message) != 0;
    seen += soup_message_get_tls_protocol_version(message) != 0;
    seen += soup_message_get_tls_ciphersuite_name(message) != NULL;
    soup_message_set_tls_client_certificate(message, tls_certificate);
    soup_message_disable_feature(message, type);
    seen += soup_message_is_feature_disabled(message, type) != 0;
    soup_message_set_priority(message, message_priority);
    seen += soup_message_get_priority(message) != 0;
    seen += soup_message_get_method(message) != NULL;
    soup_message_set_method(message, text);
    return seen;
}

int use_message_2(SoupMessage *message, gboolean flag)
{
    int seen = 0;
    seen += soup_message_get_status(message) != 0;
    seen += soup_message_get_reason_phrase(message) != NULL;
    seen += soup_message_get_request_headers(message) != NULL;
    seen += soup_message_get_is_options_ping(message) != 0;
    soup_message_set_is_options_ping(message, flag);
    seen += soup_message_get_connection_id(message) != 0;
    seen += soup_message_get_remote_address(message) != NULL;
    seen += soup_message_get_metrics(message) != NULL;
    return seen;
}

int use_cache(const char *text, SoupCacheType cache_type)
{
    int seen = 0;
    seen += soup_cache_new(text, cache_type) != NULL;
    return seen;
}

int use_cookie_jar(SoupCookieJar *cookie_jar, SoupCookie *cookie)
{
    int seen = 0;
    seen += soup_cookie_jar_new() != NULL;
    soup_cookie_jar_add_cookie(cookie_jar, cookie);
    seen += soup_cookie_jar_all_cookies(cookie_jar) != NULL;
    return seen;
}

int use_form(const char *text, SoupMultipart *multipart, char **words, GBytes **bytes_list,
             GHashTable *hash_table, GData **datas)
{
    int seen = 0;
    seen += soup_form_decode(text) != NULL;
    seen += soup_form_decode_multipart(multipart, text, words, words, bytes_list) != NULL;
    seen += soup_form_encode_hash(hash_table) != NULL;
    seen += soup_form_encode_datalist(datas) != NULL;
    return seen;
}

int use_logger(SoupLoggerLogLevel logger_log_level)
{
    int seen = 0;
    seen += soup_logger_new(logger_log_level) != NULL;
    return seen;
}

int use_uri_utils(const char *text, char **words, GUri *uri, SoupURIComponent uricomponent)
{
    int seen = 0;
    seen += soup_uri_decode_data_uri(text, words) != NULL;
    seen += soup_uri_equal(uri, uri) != 0;
    seen += soup_uri_copy(uri, uricomponent) != NULL;
    return seen;
}

int use_websocket_connection(GIOStream *io_stream, GUri *uri,
                             SoupWebsocketConnectionType websocket_connection_type,
                             const char *text, GList *list, SoupWebsocketConnection *socket,
                             gconstpointer bytes, gsize size,
                             SoupWebsocketDataType websocket_data_type, GBytes *bytes2,
                             gushort gushort, guint64 uint64, guint count)
{
    int seen = 0;
    seen += soup_websocket_connection_new(io_stream, uri, websocket_connection_type, text, text,
                                          list) != NULL;
    seen += soup_websocket_connection_get_io_stream(socket) != NULL;
    seen += soup_websocket_connection_get_connection_type(socket) != 0;
    seen += soup_websocket_connection_get_uri(socket) != NULL;
    seen += soup_websocket_connection_get_origin(socket) != NULL;
    seen += soup_websocket_connection_get_protocol(socket) != NULL;
    seen += soup_websocket_connection_get_extensions(socket) != NULL;
    seen += soup_websocket_connection_get_state(socket) != 0;
    seen += soup_websocket_connection_get_close_code(socket) != 0;
    seen += soup_websocket_connection_get_close_data(socket) != NULL;
    soup_websocket_connection_send_binary(socket, bytes, size);
    soup_websocket_connection_send_message(socket, websocket_data_type, bytes2);
    soup_websocket_connection_close(socket, gushort, text);
    seen += soup_websocket_connection_get_max_incoming_payload_size(socket) != 0;
    soup_websocket_connection_set_max_incoming_payload_size(socket, uint64);
    seen += soup_websocket_connection_get_keepalive_interval(socket) != 0;
    soup_websocket_connection_set_keepalive_interval(socket, count);
    return seen;
}

int use_server(SoupServer *server, GTlsCertificate *tls_certificate, GTlsDatabase *tls_database,
               GTlsAuthenticationMode tls_authentication_mode, GIOStream *io_stream,
               GSocketAddress *socket_address, GError **error, GType type, const char *text,
               SoupAuthDomain *auth_domain, SoupServerMessage *message)
{
    int seen = 0;
    soup_server_set_tls_certificate(server, tls_certificate);
    seen += soup_server_get_tls_certificate(server) != NULL;
    soup_server_set_tls_database(server, tls_database);
    seen += soup_server_get_tls_database(server) != NULL;
    soup_server_set_tls_auth_mode(server, tls_authentication_mode);
    seen += soup_server_get_tls_auth_mode(server) != 0;
    seen += soup_server_is_https(server) != 0;
    seen += soup_server_get_uris(server) != NULL;
    seen += soup_server_get_listeners(server) != NULL;
    soup_server_disconnect(server);
    seen +=
        soup_server_accept_iostream(server, io_stream, socket_address, socket_address, error) != 0;
    soup_server_add_websocket_extension(server, type);
    soup_server_remove_websocket_extension(server, type);
    soup_server_remove_handler(server, text);
    soup_server_add_auth_domain(server, auth_domain);
    soup_server_remove_auth_domain(server, auth_domain);
    soup_server_pause_message(server, message);
    soup_server_unpause_message(server, message);
    return seen;
}

int use_server_message(SoupServerMessage *message, SoupHTTPVersion httpversion, guint count,
                       const char *text)
{
    int seen = 0;
    seen += soup_server_message_get_request_headers(message) != NULL;
    seen += soup_server_message_get_response_headers(message) != NULL;
    seen += soup_server_message_get_request_body(message) != NULL;
    seen += soup_server_message_get_response_body(message) != NULL;
    seen += soup_server_message_get_method(message) != NULL;
    seen += soup_server_message_get_http_version(message) != 0;
    soup_server_message_set_http_version(message, httpversion);
    seen += soup_server_message_get_reason_phrase(message) != NULL;
    seen += soup_server_message_get_status(message) != 0;
    seen += soup_server_message_get_uri(message) != NULL;
    soup_server_message_set_redirect(message, count, text);
    seen += soup_server_message_get_socket(message) != NULL;
    seen += soup_server_message_get_local_address(message) != NULL;
    seen += soup_server_message_get_remote_address(message) != NULL;
    seen += soup_server_message_get_remote_host(message) != NULL;
    seen += soup_server_message_steal_connection(message) != NULL;
    seen += soup_server_message_is_options_ping(message) != 0;
    soup_server_message_pause(message);
    soup_server_message_unpause(message);
    seen += soup_server_message_get_tls_peer_certificate(message) != NULL;
    seen += soup_server_message_get_tls_peer_certificate_errors(message) != 0;
    return seen;
}

int use_session(SoupSession *session, GProxyResolver *proxy_resolver, GTlsDatabase *tls_database,
                GTlsInteraction *tls_interaction, const char *text, gboolean flag,
                GAsyncResult *async_result, SoupSessionFeature *session_feature, GType type,
                SoupMessage *message)
{
    int seen = 0;
    seen += soup_session_get_local_address(session) != NULL;
    seen += soup_session_get_max_conns(session) != 0;
    seen += soup_session_get_max_conns_per_host(session) != 0;
    soup_session_set_proxy_resolver(session, proxy_resolver);
    seen += soup_session_get_proxy_resolver(session) != NULL;
    soup_session_set_tls_database(session, tls_database);
    seen += soup_session_get_tls_database(session) != NULL;
    soup_session_set_tls_interaction(session, tls_interaction);
    seen += soup_session_get_tls_interaction(session) != NULL;
    seen += soup_session_get_timeout(session) != 0;
    seen += soup_session_get_idle_timeout(session) != 0;
    seen += soup_session_get_user_agent(session) != NULL;
    soup_session_set_accept_language(session, text);
    seen += soup_session_get_accept_language(session) != NULL;
    soup_session_set_accept_language_auto(session, flag);
    seen += soup_session_get_accept_language_auto(session) != 0;
    seen += soup_session_get_remote_connectable(session) != NULL;
    soup_session_abort(session);
    seen += soup_session_get_async_result_message(session, async_result) != NULL;
    soup_session_add_feature(session, session_feature);
    soup_session_add_feature_by_type(session, type);
    soup_session_remove_feature(session, session_feature);
    soup_session_remove_feature_by_type(session, type);
    seen += soup_session_has_feature(session, type) != 0;
    seen += soup_session_get_feature(session, type) != NULL;
    seen += soup_session_get_feature_for_message(session, type, message) != NULL;
    return seen;
}

int main(void)
{
    GMainLoop *loop = g_main_loop_new(NULL, FALSE);
    SoupSession *session = soup_session_new();
    SoupMessage *message = soup_message_new("GET", "https://example.org/");
    int size = fetch(session, "https://example.org/");
    g_bytes_unref(fetch_bounded(message));
    g_bytes_unref(fetch_limited(message));
    g_bytes_unref(fetch_unbounded(message));
    g_bytes_unref(fetch_with_options(message));
    gboolean good = serve(NULL, NULL) && later(session, NULL, loop);
    g_main_loop_run(loop); // call: drive bounded unknown nonblocking
    g_main_loop_unref(loop);
    return good && size > 0 ? 0 : 1;
}
