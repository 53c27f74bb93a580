#include <ne_session.h>
#include <ne_request.h>
#include <ne_basic.h>
#include <ne_socket.h>
#include <ne_props.h>
#include <ne_locks.h>
#include <ne_auth.h>
#include <ne_redirect.h>
#include <ne_xmlreq.h>
#include <ne_acl.h>
#include <stdio.h>
#include <stdlib.h>
// pkg-config: neon

/* Reading ends after 60 s; connecting only where it was told to. */

static int get(void)
{
    ne_session *session = ne_session_create("http", "example.org", 80);
    int failed = ne_get(session, "/a", 1); // call: request none yes
    ne_set_connect_timeout(session, 5);
    ne_set_read_timeout(session, 10);
    failed += ne_get(session, "/a", 1);           // call: request bounded yes
    failed += ne_post(session, "/a", 0, "again"); // call: request bounded no
    ne_session_destroy(session);
    return failed;
}

static int ask(ne_session *session, const char *method)
{
    ne_request *request = ne_request_create(session, method, "/orders");
    int failed = ne_request_dispatch(request); // call: request bounded unknown
    const ne_status *status = ne_get_status(request);
    failed += status->code >= 400;
    ne_request_destroy(request);
    return failed;
}

static int methods(void)
{
    char block[100];
    ne_session *session = ne_session_create("https", "example.org", 443);
    ne_request *request = ne_request_create(session, "POST", "/orders");
    ne_set_request_body_buffer(request, "count=1", 7);
    ne_set_request_flag(request, NE_REQFLAG_IDEMPOTENT, 0);
    int failed = ne_request_dispatch(request); // call: request none no
    ne_request_destroy(request);
    ne_set_connect_timeout(session, 5);
    request = ne_request_create(session, "GET", "/orders");
    do {
        failed = ne_begin_request(request);           // call: request bounded yes
        while (ne_read_response_block(request, block, // call: receive bounded yes
                                      sizeof block) > 0) {
            puts(block);
        }
    } while (ne_end_request(request) == NE_RETRY); // call: receive bounded yes
    ne_request_destroy(request);
    request = ne_request_create(session, "PUT", "/orders");
    failed += ne_simple_request(session, request); // call: request bounded yes
    return failed + ask(session, "HEAD");
}

static ssize_t socket_alone(void)
{
    char block[100];
    ne_sock_addr *address = ne_addr_resolve("example.org", 0); // call: resolve bounded yes
    if (ne_addr_result(address) != 0) {
        return -1;
    }
    ne_socket *sock = ne_sock_create();
    int failed = ne_sock_connect(sock, ne_addr_first(address), 80); // call: connect none yes
    ne_sock_connect_timeout(sock, 5);
    failed += ne_sock_connect(sock, ne_addr_first(address), 80);     // call: connect bounded yes
    failed += ne_sock_fullwrite(sock, "GET / HTTP/1.0\r\n\r\n", 18); // call: send none unknown
    ne_sock_block(sock, 5);                                          // call: wait bounded yes
    ssize_t got = ne_sock_read(sock, block, sizeof block);           // call: receive bounded yes
    ne_sock_close(sock);
    ne_addr_destroy(address);
    return got + failed;
}

static void each(ne_session *session, ne_request *request, ne_socket *sock,
                 ne_propfind_handler *handler, void *any)
{
    ne_discard_response(request);                        // call: receive bounded yes
    ne_read_response_to_fd(request, 1);                  // call: receive bounded yes
    ne_xml_dispatch_request(request, any);               // call: request unknown yes
    ne_xml_parse_response(request, any);                 // call: receive bounded yes
    ne_put(session, "a", 1);                             // call: request unknown yes
    ne_options(session, "a", any);                       // call: request unknown yes
    ne_options2(session, "a", any);                      // call: request unknown yes
    ne_get_range(session, "a", any, 1);                  // call: request unknown yes
    ne_getmodtime(session, "a", any);                    // call: request unknown yes
    ne_delete(session, "a");                             // call: request unknown yes
    ne_copy(session, 1, 1, "a", "a");                    // call: request unknown yes
    ne_move(session, 1, "a", "a");                       // call: request unknown yes
    ne_mkcol(session, "a");                              // call: request unknown yes
    ne_acl_set(session, "a", any, 1);                    // call: request unknown yes
    ne_simple_propfind(session, "a", 1, any, NULL, any); // call: request unknown yes
    ne_propnames(session, "a", 1, NULL, any);            // call: request unknown yes
    ne_proppatch(session, "a", any);                     // call: request unknown yes
    ne_propfind_create(session, "a", 1);
    ne_propfind_destroy(handler);
    ne_propfind_allprop(handler, NULL, any);    // call: request unknown yes
    ne_propfind_named(handler, any, NULL, any); // call: request unknown yes
    ne_lock(session, any);                      // call: request unknown no
    ne_lock_refresh(session, any);              // call: request unknown yes
    ne_unlock(session, any);                    // call: request unknown yes
    ne_lock_discover(session, "a", NULL, any);  // call: request unknown yes
    ne_sock_read_timeout(sock, 1);
    ne_sock_accept(sock, 1);                       // call: accept unknown yes
    ne_sock_peek(sock, any, 1);                    // call: receive bounded yes
    ne_sock_readline(sock, any, 1);                // call: receive bounded yes
    ne_sock_fullread(sock, any, 1);                // call: receive bounded yes
    ne_sock_fullwritev(sock, any, 1);              // call: send none unknown
    ne_sock_connect_ssl(sock, any, any);           // call: handshake bounded yes
    ne_sock_accept_ssl(sock, any);                 // call: handshake bounded yes
    ne_sock_proxy(sock, 1, any, "a", 1, "a", "a"); // call: handshake bounded yes
    ne_close_connection(session);
    ne_session_proxy(session, "a", 1);
    ne_session_socks_proxy(session, 1, "a", 1, "a", "a");
    ne_session_system_proxy(session, 1);
    ne_set_session_flag(session, 1, 1);
    ne_get_session_flag(session, 1);
    ne_set_addrlist(session, any, 1);
    ne_set_localaddr(session, any);
    ne_set_progress(session, NULL, any);
    ne_set_notifier(session, NULL, any);
    ne_set_useragent(session, "a");
    ne_get_server_hostport(session);
    ne_get_scheme(session);
    ne_get_error(session);
    ne_ssl_set_verify(session, NULL, any);
    ne_ssl_set_clicert(session, any);
    ne_ssl_trust_cert(session, any);
    ne_ssl_trust_default_ca(session);
    ne_ssl_provide_clicert(session, NULL, any);
    ne_set_request_body_fd(request, 1, 1, 1);
    ne_set_request_body_provider(request, 1, NULL, any);
    ne_add_response_body_reader(request, NULL, NULL, any);
    ne_add_request_header(request, "a", "a");
    ne_print_request_header(request, "a", "a");
    ne_get_response_header(request, "a");
    ne_get_request_flag(request, 1);
    ne_set_server_auth(session, NULL, any);
    ne_set_proxy_auth(session, NULL, any);
    ne_forget_auth(session);
    ne_redirect_register(session);
    ne_redirect_location(session);
    ne_sock_init();
    ne_sock_exit();
    ne_sock_fd(sock);
    ne_sock_shutdown(sock, 1);
    ne_sock_error(sock);
    ne_addr_next(any);
    ne_addr_error(any, any, 1);
}

int main(int count, char **words)
{
    void *any = words;
    each(any, any, any, any, any);
    return get() + methods() + (int)socket_alone() == count ? EXIT_SUCCESS : EXIT_FAILURE;
}
