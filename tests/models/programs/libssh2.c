#include <libssh2.h>
#include <libssh2_publickey.h>
#include <libssh2_sftp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

/* A session without a limit, one with a limit, and one that does not wait */

static int run_unbounded(int fd)
{
    char bytes[512];
    LIBSSH2_SESSION *session = libssh2_session_init();
    libssh2_session_handshake(session, fd);                           // call: handshake none yes
    libssh2_userauth_password(session, "user", "password");           // call: request none yes
    LIBSSH2_CHANNEL *channel = libssh2_channel_open_session(session); // call: request none unknown
    libssh2_channel_exec(channel, "uptime");                          // call: request none unknown
    libssh2_channel_read(channel, bytes, sizeof bytes);               // call: receive none yes
    libssh2_channel_write(channel, "x", 1);                           // call: send none unknown
    libssh2_channel_wait_eof(channel);                                // call: receive none yes
    libssh2_channel_close(channel);                                   // call: send none yes
    libssh2_channel_free(channel);                                    // call: send none yes
    libssh2_session_disconnect(session, "done");                      // call: send none yes
    return libssh2_session_free(session);
}

static int run_bounded(int fd)
{
    char bytes[512];
    ssize_t count;
    LIBSSH2_SESSION *session = libssh2_session_init();
    libssh2_session_set_timeout(session, 3000);
    if (libssh2_session_handshake(session, fd) != 0 || // call: handshake bounded yes
        libssh2_userauth_password(session, "user", "password") != 0) { // call: request bounded yes
        return libssh2_session_last_errno(session);
    }
    LIBSSH2_CHANNEL *channel;
    channel = libssh2_channel_open_session(session); // call: request bounded unknown
    if (channel == NULL) {
        return libssh2_session_last_errno(session);
    }
    libssh2_channel_exec(channel, "uptime"); // call: request bounded unknown
    while ((count = libssh2_channel_read(channel, bytes, 512)) > 0) { // call: receive bounded yes
        fwrite(bytes, 1, (size_t)count, stdout);
    }
    libssh2_channel_close(channel);              // call: send bounded yes
    libssh2_channel_free(channel);               // call: send bounded yes
    libssh2_session_disconnect(session, "done"); // call: send bounded yes
    return libssh2_session_free(session);
}

/* The mode is the session's: it goes for channels that were opened before, too. */
static int run_prompt(int fd)
{
    char bytes[512];
    LIBSSH2_SESSION *session = libssh2_session_init();
    libssh2_session_handshake(session, fd);                           // call: handshake none yes
    LIBSSH2_CHANNEL *channel = libssh2_channel_open_session(session); // call: request none unknown
    libssh2_channel_set_blocking(channel, 0);
    while (libssh2_channel_exec(channel, "uptime") == // call: request bounded unknown
           LIBSSH2_ERROR_EAGAIN) {
        printf("again: %d\n", libssh2_session_block_directions(session));
    }
    libssh2_channel_read(channel, bytes, sizeof bytes); // call: receive bounded yes
    libssh2_channel_free(channel);                      // call: send bounded yes
    libssh2_session_set_blocking(session, 1);
    libssh2_session_disconnect(session, "done"); // call: send none yes
    return libssh2_session_free(session);
}

/* Proving who one is */

static void answer(const char *name, int name_length, const char *text, int length, int count,
                   const LIBSSH2_USERAUTH_KBDINT_PROMPT *prompts,
                   LIBSSH2_USERAUTH_KBDINT_RESPONSE *responses, void **abstract)
{
    (void)name;
    (void)name_length;
    (void)text;
    (void)length;
    (void)prompts;
    (void)abstract;
    if (count == 1) {
        responses[0].text = strdup("secret");
        responses[0].length = 6;
    }
}

static int sign(LIBSSH2_SESSION *session, unsigned char **signature, size_t *length,
                const unsigned char *data, size_t data_length, void **abstract)
{
    (void)session;
    (void)abstract;
    *signature = malloc(data_length);
    *length = data_length;
    memcpy(*signature, data, data_length);
    return 0;
}

