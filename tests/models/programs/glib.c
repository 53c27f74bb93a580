// pkg-config: gio-unix-2.0
#include <glib.h>
#include <gio/gio.h>
#include <glib-unix.h>
#include <gio/gunixconnection.h>
#include <gio/gunixsocketaddress.h>
#include <string.h>
#include <sys/socket.h>

// Old names are known too.
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

static gboolean on_tick(gpointer data)
{
    g_main_loop_quit(data);
    return G_SOURCE_REMOVE;
}

static void on_once(gpointer data)
{
    g_print("%p\n", data);
}

static void on_child(GPid child, gint status, gpointer data)
{
    g_print("%d %d %p\n", child, status, data);
}

static gboolean on_descriptor(gint fd, GIOCondition condition, gpointer data)
{
    g_print("%d %d %p\n", fd, condition & G_IO_HUP, data);
    return G_SOURCE_CONTINUE;
}

static gboolean on_channel(GIOChannel *channel, GIOCondition condition, gpointer data)
{
    (void)data;
    if ((condition & (G_IO_HUP | G_IO_ERR)) != 0) {
        g_io_channel_unref(channel);
        return G_SOURCE_REMOVE;
    }
    return G_SOURCE_CONTINUE;
}

static gpointer on_thread(gpointer data)
{
    g_thread_exit(data);
    return NULL;
}

static void on_item(gpointer item, gpointer data)
{
    g_print("%p %p\n", item, data);
}

static void on_done(GObject *source, GAsyncResult *result, gpointer data)
{
    GError *error = NULL;
    gssize size = g_input_stream_read_finish(G_INPUT_STREAM(source), result, &error);
    if (error != NULL) {
        g_printerr("%s\n", error->message);
        g_clear_error(&error);
    }
    if (size <= 0) {
        g_main_loop_quit(data);
    }
}

static void on_cancelled(GCancellable *cancellable, gpointer data)
{
    g_print("%d %p\n", g_cancellable_is_cancelled(cancellable), data);
}

static int talk(GIOStream *stream)
{
    char text[64];
    gsize done = 0;
    GInputStream *input = g_io_stream_get_input_stream(stream);
    GOutputStream *output = g_io_stream_get_output_stream(stream);
    gboolean ok = g_output_stream_write_all(output, "hi\n", 3, &done, NULL, NULL);
    ok = ok && g_output_stream_flush(output, NULL, NULL);
    return ok ? (int)g_input_stream_read(input, text, sizeof text, NULL, NULL) : -1;
}

static int client_bounded(void)
{
    GError *error = NULL;
    char text[64];
    gsize done = 0;
    GSocketClient *client = g_socket_client_new();
    g_socket_client_set_timeout(client, 10);
    g_socket_client_set_tls(client, TRUE);
    GSocketConnection *connection = g_socket_client_connect_to_host( // call: connect bounded yes
        client, "example.org", 443, NULL, &error);
    if (connection == NULL) {
        g_error_free(error);
        g_object_unref(client);
        return -1;
    }
    GOutputStream *output = g_io_stream_get_output_stream(G_IO_STREAM(connection));
    GInputStream *input = g_io_stream_get_input_stream(G_IO_STREAM(connection));
    gboolean sent = g_output_stream_write_all( // call: send bounded yes
        output, "GET / HTTP/1.0\r\n\r\n", 18, &done, NULL, NULL);
    gssize size = g_input_stream_read( // call: receive bounded yes
        input, text, sizeof text, NULL, &error);
    g_io_stream_close(G_IO_STREAM(connection), NULL, NULL);
    g_object_unref(connection);
    g_object_unref(client);
    return sent ? (int)size : -1;
}

static int client_unbounded(GSocketConnectable *address)
{
    char text[64];
    gsize done = 0;
    GSocketClient *client = g_socket_client_new();
    GSocketConnection *connection = g_socket_client_connect( // call: connect none yes
        client, address, NULL, NULL);
    GOutputStream *output = g_io_stream_get_output_stream(G_IO_STREAM(connection));
    GInputStream *input = g_io_stream_get_input_stream(G_IO_STREAM(connection));
    gboolean ok = g_output_stream_write_all( // call: send none no
        output, "POST / HTTP/1.0\r\n\r\n", 19, &done, NULL, NULL);
    gssize size = g_input_stream_read( // call: receive none yes
        input, text, sizeof text, NULL, NULL);
    g_object_unref(connection);
    g_object_unref(client);
    return ok ? (int)size : -1;
}

static int limited_later(const char *host, const char *uri)
{
    char text[64];
    gsize done = 0;
    GSocketClient *client = g_socket_client_new();
    GSocketConnection *connection = g_socket_client_connect_to_service( // call: connect none yes
        client, host, "imap", NULL, NULL);
    GSocket *socket = g_socket_connection_get_socket(connection);
    g_socket_set_timeout(socket, 5);
    GInputStream *input = g_io_stream_get_input_stream(G_IO_STREAM(connection));
    gboolean ok = g_input_stream_read_all( // call: receive bounded yes
        input, text, sizeof text, &done, NULL, NULL);
    connection = g_socket_client_connect_to_uri( // call: connect none yes
        client, uri, 143, NULL, NULL);
    return ok && connection != NULL ? (int)done : -1;
}

static int lines_bounded(GSocketConnection *bare, GSocketConnectable *server)
{
    GInputVector room = {NULL, 0};
    GSocketClient *client = g_socket_client_new();
    g_socket_client_set_timeout(client, 10);
    GSocketConnection *connection = g_socket_client_connect( // call: connect bounded yes
        client, server, NULL, NULL);
    GIOStream *plain = (GIOStream *)(void *)g_type_check_instance_cast(
        (GTypeInstance *)(void *)connection, G_TYPE_IO_STREAM);
    GIOStream *tls = g_tls_client_connection_new(g_object_take_ref(plain), server, NULL);
    gboolean ok = g_tls_connection_handshake( // call: handshake bounded yes
        G_TLS_CONNECTION(tls), NULL, NULL);
    GDataInputStream *input = g_data_input_stream_new(g_io_stream_get_input_stream(tls));
    GDataOutputStream *output = g_data_output_stream_new(g_io_stream_get_output_stream(tls));
    ok = ok && g_data_output_stream_put_string( // call: send bounded unknown
                   output, "QUIT\r\n", NULL, NULL);
    char *line = g_data_input_stream_read_line( // call: receive bounded yes
        input, NULL, NULL, NULL);
    g_free(line);
    g_print("%p %p\n", (void *)bare, room.buffer);
    return ok ? 0 : -1;
}

