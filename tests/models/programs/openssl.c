#include <openssl/ssl.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static int exchange_bounded(SSL_CTX *context, const struct sockaddr_in *peer)
{
    char answer[512];
    size_t count;
    struct timeval limit = {5, 0};
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    connect(fd, (const struct sockaddr *)peer, sizeof *peer); // call: connect bounded yes
    SSL *session = SSL_new(context);
    SSL_set_fd(session, fd);
    SSL_set_tlsext_host_name(session, "example.org");
    int result = SSL_connect(session); // call: handshake bounded yes
    if (result <= 0) {
        int why = SSL_get_error(session, result);
        if (why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE) {
            SSL_free(session);
            return 1;
        }
        ERR_print_errors_fp(stderr);
    }
    SSL_write_early_data(session, "GET / HTTP/1.0\r\n\r\n", 18, &count); // call: send bounded yes
    SSL_write(session, "GET / HTTP/1.0\r\n\r\n", 18);                    // call: send bounded yes
    SSL_write_ex(session, "PUT / HTTP/1.0\r\n\r\n", 18, &count);         // call: send bounded yes
    SSL_sendfile(session, 0, 0, 4096, 0);                   // call: send bounded unknown
    SSL_peek(session, answer, sizeof answer);               // call: receive bounded yes
    SSL_peek_ex(session, answer, sizeof answer, &count);    // call: receive bounded yes
    SSL_read_ex(session, answer, sizeof answer, &count);    // call: receive bounded yes
    result = SSL_read(session, answer, (int)sizeof answer); // call: receive bounded yes
    SSL_shutdown(session);
    SSL_free(session);
    close(fd);
    return result;
}

static void exchange_unbounded(SSL_CTX *context, const struct sockaddr_in *peer)
{
    char answer[512];
    size_t count;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    connect(fd, (const struct sockaddr *)peer, sizeof *peer); // call: connect none yes
    SSL *session = SSL_new(context);
    SSL_set_bio(session, BIO_new_socket(fd, BIO_NOCLOSE), BIO_new_socket(fd, BIO_NOCLOSE));
    SSL_set_connect_state(session);
    SSL_do_handshake(session);                           // call: handshake none yes
    SSL_connect(session);                                // call: handshake none yes
    SSL_write(session, "POST /orders HTTP/1.0\r\n", 23); // call: send none no
    SSL_write_ex(session, answer, 18, &count);           // call: send none unknown
    SSL_write_early_data(session, answer, 18, &count);   // call: send none unknown
    SSL_sendfile(session, 0, 0, 4096, 0);                // call: send none unknown
    SSL_read(session, answer, (int)sizeof answer);       // call: receive none yes
    SSL_read_ex(session, answer, sizeof answer, &count); // call: receive none yes
    SSL_peek(session, answer, sizeof answer);            // call: receive none yes
    SSL_peek_ex(session, answer, sizeof answer, &count); // call: receive none yes
    SSL_free(session);
    close(fd);
}

static void serve(SSL_CTX *context, int unbounded)
{
    char question[512];
    size_t count;
    int listening = BIO_socket(AF_INET, SOCK_STREAM, 0, 0);
    BIO_bind(listening, NULL, BIO_SOCK_REUSEADDR);
    BIO_listen(listening, NULL, 0);
    int fd = BIO_accept_ex(listening, NULL, 0); // call: accept none yes
    SSL *session = SSL_new(context);
    SSL_set_rfd(session, fd);
    SSL_set_wfd(session, dup(fd));
    SSL_set_accept_state(session);
    if (!unbounded) {
        BIO_socket_nbio(fd, 1);
    }
    SSL_free(session);
    BIO_closesocket(fd);

    fd = BIO_accept_ex(listening, NULL, BIO_SOCK_NONBLOCK); // call: accept none yes
    session = SSL_new(context);
    SSL_set0_rbio(session, BIO_new_fd(fd, BIO_NOCLOSE));
    SSL_set0_wbio(session, BIO_new_fd(fd, BIO_NOCLOSE));
    SSL_read_early_data(session, question, sizeof question, &count); // call: receive bounded yes
    SSL_accept(session);                                             // call: handshake bounded yes
    SSL_do_handshake(session);                                       // call: handshake bounded yes
    SSL_stateless(session);                                          // call: handshake bounded yes
    SSL_free(session);
    BIO_closesocket(fd);

    fd = BIO_accept_ex(listening, NULL, 0); // call: accept none yes
    session = SSL_new(context);
    SSL_set_fd(session, fd);
    SSL_stateless(session);                                          // call: handshake none yes
    SSL_read_early_data(session, question, sizeof question, &count); // call: receive none yes
    SSL_accept(session);                                             // call: handshake none yes
    SSL_free(session);
    BIO_closesocket(fd);
    BIO_closesocket(listening);
}