static void authenticate_unbounded(int fd, const unsigned char *key)
{
    LIBSSH2_SESSION *s = libssh2_session_init();
    libssh2_session_startup(s, fd);                                 // call: handshake none yes
    libssh2_userauth_list(s, "user", 4);                            // call: request none yes
    libssh2_userauth_password_ex(s, "user", 4, "x", 1, NULL);       // call: request none yes
    libssh2_userauth_publickey_fromfile(s, "u", "a", "b", "");      // call: request none yes
    libssh2_userauth_publickey(s, "user", key, 64, sign, NULL);     // call: request none yes
    libssh2_userauth_hostbased_fromfile(s, "u", "a", "b", "", "h"); // call: request none yes
    libssh2_userauth_publickey_frommemory(s, "u", 1, "a", 1, "b", 1, ""); // call: request none yes
    libssh2_userauth_keyboard_interactive(s, "user", answer);             // call: request none yes
    libssh2_keepalive_send(s, NULL);                                      // call: send none yes
    libssh2_session_free(s);
}

static void authenticate_bounded(int fd, const unsigned char *key)
{
    LIBSSH2_SESSION *s = libssh2_session_init();
    libssh2_session_set_timeout(s, 3000);
    libssh2_session_startup(s, fd);                                  // call: handshake bounded yes
    libssh2_userauth_list(s, "user", 4);                             // call: request bounded yes
    libssh2_userauth_publickey_fromfile_ex(s, "u", 1, "a", "b", ""); // call: request bounded yes
    libssh2_userauth_publickey(s, "user", key, 64, sign, NULL);      // call: request bounded yes
    libssh2_userauth_hostbased_fromfile_ex(s, "u", 1, "a", "b", "",  // call: request bounded yes
                                           "h", 1, "u", 1);
    libssh2_userauth_publickey_frommemory(s, "u", 1, "a", 1, "b", 1, // call: request bounded yes
                                          "");
    libssh2_userauth_keyboard_interactive_ex(s, "user", 4, answer); // call: request bounded yes
    if (!libssh2_userauth_authenticated(s)) {
        puts("refused");
    }
    libssh2_keepalive_config(s, 1, 30);
    libssh2_keepalive_send(s, NULL); // call: send bounded yes
    libssh2_session_free(s);
}

static void agent(LIBSSH2_SESSION *session)
{
    struct libssh2_agent_publickey *identity = NULL;
    LIBSSH2_AGENT *agent = libssh2_agent_init(session);
    libssh2_agent_set_identity_path(agent, "/run/agent");
    if (libssh2_agent_connect(agent) != 0 || libssh2_agent_list_identities(agent) != 0) {
        puts(libssh2_agent_get_identity_path(agent));
        return;
    }
    while (libssh2_agent_get_identity(agent, &identity, identity) == 0) {
        libssh2_agent_userauth(agent, "user", identity); // call: request bounded yes
    }
    libssh2_agent_disconnect(agent);
    libssh2_agent_free(agent);
}

/* What channels do. The limit is set by the caller. */

static void channels(LIBSSH2_SESSION *session)
{
    char bytes[512];
    LIBSSH2_CHANNEL *c;
    c = libssh2_channel_open_ex(session, "session", 7, // call: request bounded unknown
                                65536, 32768, NULL, 0);
    libssh2_channel_setenv(c, "LANG", "C");                           // call: request bounded yes
    libssh2_channel_setenv_ex(c, "LANG", 4, "C", 1);                  // call: request bounded yes
    libssh2_channel_request_pty(c, "vt100");                          // call: request bounded yes
    libssh2_channel_request_pty_ex(c, "vt100", 5, NULL, 0, 80, 24, 0, // call: request bounded yes
                                   0);
    libssh2_channel_request_pty_size(c, 100, 40);          // call: request bounded yes
    libssh2_channel_request_pty_size_ex(c, 100, 40, 0, 0); // call: request bounded yes
    libssh2_channel_request_auth_agent(c);                 // call: request bounded yes
    libssh2_channel_x11_req_ex(c, 0, NULL, NULL, 0);       // call: request bounded unknown
    libssh2_channel_process_startup(c, "exec", 4, "w", 1); // call: request bounded unknown
    libssh2_channel_read_ex(c, SSH_EXTENDED_DATA_STDERR, bytes, 512); // call: receive bounded yes
    libssh2_channel_write_ex(c, 0, bytes, sizeof bytes);              // call: send bounded unknown
    libssh2_channel_flush_ex(c, LIBSSH2_CHANNEL_FLUSH_ALL);           // call: receive bounded yes
    libssh2_channel_receive_window_adjust(c, 65536, 0);               // call: send bounded yes
    libssh2_channel_receive_window_adjust2(c, 65536, 0, NULL);        // call: send bounded yes
    libssh2_channel_send_eof(c);                                      // call: send bounded yes
    libssh2_channel_wait_eof(c);                                      // call: receive bounded yes
    libssh2_channel_close(c);                                         // call: send bounded yes
    libssh2_channel_wait_closed(c);                                   // call: receive bounded yes
    libssh2_channel_free(c);                                          // call: send bounded yes
}

