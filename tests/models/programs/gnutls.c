#include <gnutls/gnutls.h>
#include <gnutls/crypto.h>
#include <gnutls/dtls.h>
#include <gnutls/socket.h>
#include <gnutls/x509.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

static int connected(void)
{
    struct timeval limit = {5, 0};
    struct sockaddr_in peer = {.sin_family = AF_INET, .sin_port = htons(443)};
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    connect(fd, (struct sockaddr *)&peer, sizeof peer); // call: connect bounded yes
    return fd;
}

static int exchange_bounded(void)
{
    char answer[512];
    unsigned char sequence[8];
    gnutls_session_t session;
    int fd = connected();
    gnutls_init(&session, GNUTLS_CLIENT);
    gnutls_transport_set_int(session, fd);
    gnutls_handshake_set_timeout(session, GNUTLS_DEFAULT_HANDSHAKE_TIMEOUT);
    gnutls_record_set_timeout(session, 5000);
    int result = gnutls_handshake(session); // call: handshake bounded yes
    if (result != GNUTLS_E_SUCCESS) {
        gnutls_deinit(session);
        return result;
    }
    gnutls_record_send(session, "GET / HTTP/1.1\r\n\r\n", 18);        // call: send bounded yes
    ssize_t got = gnutls_record_recv(session, answer, sizeof answer); // call: receive bounded yes
    gnutls_record_recv_seq(session, answer, sizeof answer, sequence); // call: receive bounded yes
    result =
        got < 0 ? (int)got : gnutls_bye(session, GNUTLS_SHUT_RDWR); // call: receive bounded yes
    gnutls_deinit(session);
    close(fd);
    return result;
}

static void exchange_unbounded(const struct sockaddr_in *peer)
{
    char answer[512];
    gnutls_session_t session;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    connect(fd, (const struct sockaddr *)peer, sizeof *peer); // call: connect none yes
    gnutls_init(&session, GNUTLS_CLIENT | GNUTLS_NO_SIGNAL);
    gnutls_transport_set_ptr(session, (gnutls_transport_ptr_t)(intptr_t)fd);
    gnutls_handshake(session);                                // call: handshake none yes
    gnutls_record_send(session, "POST /orders HTTP/1.1", 21); // call: send none no
    gnutls_record_recv(session, answer, sizeof answer);       // call: receive none yes
    gnutls_bye(session, GNUTLS_SHUT_RDWR);                    // call: receive none yes
    gnutls_bye(session, GNUTLS_SHUT_WR);                      // call: receive bounded yes
    gnutls_deinit(session);
    close(fd);
}

/* A limit for the handshake is none for what comes after it. */
static void only_the_handshake(const struct sockaddr_in *peer)
{
    char answer[512];
    gnutls_session_t session;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    connect(fd, (const struct sockaddr *)peer, sizeof *peer); // call: connect none yes
    gnutls_init(&session, GNUTLS_CLIENT);
    gnutls_transport_set_int(session, fd);
    gnutls_handshake_set_timeout(session, 10000);
    gnutls_record_set_timeout(session, GNUTLS_INDEFINITE_TIMEOUT);
    gnutls_handshake(session);                          // call: handshake bounded yes
    gnutls_record_recv(session, answer, sizeof answer); // call: receive none yes
    gnutls_deinit(session);
    close(fd);
}

/* The descriptor's own limits count as well. */
static void limits_of_the_descriptor(const struct sockaddr_in *peer, int listening)
{
    char answer[512];
    unsigned char sequence[8];
    struct timeval limit = {5, 0};
    gnutls_range_st range = {16, 64};
    gnutls_datum_t datum;
    gnutls_packet_t packet;
    gnutls_session_t session;
    off_t offset = 0;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    connect(fd, (const struct sockaddr *)peer, sizeof *peer); // call: connect bounded yes
    gnutls_init(&session, GNUTLS_SERVER);
    gnutls_transport_set_ptr2(session, (gnutls_transport_ptr_t)(intptr_t)fd,
                              (gnutls_transport_ptr_t)(intptr_t)fd);
    gnutls_handshake(session); // call: handshake bounded yes
    gnutls_reauth(session, 0); // call: handshake bounded yes
    gnutls_record_cork(session);
    gnutls_record_send2(session, answer, 8, 8, 0);                // call: send bounded unknown
    gnutls_record_uncork(session, GNUTLS_RECORD_WAIT);            // call: send bounded unknown
    gnutls_record_send_range(session, answer, 8, &range);         // call: send bounded unknown
    gnutls_record_send_file(session, listening, &offset, 4096);   // call: send bounded unknown
    gnutls_heartbeat_ping(session, 16, 3, GNUTLS_HEARTBEAT_WAIT); // call: request bounded yes
    if (gnutls_record_recv_packet(session, &packet) > 0) {        // call: receive bounded yes
        gnutls_packet_get(packet, &datum, sequence);
        gnutls_packet_deinit(packet);
    }
    gnutls_deinit(session);
    close(fd);
}

