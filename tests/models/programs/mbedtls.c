#include <mbedtls/ssl.h>
#include <mbedtls/ctr_drbg.h>
#include <mbedtls/debug.h>
#include <mbedtls/entropy.h>
#include <mbedtls/error.h>
#include <mbedtls/net_sockets.h>
#include <mbedtls/ssl_cache.h>
#include <mbedtls/ssl_cookie.h>
#include <mbedtls/ssl_ticket.h>
#include <mbedtls/timing.h>
#include <mbedtls/x509_crl.h>
#include <mbedtls/x509_crt.h>
#include <stdio.h>
#include <string.h>

/* Blocking, and a limit for every read. */
static int exchange_bounded(void)
{
    unsigned char answer[512];
    const unsigned char *request = (const unsigned char *)"GET / HTTP/1.0\r\n\r\n";
    mbedtls_net_context server;
    mbedtls_ssl_context ssl;
    mbedtls_ssl_config config;
    mbedtls_net_init(&server);
    mbedtls_ssl_init(&ssl);
    mbedtls_ssl_config_init(&config);
    mbedtls_net_connect(&server, "example.org", "443", // call: connect none yes
                        MBEDTLS_NET_PROTO_TCP);
    mbedtls_ssl_config_defaults(&config, MBEDTLS_SSL_IS_CLIENT, MBEDTLS_SSL_TRANSPORT_STREAM,
                                MBEDTLS_SSL_PRESET_DEFAULT);
    mbedtls_ssl_conf_read_timeout(&config, 5000);
    mbedtls_ssl_setup(&ssl, &config);
    mbedtls_ssl_set_hostname(&ssl, "example.org");
    mbedtls_ssl_set_bio(&ssl, &server, mbedtls_net_send, NULL, mbedtls_net_recv_timeout);
    int result;
    while ((result = mbedtls_ssl_handshake(&ssl)) != 0) { // call: handshake bounded yes
        if (result != MBEDTLS_ERR_SSL_WANT_READ && result != MBEDTLS_ERR_SSL_WANT_WRITE) {
            break;
        }
    }
    mbedtls_ssl_renegotiate(&ssl);                          // call: handshake bounded yes
    mbedtls_ssl_handshake_step(&ssl);                       // call: handshake bounded yes
    mbedtls_ssl_write(&ssl, request, 18);                   // call: send none yes
    result = mbedtls_ssl_read(&ssl, answer, sizeof answer); // call: receive bounded yes
    mbedtls_ssl_close_notify(&ssl);
    mbedtls_net_free(&server);
    mbedtls_ssl_free(&ssl);
    mbedtls_ssl_config_free(&config);
    return result;
}

/* A connection that does not block needs no limit here: its owner polls. */
static int exchange_nonblocking(void)
{
    unsigned char answer[512];
    mbedtls_net_context server;
    mbedtls_ssl_context ssl;
    mbedtls_ssl_config config;
    mbedtls_net_init(&server);
    mbedtls_ssl_init(&ssl);
    mbedtls_ssl_config_init(&config);
    mbedtls_net_connect(&server, "example.org", "443", // call: connect none yes
                        MBEDTLS_NET_PROTO_TCP);
    mbedtls_net_set_nonblock(&server);
    mbedtls_ssl_setup(&ssl, &config);
    mbedtls_ssl_set_bio(&ssl, &server, mbedtls_net_send, mbedtls_net_recv, NULL);
    mbedtls_ssl_handshake(&ssl);                                // call: handshake bounded yes
    mbedtls_ssl_write(&ssl, answer, 18);                        // call: send bounded unknown
    int result = mbedtls_ssl_read(&ssl, answer, sizeof answer); // call: receive bounded yes
    mbedtls_net_recv(&server, answer, sizeof answer);           // call: receive bounded yes
    mbedtls_net_send(&server, answer, 18);                      // call: send bounded unknown
    mbedtls_net_set_block(&server);
    mbedtls_net_recv(&server, answer, sizeof answer); // call: receive none yes
    mbedtls_ssl_session_reset(&ssl);
    mbedtls_ssl_free(&ssl);
    mbedtls_net_close(&server);
    return result;
}

