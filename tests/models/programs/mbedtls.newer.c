#include <mbedtls/ssl.h>
#include <mbedtls/net_sockets.h>

/* Mbed TLS 3: early data goes out before the handshake is over. */
int main(void)
{
    static const uint16_t groups[] = {23, 0};
    unsigned char early[64];
    mbedtls_net_context server;
    mbedtls_ssl_context ssl;
    mbedtls_ssl_config config;
    mbedtls_net_init(&server);
    mbedtls_ssl_init(&ssl);
    mbedtls_ssl_config_init(&config);
    mbedtls_ssl_conf_min_tls_version(&config, MBEDTLS_SSL_VERSION_TLS1_2);
    mbedtls_ssl_conf_max_tls_version(&config, MBEDTLS_SSL_VERSION_TLS1_3);
    mbedtls_ssl_conf_groups(&config, groups);
    mbedtls_ssl_setup(&ssl, &config);
    mbedtls_ssl_set_bio(&ssl, &server, mbedtls_net_send, mbedtls_net_recv, NULL);
    mbedtls_ssl_write_early_data(&ssl, early, 18); // call: send none unknown
    mbedtls_net_set_nonblock(&server);
    mbedtls_ssl_write_early_data(&ssl, early, 18); // call: send bounded unknown
    while (!mbedtls_ssl_is_handshake_over(&ssl)) {
        mbedtls_ssl_handshake_step(&ssl); // call: handshake bounded yes
    }
    mbedtls_ssl_read_early_data(&ssl, early, sizeof early);
    mbedtls_ssl_free(&ssl);
    return 0;
}