static void serve_without_limits(void)
{
    int listening = socket(AF_INET, SOCK_STREAM, 0);
    char question[512];
    unsigned char sequence[8];
    gnutls_range_st range = {16, 64};
    gnutls_packet_t packet = NULL;
    gnutls_session_t session;
    listen(listening, 8);
    int fd = accept(listening, NULL, NULL); // call: accept none yes
    gnutls_init(&session, GNUTLS_SERVER);
    gnutls_transport_set_int2(session, fd, fd);
    gnutls_handshake(session); // call: handshake none yes
    gnutls_reauth(session, 0); // call: handshake none yes
    gnutls_record_recv_seq(session, question, sizeof question, sequence); // call: receive none yes
    gnutls_record_recv_packet(session, &packet);                          // call: receive none yes
    gnutls_record_send2(session, question, 8, 8, 0);                      // call: send none unknown
    gnutls_record_send_range(session, question, 8, &range);               // call: send none unknown
    gnutls_record_send_file(session, listening, NULL, 4096);              // call: send none unknown
    gnutls_record_cork(session);
    gnutls_record_uncork(session, 0); // call: send none unknown
    gnutls_deinit(session);
    close(fd);
}

/* A descriptor that does not block, and the loop that the manual shows. */
static int without_blocking(const struct sockaddr_in *peer)
{
    gnutls_session_t session;
    int result;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    gnutls_init(&session, GNUTLS_CLIENT | GNUTLS_NONBLOCK);
    gnutls_transport_set_fastopen(session, fd, (struct sockaddr *)peer, sizeof *peer, 0);
    result = gnutls_handshake(session); // call: handshake bounded yes
    if (result == GNUTLS_E_AGAIN) {
        printf("%s first\n", gnutls_record_get_direction(session) ? "write" : "read");
    }
    gnutls_deinit(session);
    close(fd);
    return result;
}

static int datagrams(int fd)
{
    gnutls_session_t session;
    gnutls_dtls_prestate_st prestate = {0};
    gnutls_datum_t key = {NULL, 0};
    char cookie[64];
    gnutls_key_generate(&key, GNUTLS_COOKIE_KEY_SIZE);
    gnutls_init(&session, GNUTLS_SERVER | GNUTLS_DATAGRAM);
    gnutls_dtls_cookie_verify(&key, &fd, sizeof fd, cookie, sizeof cookie, &prestate);
    gnutls_dtls_prestate_set(session, &prestate);
    gnutls_dtls_set_mtu(session, 1400);
    gnutls_dtls_set_data_mtu(session, 1300);
    gnutls_transport_set_int(session, fd);
    int result = gnutls_handshake(session); // call: handshake bounded yes
    gnutls_dtls_set_timeouts(session, 1000, 30000);
    result = result == 0 ? gnutls_handshake(session) : result; // call: handshake bounded yes
    printf("%u of %u bytes, %u ms, %u lost\n", gnutls_dtls_get_data_mtu(session),
           gnutls_dtls_get_mtu(session), gnutls_dtls_get_timeout(session),
           gnutls_record_get_discarded(session));
    gnutls_deinit(session);
    return result;
}

/* The program's own functions in place of a descriptor. */
struct pipe {
    unsigned char bytes[512];
    size_t used;
};

static ssize_t pull(gnutls_transport_ptr_t pointer, void *data, size_t size)
{
    struct pipe *pipe = pointer;
    size_t part = size < pipe->used ? size : pipe->used;
    memcpy(data, pipe->bytes, part);
    pipe->used -= part;
    return (ssize_t)part;
}

static ssize_t push(gnutls_transport_ptr_t pointer, const void *data, size_t size)
{
    struct pipe *pipe = pointer;
    size_t part = size < sizeof pipe->bytes ? size : sizeof pipe->bytes;
    memcpy(pipe->bytes, data, part);
    return (ssize_t)part;
}

static ssize_t push_parts(gnutls_transport_ptr_t pointer, const giovec_t *parts, int count)
{
    return count > 0 ? push(pointer, parts[0].iov_base, parts[0].iov_len) : 0;
}

static int pull_in_time(gnutls_transport_ptr_t pointer, unsigned int milliseconds)
{
    (void)milliseconds;
    return ((struct pipe *)pointer)->used != 0;
}

static int error_of(gnutls_transport_ptr_t pointer)
{
    (void)pointer;
    return 0;
}

static int through_functions(void)
{
    struct pipe pipe = {.used = 0};
    gnutls_session_t session;
    gnutls_datum_t key = {pipe.bytes, 16};
    gnutls_dtls_prestate_st prestate = {0};
    gnutls_init(&session, GNUTLS_CLIENT);
    gnutls_transport_set_pull_function(session, pull);
    gnutls_transport_set_pull_timeout_function(session, pull_in_time);
    gnutls_transport_set_push_function(session, push);
    gnutls_transport_set_vec_push_function(session, push_parts);
    gnutls_transport_set_errno_function(session, error_of);
    gnutls_transport_set_errno(session, 0);
    gnutls_dtls_cookie_send(&key, &pipe, sizeof pipe, &prestate, &pipe, push);
    int result = gnutls_handshake(session); // call: handshake unknown yes
    gnutls_deinit(session);
    return result;
}