static void datagrams(SSL_CTX *context)
{
    char answer[512];
    struct timeval limit = {1, 0};
    int fd = BIO_socket(AF_INET, SOCK_DGRAM, 0, 0);
    BIO *bio = BIO_new_dgram(fd, BIO_NOCLOSE);
    SSL *session = SSL_new(context);
    SSL_set_bio(session, bio, bio);
    DTLSv1_listen(session, NULL);             // call: accept none yes
    SSL_read(session, answer, sizeof answer); // call: receive none yes
    SSL_write(session, answer, 12);           // call: send none unknown
    BIO_ctrl(bio, BIO_CTRL_DGRAM_SET_RECV_TIMEOUT, 0, &limit);
    BIO_ctrl(bio, BIO_CTRL_DGRAM_SET_SEND_TIMEOUT, 0, &limit);
    DTLSv1_listen(session, NULL);             // call: accept bounded yes
    SSL_read(session, answer, sizeof answer); // call: receive bounded yes
    SSL_write(session, answer, 12);           // call: send bounded unknown
    if (DTLSv1_get_timeout(session, &limit)) {
        DTLSv1_handle_timeout(session);
    }
    SSL_free(session);
    BIO_closesocket(fd);
}

/* Descriptors and addresses by OpenSSL's own functions. */
static int descriptors(void)
{
    char answer[64];
    BIO_ADDRINFO *found = NULL;
    int fd = -1;
    BIO_lookup("a", "443", BIO_LOOKUP_CLIENT, AF_INET, 0, &found); // call: resolve bounded yes
    BIO_ADDRINFO_free(found);
    BIO_lookup_ex("a", "443", 0, AF_INET, 0, 0, &found); // call: resolve bounded yes
    for (const BIO_ADDRINFO *at = found; at != NULL; at = BIO_ADDRINFO_next(at)) {
        fd = BIO_socket(BIO_ADDRINFO_family(at), BIO_ADDRINFO_socktype(at),
                        BIO_ADDRINFO_protocol(at), 0);
        BIO_connect(fd, BIO_ADDRINFO_address(at), BIO_SOCK_NODELAY); // call: connect none yes
        recv(fd, answer, sizeof answer, 0);                          // call: receive none yes
        BIO_closesocket(fd);
        fd = BIO_socket(BIO_ADDRINFO_family(at), SOCK_STREAM, 0, 0);
        BIO_connect(fd, BIO_ADDRINFO_address(at), BIO_SOCK_NONBLOCK); // call: connect bounded yes
        recv(fd, answer, sizeof answer, 0);                           // call: receive bounded yes
        BIO_closesocket(fd);
    }
    fd = BIO_socket(AF_INET, SOCK_STREAM, 0, 0);
    BIO_set_tcp_ndelay(fd, 1);
    BIO_socket_wait(fd, 1, time(NULL) + 5); // call: wait bounded yes
    recv(fd, answer, sizeof answer, 0);     // call: receive bounded yes
    BIO_socket_nbio(fd, 1);
    recv(fd, answer, sizeof answer, 0); // call: receive bounded yes
    printf("%d %d\n", BIO_sock_error(fd), BIO_sock_should_retry(-1));
    BIO_closesocket(fd);
    BIO_ADDRINFO_free(found);
    return fd;
}