static int lines_unbounded(GTlsCertificate *certificate, GSocketAddress *address)
{
    char byte = 0;
    gsize done = 0;
    GString *text = g_string_new("");
    GSocket *socket = g_socket_new( // made in blocking mode, without a limit
        G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
    GSocketConnection *connection = g_socket_connection_factory_create_connection(socket);
    gboolean ok = g_socket_connection_connect( // call: connect none yes
        connection, address, NULL, NULL);
    GIOStream *tls = g_tls_server_connection_new(G_IO_STREAM(connection), certificate, NULL);
    ok = ok && g_tls_connection_handshake( // call: handshake none yes
                   G_TLS_CONNECTION(tls), NULL, NULL);
    GDataInputStream *input = g_data_input_stream_new(g_io_stream_get_input_stream(tls));
    char *line = g_data_input_stream_read_line_utf8( // call: receive none yes
        input, &done, NULL, NULL);
    line = g_data_input_stream_read_until( // call: receive none yes
        input, "\n", &done, NULL, NULL);
    line = g_data_input_stream_read_upto( // call: receive none yes
        input, "\n", 1, &done, NULL, NULL);
    byte = (char)g_data_input_stream_read_byte(input, NULL, NULL);     // call: receive none yes
    gint64 number = g_data_input_stream_read_int16(input, NULL, NULL); // call: receive none yes
    number += g_data_input_stream_read_uint16(input, NULL, NULL);      // call: receive none yes
    number += g_data_input_stream_read_int32(input, NULL, NULL);       // call: receive none yes
    number += g_data_input_stream_read_uint32(input, NULL, NULL);      // call: receive none yes
    number += g_data_input_stream_read_int64(input, NULL, NULL);       // call: receive none yes
    number += (gint64)g_data_input_stream_read_uint64(                 // call: receive none yes
        input, NULL, NULL);
    g_data_input_stream_read_line_async( // call: receive bounded yes nonblocking
        input, G_PRIORITY_DEFAULT, NULL, on_done, NULL);
    g_data_input_stream_read_until_async( // call: receive bounded yes nonblocking
        input, "\n", G_PRIORITY_DEFAULT, NULL, on_done, NULL);
    g_data_input_stream_read_upto_async( // call: receive bounded yes nonblocking
        input, "\n", 1, G_PRIORITY_DEFAULT, NULL, on_done, NULL);
    g_string_append_c(text, byte);
    g_string_free(text, TRUE);
    g_free(line);
    return ok ? (int)number : -1;
}

static int buffered(GSocket *socket)
{
    g_socket_set_timeout(socket, 2);
    GSocketConnection *connection = g_socket_connection_factory_create_connection(socket);
    GIOStream *stream = g_tcp_wrapper_connection_get_base_io_stream(
        G_TCP_WRAPPER_CONNECTION(g_tcp_wrapper_connection_new(G_IO_STREAM(connection), socket)));
    return talk(stream);
}

static int read_streams(void)
{
    char text[64];
    GSocket *socket = g_socket_new_from_fd(3, NULL);
    GSocketConnection *connection = g_socket_connection_factory_create_connection(socket);
    GInputStream *input = g_io_stream_get_input_stream(G_IO_STREAM(connection));
    GInputStream *wide = g_buffered_input_stream_new(input);
    GInputStream *wider = g_buffered_input_stream_new_sized(wide, 4096);
    GBufferedInputStream *buffer = G_BUFFERED_INPUT_STREAM(wider);
    gssize size = g_buffered_input_stream_fill(buffer, -1, NULL, NULL); // call: receive none yes
    size += g_buffered_input_stream_read_byte(buffer, NULL, NULL);      // call: receive none yes
    size += g_input_stream_skip(input, 1, NULL, NULL);                  // call: receive none yes
    GBytes *bytes = g_input_stream_read_bytes(input, 16, NULL, NULL);   // call: receive none yes
    g_bytes_unref(bytes);
    size += g_pollable_input_stream_read_nonblocking( // call: receive bounded yes nonblocking
        G_POLLABLE_INPUT_STREAM(input), text, sizeof text, NULL, NULL);
    g_input_stream_read_async( // call: receive bounded yes nonblocking
        input, text, sizeof text, G_PRIORITY_DEFAULT, NULL, on_done, NULL);
    g_input_stream_read_all_async( // call: receive bounded yes nonblocking
        input, text, sizeof text, G_PRIORITY_DEFAULT, NULL, on_done, NULL);
    g_input_stream_read_bytes_async( // call: receive bounded yes nonblocking
        input, sizeof text, G_PRIORITY_DEFAULT, NULL, on_done, NULL);
    g_input_stream_skip_async( // call: receive bounded yes nonblocking
        input, 1, G_PRIORITY_DEFAULT, NULL, on_done, NULL);
    g_buffered_input_stream_fill_async( // call: receive bounded yes nonblocking
        buffer, -1, G_PRIORITY_DEFAULT, NULL, on_done, NULL);
    g_input_stream_close_async(input, G_PRIORITY_DEFAULT, NULL, on_done, NULL);
    return (int)size;
}

static gboolean print_to(const char *form, ...)
{
    va_list rest;
    va_start(rest, form);
    GSocketConnection *connection =
        g_socket_connection_factory_create_connection(g_socket_new_from_fd(3, NULL));
    GOutputStream *output = g_io_stream_get_output_stream(G_IO_STREAM(connection));
    gboolean ok = g_output_stream_vprintf( // call: send none unknown
        output, NULL, NULL, NULL, form, rest);
    va_end(rest);
    return ok;
}

static int write_streams(GInputStream *from, GBytes *bytes, GOutputVector *vectors, gsize count)
{
    gsize done = 0;
    GSocket *socket = g_socket_new_from_fd(3, NULL);
    GSocketConnection *connection = g_socket_connection_factory_create_connection(socket);
    GOutputStream *plain = g_io_stream_get_output_stream(G_IO_STREAM(connection));
    GOutputStream *wide = g_buffered_output_stream_new(plain);
    GOutputStream *output = g_buffered_output_stream_new_sized(wide, 4096);
    GDataOutputStream *data = g_data_output_stream_new(output);
    gssize size = g_output_stream_write(output, "hi\n", 3, NULL, NULL); // call: send none unknown
    size += g_output_stream_write_bytes(output, bytes, NULL, NULL);     // call: send none unknown
    size += g_output_stream_splice(output, from, 0, NULL, NULL);        // call: send none unknown
    gboolean ok = g_output_stream_writev(                               // call: send none unknown
        output, vectors, count, &done, NULL, NULL);
    ok &= g_output_stream_writev_all( // call: send none unknown
        output, vectors, count, &done, NULL, NULL);
    ok &= g_output_stream_printf( // call: send none yes
        output, &done, NULL, NULL, "GET /%d HTTP/1.0\r\n\r\n", 7);
    ok &= g_output_stream_flush(output, NULL, NULL);            // call: send none unknown
    ok &= g_data_output_stream_put_byte(data, 1, NULL, NULL);   // call: send none unknown
    ok &= g_data_output_stream_put_int16(data, 1, NULL, NULL);  // call: send none unknown
    ok &= g_data_output_stream_put_uint16(data, 1, NULL, NULL); // call: send none unknown
    ok &= g_data_output_stream_put_int32(data, 1, NULL, NULL);  // call: send none unknown
    ok &= g_data_output_stream_put_uint32(data, 1, NULL, NULL); // call: send none unknown
    ok &= g_data_output_stream_put_int64(data, 1, NULL, NULL);  // call: send none unknown
    ok &= g_data_output_stream_put_uint64(data, 1, NULL, NULL); // call: send none unknown
    size += g_pollable_output_stream_write_nonblocking( // call: send bounded unknown nonblocking
        G_POLLABLE_OUTPUT_STREAM(output), "hi\n", 3, NULL, NULL);
    g_output_stream_write_async( // call: send bounded unknown nonblocking
        output, "hi\n", 3, G_PRIORITY_DEFAULT, NULL, on_done, NULL);
    g_output_stream_write_all_async( // call: send bounded unknown nonblocking
        output, "hi\n", 3, G_PRIORITY_DEFAULT, NULL, on_done, NULL);
    g_output_stream_writev_async( // call: send bounded unknown nonblocking
        output, vectors, count, G_PRIORITY_DEFAULT, NULL, on_done, NULL);
    g_output_stream_writev_all_async( // call: send bounded unknown nonblocking
        output, vectors, count, G_PRIORITY_DEFAULT, NULL, on_done, NULL);
    g_output_stream_write_bytes_async( // call: send bounded unknown nonblocking
        output, bytes, G_PRIORITY_DEFAULT, NULL, on_done, NULL);
    g_output_stream_splice_async( // call: send bounded unknown nonblocking
        output, from, 0, G_PRIORITY_DEFAULT, NULL, on_done, NULL);
    g_output_stream_flush_async( // call: send bounded unknown nonblocking
        output, G_PRIORITY_DEFAULT, NULL, on_done, NULL);
    g_output_stream_close_async(output, G_PRIORITY_DEFAULT, NULL, on_done, NULL);
    return ok ? (int)size : -1;
}

static int converted(GConverter *converter, GFile *file)
{
    char text[64];
    GInputStream *plain = G_INPUT_STREAM(g_file_read(file, NULL, NULL));
    GInputStream *input = g_converter_input_stream_new(plain, converter);
    GOutputStream *output = g_converter_output_stream_new(
        G_OUTPUT_STREAM(g_file_replace(file, NULL, FALSE, 0, NULL, NULL)), converter);
    // Files and memory are no sockets: nothing is said of them.
    gssize size = g_input_stream_read(input, text, sizeof text, NULL, NULL);
    size += g_output_stream_write(output, text, sizeof text, NULL, NULL);
    output = G_OUTPUT_STREAM(g_file_append_to(file, 0, NULL, NULL));
    output = G_OUTPUT_STREAM(g_file_create(file, 0, NULL, NULL));
    output = g_memory_output_stream_new_resizable();
    output = g_memory_output_stream_new(NULL, 0, NULL, NULL);
    input = g_memory_input_stream_new();
    input = g_memory_input_stream_new_from_data("a", 1, NULL);
    input = g_memory_input_stream_new_from_bytes(NULL);
    GFileIOStream *both = g_file_open_readwrite(file, NULL, NULL);
    g_object_unref(both);
    g_object_unref(input);
    g_object_unref(output);
    return (int)size;
}

static int sockets_bounded(GSocketAddress *address)
{
    char text[64];
    GSocket *socket =
        g_socket_new(G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, NULL);
    g_socket_set_timeout(socket, 3);
    gboolean ok = g_socket_connect(socket, address, NULL, NULL);     // call: connect bounded yes
    gssize size = g_socket_send(socket, "hi\n", 3, NULL, NULL);      // call: send bounded unknown
    ok &= g_socket_condition_wait(socket, G_IO_IN, NULL, NULL);      // call: wait bounded yes
    size += g_socket_receive(socket, text, sizeof text, NULL, NULL); // call: receive bounded yes
    g_socket_close(socket, NULL);
    return ok ? (int)size : -1;
}

// Properties are not read, but the timeout may be among them.
static int sockets_set(GSocketAddress *address, const GValue *seconds)
{
    GSocket *socket =
        g_socket_new(G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, NULL);
    g_object_set(socket, "timeout", 5, NULL);
    gboolean ok = g_socket_connect(socket, address, NULL, NULL); // call: connect bounded yes
    GSocket *other = g_socket_new_from_fd(3, NULL);
    g_object_set_property(G_OBJECT(other), "timeout", seconds);
    return ok && g_socket_connect(other, address, NULL, NULL); // call: connect bounded yes
}

static int sockets_unbounded(GSocketAddress *address, GOutputVector *vectors, GOutputMessage *mail)
{
    char text[64];
    GSocketAddress *from = NULL;
    GInputVector room = {text, sizeof text};
    GInputMessage message = {.vectors = &room, .num_vectors = 1};
    GSocket *socket =
        g_socket_new(G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP, NULL);
    gboolean ok = g_socket_connect( // call: connect none yes
        socket, address, NULL, NULL);
    GSocket *client = g_socket_accept(socket, NULL, NULL); // call: accept none yes
    gssize size = g_socket_receive(                        // call: receive none yes
        client, text, sizeof text, NULL, NULL);
    size += g_socket_receive_from( // call: receive none yes
        socket, &from, text, sizeof text, NULL, NULL);
    size += g_socket_receive_message( // call: receive none yes
        socket, &from, &room, 1, NULL, NULL, NULL, NULL, NULL);
    size += g_socket_receive_messages( // call: receive none yes
        socket, &message, 1, 0, NULL, NULL);
    size += g_socket_send( // call: send none unknown
        socket, "hi\n", 3, NULL, NULL);
    size += g_socket_send_to( // call: send none unknown
        socket, address, "hi\n", 3, NULL, NULL);
    size += g_socket_send_message( // call: send none unknown
        socket, address, vectors, 1, NULL, 0, 0, NULL, NULL);
    size += g_socket_send_messages(socket, mail, 1, 0, NULL, NULL);       // call: send none unknown
    ok &= g_socket_condition_wait(socket, G_IO_IN, NULL, NULL);           // call: wait none yes
    ok &= g_socket_condition_timed_wait(socket, G_IO_IN, -1, NULL, NULL); // call: wait none yes
    size += g_socket_receive(                                             // call: receive none yes
        socket, text, sizeof text, NULL, NULL);
    return ok ? (int)size : -1;
}

static int sockets_ready(GSocketAddress *address, GOutputVector *vectors)
{
    char text[64];
    gsize done = 0;
    GSocket *socket =
        g_socket_new(G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP, NULL);
    if (!g_socket_condition_timed_wait( // call: wait bounded yes
            socket, G_IO_IN, 500000, NULL, NULL)) {
        return -1;
    }
    gssize size = g_socket_receive( // call: receive bounded yes
        socket, text, sizeof text, NULL, NULL);
    size += g_socket_send_message_with_timeout( // call: send bounded unknown
        socket, address, vectors, 1, NULL, 0, 0, 1000000, &done, NULL, NULL);
    size += g_socket_send_message_with_timeout( // call: send none unknown
        socket, address, vectors, 1, NULL, 0, 0, -1, &done, NULL, NULL);
    size += g_socket_receive_with_blocking(socket, text, sizeof text, FALSE, NULL, NULL);
    size += g_socket_send_with_blocking(socket, text, sizeof text, FALSE, NULL, NULL);
    g_socket_set_blocking(socket, FALSE);
    return (int)(size + g_socket_receive( // call: receive bounded yes
                            socket, text, sizeof text, NULL, NULL));
}

static int datagrams(GDatagramBased *datagrams, GInputMessage *room, GOutputMessage *mail)
{
    gint count = g_datagram_based_receive_messages( // call: receive bounded yes
        datagrams, room, 1, 0, 1000000, NULL, NULL);
    count += g_datagram_based_receive_messages( // call: receive none yes
        datagrams, room, 1, 0, -1, NULL, NULL);
    count += g_datagram_based_send_messages( // call: send bounded unknown
        datagrams, mail, 1, 0, 1000000, NULL, NULL);
    count += g_datagram_based_send_messages( // call: send none unknown
        datagrams, mail, 1, 0, -1, NULL, NULL);
    gboolean ok = g_datagram_based_condition_wait( // call: wait bounded yes
        datagrams, G_IO_IN, 1000000, NULL, NULL);
    ok &= g_datagram_based_condition_wait( // call: wait none yes
        datagrams, G_IO_IN, -1, NULL, NULL);
    return ok ? count : -1;
}

static int later(GSocketClient *client, GSocketConnectable *address, GAsyncResult *result)
{
    g_socket_client_connect_async( // call: connect bounded yes nonblocking
        client, address, NULL, on_done, NULL);
    g_socket_client_connect_to_host_async( // call: connect bounded yes nonblocking
        client, "example.org", 443, NULL, on_done, NULL);
    g_socket_client_connect_to_service_async( // call: connect bounded yes nonblocking
        client, "example.org", "imap", NULL, on_done, NULL);
    g_socket_client_connect_to_uri_async( // call: connect bounded yes nonblocking
        client, "imap://example.org", 143, NULL, on_done, NULL);
    GSocketConnection *made = g_socket_client_connect_finish(client, result, NULL);
    made = g_socket_client_connect_to_host_finish(client, result, NULL);
    made = g_socket_client_connect_to_service_finish(client, result, NULL);
    made = g_socket_client_connect_to_uri_finish(client, result, NULL);
    g_socket_connection_connect_async( // call: connect bounded yes nonblocking
        made, NULL, NULL, on_done, NULL);
    g_tls_connection_handshake_async( // call: handshake bounded yes nonblocking
        G_TLS_CONNECTION(made), G_PRIORITY_DEFAULT, NULL, on_done, NULL);
    g_io_stream_splice_async(G_IO_STREAM(made), G_IO_STREAM(made), 0, 0, NULL, on_done, NULL);
    g_io_stream_close_async(G_IO_STREAM(made), G_PRIORITY_DEFAULT, NULL, on_done, NULL);
    return g_socket_connection_connect_finish(made, result, NULL) &&
           g_tls_connection_handshake_finish(G_TLS_CONNECTION(made), result, NULL);
}

static int through_proxy(GProxy *proxy, GProxyAddress *address, GSocketConnectable *server)
{
    GSocketClient *client = g_socket_client_new();
    g_socket_client_set_timeout(client, 10);
    GSocketConnection *connection = g_socket_client_connect( // call: connect bounded yes
        client, server, NULL, NULL);
    GIOStream *stream = g_proxy_connect( // call: handshake bounded yes
        proxy, G_IO_STREAM(connection), address, NULL, NULL);
    g_proxy_connect_async( // call: handshake bounded yes nonblocking
        proxy, stream, address, NULL, on_done, NULL);
    return stream != NULL;
}

static int serve(GSocketListener *listener, GSocketAddress *address, GAsyncResult *result)
{
    GObject *source = NULL;
    char text[64];
    GSocketConnection *connection = g_socket_listener_accept( // call: accept none yes
        listener, &source, NULL, NULL);
    GInputStream *input = g_io_stream_get_input_stream(G_IO_STREAM(connection));
    gssize size = g_input_stream_read( // call: receive none yes
        input, text, sizeof text, NULL, NULL);
    GSocket *socket = g_socket_listener_accept_socket( // call: accept none yes
        listener, &source, NULL, NULL);
    g_socket_listener_accept_async( // call: accept bounded yes nonblocking
        listener, NULL, on_done, NULL);
    g_socket_listener_accept_socket_async( // call: accept bounded yes nonblocking
        listener, NULL, on_done, NULL);
    connection = g_socket_listener_accept_finish(listener, result, &source, NULL);
    socket = g_socket_listener_accept_socket_finish(listener, result, &source, NULL);
    if (connection == NULL || !g_socket_bind(socket, address, TRUE, NULL) ||
        !g_socket_listen(socket, NULL)) {
        return -1;
    }
    return (int)size;
}

static int resolve(GResolver *names, GInetAddress *address, GSocketAddressEnumerator *walk)
{
    GList *found = g_resolver_lookup_by_name( // call: resolve bounded yes
        names, "example.org", NULL, NULL);
    g_resolver_free_addresses(found);
    found = g_resolver_lookup_by_name_with_flags( // call: resolve bounded yes
        names, "example.org", G_RESOLVER_NAME_LOOKUP_FLAGS_IPV4_ONLY, NULL, NULL);
    found = g_resolver_lookup_service( // call: resolve bounded yes
        names, "imap", "tcp", "example.org", NULL, NULL);
    found = g_resolver_lookup_records( // call: resolve bounded yes
        names, "example.org", G_RESOLVER_RECORD_MX, NULL, NULL);
    char *name = g_resolver_lookup_by_address( // call: resolve bounded yes
        names, address, NULL, NULL);
    GSocketAddress *next = g_socket_address_enumerator_next( // call: resolve bounded yes
        walk, NULL, NULL);
    g_resolver_lookup_by_name_async( // call: resolve bounded yes nonblocking
        names, "example.org", NULL, on_done, NULL);
    g_resolver_lookup_by_name_with_flags_async( // call: resolve bounded yes nonblocking
        names, "example.org", G_RESOLVER_NAME_LOOKUP_FLAGS_DEFAULT, NULL, on_done, NULL);
    g_resolver_lookup_service_async( // call: resolve bounded yes nonblocking
        names, "imap", "tcp", "example.org", NULL, on_done, NULL);
    g_resolver_lookup_records_async( // call: resolve bounded yes nonblocking
        names, "example.org", G_RESOLVER_RECORD_MX, NULL, on_done, NULL);
    g_resolver_lookup_by_address_async( // call: resolve bounded yes nonblocking
        names, address, NULL, on_done, NULL);
    g_socket_address_enumerator_next_async( // call: resolve bounded yes nonblocking
        walk, NULL, on_done, NULL);
    g_free(name);
    return found != NULL && next != NULL;
}

static int channel_bounded(void)
{
    char *line = NULL;
    struct timeval limit = {5, 0};
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    GIOChannel *channel = g_io_channel_ref(g_io_channel_unix_new(fd));
    GIOStatus status = g_io_channel_read_line( // call: receive bounded yes
        channel, &line, NULL, NULL, NULL);
    g_free(line);
    g_io_channel_shutdown(channel, TRUE, NULL);
    return status == G_IO_STATUS_NORMAL ? 0 : -1;
}

static int channel_unbounded(GString *line)
{
    char text[64];
    char *all = NULL;
    gunichar letter = 0;
    gsize done = 0;
    GIOChannel *channel = g_io_channel_unix_new(socket(AF_INET, SOCK_STREAM, 0));
    int bad = g_io_channel_read_chars( // call: receive none yes
        channel, text, sizeof text, &done, NULL);
    bad += g_io_channel_read_line_string(channel, line, NULL, NULL);  // call: receive none yes
    bad += g_io_channel_read_to_end(channel, &all, &done, NULL);      // call: receive none yes
    bad += g_io_channel_read_unichar(channel, &letter, NULL);         // call: receive none yes
    bad += g_io_channel_write_chars(channel, "hi\n", 3, &done, NULL); // call: send none unknown
    bad += g_io_channel_write_unichar(channel, letter, NULL);         // call: send none unknown
    bad += g_io_channel_flush(channel, NULL);                         // call: send none unknown
    g_io_channel_set_flags(channel, G_IO_FLAG_NONBLOCK, NULL);
    bad += g_io_channel_read_chars( // call: receive bounded yes
        channel, text, sizeof text, &done, NULL);
    g_print("%d\n", g_io_channel_unix_get_fd(channel));
    g_io_channel_close(channel);
    channel = g_io_channel_new_file("/tmp/a", "r", NULL);
    return bad;
}

static int polls(int fd)
{
    char text[64];
    GPollFD one = {fd, G_IO_IN, 0};
    int ready = g_poll(&one, 1, 1000); // call: wait bounded yes
    if (ready > 0) {
        ready = (int)recv(fd, text, sizeof text, 0); // call: receive bounded yes
    }
    return ready + g_poll(&one, 1, -1); // call: wait none yes
}

static int pauses(GCond *condition, GMutex *mutex, GRand *chance)
{
    GTimeVal now;
    gint64 until = g_get_monotonic_time() + 5 * G_USEC_PER_SEC;
    while (g_get_real_time() > 0 && g_cond_wait_until(condition, mutex, until)) {
        g_usleep((gulong)g_random_int_range(1000, 2000));
    }
    g_get_current_time(&now);
    return (int)(g_random_int() + g_rand_int(chance)) + g_rand_int_range(chance, 1, 6) +
           (int)(g_random_double() + g_random_double_range(0, 1) + g_rand_double(chance) +
                 g_rand_double_range(chance, 0, 1) + (double)now.tv_sec);
}

static int locks(GMutex *mutex, GRecMutex *again, GRWLock *both)
{
    int taken = 0;
    g_mutex_lock(mutex);
    g_mutex_unlock(mutex);
    g_rec_mutex_lock(again);
    g_rec_mutex_unlock(again);
    g_rw_lock_writer_lock(both);
    g_rw_lock_writer_unlock(both);
    g_rw_lock_reader_lock(both);
    g_rw_lock_reader_unlock(both);
    if (g_mutex_trylock(mutex)) {
        g_mutex_unlock(mutex);
        taken++;
    }
    if (g_rec_mutex_trylock(again)) {
        g_rec_mutex_unlock(again);
        taken++;
    }
    if (g_rw_lock_writer_trylock(both)) {
        g_rw_lock_writer_unlock(both);
        taken++;
    }
    if (g_rw_lock_reader_trylock(both)) {
        g_rw_lock_reader_unlock(both);
        taken++;
    }
    return taken;
}

static guint watch(GMainLoop *loop, GSource *source, GIOChannel *channel, GPid child)
{
    GMainContext *context = g_main_loop_get_context(loop);
    GObject *object = g_object_ref(G_OBJECT(g_cancellable_new()));
    guint id = g_timeout_add(1000, on_tick, loop) + g_timeout_add_seconds(1, on_tick, loop);
    id += g_timeout_add_once(1000, on_once, loop) + g_idle_add_once(on_once, loop);
    id += g_timeout_add_full(G_PRIORITY_HIGH, 1000, on_tick, loop, NULL);
    id += g_timeout_add_seconds_full(G_PRIORITY_HIGH, 1, on_tick, loop, NULL);
    id += g_idle_add(on_tick, loop) + g_idle_add_full(G_PRIORITY_LOW, on_tick, loop, NULL);
    id += g_child_watch_add(child, on_child, loop);
    id += g_child_watch_add_full(G_PRIORITY_LOW, child, on_child, loop, NULL);
    id += g_unix_signal_add(15, on_tick, loop);
    id += g_unix_signal_add_full(G_PRIORITY_LOW, 15, on_tick, loop, NULL);
    id += g_unix_fd_add(0, G_IO_IN, on_descriptor, loop);
    id += g_unix_fd_add_full(G_PRIORITY_LOW, 0, G_IO_IN, on_descriptor, loop, NULL);
    id += g_io_add_watch(channel, G_IO_IN, on_channel, loop);
    id += g_io_add_watch_full(channel, G_PRIORITY_LOW, G_IO_IN, on_channel, loop, NULL);
    g_source_set_callback(source, on_tick, loop, NULL);
    g_main_context_invoke(context, on_tick, loop);
    g_main_context_invoke_full(context, G_PRIORITY_LOW, on_tick, loop, NULL);
    g_cancellable_connect(G_CANCELLABLE(object), G_CALLBACK(on_cancelled), loop, NULL);
    id +=
        (guint)g_signal_connect_data(object, "cancelled", G_CALLBACK(on_cancelled), loop, NULL, 0);
    return id;
}

static void threads(GMainLoop *loop)
{
    GThread *thread = g_thread_new("one", on_thread, loop);
    g_thread_join(thread);
    g_thread_unref(g_thread_try_new("two", on_thread, loop, NULL));
    GThreadPool *pool = g_thread_pool_new(on_item, loop, 4, FALSE, NULL);
    g_thread_pool_free(pool, FALSE, TRUE);
    pool = g_thread_pool_new_full(on_item, loop, NULL, 4, FALSE, NULL);
    g_thread_pool_push(pool, loop, NULL);
    g_thread_create(on_thread, loop, FALSE, NULL);
    g_thread_create_full(on_thread, loop, 0, FALSE, FALSE, G_THREAD_PRIORITY_LOW, NULL);
}

static void run(GMainLoop *loop, GMainContext *context)
{
    while (g_main_context_pending(context)) {
        g_main_context_iteration(context, FALSE); // call: drive bounded unknown nonblocking
    }
    g_main_context_dispatch(context); // call: drive bounded unknown nonblocking
    g_main_loop_run(loop);            // call: drive bounded unknown nonblocking
}

int use_gsocket_1(GSocket *socket, gboolean flag, GError **error, gint number, gint *some_int,
                  guint count, GInetAddress *inet_address, const gchar *text)
{
    int seen = 0;
    seen += g_socket_shutdown(socket, flag, flag, error) != 0;
    seen += g_socket_check_connect_result(socket, error) != 0;
    seen += g_socket_set_option(socket, number, number, number, error) != 0;
    seen += g_socket_get_option(socket, number, number, some_int, error) != 0;
    seen += g_socket_get_fd(socket) != 0;
    seen += g_socket_get_family(socket) != 0;
    seen += g_socket_get_socket_type(socket) != 0;
    seen += g_socket_get_protocol(socket) != 0;
    seen += g_socket_get_local_address(socket, error) != NULL;
    seen += g_socket_get_remote_address(socket, error) != NULL;
    seen += g_socket_get_blocking(socket) != 0;
    g_socket_set_keepalive(socket, flag);
    seen += g_socket_get_keepalive(socket) != 0;
    seen += g_socket_get_listen_backlog(socket) != 0;
    g_socket_set_listen_backlog(socket, number);
    seen += g_socket_get_timeout(socket) != 0;
    seen += g_socket_get_ttl(socket) != 0;
    g_socket_set_ttl(socket, count);
    seen += g_socket_get_broadcast(socket) != 0;
    g_socket_set_broadcast(socket, flag);
    seen += g_socket_get_multicast_loopback(socket) != 0;
    g_socket_set_multicast_loopback(socket, flag);
    seen += g_socket_get_multicast_ttl(socket) != 0;
    g_socket_set_multicast_ttl(socket, count);
    seen += g_socket_is_connected(socket) != 0;
    seen += g_socket_join_multicast_group(socket, inet_address, flag, text, error) != 0;
    seen += g_socket_leave_multicast_group(socket, inet_address, flag, text, error) != 0;
    seen += g_socket_join_multicast_group_ssm(socket, inet_address, inet_address, text, error) != 0;
    seen +=
        g_socket_leave_multicast_group_ssm(socket, inet_address, inet_address, text, error) != 0;
    seen += g_socket_get_available_bytes(socket) != 0;
    return seen;
}

int use_gsocket_2(GSocket *socket, GIOCondition io_condition, GCancellable *cancellable,
                  GError **error)
{
    int seen = 0;
    seen += g_socket_condition_check(socket, io_condition) != 0;
    seen += g_socket_is_closed(socket) != 0;
    seen += g_socket_create_source(socket, io_condition, cancellable) != NULL;
    seen += g_socket_speaks_ipv4(socket) != 0;
    seen += g_socket_get_credentials(socket, error) != NULL;
    return seen;
}

int use_gfilterinputstream(GFilterInputStream *filter_input_stream, gboolean flag)
{
    int seen = 0;
    seen += g_filter_input_stream_get_base_stream(filter_input_stream) != NULL;
    seen += g_filter_input_stream_get_close_base_stream(filter_input_stream) != 0;
    g_filter_input_stream_set_close_base_stream(filter_input_stream, flag);
    return seen;
}

int use_gfilteroutputstream(GFilterOutputStream *filter_output_stream, gboolean flag)
{
    int seen = 0;
    seen += g_filter_output_stream_get_base_stream(filter_output_stream) != NULL;
    seen += g_filter_output_stream_get_close_base_stream(filter_output_stream) != 0;
    g_filter_output_stream_set_close_base_stream(filter_output_stream, flag);
    return seen;
}

int use_ginputstream(GInputStream *input_stream, GCancellable *cancellable, GError **error,
                     GAsyncResult *async_result, gsize *length)
{
    int seen = 0;
    seen += g_input_stream_close(input_stream, cancellable, error) != 0;
    seen += g_input_stream_skip_finish(input_stream, async_result, error) != 0;
    seen += g_input_stream_read_all_finish(input_stream, async_result, length, error) != 0;
    seen += g_input_stream_read_bytes_finish(input_stream, async_result, error) != NULL;
    seen += g_input_stream_close_finish(input_stream, async_result, error) != 0;
    seen += g_input_stream_is_closed(input_stream) != 0;
    seen += g_input_stream_has_pending(input_stream) != 0;
    seen += g_input_stream_set_pending(input_stream, error) != 0;
    g_input_stream_clear_pending(input_stream);
    return seen;
}

int use_goutputstream(GOutputStream *output_stream, GCancellable *cancellable, GError **error,
                      GAsyncResult *async_result, gsize *length)
{
    int seen = 0;
    seen += g_output_stream_close(output_stream, cancellable, error) != 0;
    seen += g_output_stream_write_finish(output_stream, async_result, error) != 0;
    seen += g_output_stream_write_bytes_finish(output_stream, async_result, error) != 0;
    seen += g_output_stream_splice_finish(output_stream, async_result, error) != 0;
    seen += g_output_stream_write_all_finish(output_stream, async_result, length, error) != 0;
    seen += g_output_stream_writev_finish(output_stream, async_result, length, error) != 0;
    seen += g_output_stream_writev_all_finish(output_stream, async_result, length, error) != 0;
    seen += g_output_stream_flush_finish(output_stream, async_result, error) != 0;
    seen += g_output_stream_close_finish(output_stream, async_result, error) != 0;
    seen += g_output_stream_is_closed(output_stream) != 0;
    seen += g_output_stream_is_closing(output_stream) != 0;
    seen += g_output_stream_has_pending(output_stream) != 0;
    seen += g_output_stream_set_pending(output_stream, error) != 0;
    g_output_stream_clear_pending(output_stream);
    return seen;
}

int use_gsocketlistener(GSocketListener *socket_listener, GSocketAddress *socket_address,
                        GSocketType socket_type, GSocketProtocol socket_protocol, GObject *object,
                        GSocketAddress **socket_address_list, GError **error, guint16 uint16,
                        GSocket *socket, int number)
{
    int seen = 0;
    seen += g_socket_listener_add_address(socket_listener, socket_address, socket_type,
                                          socket_protocol, object, socket_address_list, error) != 0;
    seen += g_socket_listener_add_inet_port(socket_listener, uint16, object, error) != 0;
    seen += g_socket_listener_add_socket(socket_listener, socket, object, error) != 0;
    g_socket_listener_set_backlog(socket_listener, number);
    seen += g_socket_listener_add_any_inet_port(socket_listener, object, error) != 0;
    g_socket_listener_close(socket_listener);
    return seen;
}

int use_gmain_1(GMainContextFlags main_context_flags, GMainContext *main_context,
                GMainLoop *main_loop, GSourceFuncs *source_funcs, guint count, GSource *source,
                gint number, gboolean flag, const char *text, gint64 long_number,
                GIOCondition io_condition, gpointer data)
{
    int seen = 0;
    seen += g_main_context_new() != NULL;
    seen += g_main_context_new_with_flags(main_context_flags) != NULL;
    seen += g_main_context_ref(main_context) != NULL;
    g_main_context_unref(main_context);
    g_main_context_wakeup(main_context);
    g_main_context_push_thread_default(main_context);
    g_main_context_pop_thread_default(main_context);
    seen += g_main_context_get_thread_default() != NULL;
    seen += g_main_context_ref_thread_default() != NULL;
    seen += g_main_loop_ref(main_loop) != NULL;
    seen += g_main_loop_is_running(main_loop) != 0;
    seen += g_source_new(source_funcs, count) != NULL;
    seen += g_source_ref(source) != NULL;
    g_source_unref(source);
    seen += g_source_attach(source, main_context) != 0;
    g_source_destroy(source);
    g_source_set_priority(source, number);
    seen += g_source_get_priority(source) != 0;
    g_source_set_can_recurse(source, flag);
    seen += g_source_get_can_recurse(source) != 0;
    seen += g_source_get_id(source) != 0;
    seen += g_source_get_context(source) != NULL;
    seen += g_source_is_destroyed(source) != 0;
    g_source_set_name(source, text);
    seen += g_source_get_name(source) != NULL;
    g_source_set_name_by_id(count, text);
    g_source_set_ready_time(source, long_number);
    seen += g_source_get_ready_time(source) != 0;
    seen += g_source_add_unix_fd(source, number, io_condition) != NULL;
    g_source_modify_unix_fd(source, data, io_condition);
    return seen;
}

int use_gmain_2(GSource *source, gpointer data, GPollFD *poll_fd, GPid pid, guint count)
{
    int seen = 0;
    g_source_remove_unix_fd(source, data);
    g_source_add_poll(source, poll_fd);
    g_source_remove_poll(source, poll_fd);
    seen += g_source_get_time(source) != 0;
    seen += g_idle_source_new() != NULL;
    seen += g_child_watch_source_new(pid) != NULL;
    seen += g_timeout_source_new_seconds(count) != NULL;
    seen += g_source_remove(count) != 0;
    seen += g_source_remove_by_user_data(data) != 0;
    seen += g_idle_remove_by_data(data) != 0;
    return seen;
}

int use_giochannel(GIOChannel *io_channel, gsize size, const gchar *text, gint number,
                   gint *some_int, gboolean flag, GError **error, gint64 long_number,
                   GSeekType seek_type)
{
    int seen = 0;
    g_io_channel_set_buffer_size(io_channel, size);
    seen += g_io_channel_get_buffer_size(io_channel) != 0;
    seen += g_io_channel_get_buffer_condition(io_channel) != 0;
    seen += g_io_channel_get_flags(io_channel) != 0;
    g_io_channel_set_line_term(io_channel, text, number);
    seen += g_io_channel_get_line_term(io_channel, some_int) != NULL;
    g_io_channel_set_buffered(io_channel, flag);
    seen += g_io_channel_get_buffered(io_channel) != 0;
    seen += g_io_channel_set_encoding(io_channel, text, error) != 0;
    seen += g_io_channel_get_encoding(io_channel) != NULL;
    g_io_channel_set_close_on_unref(io_channel, flag);
    seen += g_io_channel_get_close_on_unref(io_channel) != 0;
    seen += g_io_channel_seek_position(io_channel, long_number, seek_type, error) != 0;
    return seen;
}

int use_grand(guint32 word32)
{
    int seen = 0;
    g_random_set_seed(word32);
    return seen;
}

int use_gsignal(gpointer data, gulong gulong)
{
    int seen = 0;
    g_signal_handler_block(data, gulong);
    g_signal_handler_unblock(data, gulong);
    g_signal_handler_disconnect(data, gulong);
    return seen;
}

int use_gobject(GObject *object, const gchar *text, gpointer data)
{
    int seen = 0;
    g_object_freeze_notify(object);
    g_object_notify(object, text);
    g_object_thaw_notify(object);
    seen += g_object_ref_sink(data) != NULL;
    seen += g_object_get_data(object, text) != NULL;
    g_object_set_data(object, text, data);
    return seen;
}

int use_glib_unix(gint number, GIOCondition io_condition)
{
    int seen = 0;
    seen += g_unix_signal_source_new(number) != NULL;
    seen += g_unix_fd_source_new(number, io_condition) != NULL;
    return seen;
}

int use_gasyncresult(GAsyncResult *async_result)
{
    int seen = 0;
    seen += g_async_result_get_user_data(async_result) != NULL;
    seen += g_async_result_get_source_object(async_result) != NULL;
    return seen;
}

int use_gbufferedinputstream(GBufferedInputStream *buffered_input_stream, gsize size, void *data,
                             gsize *length, GAsyncResult *async_result, GError **error)
{
    int seen = 0;
    seen += g_buffered_input_stream_get_buffer_size(buffered_input_stream) != 0;
    g_buffered_input_stream_set_buffer_size(buffered_input_stream, size);
    seen += g_buffered_input_stream_get_available(buffered_input_stream) != 0;
    seen += g_buffered_input_stream_peek(buffered_input_stream, data, size, size) != 0;
    seen += g_buffered_input_stream_peek_buffer(buffered_input_stream, length) != NULL;
    seen += g_buffered_input_stream_fill_finish(buffered_input_stream, async_result, error) != 0;
    return seen;
}

int use_gbufferedoutputstream(GBufferedOutputStream *buffered_output_stream, gsize size,
                              gboolean flag)
{
    int seen = 0;
    seen += g_buffered_output_stream_get_buffer_size(buffered_output_stream) != 0;
    g_buffered_output_stream_set_buffer_size(buffered_output_stream, size);
    seen += g_buffered_output_stream_get_auto_grow(buffered_output_stream) != 0;
    g_buffered_output_stream_set_auto_grow(buffered_output_stream, flag);
    return seen;
}

int use_gcancellable(GCancellable *cancellable, GPollFD *poll_fd, gulong gulong)
{
    int seen = 0;
    seen += g_cancellable_get_fd(cancellable) != 0;
    seen += g_cancellable_make_pollfd(cancellable, poll_fd) != 0;
    g_cancellable_release_fd(cancellable);
    seen += g_cancellable_source_new(cancellable) != NULL;
    seen += g_cancellable_get_current() != NULL;
    g_cancellable_push_current(cancellable);
    g_cancellable_pop_current(cancellable);
    g_cancellable_reset(cancellable);
    g_cancellable_disconnect(cancellable, gulong);
    g_cancellable_cancel(cancellable);
    return seen;
}

int use_gconverterinputstream(GConverterInputStream *converter_input_stream)
{
    int seen = 0;
    seen += g_converter_input_stream_get_converter(converter_input_stream) != NULL;
    return seen;
}

int use_gconverteroutputstream(GConverterOutputStream *converter_output_stream)
{
    int seen = 0;
    seen += g_converter_output_stream_get_converter(converter_output_stream) != NULL;
    return seen;
}

int use_gdatainputstream(GDataInputStream *data_input_stream,
                         GDataStreamByteOrder data_stream_byte_order,
                         GDataStreamNewlineType data_stream_newline_type,
                         GAsyncResult *async_result, gsize *length, GError **error)
{
    int seen = 0;
    g_data_input_stream_set_byte_order(data_input_stream, data_stream_byte_order);
    seen += g_data_input_stream_get_byte_order(data_input_stream) != 0;
    g_data_input_stream_set_newline_type(data_input_stream, data_stream_newline_type);
    seen += g_data_input_stream_get_newline_type(data_input_stream) != 0;
    seen += g_data_input_stream_read_line_finish(data_input_stream, async_result, length, error) !=
            NULL;
    seen += g_data_input_stream_read_line_finish_utf8(data_input_stream, async_result, length,
                                                      error) != NULL;
    seen += g_data_input_stream_read_until_finish(data_input_stream, async_result, length, error) !=
            NULL;
    seen += g_data_input_stream_read_upto_finish(data_input_stream, async_result, length, error) !=
            NULL;
    return seen;
}

int use_gdataoutputstream(GDataOutputStream *data_output_stream,
                          GDataStreamByteOrder data_stream_byte_order)
{
    int seen = 0;
    g_data_output_stream_set_byte_order(data_output_stream, data_stream_byte_order);
    seen += g_data_output_stream_get_byte_order(data_output_stream) != 0;
    return seen;
}

int use_giostream(GAsyncResult *async_result, GError **error, GIOStream *io_stream)
{
    int seen = 0;
    seen += g_io_stream_splice_finish(async_result, error) != 0;
    seen += g_io_stream_close_finish(io_stream, async_result, error) != 0;
    seen += g_io_stream_is_closed(io_stream) != 0;
    seen += g_io_stream_has_pending(io_stream) != 0;
    seen += g_io_stream_set_pending(io_stream, error) != 0;
    g_io_stream_clear_pending(io_stream);
    return seen;
}

int use_gsocketaddress(GSocketAddress *socket_address, gpointer data, gsize size, GError **error)
{
    int seen = 0;
    seen += g_socket_address_get_family(socket_address) != 0;
    seen += g_socket_address_new_from_native(data, size) != NULL;
    seen += g_socket_address_to_native(socket_address, data, size, error) != 0;
    seen += g_socket_address_get_native_size(socket_address) != 0;
    return seen;
}

int use_ginetsocketaddress(const char *text, guint count, GInetSocketAddress *inet_socket_address)
{
    int seen = 0;
    seen += g_inet_socket_address_new_from_string(text, count) != NULL;
    seen += g_inet_socket_address_get_address(inet_socket_address) != NULL;
    seen += g_inet_socket_address_get_port(inet_socket_address) != 0;
    seen += g_inet_socket_address_get_flowinfo(inet_socket_address) != 0;
    seen += g_inet_socket_address_get_scope_id(inet_socket_address) != 0;
    return seen;
}

int use_gnetworkaddress(const gchar *text, guint16 uint16, GError **error,
                        GNetworkAddress *network_address)
{
    int seen = 0;
    seen += g_network_address_new(text, uint16) != NULL;
    seen += g_network_address_new_loopback(uint16) != NULL;
    seen += g_network_address_parse(text, uint16, error) != NULL;
    seen += g_network_address_parse_uri(text, uint16, error) != NULL;
    seen += g_network_address_get_hostname(network_address) != NULL;
    seen += g_network_address_get_port(network_address) != 0;
    seen += g_network_address_get_scheme(network_address) != NULL;
    return seen;
}

int use_gpollableinputstream(GPollableInputStream *pollable_input_stream, GCancellable *cancellable)
{
    int seen = 0;
    seen += g_pollable_input_stream_can_poll(pollable_input_stream) != 0;
    seen += g_pollable_input_stream_is_readable(pollable_input_stream) != 0;
    seen += g_pollable_input_stream_create_source(pollable_input_stream, cancellable) != NULL;
    return seen;
}

int use_gpollableoutputstream(GPollableOutputStream *pollable_output_stream,
                              GCancellable *cancellable, const GOutputVector *output_vector,
                              gsize size, gsize *length, GError **error)
{
    int seen = 0;
    seen += g_pollable_output_stream_can_poll(pollable_output_stream) != 0;
    seen += g_pollable_output_stream_is_writable(pollable_output_stream) != 0;
    seen += g_pollable_output_stream_create_source(pollable_output_stream, cancellable) != NULL;
    seen += g_pollable_output_stream_writev_nonblocking(pollable_output_stream, output_vector, size,
                                                        length, cancellable, error) != 0;
    return seen;
}

int use_gpollableutils(GObject *object, GInputStream *input_stream, void *data, gsize size,
                       gboolean flag, GCancellable *cancellable, GError **error,
                       GOutputStream *output_stream, const void *bytes, gsize *length)
{
    int seen = 0;
    seen += g_pollable_source_new(object) != NULL;
    seen += g_pollable_stream_read(input_stream, data, size, flag, cancellable, error) != 0;
    seen += g_pollable_stream_write(output_stream, bytes, size, flag, cancellable, error) != 0;
    seen += g_pollable_stream_write_all(output_stream, bytes, size, flag, length, cancellable,
                                        error) != 0;
    return seen;
}

int use_gproxy(GProxy *proxy, GAsyncResult *async_result, GError **error)
{
    int seen = 0;
    seen += g_proxy_connect_finish(proxy, async_result, error) != NULL;
    return seen;
}

int use_gsocketaddressenumerator(GSocketAddressEnumerator *socket_address_enumerator,
                                 GAsyncResult *async_result, GError **error)
{
    int seen = 0;
    seen += g_socket_address_enumerator_next_finish(socket_address_enumerator, async_result,
                                                    error) != NULL;
    return seen;
}

int use_gproxyresolver(GProxyResolver *proxy_resolver, const gchar *text, GCancellable *cancellable,
                       GError **error, gpointer data, GAsyncResult *async_result)
{
    int seen = 0;
    seen += g_proxy_resolver_get_default() != NULL;
    seen += g_proxy_resolver_is_supported(proxy_resolver) != 0;
    seen += g_proxy_resolver_lookup(proxy_resolver, text, cancellable, error) != NULL;
    g_proxy_resolver_lookup_async(proxy_resolver, text, cancellable, NULL, data);
    seen += g_proxy_resolver_lookup_finish(proxy_resolver, async_result, error) != NULL;
    return seen;
}

int use_gresolver(GResolver *resolver, GAsyncResult *async_result, GError **error)
{
    int seen = 0;
    g_resolver_set_default(resolver);
    seen += g_resolver_lookup_by_name_finish(resolver, async_result, error) != NULL;
    seen += g_resolver_lookup_by_name_with_flags_finish(resolver, async_result, error) != NULL;
    seen += g_resolver_lookup_by_address_finish(resolver, async_result, error) != NULL;
    seen += g_resolver_lookup_service_finish(resolver, async_result, error) != NULL;
    seen += g_resolver_lookup_records_finish(resolver, async_result, error) != NULL;
    return seen;
}

int use_gsocketclient(GSocketClient *socket_client, GSocketFamily socket_family,
                      GSocketType socket_type, GSocketProtocol socket_protocol,
                      GSocketAddress *socket_address, gboolean flag,
                      GTlsCertificateFlags tls_certificate_flags, GProxyResolver *proxy_resolver,
                      const gchar *text)
{
    int seen = 0;
    seen += g_socket_client_get_family(socket_client) != 0;
    g_socket_client_set_family(socket_client, socket_family);
    seen += g_socket_client_get_socket_type(socket_client) != 0;
    g_socket_client_set_socket_type(socket_client, socket_type);
    seen += g_socket_client_get_protocol(socket_client) != 0;
    g_socket_client_set_protocol(socket_client, socket_protocol);
    seen += g_socket_client_get_local_address(socket_client) != NULL;
    g_socket_client_set_local_address(socket_client, socket_address);
    seen += g_socket_client_get_timeout(socket_client) != 0;
    seen += g_socket_client_get_enable_proxy(socket_client) != 0;
    g_socket_client_set_enable_proxy(socket_client, flag);
    seen += g_socket_client_get_tls(socket_client) != 0;
    seen += g_socket_client_get_tls_validation_flags(socket_client) != 0;
    g_socket_client_set_tls_validation_flags(socket_client, tls_certificate_flags);
    seen += g_socket_client_get_proxy_resolver(socket_client) != NULL;
    g_socket_client_set_proxy_resolver(socket_client, proxy_resolver);
    g_socket_client_add_application_proxy(socket_client, text);
    return seen;
}

int use_gsocketconnectable(GSocketConnectable *socket_connectable)
{
    int seen = 0;
    seen += g_socket_connectable_enumerate(socket_connectable) != NULL;
    seen += g_socket_connectable_proxy_enumerate(socket_connectable) != NULL;
    seen += g_socket_connectable_to_string(socket_connectable) != NULL;
    return seen;
}

int use_gsocketconnection(GSocketConnection *socket_connection, GError **error)
{
    int seen = 0;
    seen += g_socket_connection_is_connected(socket_connection) != 0;
    seen += g_socket_connection_get_local_address(socket_connection, error) != NULL;
    seen += g_socket_connection_get_remote_address(socket_connection, error) != NULL;
    return seen;
}

int use_gsocketservice(GSocketService *socket_service)
{
    int seen = 0;
    seen += g_socket_service_new() != NULL;
    g_socket_service_start(socket_service);
    g_socket_service_stop(socket_service);
    seen += g_socket_service_is_active(socket_service) != 0;
    return seen;
}

int use_gtcpconnection(GTcpConnection *tcp_connection, gboolean flag)
{
    int seen = 0;
    g_tcp_connection_set_graceful_disconnect(tcp_connection, flag);
    seen += g_tcp_connection_get_graceful_disconnect(tcp_connection) != 0;
    return seen;
}

int use_gthreadedsocketservice(int number)
{
    int seen = 0;
    seen += g_threaded_socket_service_new(number) != NULL;
    return seen;
}

int use_gtlsconnection(GTlsConnection *tls_connection, gboolean flag, GTlsDatabase *tls_database,
                       GTlsCertificate *tls_certificate, GTlsInteraction *tls_interaction,
                       GTlsRehandshakeMode tls_rehandshake_mode, const gchar *const *some_chars,
                       GTlsChannelBindingType tls_channel_binding_type, GByteArray *byte_array,
                       GError **error, GTlsCertificateFlags tls_certificate_flags)
{
    int seen = 0;
    g_tls_connection_set_use_system_certdb(tls_connection, flag);
    seen += g_tls_connection_get_use_system_certdb(tls_connection) != 0;
    g_tls_connection_set_database(tls_connection, tls_database);
    seen += g_tls_connection_get_database(tls_connection) != NULL;
    g_tls_connection_set_certificate(tls_connection, tls_certificate);
    seen += g_tls_connection_get_certificate(tls_connection) != NULL;
    g_tls_connection_set_interaction(tls_connection, tls_interaction);
    seen += g_tls_connection_get_interaction(tls_connection) != NULL;
    seen += g_tls_connection_get_peer_certificate(tls_connection) != NULL;
    seen += g_tls_connection_get_peer_certificate_errors(tls_connection) != 0;
    g_tls_connection_set_require_close_notify(tls_connection, flag);
    seen += g_tls_connection_get_require_close_notify(tls_connection) != 0;
    g_tls_connection_set_rehandshake_mode(tls_connection, tls_rehandshake_mode);
    seen += g_tls_connection_get_rehandshake_mode(tls_connection) != 0;
    g_tls_connection_set_advertised_protocols(tls_connection, some_chars);
    seen += g_tls_connection_get_negotiated_protocol(tls_connection) != NULL;
    seen += g_tls_connection_get_channel_binding_data(tls_connection, tls_channel_binding_type,
                                                      byte_array, error) != 0;
    seen += g_tls_connection_get_protocol_version(tls_connection) != 0;
    seen += g_tls_connection_get_ciphersuite_name(tls_connection) != NULL;
    seen += g_tls_connection_emit_accept_certificate(tls_connection, tls_certificate,
                                                     tls_certificate_flags) != 0;
    return seen;
}

int use_gtlsclientconnection(GTlsClientConnection *tls_client_connection,
                             GTlsCertificateFlags tls_certificate_flags,
                             GSocketConnectable *socket_connectable, gboolean flag)
{
    int seen = 0;
    seen += g_tls_client_connection_get_validation_flags(tls_client_connection) != 0;
    g_tls_client_connection_set_validation_flags(tls_client_connection, tls_certificate_flags);
    seen += g_tls_client_connection_get_server_identity(tls_client_connection) != NULL;
    g_tls_client_connection_set_server_identity(tls_client_connection, socket_connectable);
    seen += g_tls_client_connection_get_use_ssl3(tls_client_connection) != 0;
    g_tls_client_connection_set_use_ssl3(tls_client_connection, flag);
    seen += g_tls_client_connection_get_accepted_cas(tls_client_connection) != NULL;
    g_tls_client_connection_copy_session_state(tls_client_connection, tls_client_connection);
    return seen;
}

int use_gunixconnection(GUnixConnection *unix_connection, gint number, GCancellable *cancellable,
                        GError **error, gpointer data, GAsyncResult *async_result)
{
    int seen = 0;
    seen += g_unix_connection_send_fd(unix_connection, number, cancellable, error) != 0;
    seen += g_unix_connection_receive_fd(unix_connection, cancellable, error) != 0;
    seen += g_unix_connection_send_credentials(unix_connection, cancellable, error) != 0;
    g_unix_connection_send_credentials_async(unix_connection, cancellable, NULL, data);
    seen += g_unix_connection_send_credentials_finish(unix_connection, async_result, error) != 0;
    seen += g_unix_connection_receive_credentials(unix_connection, cancellable, error) != NULL;
    g_unix_connection_receive_credentials_async(unix_connection, cancellable, NULL, data);
    seen +=
        g_unix_connection_receive_credentials_finish(unix_connection, async_result, error) != NULL;
    return seen;
}

int use_gunixsocketaddress(const gchar *text, gint number,
                           GUnixSocketAddressType unix_socket_address_type,
                           GUnixSocketAddress *unix_socket_address)
{
    int seen = 0;
    seen += g_unix_socket_address_new(text) != NULL;
    seen += g_unix_socket_address_new_abstract(text, number) != NULL;
    seen += g_unix_socket_address_new_with_type(text, number, unix_socket_address_type) != NULL;
    seen += g_unix_socket_address_get_path(unix_socket_address) != NULL;
    seen += g_unix_socket_address_get_path_len(unix_socket_address) != 0;
    seen += g_unix_socket_address_get_address_type(unix_socket_address) != 0;
    seen += g_unix_socket_address_get_is_abstract(unix_socket_address) != 0;
    seen += g_unix_socket_address_abstract_names_supported() != 0;
    return seen;
}

int main(void)
{
    GMainLoop *loop = g_main_loop_new(NULL, FALSE);
    GSource *source = g_timeout_source_new(1000);
    GInetAddress *loopback = g_inet_address_new_from_string("127.0.0.1");
    GSocketAddress *address = g_inet_socket_address_new(loopback, 7);
    GSocketConnectable *server = G_SOCKET_CONNECTABLE(address);
    GCond condition;
    GMutex mutex;
    GRecMutex again;
    GRWLock both;
    g_rec_mutex_init(&again);
    g_rw_lock_init(&both);
    g_cond_init(&condition);
    g_mutex_init(&mutex);
    int bad = client_bounded() + client_unbounded(server) + limited_later("mail", "imap://mail");
    bad += lines_bounded(NULL, server) + lines_unbounded(NULL, address) + buffered(NULL);
    bad += read_streams() + write_streams(NULL, NULL, NULL, 0) + converted(NULL, NULL);
    bad += sockets_bounded(address) + sockets_unbounded(address, NULL, NULL);
    bad += sockets_set(address, NULL) + sockets_ready(address, NULL) + datagrams(NULL, NULL, NULL);
    bad += later(NULL, server, NULL) + through_proxy(NULL, NULL, server);
    bad += serve(g_socket_listener_new(), address, NULL);
    bad += resolve(g_resolver_get_default(), loopback, NULL) + channel_bounded();
    bad += channel_unbounded(NULL) + polls(0) + pauses(&condition, &mutex, NULL);
    bad += locks(&mutex, &again, &both);
    bad += (int)watch(loop, source, NULL, 1);
    threads(loop);
    bad += print_to("%d\n", bad);
    run(loop, g_main_context_default());
    g_main_loop_unref(loop);
    return bad == 0 ? 0 : 1;
}