static int ready(int fd)
{
    gnutls_transport_ptr_t transport = (gnutls_transport_ptr_t)(intptr_t)fd;
    return gnutls_system_recv_timeout(transport, 500); // call: wait bounded yes
}

/* What a session and its credentials call. */
static int verify(gnutls_session_t session)
{
    unsigned int status = 0;
    gnutls_certificate_verify_peers3(session, "example.org", &status);
    return status == 0 ? 0 : GNUTLS_E_CERTIFICATE_ERROR;
}

static int retrieve(gnutls_session_t session, const gnutls_datum_t *issuers, int issuer_count,
                    const gnutls_pk_algorithm_t *algorithms, int algorithm_count,
                    gnutls_retr2_st *found)
{
    (void)session;
    (void)issuers;
    (void)issuer_count;
    (void)algorithms;
    (void)algorithm_count;
    found->ncerts = 0;
    return 0;
}

static int ocsp(gnutls_session_t session, void *context, gnutls_datum_t *response)
{
    (void)session;
    (void)context;
    response->size = 0;
    return GNUTLS_E_NO_CERTIFICATE_STATUS;
}

static int pin(void *context, int attempt, const char *url, const char *label, unsigned int flags,
               char *answer, size_t size)
{
    (void)context;
    (void)attempt;
    (void)flags;
    snprintf(answer, size, "%s%s", url, label);
    return 0;
}

static int psk_of_client(gnutls_session_t session, char **user, gnutls_datum_t *key)
{
    (void)session;
    *user = NULL;
    key->size = 0;
    return -1;
}

static int psk_of_server(gnutls_session_t session, const char *user, gnutls_datum_t *key)
{
    (void)session;
    (void)user;
    key->size = 0;
    return -1;
}

static int hook(gnutls_session_t session, unsigned int type, unsigned int when,
                unsigned int incoming, const gnutls_datum_t *message)
{
    (void)session;
    printf("%u %u %u: %u bytes\n", type, when, incoming, message->size);
    return 0;
}

static int hello(gnutls_session_t session)
{
    char name[256];
    size_t size = sizeof name;
    unsigned int type;
    return gnutls_server_name_get(session, name, &size, &type, 0);
}

static int secret(gnutls_session_t session, gnutls_record_encryption_level_t level,
                  const void *reading, const void *writing, size_t size)
{
    (void)session;
    (void)reading;
    (void)writing;
    return level == GNUTLS_ENCRYPTION_LEVEL_INITIAL && size == 0;
}

static int message(gnutls_session_t session, gnutls_record_encryption_level_t level,
                   gnutls_handshake_description_t type, const void *data, size_t size)
{
    (void)type;
    return gnutls_handshake_write(session, level, data, size);
}

static int alert(gnutls_session_t session, gnutls_record_encryption_level_t level,
                 gnutls_alert_level_t severity, gnutls_alert_description_t alert)
{
    (void)session;
    (void)level;
    (void)severity;
    puts(gnutls_alert_get_name(alert));
    return 0;
}

static int keylog(gnutls_session_t session, const char *label, const gnutls_datum_t *secret)
{
    (void)session;
    printf("%s: %u bytes\n", label, secret->size);
    return 0;
}

static gnutls_datum_t db_retrieve(void *context, gnutls_datum_t key)
{
    (void)context;
    (void)key;
    return (gnutls_datum_t){NULL, 0};
}

static int db_store(void *context, gnutls_datum_t key, gnutls_datum_t data)
{
    (void)context;
    return key.size != 0 && data.size != 0 ? 0 : -1;
}

static int db_remove(void *context, gnutls_datum_t key)
{
    (void)context;
    return key.size != 0 ? 0 : -1;
}

static int db_add(void *context, time_t expires, const gnutls_datum_t *key,
                  const gnutls_datum_t *data)
{
    (void)context;
    (void)expires;
    return key->size != data->size ? 0 : GNUTLS_E_DB_ENTRY_EXISTS;
}

static void log_line(int level, const char *line)
{
    fprintf(stderr, "%d %s", level, line);
}

static void audit(gnutls_session_t session, const char *line)
{
    (void)session;
    fputs(line, stderr);
}

static void set_global(void)
{
    if (gnutls_check_version("3.6.0") == NULL) {
        fputs("too old a GnuTLS\n", stderr);
    }
    gnutls_global_init();
    gnutls_global_set_log_level(2);
    gnutls_global_set_log_function(log_line);
    gnutls_global_set_audit_log_function(audit);
    gnutls_global_set_time_function(time);
    gnutls_rnd_refresh();
    if (gnutls_fips140_mode_enabled() != 0) {
        puts("FIPS 140");
    }
}

