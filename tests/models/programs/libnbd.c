#include <libnbd.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

/* The simple calls wait for ever; what is begun and polled for waits as long as it is told. */

static int copy_simply(char *bytes, size_t size)
{
    struct nbd_handle *h = nbd_create();
    if (h == NULL) {
        return -1;
    }
    if (nbd_connect_uri(h, "nbd://disks.example") == -1) { // call: connect none yes
        fprintf(stderr, "%s (%d)\n", nbd_get_error(), nbd_get_errno());
        nbd_close(h);
        return -1;
    }
    int result = nbd_pread(h, bytes, size, 0, 0);  // call: receive none yes
    result |= nbd_pwrite(h, bytes, size, size, 0); // call: send none yes
    nbd_shutdown(h, 0);                            // call: send none yes
    nbd_close(h);
    return result;
}

static int read_polling(struct nbd_handle *h, char *bytes, size_t size)
{
    nbd_aio_connect_tcp(h, "disks.example", "10809"); // call: connect bounded yes nonblocking
    while (nbd_aio_is_connecting(h)) {
        if (nbd_poll(h, 2000) <= 0) { // call: wait bounded yes
            return -1;
        }
    }
    int64_t cookie = nbd_aio_pread(h, bytes, size, 0, // call: receive bounded yes nonblocking
                                   NBD_NULL_COMPLETION, 0);
    while (nbd_aio_command_completed(h, (uint64_t)cookie) == 0) {
        if (nbd_poll(h, 2000) <= 0) { // call: wait bounded yes
            return -1;
        }
    }
    return 0;
}

static void simple_calls(struct nbd_handle *h, char **argv, void *bytes)
{
    nbd_chunk_callback chunk = {.callback = NULL};
    nbd_extent_callback extent = {.callback = NULL};
    nbd_list_callback list = {.callback = NULL};
    nbd_context_callback context = {.callback = NULL};
    nbd_connect_unix(h, "x");                       // call: connect none yes
    nbd_connect_tcp(h, "x", "x");                   // call: connect none yes
    nbd_connect_vsock(h, 1, 1);                     // call: connect none yes
    nbd_connect_socket(h, 1);                       // call: connect none yes
    nbd_connect_command(h, argv);                   // call: connect none yes
    nbd_connect_systemd_socket_activation(h, argv); // call: connect none yes
    nbd_opt_go(h);                                  // call: handshake none yes
    nbd_opt_list(h, list);                          // call: handshake none yes
    nbd_opt_info(h);                                // call: handshake none yes
    nbd_opt_list_meta_context(h, context);          // call: handshake none yes
    nbd_opt_abort(h);                               // call: send none yes
    nbd_flush(h, 1);                                // call: send none yes
    nbd_trim(h, 1, 1, 1);                           // call: send none yes
    nbd_cache(h, 1, 1, 1);                          // call: send none yes
    nbd_zero(h, 1, 1, 1);                           // call: send none yes
    nbd_pread_structured(h, bytes, 1, 1, chunk, 1); // call: receive none yes
    nbd_block_status(h, 1, 1, extent, 1);           // call: receive none yes
    nbd_poll(h, -1);                                // call: wait none yes
}

static void begun_calls(struct nbd_handle *h, struct sockaddr *addr, char **argv, void *bytes)
{
    nbd_chunk_callback chunk = {.callback = NULL};
    nbd_extent_callback extent = {.callback = NULL};
    nbd_list_callback list = {.callback = NULL};
    nbd_context_callback context = {.callback = NULL};
    nbd_aio_connect_uri(h, "x");                        // call: connect bounded yes nonblocking
    nbd_aio_connect_unix(h, "x");                       // call: connect bounded yes nonblocking
    nbd_aio_connect(h, addr, 1);                        // call: connect bounded yes nonblocking
    nbd_aio_connect_vsock(h, 1, 1);                     // call: connect bounded yes nonblocking
    nbd_aio_connect_socket(h, 1);                       // call: connect bounded yes nonblocking
    nbd_aio_connect_command(h, argv);                   // call: connect bounded yes nonblocking
    nbd_aio_connect_systemd_socket_activation(h, argv); // call: connect bounded yes nonblocking
    nbd_aio_opt_go(h, NBD_NULL_COMPLETION);             // call: handshake bounded yes nonblocking
    nbd_aio_opt_list(h, list, NBD_NULL_COMPLETION);     // call: handshake bounded yes nonblocking
    nbd_aio_opt_info(h, NBD_NULL_COMPLETION);           // call: handshake bounded yes nonblocking
    nbd_aio_opt_list_meta_context(h, context,           // call: handshake bounded yes nonblocking
                                  NBD_NULL_COMPLETION);
    nbd_aio_opt_abort(h);                                   // call: send bounded yes nonblocking
    nbd_aio_disconnect(h, 1);                               // call: send bounded yes nonblocking
    nbd_aio_pwrite(h, bytes, 1, 1, NBD_NULL_COMPLETION, 1); // call: send bounded yes nonblocking
    nbd_aio_flush(h, NBD_NULL_COMPLETION, 1);               // call: send bounded yes nonblocking
    nbd_aio_trim(h, 1, 1, NBD_NULL_COMPLETION, 1);          // call: send bounded yes nonblocking
    nbd_aio_cache(h, 1, 1, NBD_NULL_COMPLETION, 1);         // call: send bounded yes nonblocking
    nbd_aio_zero(h, 1, 1, NBD_NULL_COMPLETION, 1);          // call: send bounded yes nonblocking
    nbd_aio_pread_structured(h, bytes, 1, 1, chunk,         // call: receive bounded yes nonblocking
                             NBD_NULL_COMPLETION, 1);
    nbd_aio_block_status(h, 1, 1, extent, // call: receive bounded yes nonblocking
                         NBD_NULL_COMPLETION, 1);
    nbd_aio_notify_read(h);  // call: drive bounded unknown nonblocking
    nbd_aio_notify_write(h); // call: drive bounded unknown nonblocking
    nbd_aio_peek_command_completed(h);
    nbd_aio_in_flight(h);
    nbd_aio_get_fd(h);
    nbd_aio_get_direction(h);
    nbd_aio_is_created(h);
    nbd_aio_is_negotiating(h);
    nbd_aio_is_ready(h);
    nbd_aio_is_processing(h);
    nbd_aio_is_dead(h);
    nbd_aio_is_closed(h);
}