static int bio_bounded(SSL_CTX *context)
{
    char answer[512];
    size_t count;
    SSL *session = NULL;
    BIO *bio = BIO_new_ssl_connect(context);
    BIO_set_nbio(bio, 1);
    BIO_set_conn_hostname(bio, "example.org:443");
    BIO_get_ssl(bio, &session);
    if (BIO_do_connect_retry(bio, 10, -1) <= 0) { // call: connect bounded yes
        BIO_free_all(bio);
        return 1;
    }
    BIO_do_connect_retry(bio, 0, -1);                    // call: connect bounded yes
    BIO_wait(bio, time(NULL) + 5, 100);                  // call: wait bounded yes
    BIO_puts(bio, "GET / HTTP/1.0\r\n\r\n");             // call: send bounded yes
    BIO_write(bio, "GET / HTTP/1.0\r\n\r\n", 18);        // call: send bounded yes
    BIO_write_ex(bio, "GET / HTTP/1.0\r\n", 16, &count); // call: send bounded yes
    BIO_gets(bio, answer, sizeof answer);                // call: receive bounded yes
    BIO_get_line(bio, answer, sizeof answer);            // call: receive bounded yes
    BIO_read_ex(bio, answer, sizeof answer, &count);     // call: receive bounded yes
    int result = BIO_read(bio, answer, sizeof answer);   // call: receive bounded yes
    if (BIO_should_retry(bio)) {
        printf("later: %d\n", BIO_get_retry_reason(bio));
    }
    BIO_free_all(bio);
    return result;
}

static void bio_unbounded(SSL_CTX *context)
{
    char answer[512];
    size_t count;
    BIO *bio = BIO_new_connect("example.org:80");
    BIO_do_connect_retry(bio, 0, -1);                // call: connect none yes
    BIO_puts(bio, "GET / HTTP/1.0\r\n\r\n");         // call: send none yes
    BIO_write(bio, answer, 18);                      // call: send none unknown
    BIO_write_ex(bio, answer, 16, &count);           // call: send none unknown
    BIO_gets(bio, answer, sizeof answer);            // call: receive none yes
    BIO_get_line(bio, answer, sizeof answer);        // call: receive none yes
    BIO_read(bio, answer, sizeof answer);            // call: receive none yes
    BIO_read_ex(bio, answer, sizeof answer, &count); // call: receive none yes
    BIO_free(bio);
    bio = BIO_new_buffer_ssl_connect(context);
    BIO_gets(bio, answer, sizeof answer); // call: receive none yes
    BIO_free_all(bio);
}

/* What sessions call. */
static int check(int preverified, X509_STORE_CTX *context)
{
    (void)context;
    return preverified;
}

static int check_whole(X509_STORE_CTX *context, void *data)
{
    (void)data;
    return context != NULL;
}

static void info(const SSL *session, int where, int what)
{
    printf("%s %d %s %s\n", SSL_state_string_long(session), where, SSL_alert_type_string_long(what),
           SSL_alert_desc_string_long(what));
}

static int password(char *buffer, int size, int writing, void *data)
{
    (void)writing;
    (void)data;
    return snprintf(buffer, (size_t)size, "secret");
}

static void message(int writing, int version, int type, const void *buffer, size_t size,
                    SSL *session, void *data)
{
    (void)buffer;
    (void)session;
    (void)data;
    printf("%d %x %d: %zu bytes\n", writing, version, type, size);
}

static void keylog(const SSL *session, const char *line)
{
    (void)session;
    puts(line);
}