static void set_callbacks(gnutls_session_t session, gnutls_certificate_credentials_t credentials)
{
    gnutls_certificate_set_verify_function(credentials, verify);
    gnutls_certificate_set_retrieve_function(credentials, retrieve);
    gnutls_certificate_set_ocsp_status_request_function(credentials, ocsp, NULL);
    gnutls_certificate_set_pin_function(credentials, pin, NULL);
    gnutls_session_set_verify_function(session, verify);
    gnutls_session_set_keylog_function(session, keylog);
    gnutls_handshake_set_hook_function(session, GNUTLS_HANDSHAKE_ANY, GNUTLS_HOOK_PRE, hook);
    gnutls_handshake_set_post_client_hello_function(session, hello);
    gnutls_handshake_set_secret_function(session, secret);
    gnutls_handshake_set_read_function(session, message);
    gnutls_alert_set_read_function(session, alert);
    gnutls_db_set_retrieve_function(session, db_retrieve);
    gnutls_db_set_store_function(session, db_store);
    gnutls_db_set_remove_function(session, db_remove);
    gnutls_db_set_ptr(session, credentials);
    gnutls_db_set_cache_expiration(session, (int)gnutls_db_get_default_cache_expiration());
    gnutls_session_set_ptr(session, credentials);
    if (gnutls_session_get_ptr(session) != gnutls_db_get_ptr(session) ||
        gnutls_session_get_keylog_function(session) == NULL) {
        puts("not set");
    }
}

static void set_credentials(gnutls_certificate_credentials_t *credentials)
{
    gnutls_datum_t file = {NULL, 0};
    gnutls_dh_params_t parameters;
    gnutls_x509_crt_t trusted;
    gnutls_x509_privkey_t key;
    gnutls_certificate_allocate_credentials(credentials);
    gnutls_certificate_set_x509_system_trust(*credentials);
    gnutls_certificate_set_x509_trust_file(*credentials, "ca.pem", GNUTLS_X509_FMT_PEM);
    gnutls_certificate_set_x509_trust_dir(*credentials, "ca", GNUTLS_X509_FMT_PEM);
    gnutls_certificate_set_x509_crl_file(*credentials, "crl.pem", GNUTLS_X509_FMT_PEM);
    gnutls_certificate_set_x509_key_file(*credentials, "crt.pem", "key.pem", GNUTLS_X509_FMT_PEM);
    gnutls_certificate_set_x509_key_file2(*credentials, "crt.pem", "key.pem", GNUTLS_X509_FMT_PEM,
                                          "password", 0);
    gnutls_certificate_set_x509_simple_pkcs12_file(*credentials, "all.p12", GNUTLS_X509_FMT_DER,
                                                   "password");
    gnutls_certificate_set_ocsp_status_request_file(*credentials, "ocsp.der", 0);
    if (gnutls_load_file("ca.pem", &file) == 0) {
        gnutls_certificate_set_x509_trust_mem(*credentials, &file, GNUTLS_X509_FMT_PEM);
        gnutls_certificate_set_x509_crl_mem(*credentials, &file, GNUTLS_X509_FMT_PEM);
        gnutls_certificate_set_x509_key_mem(*credentials, &file, &file, GNUTLS_X509_FMT_PEM);
        gnutls_certificate_set_x509_key_mem2(*credentials, &file, &file, GNUTLS_X509_FMT_PEM, NULL,
                                             0);
        gnutls_certificate_set_x509_simple_pkcs12_mem(*credentials, &file, GNUTLS_X509_FMT_DER,
                                                      NULL);
        gnutls_x509_crt_init(&trusted);
        gnutls_x509_privkey_init(&key);
        gnutls_x509_crt_import(trusted, &file, GNUTLS_X509_FMT_PEM);
        gnutls_x509_privkey_import(key, &file, GNUTLS_X509_FMT_PEM);
        gnutls_certificate_set_x509_key(*credentials, &trusted, 1, key);
        gnutls_certificate_set_x509_trust(*credentials, &trusted, 1);
        gnutls_x509_privkey_deinit(key);
        gnutls_x509_crt_deinit(trusted);
    }
    gnutls_dh_params_init(&parameters);
    gnutls_dh_params_import_pkcs3(parameters, &file, GNUTLS_X509_FMT_PEM);
    gnutls_dh_params_generate2(parameters,
                               gnutls_sec_param_to_pk_bits(GNUTLS_PK_DH, GNUTLS_SEC_PARAM_MEDIUM));
    gnutls_certificate_set_dh_params(*credentials, parameters);
    gnutls_certificate_set_known_dh_params(*credentials, GNUTLS_SEC_PARAM_MEDIUM);
    gnutls_dh_params_deinit(parameters);
    gnutls_certificate_set_flags(*credentials, GNUTLS_CERTIFICATE_SKIP_KEY_CERT_MATCH);
    gnutls_certificate_set_verify_limits(*credentials, 8200, 5);
    gnutls_certificate_set_verify_flags(*credentials,
                                        gnutls_certificate_get_verify_flags(*credentials) |
                                            GNUTLS_VERIFY_DO_NOT_ALLOW_SAME);
    gnutls_free(file.data);
}