static void quiet(struct nbd_handle *h)
{
    nbd_debug_callback debug = {.callback = NULL};
    nbd_get_error();
    nbd_get_errno();
    nbd_set_debug(h, true);
    nbd_get_debug(h);
    nbd_set_debug_callback(h, debug);
    nbd_clear_debug_callback(h);
    nbd_set_handle_name(h, "x");
    nbd_get_handle_name(h);
    nbd_set_private_data(h, 1);
    nbd_get_private_data(h);
    nbd_set_export_name(h, "x");
    nbd_get_export_name(h);
    nbd_set_request_block_size(h, true);
    nbd_get_request_block_size(h);
    nbd_set_full_info(h, true);
    nbd_get_full_info(h);
    nbd_get_canonical_export_name(h);
    nbd_get_export_description(h);
    nbd_set_tls(h, 1);
    nbd_get_tls(h);
    nbd_get_tls_negotiated(h);
    nbd_set_tls_certificates(h, "x");
    nbd_set_tls_verify_peer(h, true);
    nbd_get_tls_verify_peer(h);
    nbd_set_tls_username(h, "x");
    nbd_get_tls_username(h);
    nbd_set_tls_psk_file(h, "x");
    nbd_set_request_structured_replies(h, true);
    nbd_get_request_structured_replies(h);
    nbd_get_structured_replies_negotiated(h);
    nbd_set_handshake_flags(h, 1);
    nbd_get_handshake_flags(h);
    nbd_set_pread_initialize(h, true);
    nbd_get_pread_initialize(h);
    nbd_set_strict_mode(h, 1);
    nbd_get_strict_mode(h);
    nbd_set_opt_mode(h, true);
    nbd_get_opt_mode(h);
    nbd_add_meta_context(h, "x");
    nbd_get_nr_meta_contexts(h);
    nbd_get_meta_context(h, 1);
    nbd_clear_meta_contexts(h);
    nbd_set_uri_allow_transports(h, 1);
    nbd_set_uri_allow_tls(h, 1);
    nbd_set_uri_allow_local_file(h, true);
    nbd_is_read_only(h);
    nbd_can_flush(h);
    nbd_can_fua(h);
    nbd_is_rotational(h);
    nbd_can_trim(h);
    nbd_can_zero(h);
    nbd_can_fast_zero(h);
    nbd_can_df(h);
    nbd_can_multi_conn(h);
    nbd_can_cache(h);
    nbd_can_meta_context(h, "x");
    nbd_get_protocol(h);
    nbd_get_size(h);
    nbd_get_block_size(h, 1);
    nbd_connection_state(h);
    nbd_get_package_name(h);
    nbd_get_version(h);
    nbd_kill_subprocess(h, 1);
    nbd_supports_tls(h);
    nbd_supports_uri(h);
    nbd_get_uri(h);
}

int main(int count, char **words)
{
    void *any = words[0];
    char bytes[512];
    int result = copy_simply(bytes, sizeof bytes);
    struct nbd_handle *h = nbd_create();
    result += read_polling(h, bytes, sizeof bytes);
    simple_calls(h, any, bytes);
    begun_calls(h, any, any, bytes);
    quiet(h);
    nbd_close(h);
    return result + count;
}