static void exchange_unbounded(void)
{
    unsigned char answer[512];
    mbedtls_net_context server;
    mbedtls_ssl_context ssl;
    mbedtls_ssl_config config;
    mbedtls_net_init(&server);
    mbedtls_ssl_init(&ssl);
    mbedtls_ssl_config_init(&config);
    mbedtls_net_connect(&server, "example.org", "443", // call: connect none yes
                        MBEDTLS_NET_PROTO_TCP);
    mbedtls_ssl_setup(&ssl, &config);
    mbedtls_ssl_set_bio(&ssl, &server, mbedtls_net_send, mbedtls_net_recv, NULL);
    mbedtls_ssl_handshake(&ssl);                   // call: handshake none yes
    mbedtls_ssl_handshake_step(&ssl);              // call: handshake none yes
    mbedtls_ssl_renegotiate(&ssl);                 // call: handshake none yes
    mbedtls_ssl_write(&ssl, answer, 18);           // call: send none unknown
    mbedtls_ssl_read(&ssl, answer, sizeof answer); // call: receive none yes
    mbedtls_ssl_free(&ssl);
    mbedtls_net_free(&server);
}

/* A limit that the function which reads does not know. */
static void limit_without_effect(void)
{
    unsigned char answer[512];
    mbedtls_net_context server;
    mbedtls_ssl_context ssl;
    mbedtls_ssl_config config;
    mbedtls_net_init(&server);
    mbedtls_ssl_init(&ssl);
    mbedtls_ssl_config_init(&config);
    mbedtls_ssl_conf_read_timeout(&config, 5000);
    mbedtls_ssl_set_bio(&ssl, &server, mbedtls_net_send, mbedtls_net_recv, NULL);
    mbedtls_ssl_read(&ssl, answer, sizeof answer); // call: receive none yes
    mbedtls_ssl_conf_read_timeout(&config, 0);
    mbedtls_ssl_set_bio(&ssl, &server, mbedtls_net_send, NULL, mbedtls_net_recv_timeout);
    mbedtls_ssl_read(&ssl, answer, sizeof answer); // call: receive none yes
    mbedtls_ssl_free(&ssl);
}

static void plain_connections(void)
{
    unsigned char question[512];
    mbedtls_net_context listening;
    mbedtls_net_context client;
    mbedtls_net_init(&listening);
    mbedtls_net_bind(&listening, NULL, "80", MBEDTLS_NET_PROTO_TCP);
    mbedtls_net_accept(&listening, &client, NULL, 0, NULL);             // call: accept none yes
    mbedtls_net_recv(&client, question, sizeof question);               // call: receive none yes
    mbedtls_net_recv_timeout(&client, question, sizeof question, 0);    // call: receive none yes
    mbedtls_net_recv_timeout(&client, question, sizeof question, 5000); // call: receive bounded yes
    mbedtls_net_send(&client, question, 18);                            // call: send none unknown
    mbedtls_net_poll(&client, MBEDTLS_NET_POLL_READ, 1000);             // call: wait bounded yes
    mbedtls_net_recv(&client, question, sizeof question);               // call: receive bounded yes
    mbedtls_net_poll(&client, MBEDTLS_NET_POLL_WRITE, 1000);            // call: wait bounded yes
    mbedtls_net_send(&client, question, 18); // call: send bounded unknown
    mbedtls_net_set_nonblock(&listening);
    mbedtls_net_accept(&listening, &client, NULL, 0, NULL); // call: accept bounded yes
    mbedtls_net_usleep(1000);
    mbedtls_net_close(&client);
    mbedtls_net_free(&listening);
}

