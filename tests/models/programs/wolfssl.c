#include <wolfssl/options.h>
#include <wolfssl/ssl.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/uio.h>

/* A session over a descriptor without a limit, with one, and over one that does not wait */

static int ask_unbounded(WOLFSSL_CTX *ctx, const struct sockaddr *address, socklen_t length)
{
    char answer[256];
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    connect(fd, address, length); // call: connect none yes
    WOLFSSL *ssl = wolfSSL_new(ctx);
    wolfSSL_set_fd(ssl, fd);
    if (wolfSSL_connect(ssl) != WOLFSSL_SUCCESS) { // call: handshake none yes
        fprintf(stderr, "%s\n",
                wolfSSL_ERR_reason_error_string((unsigned long)wolfSSL_get_error(ssl, -1)));
        wolfSSL_free(ssl);
        return -1;
    }
    wolfSSL_write(ssl, "POST / HTTP/1.1\r\n", 17);                   // call: send none no
    int count = wolfSSL_read(ssl, answer, sizeof answer);            // call: receive none yes
    count += wolfSSL_recv(ssl, answer, sizeof answer, MSG_DONTWAIT); // call: receive bounded yes
    wolfSSL_shutdown(ssl);
    wolfSSL_free(ssl);
    return count;
}

static int ask_bounded(WOLFSSL_CTX *ctx, const struct sockaddr *address, socklen_t length)
{
    char answer[256];
    struct timeval limit = {3, 0};
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    connect(fd, address, length); // call: connect bounded yes
    WOLFSSL *ssl = wolfSSL_new(ctx);
    wolfSSL_set_fd(ssl, fd);
    wolfSSL_connect(ssl);                                 // call: handshake bounded yes
    wolfSSL_write(ssl, "GET / HTTP/1.1\r\n", 16);         // call: send bounded yes
    int count = wolfSSL_read(ssl, answer, sizeof answer); // call: receive bounded yes
    wolfSSL_free(ssl);
    return count;
}

static int ask_prompt(WOLFSSL_CTX *ctx, const struct sockaddr *address, socklen_t length)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    int result, error;
    connect(fd, address, length); // call: connect bounded yes
    WOLFSSL *ssl = wolfSSL_new(ctx);
    wolfSSL_set_using_nonblock(ssl, 1);
    wolfSSL_set_read_fd(ssl, fd);
    wolfSSL_set_write_fd(ssl, fd);
    do {
        result = wolfSSL_connect(ssl); // call: handshake bounded yes
        error = wolfSSL_get_error(ssl, result);
    } while (error == WOLFSSL_ERROR_WANT_READ || error == WOLFSSL_ERROR_WANT_WRITE);
    wolfSSL_free(ssl);
    return result;
}

/* The limits of a descriptor that comes from elsewhere are not known. */
static void transfer(WOLFSSL *ssl, void *data, struct iovec *iov)
{
    wolfSSL_connect_TLSv13(ssl);      // call: handshake unknown yes
    wolfSSL_accept(ssl);              // call: handshake unknown yes
    wolfSSL_accept_TLSv13(ssl);       // call: handshake unknown yes
    wolfSSL_negotiate(ssl);           // call: handshake unknown yes
    wolfSSL_peek(ssl, data, 1);       // call: receive unknown yes
    wolfSSL_recv(ssl, data, 1, 0);    // call: receive unknown yes
    wolfSSL_send(ssl, data, 1, 0);    // call: send unknown unknown
    wolfSSL_writev(ssl, iov, 1);      // call: send unknown unknown
    wolfSSL_update_keys(ssl);         // call: send unknown unknown
    wolfSSL_request_certificate(ssl); // call: send unknown unknown
}