static int alpn(SSL *session, const unsigned char **chosen, unsigned char *size,
                const unsigned char *offered, unsigned int offered_size, void *data)
{
    static const unsigned char ours[] = "\x02h2";
    unsigned char *found = NULL;
    (void)session;
    (void)data;
    int result = SSL_select_next_proto(&found, size, ours, 3, offered, offered_size);
    *chosen = found;
    return result == 1 ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

static int certificate(SSL *session, void *data)
{
    (void)data;
    return SSL_use_certificate_file(session, "crt.pem", SSL_FILETYPE_PEM) == 1 &&
           SSL_use_PrivateKey_file(session, "key.pem", SSL_FILETYPE_PEM) == 1 &&
           SSL_use_certificate_chain_file(session, "all.pem") == 1 &&
           SSL_check_private_key(session) == 1;
}

static int hello(SSL *session, int *alert, void *data)
{
    (void)alert;
    (void)data;
    return session != NULL ? SSL_CLIENT_HELLO_SUCCESS : 0;
}

static int servername(SSL *session, int *alert, void *data)
{
    (void)alert;
    const char *name = SSL_get_servername(session, TLSEXT_NAMETYPE_host_name);
    SSL_set_SSL_CTX(session, data);
    return name != NULL ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
}

static int cookie(SSL *session, unsigned char *cookie, unsigned int *size)
{
    (void)session;
    *size = 16;
    return RAND_bytes(cookie, 16);
}

static int cookie_is(SSL *session, const unsigned char *cookie, unsigned int size)
{
    (void)session;
    return cookie[0] != 0 && size == 16;
}

static int resumable(SSL *session, SSL_SESSION *kept)
{
    (void)session;
    return SSL_SESSION_is_resumable(kept);
}

static SSL_SESSION *find(SSL *session, const unsigned char *id, int size, int *copy)
{
    (void)session;
    (void)id;
    *copy = size;
    return NULL;
}

static void forget(SSL_CTX *context, SSL_SESSION *session)
{
    (void)context;
    printf("%ld s\n", SSL_SESSION_get_timeout(session));
}

static void set_callbacks(SSL_CTX *context, SSL *session)
{
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, check);
    SSL_set_verify(session, SSL_VERIFY_PEER, check);
    SSL_CTX_set_cert_verify_callback(context, check_whole, NULL);
    SSL_CTX_set_info_callback(context, info);
    SSL_set_info_callback(session, info);
    SSL_CTX_set_default_passwd_cb(context, password);
    SSL_CTX_set_default_passwd_cb_userdata(context, context);
    SSL_CTX_set_msg_callback(context, message);
    SSL_CTX_set_keylog_callback(context, keylog);
    SSL_CTX_set_alpn_select_cb(context, alpn, NULL);
    SSL_CTX_set_cert_cb(context, certificate, NULL);
    SSL_set_cert_cb(session, certificate, NULL);
    SSL_CTX_set_client_hello_cb(context, hello, NULL);
    SSL_CTX_set_tlsext_servername_callback(context, servername);
    SSL_CTX_callback_ctrl(context, SSL_CTRL_SET_TLSEXT_SERVERNAME_CB, NULL);
    SSL_CTX_set_cookie_generate_cb(context, cookie);
    SSL_CTX_set_cookie_verify_cb(context, cookie_is);
    SSL_CTX_sess_set_new_cb(context, resumable);
    SSL_CTX_sess_set_get_cb(context, find);
    SSL_CTX_sess_set_remove_cb(context, forget);
}