static void free_credentials(gnutls_certificate_credentials_t credentials)
{
    gnutls_certificate_free_keys(credentials);
    gnutls_certificate_free_cas(credentials);
    gnutls_certificate_free_ca_names(credentials);
    gnutls_certificate_free_crls(credentials);
    gnutls_certificate_free_credentials(credentials);
    gnutls_global_deinit();
}

static void other_credentials(gnutls_session_t session)
{
    gnutls_anon_client_credentials_t anonymous;
    gnutls_anon_server_credentials_t anonymous_server;
    gnutls_psk_client_credentials_t psk;
    gnutls_psk_server_credentials_t psk_server;
    gnutls_srp_client_credentials_t srp;
    gnutls_srp_server_credentials_t srp_server;
    gnutls_dh_params_t parameters;
    gnutls_datum_t key = {NULL, 0};
    void *found = NULL;
    gnutls_dh_params_init(&parameters);
    gnutls_anon_allocate_client_credentials(&anonymous);
    gnutls_anon_allocate_server_credentials(&anonymous_server);
    gnutls_anon_set_server_dh_params(anonymous_server, parameters);
    gnutls_anon_set_server_known_dh_params(anonymous_server, GNUTLS_SEC_PARAM_HIGH);
    gnutls_psk_allocate_client_credentials(&psk);
    gnutls_psk_set_client_credentials(psk, "me", &key, GNUTLS_PSK_KEY_HEX);
    gnutls_psk_set_client_credentials_function(psk, psk_of_client);
    gnutls_psk_allocate_server_credentials(&psk_server);
    gnutls_psk_set_server_credentials_file(psk_server, "psk.txt");
    gnutls_psk_set_server_credentials_hint(psk_server, "hint");
    gnutls_psk_set_server_credentials_function(psk_server, psk_of_server);
    gnutls_srp_allocate_client_credentials(&srp);
    gnutls_srp_set_client_credentials(srp, "me", "password");
    gnutls_srp_allocate_server_credentials(&srp_server);
    gnutls_srp_set_server_credentials_file(srp_server, "tpasswd", "tpasswd.conf");
    gnutls_credentials_set(session, GNUTLS_CRD_ANON, anonymous);
    gnutls_credentials_set(session, GNUTLS_CRD_PSK, psk);
    if (gnutls_credentials_get(session, GNUTLS_CRD_PSK, &found) != 0 || found != psk) {
        gnutls_credentials_clear(session);
    }
    gnutls_srp_free_server_credentials(srp_server);
    gnutls_srp_free_client_credentials(srp);
    gnutls_psk_free_server_credentials(psk_server);
    gnutls_psk_free_client_credentials(psk);
    gnutls_anon_free_server_credentials(anonymous_server);
    gnutls_anon_free_client_credentials(anonymous);
    gnutls_dh_params_deinit(parameters);
}

static void set_session(gnutls_session_t session, gnutls_certificate_credentials_t credentials)
{
    gnutls_datum_t protocols[] = {{(unsigned char *)"h2", 2}};
    gnutls_typed_vdata_st names[] = {{GNUTLS_DT_DNS_HOSTNAME, (unsigned char *)"example.org", 0}};
    gnutls_datum_t random = {(unsigned char *)"", 32};
    gnutls_datum_t ticket = {NULL, 0};
    gnutls_priority_t priority;
    gnutls_anti_replay_t replay;
    const char *position;
    gnutls_priority_init(&priority, "NORMAL", &position);
    gnutls_priority_set(session, priority);
    gnutls_priority_deinit(priority);
    gnutls_priority_init2(&priority, "%SERVER_PRECEDENCE", &position,
                          GNUTLS_PRIORITY_INIT_DEF_APPEND);
    gnutls_priority_deinit(priority);
    gnutls_priority_set_direct(session, "SECURE256", &position);
    gnutls_set_default_priority(session);
    gnutls_set_default_priority_append(session, "-VERS-TLS1.1", &position, 0);
    gnutls_credentials_set(session, GNUTLS_CRD_CERTIFICATE, credentials);
    gnutls_server_name_set(session, GNUTLS_NAME_DNS, "example.org", 11);
    gnutls_alpn_set_protocols(session, protocols, 1, GNUTLS_ALPN_MANDATORY);
    gnutls_session_set_verify_cert(session, "example.org", 0);
    gnutls_session_set_verify_cert2(session, names, 1, 0);
    gnutls_ocsp_status_request_enable_client(session, NULL, 0, NULL);
    gnutls_session_ticket_key_generate(&ticket);
    gnutls_session_ticket_enable_client(session);
    gnutls_session_ticket_enable_server(session, &ticket);
    gnutls_anti_replay_init(&replay);
    gnutls_anti_replay_set_window(replay, 10000);
    gnutls_anti_replay_set_ptr(replay, credentials);
    gnutls_anti_replay_set_add_function(replay, db_add);
    gnutls_anti_replay_enable(session, replay);
    gnutls_handshake_set_max_packet_length(session, 65536);
    gnutls_handshake_set_private_extensions(session, 0);
    gnutls_handshake_set_random(session, &random);
    gnutls_heartbeat_enable(session, GNUTLS_HB_PEER_ALLOWED_TO_SEND);
    gnutls_heartbeat_set_timeouts(session, 1000, 60000);
    gnutls_record_disable_padding(session);
    gnutls_record_set_max_size(session, 4096);
    gnutls_record_set_max_recv_size(session, 4096);
    gnutls_record_set_max_early_data_size(session, 16384);
    gnutls_session_enable_compatibility_mode(session);
    gnutls_session_force_valid(session);
    gnutls_srtp_set_profile(session, GNUTLS_SRTP_AES128_CM_HMAC_SHA1_80);
    gnutls_srtp_set_profile_direct(session, "SRTP_AES128_CM_HMAC_SHA1_80", &position);
    gnutls_srtp_set_mki(session, &ticket);
    gnutls_srp_set_prime_bits(session, 2048);
    gnutls_dh_set_prime_bits(session, 2048);
    gnutls_certificate_server_set_request(session, GNUTLS_CERT_REQUEST);
    gnutls_certificate_send_x509_rdn_sequence(session, 1);
    gnutls_anti_replay_deinit(replay);
    gnutls_free(ticket.data);
}