/* Datagrams: the handshake gives up by itself, what comes after it does not. */
static void datagrams(void)
{
    unsigned char answer[512];
    mbedtls_net_context server;
    mbedtls_ssl_context ssl;
    mbedtls_ssl_config config;
    mbedtls_timing_delay_context timer;
    mbedtls_net_init(&server);
    mbedtls_ssl_init(&ssl);
    mbedtls_ssl_config_init(&config);
    mbedtls_ssl_config_defaults(&config, MBEDTLS_SSL_IS_CLIENT, MBEDTLS_SSL_TRANSPORT_DATAGRAM,
                                MBEDTLS_SSL_PRESET_DEFAULT);
    mbedtls_ssl_conf_handshake_timeout(&config, 1000, 8000);
    mbedtls_ssl_setup(&ssl, &config);
    mbedtls_ssl_set_timer_cb(&ssl, &timer, mbedtls_timing_set_delay, mbedtls_timing_get_delay);
    mbedtls_ssl_set_bio(&ssl, &server, mbedtls_net_send, NULL, mbedtls_net_recv_timeout);
    mbedtls_ssl_handshake(&ssl);                   // call: handshake bounded yes
    mbedtls_ssl_read(&ssl, answer, sizeof answer); // call: receive none yes
    mbedtls_ssl_conf_transport(&config, MBEDTLS_SSL_TRANSPORT_STREAM);
    mbedtls_ssl_handshake(&ssl); // call: handshake none yes
    mbedtls_ssl_free(&ssl);
}

/* The program's own functions in place of a connection. */
struct pipe {
    unsigned char bytes[512];
    size_t used;
};

static int pipe_send(void *context, const unsigned char *data, size_t size)
{
    struct pipe *pipe = context;
    pipe->used = size < sizeof pipe->bytes ? size : sizeof pipe->bytes;
    memcpy(pipe->bytes, data, pipe->used);
    return (int)pipe->used;
}

static int pipe_receive(void *context, unsigned char *data, size_t size)
{
    struct pipe *pipe = context;
    if (pipe->used == 0) {
        return MBEDTLS_ERR_SSL_WANT_READ;
    }
    memcpy(data, pipe->bytes, size < pipe->used ? size : pipe->used);
    return (int)size;
}

static int through_functions(const mbedtls_ssl_config *config)
{
    struct pipe pipe = {.used = 0};
    mbedtls_ssl_context ssl;
    mbedtls_ssl_init(&ssl);
    mbedtls_ssl_setup(&ssl, config);
    mbedtls_ssl_set_bio(&ssl, &pipe, pipe_send, pipe_receive, NULL);
    int result = mbedtls_ssl_handshake(&ssl); // call: handshake unknown yes
    mbedtls_ssl_free(&ssl);
    return result;
}

/* What sessions call. */
static int verify(void *context, mbedtls_x509_crt *crt, int depth, uint32_t *flags)
{
    char text[256];
    (void)context;
    mbedtls_x509_crt_info(text, sizeof text, "  ", crt);
    mbedtls_x509_dn_gets(text, sizeof text, &crt->subject);
    mbedtls_x509_serial_gets(text, sizeof text, &crt->serial);
    printf("%d %s %d\n", depth, text, mbedtls_x509_time_is_past(&crt->valid_to));
    if (*flags != 0) {
        mbedtls_x509_crt_verify_info(text, sizeof text, "! ", *flags);
        puts(text);
    }
    return 0;
}

static void debug(void *context, int level, const char *file, int line, const char *text)
{
    fprintf(context, "%d %s:%d: %s", level, file, line, text);
}

static int choose(void *context, mbedtls_ssl_context *ssl, const unsigned char *name, size_t size)
{
    mbedtls_x509_crt *crt = context;
    printf("%.*s\n", (int)size, (const char *)name);
    mbedtls_ssl_set_hs_authmode(ssl, MBEDTLS_SSL_VERIFY_OPTIONAL);
    mbedtls_ssl_set_hs_ca_chain(ssl, crt, NULL);
    return mbedtls_ssl_set_hs_own_cert(ssl, crt, &crt->pk);
}

static int find_key(void *context, mbedtls_ssl_context *ssl, const unsigned char *name, size_t size)
{
    (void)name;
    return mbedtls_ssl_set_hs_psk(ssl, context, size);
}

static int export_keys(void *context, const unsigned char *master, const unsigned char *keys,
                       size_t mac, size_t key, size_t vector)
{
    (void)context;
    return master == keys || mac + key + vector == 0;
}

static int noise(void *context, unsigned char *output, size_t size, size_t *given)
{
    (void)context;
    memset(output, 1, size);
    *given = size;
    return 0;
}