static void forwarding(LIBSSH2_SESSION *session)
{
    int port;
    LIBSSH2_CHANNEL *c;
    c = libssh2_channel_direct_tcpip(session, "h", 80);          // call: request bounded unknown
    libssh2_channel_write(c, "GET / HTTP/1.0\r\n\r\n", 18);      // call: send bounded unknown
    c = libssh2_channel_direct_tcpip_ex(session, "h", 80, "::1", // call: request bounded unknown
                                        22);
    libssh2_channel_write(c, "GET / HTTP/1.0\r\n\r\n", 18); // call: send bounded unknown
    LIBSSH2_LISTENER *l =
        libssh2_channel_forward_listen_ex(session, NULL, 0, &port, // call: request bounded unknown
                                          4);
    c = libssh2_channel_forward_accept(l);  // call: accept bounded unknown
    libssh2_channel_write(c, "hello\n", 6); // call: send bounded unknown
    libssh2_channel_forward_cancel(l);      // call: send bounded yes
}

static void copies(LIBSSH2_SESSION *session)
{
    struct stat about;
    libssh2_struct_stat about2;
    char bytes[64];
    LIBSSH2_CHANNEL *c = libssh2_scp_recv(session, "a", &about); // call: request bounded unknown
    libssh2_channel_read(c, bytes, sizeof bytes);                // call: receive bounded yes
    c = libssh2_scp_recv2(session, "a", &about2);                // call: request bounded unknown
    libssh2_channel_read(c, bytes, sizeof bytes);                // call: receive bounded yes
    c = libssh2_scp_send(session, "a", 0600, 64);                // call: request bounded unknown
    libssh2_channel_write(c, bytes, sizeof bytes);               // call: send bounded unknown
    c = libssh2_scp_send_ex(session, "a", 0600, 64, 0, 0);       // call: request bounded unknown
    libssh2_channel_write(c, bytes, sizeof bytes);               // call: send bounded unknown
    c = libssh2_scp_send64(session, "a", 0600, 64, 0, 0);        // call: request bounded unknown
    libssh2_channel_write(c, bytes, sizeof bytes);               // call: send bounded unknown
}

static void ask_channel(LIBSSH2_SESSION *session, LIBSSH2_CHANNEL *channel, long wait)
{
    LIBSSH2_POLLFD entry = {
        .type = LIBSSH2_POLLFD_CHANNEL, .fd.channel = channel, .events = LIBSSH2_POLLFD_POLLIN};
    char *signal = NULL;
    libssh2_poll(&entry, 1, 1000); // call: wait bounded yes
    libssh2_poll(&entry, 1, -1);   // call: wait none yes
    libssh2_poll(&entry, 1, wait); // call: wait unknown yes
    libssh2_channel_handle_extended_data(channel, LIBSSH2_CHANNEL_EXTENDED_DATA_MERGE);
    libssh2_channel_handle_extended_data2(channel, LIBSSH2_CHANNEL_EXTENDED_DATA_MERGE);
    if (libssh2_poll_channel_read(channel, 0) || libssh2_channel_eof(channel)) {
        printf("%lu %lu\n", libssh2_channel_window_read_ex(channel, NULL, NULL),
               libssh2_channel_window_write_ex(channel, NULL));
    }
    libssh2_channel_get_exit_signal(channel, &signal, NULL, NULL, NULL, NULL, NULL);
    libssh2_free(session, signal);
    printf("%d\n", libssh2_channel_get_exit_status(channel));
}

/* Files. A file has the limits that its session had. */