/* Small messages, and what is kept until the handshake. */
static void notices(gnutls_session_t session, int why)
{
    char early[64];
    int level;
    gnutls_record_send_early_data(session, "GET /", 5);
    gnutls_record_recv_early_data(session, early, sizeof early);
    gnutls_alert_send(session, GNUTLS_AL_WARNING, GNUTLS_A_USER_CANCELED);
    gnutls_alert_send_appropriate(session, why);
    gnutls_rehandshake(session);
    gnutls_session_key_update(session, GNUTLS_KU_PEER);
    gnutls_session_ticket_send(session, 1, 0);
    gnutls_heartbeat_pong(session, 0);
    printf("%d %d\n", gnutls_error_to_alert(why, &level), level);
    if (gnutls_error_is_fatal(why)) {
        gnutls_perror(why);
        fprintf(stderr, "%s: %s\n", gnutls_strerror_name(why), gnutls_strerror(why));
    }
}

static void print_algorithms(gnutls_session_t session)
{
    gnutls_sign_algorithm_t requested;
    gnutls_kx_algorithm_t exchange = gnutls_kx_get(session);
    gnutls_cipher_algorithm_t cipher = gnutls_cipher_get(session);
    gnutls_mac_algorithm_t mac = gnutls_mac_get(session);
    printf("%s %s\n", gnutls_protocol_get_name(gnutls_protocol_get_version(session)),
           gnutls_ciphersuite_get(session));
    printf("%s %s %s %s\n", gnutls_kx_get_name(exchange), gnutls_cipher_get_name(cipher),
           gnutls_mac_get_name(mac), gnutls_cipher_suite_get_name(exchange, cipher, mac));
    printf("%zu %s %s\n", gnutls_cipher_get_key_size(cipher),
           gnutls_digest_get_name(gnutls_prf_hash_get(session)),
           gnutls_group_get_name(gnutls_group_get(session)));
    printf("%s %s\n", gnutls_ecc_curve_get_name(gnutls_ecc_curve_get(session)),
           gnutls_certificate_type_get_name(gnutls_certificate_type_get(session)));
    printf("%d\n", gnutls_certificate_type_get2(session, GNUTLS_CTYPE_PEERS) == GNUTLS_CRT_X509);
    printf("%s %d\n", gnutls_sign_get_name(gnutls_sign_algorithm_get(session)),
           gnutls_sign_algorithm_get_client(session));
    gnutls_sign_algorithm_get_requested(session, 0, &requested);
    printf("%s %s\n", gnutls_handshake_description_get_name(gnutls_handshake_get_last_in(session)),
           gnutls_handshake_description_get_name(gnutls_handshake_get_last_out(session)));
    printf("%s\n", gnutls_alert_get_strname(gnutls_alert_get(session)));
    printf("%s %s\n", gnutls_pk_get_name(GNUTLS_PK_RSA),
           gnutls_pk_algorithm_get_name(GNUTLS_PK_EC));
    printf("%d %d %d\n", gnutls_auth_get_type(session), gnutls_auth_client_get_type(session),
           gnutls_auth_server_get_type(session));
}