static void set_context(SSL_CTX *context)
{
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_max_proto_version(context, TLS1_3_VERSION);
    SSL_CTX_ctrl(context, SSL_CTRL_MODE, SSL_MODE_AUTO_RETRY, NULL);
    SSL_CTX_set_options(context, SSL_OP_NO_COMPRESSION);
    SSL_CTX_clear_options(context, SSL_CTX_get_options(context) & SSL_OP_NO_TICKET);
    SSL_CTX_set_alpn_protos(context, (const unsigned char *)"\x02h2", 3);
    SSL_CTX_set_cipher_list(context, "HIGH");
    SSL_CTX_set_ciphersuites(context, "TLS_AES_128_GCM_SHA256");
    SSL_CTX_set_timeout(context, 300);
    SSL_CTX_set_cert_store(context, SSL_CTX_get_cert_store(context));
    SSL_CTX_use_PrivateKey_file(context, "key.pem", SSL_FILETYPE_PEM);
    SSL_CTX_use_certificate_file(context, "crt.pem", SSL_FILETYPE_PEM);
    SSL_CTX_use_certificate_chain_file(context, "all.pem");
    SSL_CTX_check_private_key(context);
    SSL_CTX_set_client_CA_list(context, SSL_load_client_CA_file("ca.pem"));
    SSL_CTX_set_default_verify_paths(context);
    SSL_CTX_load_verify_file(context, "ca.pem");
    SSL_CTX_load_verify_dir(context, "ca");
    SSL_CTX_load_verify_locations(context, "ca.pem", NULL);
    SSL_CTX_set_verify_depth(context, 4);
    SSL_CTX_set_session_id_context(context, (const unsigned char *)"me", 2);
    SSL_CTX_set_quiet_shutdown(context, 0);
    SSL_CTX_set_post_handshake_auth(context, 1);
    SSL_CTX_set_security_level(context, 2);
    SSL_CTX_set_num_tickets(context, 2);
    SSL_CTX_set_max_early_data(context, 16384);
    SSL_CTX_set_ex_data(context, 0, context);
    if (SSL_CTX_get_ex_data(context, 0) == context && SSL_CTX_up_ref(context) == 1) {
        printf("%d\n", SSL_CTX_get_verify_mode(context));
        SSL_CTX_free(context);
    }
}

