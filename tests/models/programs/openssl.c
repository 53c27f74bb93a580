#include <openssl/ssl.h>
#include <openssl/err.h>
#include <openssl/rand.h>
#include <stdio.h>
#include <string.h>

static int check(int preverified, X509_STORE_CTX *context)
{
    (void)context;
    return preverified;
}

static int talk(SSL_CTX *context, int descriptor)
{
    char answer[512];
    SSL *session = SSL_new(context);
    SSL_set_fd(session, descriptor);
    SSL_set_tlsext_host_name(session, "example.org");
    int result = SSL_connect(session);
    if (result <= 0) {
        int why = SSL_get_error(session, result);
        if (why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE) {
            SSL_free(session);
            return 1;
        }
        ERR_print_errors_fp(stderr);
    }
    X509 *peer = SSL_get_peer_certificate(session);
    if (peer != NULL && SSL_get_verify_result(session) == X509_V_OK) {
        X509_free(peer);
    }
    SSL_write(session, "GET / HTTP/1.0\r\n\r\n", 18);
    while ((result = SSL_read(session, answer, (int)sizeof answer)) > 0) {
        fwrite(answer, 1, (size_t)result, stdout);
    }
    SSL_shutdown(session);
    SSL_free(session);
    return 0;
}

int main(void)
{
    unsigned char seed[8];
    SSL_library_init();
    SSL_load_error_strings();
    SSL_CTX *context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, check);
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_options(context, SSL_OP_NO_COMPRESSION);
    RAND_bytes(seed, sizeof seed);
    BIO *bio = BIO_new_connect("example.org:80");
    BIO_set_nbio(bio, 1);
    if (BIO_do_connect(bio) <= 0 && BIO_should_retry(bio)) {
        puts("later");
    }
    BIO_free_all(bio);
    int result = talk(context, 3);
    SSL_CTX_free(context);
    return result;
}