static void print_keys(gnutls_session_t session)
{
    gnutls_datum_t a;
    gnutls_datum_t b;
    gnutls_datum_t c;
    gnutls_datum_t d;
    unsigned char sequence[8];
    char bytes[64];
    printf("%d %d %d\n", gnutls_dh_get_secret_bits(session),
           gnutls_dh_get_peers_public_bits(session), gnutls_dh_get_prime_bits(session));
    gnutls_dh_get_group(session, &a, &b);
    gnutls_dh_get_pubkey(session, &a);
    gnutls_session_get_random(session, &a, &b);
    gnutls_session_get_master_secret(session, &a);
    gnutls_session_channel_binding(session, GNUTLS_CB_TLS_UNIQUE, &a);
    gnutls_record_get_state(session, 1, &a, &b, &c, sequence);
    gnutls_record_set_state(session, 1, sequence);
    gnutls_prf(session, 3, "key", 0, 0, NULL, sizeof bytes, bytes);
    gnutls_prf_rfc5705(session, 3, "key", 0, NULL, sizeof bytes, bytes);
    gnutls_prf_raw(session, 3, "key", 0, NULL, sizeof bytes, bytes);
    gnutls_srtp_get_keys(session, bytes, sizeof bytes, &a, &b, &c, &d);
    gnutls_srtp_get_mki(session, &a);
    gnutls_srtp_profile_t profile;
    if (gnutls_srtp_get_selected_profile(session, &profile) == 0) {
        puts(gnutls_srtp_get_profile_name(profile));
    }
}

static void print_records(gnutls_session_t session)
{
    gnutls_range_st whole = {1, 40000};
    gnutls_range_st part;
    gnutls_range_st rest;
    printf("%zu %zu\n", gnutls_record_check_pending(session), gnutls_record_check_corked(session));
    printf("%zu %zu\n", gnutls_record_get_max_size(session),
           gnutls_record_get_max_early_data_size(session));
    printf("%zu %u\n", gnutls_record_overhead_size(session),
           gnutls_record_can_use_length_hiding(session));
    gnutls_range_split(session, &whole, &part, &rest);
    printf("%zu dropped\n", gnutls_record_discard_queued(session));
    printf("%u %u\n", gnutls_heartbeat_allowed(session, GNUTLS_HB_LOCAL_ALLOWED_TO_SEND),
           gnutls_heartbeat_get_timeout(session));
    printf("%u %u\n", gnutls_safe_renegotiation_status(session),
           gnutls_session_ext_master_secret_status(session));
    printf("%u %u\n", gnutls_session_etm_status(session), gnutls_session_get_flags(session));
    printf("%d\n", gnutls_transport_is_ktls_enabled(session) == GNUTLS_KTLS_DUPLEX);
}

static void print_transport(gnutls_session_t session)
{
    int reading;
    int writing;
    gnutls_transport_ptr_t from;
    gnutls_transport_ptr_t to;
    gnutls_transport_get_int2(session, &reading, &writing);
    gnutls_transport_get_ptr2(session, &from, &to);
    printf("%d %d %d %d\n", reading, writing, gnutls_transport_get_int(session),
           gnutls_transport_get_ptr(session) == from);
}

static void resume(gnutls_session_t session)
{
    char bytes[4096];
    size_t size = sizeof bytes;
    gnutls_datum_t data;
    if (gnutls_session_get_data(session, bytes, &size) == 0) {
        gnutls_session_set_data(session, bytes, size);
    }
    if (gnutls_session_get_data2(session, &data) == 0) {
        gnutls_db_check_entry(session, data);
        gnutls_free(data.data);
    }
    size = sizeof bytes;
    gnutls_session_get_id(session, bytes, &size);
    if (gnutls_session_get_id2(session, &data) == 0) {
        gnutls_session_set_id(session, &data);
    }
    gnutls_db_remove_session(session);
    printf("%d %d\n", gnutls_session_is_resumed(session),
           gnutls_session_resumption_requested(session));
    char *description = gnutls_session_get_desc(session);
    puts(description);
    gnutls_free(description);
}

static void print_certificate(gnutls_session_t session)
{
    char text[256];
    size_t size = sizeof text;
    unsigned int count = 0;
    unsigned int most = 1;
    gnutls_datum_t printed;
    gnutls_x509_crt_t crt;
    const gnutls_datum_t *peers = gnutls_certificate_get_peers(session, &count);
    if (peers == NULL || gnutls_x509_crt_init(&crt) != 0) {
        return;
    }
    gnutls_x509_crt_import(crt, peers, GNUTLS_X509_FMT_DER);
    printf("%u %u\n", gnutls_x509_crt_check_hostname(crt, "example.org"),
           gnutls_x509_crt_check_hostname2(crt, "example.org", 0));
    gnutls_x509_crt_get_dn(crt, text, &size);
    size = sizeof text;
    gnutls_x509_crt_get_issuer_dn(crt, text, &size);
    size = sizeof text;
    gnutls_x509_crt_get_dn_by_oid(crt, "2.5.4.3", 0, 0, text, &size);
    size = sizeof text;
    gnutls_x509_crt_get_serial(crt, text, &size);
    size = sizeof text;
    gnutls_x509_crt_get_fingerprint(crt, GNUTLS_DIG_SHA256, text, &size);
    size = sizeof text;
    gnutls_x509_crt_get_subject_alt_name(crt, 0, text, &size, NULL);
    size = sizeof text;
    gnutls_x509_crt_export(crt, GNUTLS_X509_FMT_PEM, text, &size);
    if (gnutls_x509_crt_get_dn2(crt, &printed) == 0) {
        gnutls_free(printed.data);
    }
    if (gnutls_x509_crt_print(crt, GNUTLS_CRT_PRINT_ONELINE, &printed) == 0) {
        printf("%s\n", (char *)printed.data);
        gnutls_free(printed.data);
    }
    printf("%d %d %u\n", gnutls_x509_crt_get_version(crt),
           gnutls_x509_crt_get_pk_algorithm(crt, &count), count);
    printf("%d\n",
           gnutls_x509_crt_get_activation_time(crt) < gnutls_x509_crt_get_expiration_time(crt));
    gnutls_x509_crt_deinit(crt);
    if (gnutls_x509_crt_list_import(&crt, &most, peers, GNUTLS_X509_FMT_PEM, 0) == 1) {
        gnutls_x509_crt_deinit(crt);
    }
}