static int set_chance(mbedtls_entropy_context *entropy, mbedtls_ctr_drbg_context *chance)
{
    unsigned char bytes[16];
    mbedtls_entropy_init(entropy);
    mbedtls_ctr_drbg_init(chance);
    mbedtls_entropy_add_source(entropy, noise, NULL, 32, MBEDTLS_ENTROPY_SOURCE_WEAK);
    mbedtls_entropy_gather(entropy);
    mbedtls_entropy_func(entropy, bytes, sizeof bytes);
    mbedtls_ctr_drbg_set_prediction_resistance(chance, 0);
    int result =
        mbedtls_ctr_drbg_seed(chance, mbedtls_entropy_func, entropy, (unsigned char *)"me", 2);
    mbedtls_ctr_drbg_reseed(chance, NULL, 0);
    mbedtls_ctr_drbg_random_with_add(chance, bytes, sizeof bytes, NULL, 0);
    return result + mbedtls_ctr_drbg_random(chance, bytes, sizeof bytes);
}

static int load(mbedtls_x509_crt *crt, mbedtls_x509_crl *crl, mbedtls_pk_context *key)
{
    static const unsigned char pem[] = "";
    uint32_t flags = 0;
    mbedtls_x509_crt_init(crt);
    mbedtls_x509_crl_init(crl);
    mbedtls_pk_init(key);
    mbedtls_x509_crt_parse(crt, pem, sizeof pem);
    mbedtls_x509_crt_parse_der(crt, pem, sizeof pem);
    mbedtls_x509_crt_parse_file(crt, "ca.pem");
    mbedtls_x509_crt_parse_path(crt, "ca");
    mbedtls_x509_crl_parse(crl, pem, sizeof pem);
    mbedtls_x509_crl_parse_file(crl, "crl.pem");
    mbedtls_pk_parse_key(key, pem, sizeof pem, NULL, 0);
    mbedtls_pk_parse_keyfile(key, "key.pem", NULL);
    mbedtls_pk_parse_public_key(key, pem, sizeof pem);
    mbedtls_pk_parse_public_keyfile(key, "public.pem");
    return mbedtls_x509_crt_verify(crt, crt, crl, "example.org", &flags, verify, NULL);
}