static void set_context(WOLFSSL_CTX *ctx, unsigned char *in, void *data)
{
    wolfSSL_Debugging_ON();
    wolfSSL_Debugging_OFF();
    wolfSSL_lib_version();
    wolfSSLv23_client_method();
    wolfSSLv23_server_method();
    wolfTLSv1_2_client_method();
    wolfTLSv1_2_server_method();
    wolfTLSv1_3_client_method();
    wolfTLSv1_3_server_method();
    wolfTLS_client_method();
    wolfTLS_server_method();
    wolfDTLSv1_2_client_method();
    wolfDTLSv1_2_server_method();
    wolfSSL_CTX_load_verify_locations(ctx, "x", "x");
    wolfSSL_CTX_load_verify_buffer(ctx, in, 1, 1);
    wolfSSL_CTX_use_certificate_file(ctx, "x", 1);
    wolfSSL_CTX_use_certificate_chain_file(ctx, "x");
    wolfSSL_CTX_use_certificate_buffer(ctx, in, 1, 1);
    wolfSSL_CTX_use_PrivateKey_file(ctx, "x", 1);
    wolfSSL_CTX_use_PrivateKey_buffer(ctx, in, 1, 1);
    wolfSSL_CTX_set_cipher_list(ctx, "x");
    wolfSSL_CTX_set_options(ctx, 1);
    wolfSSL_CTX_SetMinVersion(ctx, 1);
    wolfSSL_CTX_UseSNI(ctx, 1, data, 1);
    wolfSSL_CTX_EnableOCSP(ctx, 1);
    wolfSSL_CTX_EnableCRL(ctx, 1);
    wolfSSL_CTX_set_timeout(ctx, 1);
    wolfSSL_CTX_set_session_cache_mode(ctx, 1);
    wolfSSL_CTX_set_verify(ctx, 1, NULL);
    wolfSSL_CTX_set_default_passwd_cb(ctx, NULL);
    wolfSSL_CTX_SetIORecv(ctx, NULL);
    wolfSSL_CTX_SetIOSend(ctx, NULL);
}

static void set_session(WOLFSSL *ssl, void *data, char *text, WOLFSSL_SESSION *saved,
                        unsigned int *peerSz)
{
    wolfSSL_use_certificate_file(ssl, "x", 1);
    wolfSSL_use_PrivateKey_file(ssl, "x", 1);
    wolfSSL_set_cipher_list(ssl, "x");
    wolfSSL_check_domain_name(ssl, "x");
    wolfSSL_UseSNI(ssl, 1, data, 1);
    wolfSSL_UseALPN(ssl, text, 1, 1);
    wolfSSL_set_session(ssl, saved);
    wolfSSL_get_session(ssl);
    wolfSSL_get1_session(ssl);
    wolfSSL_set_timeout(ssl, 1);
    wolfSSL_get_fd(ssl);
    wolfSSL_pending(ssl);
    wolfSSL_want_read(ssl);
    wolfSSL_want_write(ssl);
    wolfSSL_is_init_finished(ssl);
    wolfSSL_get_shutdown(ssl);
    wolfSSL_session_reused(ssl);
    wolfSSL_get_version(ssl);
    wolfSSL_get_cipher(ssl);
    wolfSSL_get_cipher_name(ssl);
    wolfSSL_get_current_cipher(ssl);
    wolfSSL_get_peer_certificate(ssl);
    wolfSSL_get_verify_result(ssl);
    wolfSSL_dtls_get_using_nonblock(ssl);
    wolfSSL_SetIOReadCtx(ssl, data);
    wolfSSL_SetIOWriteCtx(ssl, data);
    wolfSSL_dtls(ssl);
    wolfSSL_dtls_set_peer(ssl, data, 1);
    wolfSSL_dtls_get_peer(ssl, data, peerSz);
    wolfSSL_dtls_get_current_timeout(ssl);
    wolfSSL_dtls_set_timeout_init(ssl, 1);
    wolfSSL_dtls_set_timeout_max(ssl, 1);
    wolfSSL_dtls_set_using_nonblock(ssl, 1);
    wolfSSL_dtls_got_timeout(ssl);
    wolfSSL_ERR_error_string(1, text);
    wolfSSL_ERR_error_string_n(1, text, 1);
    wolfSSL_ERR_get_error();
    wolfSSL_ERR_reason_error_string(1);
    wolfSSL_set_ex_data(ssl, 1, data);
    wolfSSL_get_ex_data(ssl, 1);
    wolfSSL_set_verify(ssl, 1, NULL);
    wolfSSL_SSLSetIORecv(ssl, NULL);
    wolfSSL_SSLSetIOSend(ssl, NULL);
    wolfSSL_SESSION_free(saved);
}

int main(int count, char **words)
{
    void *any = words[0];
    wolfSSL_Init();
    WOLFSSL_CTX *ctx = wolfSSL_CTX_new(wolfTLSv1_2_client_method());
    const struct sockaddr *address = any;
    int result = ask_unbounded(ctx, address, 16) + ask_bounded(ctx, address, 16) +
                 ask_prompt(ctx, address, 16);
    transfer(any, any, any);
    set_context(ctx, any, any);
    set_session(any, any, any, any, any);
    wolfSSL_CTX_free(ctx);
    wolfSSL_Cleanup();
    return result + count;
}