static void files_unbounded(int fd)
{
    char bytes[64];
    LIBSSH2_SESSION *session = libssh2_session_init();
    libssh2_session_handshake(session, fd);          // call: handshake none yes
    LIBSSH2_SFTP *sftp = libssh2_sftp_init(session); // call: request none yes
    LIBSSH2_SFTP_HANDLE *file;
    file = libssh2_sftp_open(sftp, "a", LIBSSH2_FXF_READ, 0); // call: request none unknown
    libssh2_sftp_read(file, bytes, sizeof bytes);             // call: receive none yes
    libssh2_sftp_write(file, bytes, sizeof bytes);            // call: send none unknown
    libssh2_sftp_close(file);                                 // call: request none yes
    libssh2_sftp_shutdown(sftp);                              // call: request none yes
    libssh2_session_free(session);
}

static void files_bounded(LIBSSH2_SESSION *session)
{
    LIBSSH2_SFTP_ATTRIBUTES about = {0};
    LIBSSH2_SFTP_STATVFS room;
    char bytes[64];
    LIBSSH2_SFTP *sftp = libssh2_sftp_init(session); // call: request bounded yes
    LIBSSH2_SFTP_HANDLE *file;
    file = libssh2_sftp_open_ex(sftp, "a", 1, 1, 0, 0); // call: request bounded unknown
    libssh2_sftp_seek(file, 10);
    libssh2_sftp_seek64(file, libssh2_sftp_tell64(file) + libssh2_sftp_tell(file));
    libssh2_sftp_read(file, bytes, sizeof bytes);             // call: receive bounded yes
    libssh2_sftp_write(file, bytes, sizeof bytes);            // call: send bounded unknown
    libssh2_sftp_fsync(file);                                 // call: request bounded yes
    libssh2_sftp_fstat_ex(file, &about, 0);                   // call: request bounded yes
    libssh2_sftp_fstatvfs(file, &room);                       // call: request bounded yes
    libssh2_sftp_close_handle(file);                          // call: request bounded yes
    file = libssh2_sftp_opendir(sftp, "/");                   // call: request bounded unknown
    libssh2_sftp_readdir_ex(file, bytes, 64, NULL, 0, 0);     // call: receive bounded yes
    libssh2_sftp_closedir(file);                              // call: request bounded yes
    if (libssh2_sftp_stat_ex(sftp, "a", 1, 0, &about) == 0 && // call: request bounded yes
        (about.flags & LIBSSH2_SFTP_ATTR_SIZE) != 0) {
        printf("%llu\n", (unsigned long long)about.filesize);
    }
    libssh2_sftp_statvfs(sftp, "a", 1, &room);       // call: request bounded yes
    libssh2_sftp_symlink_ex(sftp, "a", 1, bytes, 64, // call: request bounded yes
                            LIBSSH2_SFTP_READLINK);
    libssh2_sftp_rename_ex(sftp, "a", 1, "b", 1, 0); // call: request bounded unknown
    libssh2_sftp_mkdir_ex(sftp, "c", 1, 0700);       // call: request bounded unknown
    libssh2_sftp_rmdir_ex(sftp, "c", 1);             // call: request bounded unknown
    if (libssh2_sftp_unlink_ex(sftp, "b", 1) != 0) { // call: request bounded unknown
        printf("%lu\n", libssh2_sftp_last_error(sftp));
    }
    LIBSSH2_CHANNEL *channel = libssh2_sftp_get_channel(sftp);
    libssh2_channel_flush(channel); // call: receive bounded yes
    libssh2_sftp_shutdown(sftp);    // call: request bounded yes
}

static void keys(LIBSSH2_SESSION *session, const unsigned char *blob)
{
    unsigned long count = 0;
    libssh2_publickey_list *list = NULL;
    const unsigned char name[] = "ssh-rsa";
    LIBSSH2_PUBLICKEY *keys = libssh2_publickey_init(session);     // call: request bounded yes
    libssh2_publickey_add_ex(keys, name, 7, blob, 64, 0, 0, NULL); // call: request bounded unknown
    libssh2_publickey_remove_ex(keys, name, 7, blob, 64);          // call: request bounded unknown
    libssh2_publickey_list_fetch(keys, &count, &list);             // call: request bounded yes
    libssh2_publickey_list_free(keys, list);
    libssh2_publickey_shutdown(keys); // call: request bounded yes
}