static void set_config(mbedtls_ssl_config *config, mbedtls_x509_crt *crt, mbedtls_x509_crl *crl,
                       mbedtls_pk_context *key, mbedtls_ctr_drbg_context *chance)
{
    static const unsigned char number[] = {23};
    static const unsigned char period[8] = {1};
    static const int suites[] = {0};
    static const int hashes[] = {0};
    static const mbedtls_ecp_group_id curves[] = {MBEDTLS_ECP_DP_SECP256R1, MBEDTLS_ECP_DP_NONE};
    static const char *protocols[] = {"h2", NULL};
    mbedtls_debug_set_threshold(1);
    mbedtls_ssl_conf_endpoint(config, MBEDTLS_SSL_IS_SERVER);
    mbedtls_ssl_conf_authmode(config, MBEDTLS_SSL_VERIFY_REQUIRED);
    mbedtls_ssl_conf_verify(config, verify, NULL);
    mbedtls_ssl_conf_rng(config, mbedtls_ctr_drbg_random, chance);
    mbedtls_ssl_conf_dbg(config, debug, stderr);
    mbedtls_ssl_conf_sni(config, choose, crt);
    mbedtls_ssl_conf_psk_cb(config, find_key, NULL);
    mbedtls_ssl_conf_psk(config, number, 1, (const unsigned char *)"me", 2);
    mbedtls_ssl_conf_export_keys_cb(config, export_keys, NULL);
    mbedtls_ssl_conf_ca_chain(config, crt, crl);
    mbedtls_ssl_conf_own_cert(config, crt, key);
    mbedtls_ssl_conf_cert_profile(config, &mbedtls_x509_crt_profile_default);
    mbedtls_ssl_conf_cert_req_ca_list(config, MBEDTLS_SSL_CERT_REQ_CA_LIST_ENABLED);
    mbedtls_ssl_conf_ciphersuites(config, suites);
    mbedtls_ssl_conf_curves(config, curves);
    mbedtls_ssl_conf_sig_hashes(config, hashes);
    mbedtls_ssl_conf_dh_param_bin(config, number, 1, number, 1);
    mbedtls_ssl_conf_dhm_min_bitlen(config, 2048);
    mbedtls_ssl_conf_alpn_protocols(config, protocols);
    mbedtls_ssl_conf_min_version(config, MBEDTLS_SSL_MAJOR_VERSION_3, MBEDTLS_SSL_MINOR_VERSION_3);
    mbedtls_ssl_conf_max_version(config, MBEDTLS_SSL_MAJOR_VERSION_3, MBEDTLS_SSL_MINOR_VERSION_3);
    mbedtls_ssl_conf_fallback(config, MBEDTLS_SSL_IS_NOT_FALLBACK);
    mbedtls_ssl_conf_encrypt_then_mac(config, MBEDTLS_SSL_ETM_ENABLED);
    mbedtls_ssl_conf_extended_master_secret(config, MBEDTLS_SSL_EXTENDED_MS_ENABLED);
    mbedtls_ssl_conf_max_frag_len(config, MBEDTLS_SSL_MAX_FRAG_LEN_4096);
    mbedtls_ssl_conf_session_tickets(config, MBEDTLS_SSL_SESSION_TICKETS_ENABLED);
    mbedtls_ssl_conf_renegotiation(config, MBEDTLS_SSL_RENEGOTIATION_DISABLED);
    mbedtls_ssl_conf_legacy_renegotiation(config, MBEDTLS_SSL_LEGACY_NO_RENEGOTIATION);
    mbedtls_ssl_conf_renegotiation_enforced(config, 16);
    mbedtls_ssl_conf_renegotiation_period(config, period);
    mbedtls_ssl_conf_dtls_anti_replay(config, MBEDTLS_SSL_ANTI_REPLAY_ENABLED);
    mbedtls_ssl_conf_dtls_badmac_limit(config, 8);
}

static void set_server(mbedtls_ssl_config *config, mbedtls_ssl_cache_context *cache,
                       mbedtls_ssl_cookie_ctx *cookie, mbedtls_ssl_ticket_context *ticket,
                       mbedtls_ctr_drbg_context *chance)
{
    mbedtls_ssl_cache_init(cache);
    mbedtls_ssl_cache_set_timeout(cache, 3600);
    mbedtls_ssl_cache_set_max_entries(cache, 50);
    mbedtls_ssl_conf_session_cache(config, cache, mbedtls_ssl_cache_get, mbedtls_ssl_cache_set);
    mbedtls_ssl_cookie_init(cookie);
    mbedtls_ssl_cookie_setup(cookie, mbedtls_ctr_drbg_random, chance);
    mbedtls_ssl_cookie_set_timeout(cookie, 60);
    mbedtls_ssl_conf_dtls_cookies(config, mbedtls_ssl_cookie_write, mbedtls_ssl_cookie_check,
                                  cookie);
    mbedtls_ssl_ticket_init(ticket);
    mbedtls_ssl_ticket_setup(ticket, mbedtls_ctr_drbg_random, chance, MBEDTLS_CIPHER_AES_256_GCM,
                             86400);
    mbedtls_ssl_conf_session_tickets_cb(config, mbedtls_ssl_ticket_write, mbedtls_ssl_ticket_parse,
                                        ticket);
}

static void free_server(mbedtls_ssl_cache_context *cache, mbedtls_ssl_cookie_ctx *cookie,
                        mbedtls_ssl_ticket_context *ticket)
{
    mbedtls_ssl_cache_free(cache);
    mbedtls_ssl_cookie_free(cookie);
    mbedtls_ssl_ticket_free(ticket);
}