static unsigned int check_peer(gnutls_session_t session)
{
    gnutls_typed_vdata_st names[] = {{GNUTLS_DT_DNS_HOSTNAME, (unsigned char *)"example.org", 0}};
    gnutls_datum_t text;
    unsigned int status = 0;
    unsigned int count;
    const gnutls_datum_t *peers = gnutls_certificate_get_peers(session, &count);
    gnutls_certificate_verify_peers2(session, &status);
    gnutls_certificate_verify_peers(session, names, 1, &status);
    gnutls_certificate_verification_status_print(status, GNUTLS_CRT_X509, &text, 0);
    gnutls_verify_stored_pubkey(NULL, NULL, "example.org", "https", GNUTLS_CRT_X509, peers, 0);
    gnutls_store_pubkey(NULL, NULL, "example.org", "https", GNUTLS_CRT_X509, peers, 0, 0);
    gnutls_certificate_get_peers_subkey_id(session, &text);
    gnutls_ocsp_status_request_get(session, &text);
    gnutls_ocsp_status_request_get2(session, 0, &text);
    gnutls_alpn_get_selected_protocol(session, &text);
    printf("%d %u\n", gnutls_certificate_get_ours(session) == NULL,
           gnutls_certificate_client_get_request_status(session));
    printf("%d\n", gnutls_certificate_activation_time_peers(session) <
                       gnutls_certificate_expiration_time_peers(session));
    printf("%s %s %s\n", gnutls_psk_server_get_username(session),
           gnutls_psk_client_get_hint(session), gnutls_srp_server_get_username(session));
    return gnutls_session_get_verify_cert_status(session) |
           gnutls_ocsp_status_request_is_checked(session, 0) | status;
}

static void bytes_and_chance(void)
{
    unsigned char noise[32];
    unsigned char digest[64];
    char text[256];
    size_t size = sizeof text;
    gnutls_datum_t plain = {noise, sizeof noise};
    gnutls_datum_t coded;
    gnutls_rnd(GNUTLS_RND_NONCE, noise, sizeof noise);
    gnutls_hash_fast(GNUTLS_DIG_SHA256, noise, sizeof noise, digest);
    gnutls_hmac_fast(GNUTLS_MAC_SHA256, noise, 16, noise, sizeof noise, digest);
    printf("%u %u\n", gnutls_hash_get_len(GNUTLS_DIG_SHA256),
           gnutls_hmac_get_len(GNUTLS_MAC_SHA256));
    gnutls_fingerprint(GNUTLS_DIG_SHA1, &plain, text, &size);
    size = sizeof text;
    gnutls_hex_encode(&plain, text, &size);
    size = sizeof text;
    gnutls_hex_decode(&plain, text, &size);
    if (gnutls_base64_encode2(&plain, &coded) == 0) {
        gnutls_base64_decode2(&coded, &plain);
        gnutls_free(coded.data);
    }
    if (gnutls_memcmp(noise, digest, sizeof noise) == 0) {
        gnutls_memset(noise, 0, sizeof noise);
    }
}

int main(void)
{
    struct sockaddr_in peer = {.sin_family = AF_INET, .sin_port = htons(443)};
    gnutls_certificate_credentials_t credentials;
    gnutls_session_t session;
    set_global();
    set_credentials(&credentials);
    gnutls_init(&session, GNUTLS_CLIENT);
    set_session(session, credentials);
    set_callbacks(session, credentials);
    other_credentials(session);
    notices(session, exchange_bounded());
    exchange_unbounded(&peer);
    only_the_handshake(&peer);
    limits_of_the_descriptor(&peer, open("index.html", O_RDONLY));
    serve_without_limits();
    without_blocking(&peer);
    datagrams(4);
    through_functions();
    print_algorithms(session);
    print_keys(session);
    print_records(session);
    print_transport(session);
    print_certificate(session);
    resume(session);
    bytes_and_chance();
    unsigned int status = check_peer(session);
    gnutls_deinit(session);
    free_credentials(credentials);
    return status == 0 ? ready(4) : 1;
}