static void known_hosts(LIBSSH2_SESSION *session)
{
    size_t length;
    int type;
    char line[256];
    struct libssh2_knownhost *host = NULL;
    const char *key = libssh2_session_hostkey(session, &length, &type);
    const char *hash = libssh2_hostkey_hash(session, LIBSSH2_HOSTKEY_HASH_SHA256);
    LIBSSH2_KNOWNHOSTS *hosts = libssh2_knownhost_init(session);
    libssh2_knownhost_readfile(hosts, "known_hosts", LIBSSH2_KNOWNHOST_FILE_OPENSSH);
    libssh2_knownhost_readline(hosts, line, sizeof line, LIBSSH2_KNOWNHOST_FILE_OPENSSH);
    libssh2_knownhost_add(hosts, "a", NULL, key, length, LIBSSH2_KNOWNHOST_TYPE_PLAIN, &host);
    libssh2_knownhost_addc(hosts, "a", NULL, key, length, NULL, 0, 1, &host);
    if (libssh2_knownhost_check(hosts, "a", key, length, 1, &host) != 0 &&
        libssh2_knownhost_checkp(hosts, "a", 22, key, length, 1, &host) != 0) {
        puts(hash);
    }
    libssh2_knownhost_writeline(hosts, host, line, sizeof line, &length, 1);
    libssh2_knownhost_writefile(hosts, "known_hosts", LIBSSH2_KNOWNHOST_FILE_OPENSSH);
    if (libssh2_knownhost_get(hosts, &host, NULL) == 0) {
        libssh2_knownhost_del(hosts, host);
    }
    libssh2_knownhost_free(hosts);
}

/* What neither waits nor changes how a session waits */

static void on_trace(LIBSSH2_SESSION *session, void *context, const char *text, size_t length)
{
    fprintf(context, "%p %.*s\n", (void *)session, (int)length, text);
}

static LIBSSH2_SESSION *prepare(int fd)
{
    const char **names;
    char *text;
    int length;
    unsigned int size;
    LIBSSH2_SESSION *session = libssh2_session_init_ex(NULL, NULL, NULL, NULL);
    libssh2_session_set_timeout(session, 3000);
    libssh2_trace(session, LIBSSH2_TRACE_ERROR);
    libssh2_trace_sethandler(session, stderr, on_trace);
    libssh2_session_callback_set(session, LIBSSH2_CALLBACK_X11, NULL);
    libssh2_session_banner_set(session, LIBSSH2_SSH_DEFAULT_BANNER);
    libssh2_banner_set(session, LIBSSH2_SSH_DEFAULT_BANNER);
    libssh2_session_flag(session, LIBSSH2_FLAG_COMPRESS, 1);
    libssh2_session_supported_algs(session, LIBSSH2_METHOD_KEX, &names);
    libssh2_session_method_pref(session, LIBSSH2_METHOD_KEX, names[0]);
    libssh2_base64_decode(session, &text, &size, "YQ==", 4);
    libssh2_session_handshake(session, fd); // call: handshake bounded yes
    printf("%s %s %p %d %ld\n", libssh2_session_methods(session, LIBSSH2_METHOD_KEX),
           libssh2_session_banner_get(session), (void *)libssh2_session_abstract(session),
           libssh2_session_get_blocking(session), libssh2_session_get_timeout(session));
    if (libssh2_session_last_error(session, &text, &length, 0) != 0) {
        libssh2_session_set_last_error(session, LIBSSH2_ERROR_NONE, "");
    }
    return session;
}

int main(int count, char **words)
{
    const unsigned char *key = (const unsigned char *)words[0];
    if (libssh2_init(0) != 0) {
        return 1;
    }
    puts(libssh2_version(0));
    run_unbounded(3);
    run_bounded(4);
    run_prompt(5);
    authenticate_unbounded(6, key);
    authenticate_bounded(7, key);
    LIBSSH2_SESSION *session = prepare(8);
    agent(session);
    channels(session);
    forwarding(session);
    copies(session);
    ask_channel(session, libssh2_channel_open_session(session), // call: request bounded unknown
                count);
    files_unbounded(9);
    files_bounded(session);
    keys(session, key);
    known_hosts(session);
    libssh2_session_disconnect_ex(session, 11, "", ""); // call: send bounded yes
    libssh2_session_free(session);
    libssh2_exit();
    return 0;
}