static void set_session(SSL *session)
{
    SSL_ctrl(session, SSL_CTRL_MODE, SSL_MODE_AUTO_RETRY, NULL);
    SSL_set_options(session, SSL_OP_NO_RENEGOTIATION);
    SSL_clear_options(session, SSL_get_options(session) & SSL_OP_NO_TICKET);
    SSL_set_alpn_protos(session, (const unsigned char *)"\x02h2", 3);
    SSL_set_cipher_list(session, "HIGH");
    SSL_set_ciphersuites(session, "TLS_AES_128_GCM_SHA256");
    SSL_set_verify_depth(session, 4);
    SSL_set1_host(session, "example.org");
    SSL_add1_host(session, "www.example.org");
    SSL_set_hostflags(session, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    SSL_set_read_ahead(session, 1);
    SSL_set_quiet_shutdown(session, 0);
    SSL_set_post_handshake_auth(session, 1);
    SSL_set_session_id_context(session, (const unsigned char *)"me", 2);
    SSL_set_num_tickets(session, 1);
    SSL_set_max_early_data(session, 16384);
    SSL_set_verify_result(session, X509_V_OK);
    SSL_set_ex_data(session, 0, session);
    if (SSL_get_ex_data(session, 0) == session && SSL_up_ref(session) == 1) {
        SSL_free(session);
    }
    SSL_free(SSL_dup(session));
}

static void print_session(SSL *session)
{
    char text[256];
    unsigned char bytes[64];
    const unsigned char *chosen;
    unsigned int size;
    const SSL_CIPHER *cipher = SSL_get_current_cipher(session);
    printf("%s %d %s\n", SSL_get_version(session), SSL_version(session),
           SSL_CIPHER_get_name(cipher));
    printf("%s %d %x\n", SSL_CIPHER_get_version(cipher), SSL_CIPHER_get_bits(cipher, NULL),
           SSL_CIPHER_get_id(cipher));
    printf("%s", SSL_CIPHER_description(cipher, text, sizeof text));
    printf("%s %s\n", SSL_get_cipher_list(session, 0),
           SSL_get_shared_ciphers(session, text, sizeof text));
    printf("%d %d %d\n", SSL_get_fd(session), SSL_get_rfd(session), SSL_get_wfd(session));
    printf("%d %d\n", SSL_pending(session), SSL_has_pending(session));
    printf("%d %s %d\n", SSL_get_state(session) == 0, SSL_state_string(session),
           SSL_get_read_ahead(session));
    printf("%d %d %d\n", SSL_in_init(session), SSL_is_init_finished(session),
           SSL_is_server(session));
    printf("%d %d %d\n", SSL_want(session), SSL_want_read(session), SSL_get_verify_mode(session));
    printf("%d %ld\n", SSL_get_early_data_status(session), SSL_get_default_timeout(session));
    printf("%d %d\n", SSL_get_rbio(session) == SSL_get_wbio(session),
           SSL_get_SSL_CTX(session) == NULL);
    printf("%d %d\n", SSL_get_shutdown(session), SSL_session_reused(session));
    SSL_get0_alpn_selected(session, &chosen, &size);
    SSL_get_finished(session, bytes, sizeof bytes);
    SSL_get_peer_finished(session, bytes, sizeof bytes);
    SSL_get_client_random(session, bytes, sizeof bytes);
    SSL_export_keying_material(session, bytes, sizeof bytes, "key", 3, NULL, 0, 0);
}

static int check_peer(SSL *session)
{
    char name[256];
    X509 *peer = SSL_get_peer_certificate(session);
    if (peer == NULL || SSL_get0_peer_certificate(session) != peer) {
        return 0;
    }
    X509_NAME *subject = X509_get_subject_name(peer);
    X509_NAME_get_text_by_NID(subject, NID_commonName, name, sizeof name);
    X509_NAME_oneline(X509_get_issuer_name(peer), name, sizeof name);
    int good = X509_check_host(peer, "example.org", 0, 0, NULL) == 1 &&
               SSL_get_verify_result(session) == X509_V_OK && SSL_get0_param(session) != NULL &&
               SSL_get_peer_cert_chain(session) != NULL && SSL_get_certificate(session) != peer;
    if (!good) {
        puts(X509_verify_cert_error_string(SSL_get_verify_result(session)));
    }
    printf("%s\n", SSL_get0_peername(session));
    X509_free(peer);
    peer = SSL_get1_peer_certificate(session);
    X509_free(peer);
    return good;
}

static void resume(SSL_CTX *context, SSL *session)
{
    unsigned int size;
    SSL_SESSION *kept = SSL_get1_session(session);
    SSL_SESSION_up_ref(kept);
    SSL_CTX_add_session(context, kept);
    SSL_SESSION_set_timeout(kept, 60);
    SSL_set_session(session, SSL_get_session(session));
    SSL_copy_session_id(session, session);
    printf("%d\n", SSL_SESSION_get_id(kept, &size) == NULL);
    SSL_CTX_remove_session(context, kept);
    SSL_CTX_flush_sessions(context, 0);
    SSL_SESSION_free(kept);
}

/* They say what the next read or write does as well. */
static void renew(SSL *session)
{
    SSL_renegotiate(session);
    SSL_renegotiate_pending(session);
    SSL_key_update(session, SSL_KEY_UPDATE_REQUESTED);
    SSL_verify_client_post_handshake(session);
    SSL_new_session_ticket(session);
    SSL_set_shutdown(session, SSL_RECEIVED_SHUTDOWN);
    SSL_free_buffers(session);
    SSL_clear(session);
}

static void in_memory(SSL_CTX *context)
{
    char answer[64] = "hello";
    BIO *one = NULL;
    BIO *other = NULL;
    BIO *memory = BIO_new(BIO_s_mem());
    BIO *file = BIO_new_file("answer.txt", "w");
    BIO *base64 = BIO_push(BIO_new(BIO_f_base64()), BIO_new_mem_buf(answer, 5));
    BIO *chain = BIO_push(BIO_new(BIO_f_buffer()), BIO_new(BIO_f_ssl()));
    BIO_printf(memory, "%s\n", answer);
    BIO_write(memory, answer, 5);
    BIO_read(memory, answer, sizeof answer);
    BIO_dump_fp(stdout, answer, 5);
    printf("%zu %zu %d\n", BIO_ctrl_pending(memory), BIO_ctrl_wpending(memory),
           BIO_get_retry_reason(memory));
    BIO_set_flags(memory, BIO_FLAGS_SHOULD_RETRY);
    BIO_clear_flags(memory, BIO_FLAGS_SHOULD_RETRY);
    printf("%d\n", BIO_test_flags(memory, BIO_FLAGS_READ));
    BIO_new_bio_pair(&one, 0, &other, 0);
    BIO_vfree(one);
    BIO_free(other);
    BIO_free_all(BIO_dup_chain(base64));
    BIO_free(BIO_pop(base64));
    printf("%d %d\n", BIO_next(chain) != NULL, BIO_find_type(chain, BIO_TYPE_SSL) != NULL);
    BIO_free_all(chain);
    BIO_up_ref(memory);
    BIO_set_data(memory, answer);
    BIO_set_init(memory, BIO_get_data(memory) != NULL);
    BIO_set_shutdown(memory, 1);
    BIO_free(memory);
    BIO_int_ctrl(file, BIO_CTRL_FLUSH, 0, 0);
    BIO_ptr_ctrl(file, BIO_CTRL_INFO, 0);
    BIO_free(file);
    BIO_free(BIO_new_fp(stdout, BIO_NOCLOSE));
    BIO_free(BIO_new_ssl(context, 1));
    BIO_free(BIO_new_accept("443"));
    printf("%d\n", BIO_s_file() == BIO_s_socket() || BIO_s_connect() == BIO_s_accept() ||
                       BIO_s_bio() == BIO_s_null() || BIO_s_fd() == BIO_s_datagram());
}

static unsigned long errors(BIO *output)
{
    char text[256];
    unsigned long error = ERR_peek_error();
    if (error == 0 || ERR_peek_last_error() != error) {
        ERR_clear_error();
    }
    ERR_error_string(error, text);
    ERR_error_string_n(error, text, sizeof text);
    printf("%s: %s\n", ERR_lib_error_string(error), ERR_reason_error_string(error));
    ERR_print_errors(output);
    return ERR_get_error();
}

static void chance(void)
{
    unsigned char noise[16];
    RAND_load_file("/dev/urandom", 32);
    RAND_seed("seed", 4);
    RAND_add("more", 4, 1.0);
    RAND_poll();
    if (RAND_status() == 1 && RAND_bytes(noise, sizeof noise) == 1) {
        RAND_priv_bytes(noise, sizeof noise);
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
        RAND_pseudo_bytes(noise, sizeof noise);
    }
}

int main(void)
{
    struct sockaddr_in peer = {.sin_family = AF_INET, .sin_port = htons(443)};
    SSL_library_init();
    SSL_load_error_strings();
    OPENSSL_init_ssl(OPENSSL_INIT_LOAD_SSL_STRINGS, NULL);
    OPENSSL_init_crypto(OPENSSL_INIT_LOAD_CONFIG, NULL);
    SSL_CTX *context = SSL_CTX_new(TLS_client_method());
    SSL_CTX *server = SSL_CTX_new(TLS_server_method());
    SSL_CTX *either = SSL_CTX_new(TLS_method());
    SSL_CTX *datagram = SSL_CTX_new(DTLS_server_method());
    printf("%d\n", DTLS_method() == DTLS_client_method());
    SSL *session = SSL_new(either);
    set_context(context);
    set_session(session);
    set_callbacks(context, session);
    exchange_unbounded(context, &peer);
    serve(server, 1);
    datagrams(datagram);
    bio_unbounded(context);
    int result = exchange_bounded(context, &peer) + descriptors() + bio_bounded(context);
    print_session(session);
    resume(context, session);
    renew(session);
    result += check_peer(session);
    SSL_free(session);
    in_memory(context);
    chance();
    result += errors(NULL) != 0;
    SSL_CTX_free(context);
    return result;
}