static void print_session(mbedtls_ssl_context *ssl)
{
    const int *suite = mbedtls_ssl_list_ciphersuites();
    printf("%s %s\n", mbedtls_ssl_get_version(ssl), mbedtls_ssl_get_ciphersuite(ssl));
    printf("%s %d\n", mbedtls_ssl_get_ciphersuite_name(*suite),
           mbedtls_ssl_get_ciphersuite_id("TLS-RSA-WITH-AES-128-CBC-SHA"));
    printf("%s %x\n", mbedtls_ssl_get_alpn_protocol(ssl), mbedtls_ssl_get_verify_result(ssl));
    printf("%d %zu\n", mbedtls_ssl_check_pending(ssl), mbedtls_ssl_get_bytes_avail(ssl));
    printf("%d %d\n", mbedtls_ssl_get_record_expansion(ssl),
           mbedtls_ssl_get_max_out_record_payload(ssl));
    printf("%zu %zu\n", mbedtls_ssl_get_output_max_frag_len(ssl),
           mbedtls_ssl_get_input_max_frag_len(ssl));
    printf("%d\n", mbedtls_ssl_get_peer_cert(ssl) == NULL);
}

static void keep(mbedtls_ssl_context *ssl)
{
    unsigned char bytes[2048];
    size_t size = 0;
    mbedtls_ssl_session session;
    mbedtls_ssl_session_init(&session);
    mbedtls_ssl_get_session(ssl, &session);
    mbedtls_ssl_session_save(&session, bytes, sizeof bytes, &size);
    mbedtls_ssl_session_load(&session, bytes, size);
    mbedtls_ssl_set_session(ssl, &session);
    printf("%d\n", mbedtls_ssl_get_session_pointer(ssl) == NULL);
    mbedtls_ssl_session_free(&session);
    mbedtls_ssl_context_save(ssl, bytes, sizeof bytes, &size);
    mbedtls_ssl_context_load(ssl, bytes, size);
    mbedtls_ssl_check_record(ssl, bytes, size);
    mbedtls_ssl_set_mtu(ssl, 1400);
    mbedtls_ssl_set_datagram_packing(ssl, 1);
    mbedtls_ssl_set_client_transport_id(ssl, bytes, 4);
    mbedtls_ssl_set_verify(ssl, verify, NULL);
}

static void report(int result)
{
    char text[128];
    struct mbedtls_timing_hr_time start;
    mbedtls_set_alarm(1);
    printf("%lu %lu %d\n", mbedtls_timing_hardclock(), mbedtls_timing_get_timer(&start, 1),
           mbedtls_timing_alarmed);
    mbedtls_strerror(result, text, sizeof text);
    fprintf(stderr, "%s: %s %s\n", text, mbedtls_high_level_strerr(result),
            mbedtls_low_level_strerr(result));
}

int main(void)
{
    mbedtls_ssl_config config;
    mbedtls_ssl_context ssl;
    mbedtls_x509_crt crt;
    mbedtls_x509_crl crl;
    mbedtls_pk_context key;
    mbedtls_entropy_context entropy;
    mbedtls_ctr_drbg_context chance;
    mbedtls_ssl_cache_context cache;
    mbedtls_ssl_cookie_ctx cookie;
    mbedtls_ssl_ticket_context ticket;
    int result = set_chance(&entropy, &chance) + load(&crt, &crl, &key);
    mbedtls_ssl_config_init(&config);
    mbedtls_ssl_init(&ssl);
    set_config(&config, &crt, &crl, &key, &chance);
    set_server(&config, &cache, &cookie, &ticket, &chance);
    exchange_unbounded();
    limit_without_effect();
    plain_connections();
    datagrams();
    result += through_functions(&config) + exchange_bounded() + exchange_nonblocking();
    print_session(&ssl);
    keep(&ssl);
    mbedtls_ssl_send_alert_message(&ssl, MBEDTLS_SSL_ALERT_LEVEL_WARNING,
                                   MBEDTLS_SSL_ALERT_MSG_USER_CANCELED);
    report(result);
    free_server(&cache, &cookie, &ticket);
    mbedtls_ssl_free(&ssl);
    mbedtls_ssl_config_free(&config);
    mbedtls_pk_free(&key);
    mbedtls_x509_crl_free(&crl);
    mbedtls_x509_crt_free(&crt);
    mbedtls_ctr_drbg_free(&chance);
    mbedtls_entropy_free(&entropy);
    return result;
}
