#include <libssh/libssh.h>
#include <libssh/sftp.h>
#include <libssh/server.h>
#include <libssh/callbacks.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

/* Some of these functions are deprecated. */
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

/* A session without a limit, one with a limit, and one that does not wait */

static int run_unbounded(void)
{
    char bytes[512];
    ssh_session session = ssh_new();
    ssh_options_set(session, SSH_OPTIONS_HOST, "host");
    ssh_connect(session);                             // call: connect bounded yes
    ssh_userauth_publickey_auto(session, NULL, NULL); // call: request none yes
    ssh_channel channel = ssh_channel_new(session);
    ssh_channel_open_session(channel);                              // call: request none unknown
    ssh_channel_request_exec(channel, "uptime");                    // call: request none unknown
    ssh_channel_read(channel, bytes, sizeof bytes, 0);              // call: receive none yes
    ssh_channel_read_timeout(channel, bytes, sizeof bytes, 0, 500); // call: receive bounded yes
    ssh_channel_read_nonblocking(channel, bytes, // call: receive bounded yes nonblocking
                                 sizeof bytes, 0);
    ssh_channel_close(channel); // call: send none yes
    ssh_channel_free(channel);  // call: send none yes
    ssh_disconnect(session);
    ssh_free(session);
    return 0;
}

static int run_bounded(void)
{
    char bytes[512];
    long limit = 3;
    int count;
    ssh_session session = ssh_new();
    ssh_options_set(session, SSH_OPTIONS_HOST, "host");
    ssh_options_set(session, SSH_OPTIONS_TIMEOUT, &limit);
    if (ssh_connect(session) != SSH_OK) { // call: connect bounded yes
        fprintf(stderr, "%s\n", ssh_get_error(session));
        return ssh_get_error_code(session);
    }
    ssh_userauth_password(session, NULL, "password"); // call: request bounded yes
    ssh_channel channel = ssh_channel_new(session);
    ssh_channel_open_session(channel);           // call: request bounded unknown
    ssh_channel_request_exec(channel, "uptime"); // call: request bounded unknown
    while ((count = ssh_channel_read(channel, bytes, 512, 0)) > 0) { // call: receive bounded yes
        fwrite(bytes, 1, (size_t)count, stdout);
    }
    /* This limit is the call's own. */
    ssh_channel_read_timeout(channel, bytes, sizeof bytes, 0, -1); // call: receive none yes
    ssh_channel_free(channel);                                     // call: send bounded yes
    sftp_session sftp = sftp_new(session);                         // call: request bounded yes
    sftp_init(sftp);                                               // call: request bounded yes
    sftp_file file = sftp_open(sftp, "a", 0, 0600);                // call: request bounded unknown
    sftp_read(file, bytes, sizeof bytes);                          // call: receive bounded yes
    sftp_close(file);                                              // call: request bounded yes
    sftp_free(sftp);
    ssh_free(session);
    return 0;
}

static void run_limit_of_microseconds(void)
{
    long limit = 500000;
    ssh_session session = ssh_new();
    ssh_session other = NULL;
    ssh_options_set(session, SSH_OPTIONS_TIMEOUT_USEC, &limit);
    ssh_connect(session);             // call: connect bounded yes
    ssh_userauth_none(session, NULL); // call: request bounded yes
    ssh_options_copy(session, &other);
    ssh_userauth_none(other, NULL); // call: request bounded yes
    ssh_free(session);
}

/* The mode is the session's: it goes for channels that were opened before, too. */
static void run_prompt(void)
{
    char bytes[512];
    ssh_session session = ssh_new();
    ssh_channel channel = ssh_channel_new(session);
    ssh_set_blocking(session, 0);
    while (ssh_connect(session) == SSH_AGAIN) { // call: connect bounded yes
        puts("again");
    }
    ssh_channel_open_session(channel);                             // call: request bounded unknown
    ssh_channel_read_timeout(channel, bytes, sizeof bytes, 0, -1); // call: receive bounded yes
    ssh_channel_set_blocking(channel, 1);
    ssh_channel_read(channel, bytes, sizeof bytes, 0); // call: receive none yes
    ssh_free(session);
}

/* Each function once, over a session without a limit */

static void session_unbounded(ssh_session session, const ssh_key pubkey, const ssh_key privkey)
{
    ssh_service_request(session, "x");                // call: request none yes
    ssh_userauth_none(session, "x");                  // call: request none yes
    ssh_userauth_try_publickey(session, "x", pubkey); // call: request none yes
    ssh_userauth_publickey(session, "x", privkey);    // call: request none yes
    ssh_userauth_publickey_auto(session, "x", "x");   // call: request none yes
    ssh_userauth_password(session, "x", "x");         // call: request none yes
    ssh_userauth_kbdint(session, "x", "x");           // call: request none yes
    ssh_userauth_gssapi(session);                     // call: request none yes
    ssh_userauth_agent(session, "x");                 // call: request none yes
    ssh_blocking_flush(session, -1);                  // call: send none yes
    ssh_handle_key_exchange(session);                 // call: handshake none yes
    ssh_message message = ssh_message_get(session);   // call: receive none yes
    ssh_message_type(message);
    ssh_message_subtype(message);
    ssh_message_reply_default(message);
    ssh_message_auth_user(message);
    ssh_message_auth_reply_success(message, 1);
    ssh_message_service_reply_success(message);
    ssh_message_channel_request_open_reply_accept(message);
    ssh_message_channel_request_reply_success(message);
    ssh_message_free(message);
}

static void channel_unbounded(ssh_channel channel, ssh_session session, int *bound_port,
                              void *bytes, int *destination_port, char **originator,
                              int *originator_port, ssh_channel *readchans, ssh_channel *writechans,
                              ssh_channel *exceptchans, ssh_channel *channels,
                              ssh_channel *outchannels, fd_set *readfds, ssh_event event)
{
    ssh_channel_open_session(channel);                           // call: request none unknown
    ssh_channel_open_auth_agent(channel);                        // call: request none unknown
    ssh_channel_open_forward(channel, "x", 1, "x", 1);           // call: request none unknown
    ssh_channel_open_forward_unix(channel, "x", "x", 1);         // call: request none unknown
    ssh_channel_open_x11(channel, "x", 1);                       // call: request none unknown
    ssh_channel_open_reverse_forward(channel, "x", 1, "x", 1);   // call: request none unknown
    ssh_channel_request_env(channel, "x", "x");                  // call: request none yes
    ssh_channel_request_pty(channel);                            // call: request none yes
    ssh_channel_request_pty_size(channel, "x", 1, 1);            // call: request none yes
    ssh_channel_change_pty_size(channel, 1, 1);                  // call: request none yes
    ssh_channel_request_auth_agent(channel);                     // call: request none yes
    ssh_channel_request_exec(channel, "x");                      // call: request none unknown
    ssh_channel_request_shell(channel);                          // call: request none unknown
    ssh_channel_request_sftp(channel);                           // call: request none unknown
    ssh_channel_request_subsystem(channel, "x");                 // call: request none unknown
    ssh_channel_request_x11(channel, 1, "x", "x", 1);            // call: request none unknown
    ssh_channel_listen_forward(session, "x", 1, bound_port);     // call: request none unknown
    ssh_channel_cancel_forward(session, "x", 1);                 // call: request none unknown
    ssh_channel_request_send_signal(channel, "x");               // call: send none unknown
    ssh_channel_request_send_break(channel, 1);                  // call: send none unknown
    ssh_channel_write(channel, bytes, 1);                        // call: send none unknown
    ssh_channel_write_stderr(channel, bytes, 1);                 // call: send none unknown
    ssh_channel_read(channel, bytes, 1, 1);                      // call: receive none yes
    ssh_channel_read_timeout(channel, bytes, 1, 1, -1);          // call: receive none yes
    ssh_channel_get_exit_status(channel);                        // call: receive none yes
    ssh_channel_poll_timeout(channel, -1, 1);                    // call: wait none yes
    ssh_channel_accept_x11(channel, -1);                         // call: accept none yes
    ssh_channel_open_forward_port(session, -1, destination_port, // call: accept none yes
                                  originator, originator_port);
    ssh_channel_accept_forward(session, -1, destination_port);    // call: accept none yes
    ssh_channel_select(readchans, writechans, exceptchans, NULL); // call: wait none yes
    ssh_select(channels, outchannels, 1, readfds, NULL);          // call: wait none yes
    ssh_event_dopoll(event, -1);                                  // call: wait none yes
    ssh_channel_send_eof(channel);                                // call: send none yes
    ssh_channel_close(channel);                                   // call: send none yes
    ssh_channel_free(channel);                                    // call: send none yes
}

/* Waits with a limit of their own */
static void waits_bounded(ssh_session session, ssh_channel channel, ssh_event event)
{
    struct timeval limit = {3, 0};
    ssh_channel channels[] = {channel, NULL};
    ssh_blocking_flush(session, 500);                 // call: send bounded yes
    ssh_channel_poll_timeout(channel, 500, 0);        // call: wait bounded yes
    ssh_channel_accept_x11(channel, 500);             // call: accept bounded yes
    ssh_channel_accept_forward(session, 500, NULL);   // call: accept bounded yes
    ssh_channel_select(channels, NULL, NULL, &limit); // call: wait bounded yes
    ssh_select(channels, NULL, 0, NULL, &limit);      // call: wait bounded yes
    ssh_event_dopoll(event, 500);                     // call: wait bounded yes
}

static void scp_unbounded(ssh_session session, void *bytes)
{
    ssh_scp scp = ssh_scp_new(session, SSH_SCP_WRITE, "a");
    ssh_scp_init(scp);                   // call: request none unknown
    ssh_scp_accept_request(scp);         // call: request none unknown
    ssh_scp_deny_request(scp, "x");      // call: request none unknown
    ssh_scp_leave_directory(scp);        // call: request none unknown
    ssh_scp_push_directory(scp, "x", 1); // call: request none unknown
    ssh_scp_push_file(scp, "x", 1, 1);   // call: request none unknown
    ssh_scp_push_file64(scp, "x", 1, 1); // call: request none unknown
    ssh_scp_pull_request(scp);           // call: receive none unknown
    ssh_scp_read(scp, bytes, 1);         // call: receive none unknown
    ssh_scp_write(scp, bytes, 1);        // call: send none unknown
    ssh_scp_request_get_filename(scp);
    ssh_scp_request_get_permissions(scp);
    ssh_scp_request_get_size(scp);
    ssh_scp_request_get_size64(scp);
    ssh_scp_request_get_warning(scp);
    ssh_scp_close(scp); // call: request none yes
    ssh_scp_free(scp);
}

static void files_unbounded(ssh_channel channel, ssh_session session, void *bytes,
                            sftp_attributes attr, struct timeval *times, sftp_attributes file_,
                            sftp_statvfs_t statvfs_o)
{
    sftp_session sftp = sftp_new(session);       // call: request none yes
    sftp_init(sftp);                             // call: request none yes
    sftp_dir dir = sftp_opendir(sftp, "x");      // call: request none yes
    sftp_readdir(sftp, dir);                     // call: receive none yes
    sftp_file file = sftp_open(sftp, "x", 1, 1); // call: request none unknown
    sftp_stat(sftp, "x");                        // call: request none yes
    sftp_lstat(sftp, "x");                       // call: request none yes
    sftp_fstat(file);                            // call: request none yes
    sftp_statvfs(sftp, "x");                     // call: request none yes
    sftp_fstatvfs(file);                         // call: request none yes
    sftp_canonicalize_path(sftp, "x");           // call: request none yes
    sftp_readlink(sftp, "x");                    // call: request none yes
    sftp_read(file, bytes, 1);                   // call: receive none yes
    sftp_async_read_begin(file, 1);              // call: send none yes
    sftp_async_read(file, bytes, 1, 1);          // call: receive none yes
    sftp_write(file, bytes, 1);                  // call: send none unknown
    sftp_unlink(sftp, "x");                      // call: request none unknown
    sftp_rmdir(sftp, "x");                       // call: request none unknown
    sftp_mkdir(sftp, "x", 1);                    // call: request none unknown
    sftp_rename(sftp, "x", "x");                 // call: request none unknown
    sftp_symlink(sftp, "x", "x");                // call: request none unknown
    sftp_setstat(sftp, "x", attr);               // call: request none yes
    sftp_chown(sftp, "x", 1, 1);                 // call: request none yes
    sftp_chmod(sftp, "x", 1);                    // call: request none yes
    sftp_utimes(sftp, "x", times);               // call: request none yes
    sftp_fsync(file);                            // call: request none yes
    sftp_file_set_nonblocking(file);
    sftp_read(file, bytes, 1); // call: receive bounded yes
    sftp_file_set_blocking(file);
    sftp_read(file, bytes, 1); // call: receive none yes
    sftp_get_error(sftp);
    sftp_extensions_get_count(sftp);
    sftp_extensions_get_name(sftp, 1);
    sftp_extensions_get_data(sftp, 1);
    sftp_extension_supported(sftp, "x", "x");
    sftp_dir_eof(dir);
    sftp_attributes_free(file_);
    sftp_statvfs_free(statvfs_o);
    sftp_seek(file, 1);
    sftp_seek64(file, 1);
    sftp_tell(file);
    sftp_tell64(file);
    sftp_rewind(file);
    sftp_server_version(sftp);
    sftp_close(file);   // call: request none yes
    sftp_closedir(dir); // call: request none yes
    sftp_free(sftp_new_channel(session, channel));
    sftp_free(sftp);
}

/* Servers */
static void serve(void *bytes, ssh_bind_callbacks callbacks, ssh_session session,
                  ssh_server_callbacks cb)
{
    ssh_bind bind = ssh_bind_new();
    ssh_bind_options_set(bind, 1, bytes);
    ssh_bind_options_parse_config(bind, "x");
    ssh_bind_set_callbacks(bind, callbacks, bytes);
    ssh_bind_listen(bind);
    ssh_bind_get_fd(bind);
    ssh_bind_set_fd(bind, 1);
    ssh_bind_fd_toaccept(bind);
    ssh_bind_accept_fd(bind, session, 1);
    ssh_bind_accept(bind, session); // call: accept none yes
    ssh_bind_set_blocking(bind, 0);
    ssh_bind_accept(bind, session); // call: accept bounded yes
    ssh_set_auth_methods(session, 1);
    ssh_set_message_callback(session, NULL, bytes);
    ssh_execute_message_callbacks(session);
    ssh_send_keepalive(session);
    ssh_set_server_callbacks(session, cb);
    ssh_bind_free(bind);
}

/* What does not wait */
static void ask_session(ssh_session session, char **value, unsigned int *port_target, int *argcptr,
                        char **argv, char *echo, ssh_key *key, const ssh_key key_,
                        unsigned char **hash, size_t *hlen, char **pentry_string,
                        struct ssh_knownhosts_entry **pentry, ssh_channel channel,
                        ssh_counter scounter, ssh_counter rcounter, ssh_pcap_file pcapfile,
                        const ssh_gssapi_creds creds, ssh_callbacks cb)
{
    ssh_options_get(session, 1, value);
    ssh_options_get_port(session, port_target);
    ssh_options_getopt(session, argcptr, argv);
    ssh_options_parse_config(session, "x");
    ssh_userauth_list(session, "x");
    ssh_userauth_kbdint_getinstruction(session);
    ssh_userauth_kbdint_getname(session);
    ssh_userauth_kbdint_getnprompts(session);
    ssh_userauth_kbdint_getprompt(session, 1, echo);
    ssh_userauth_kbdint_getnanswers(session);
    ssh_userauth_kbdint_getanswer(session, 1);
    ssh_userauth_kbdint_setanswer(session, 1, "x");
    ssh_get_disconnect_message(session);
    ssh_get_error(session);
    ssh_get_error_code(session);
    ssh_get_fd(session);
    ssh_get_issue_banner(session);
    ssh_get_openssh_version(session);
    ssh_get_server_publickey(session, key);
    ssh_get_publickey_hash(key_, 1, hash, hlen);
    ssh_clean_pubkey_hash(hash);
    ssh_get_version(session);
    ssh_get_status(session);
    ssh_get_poll_flags(session);
    ssh_get_clientbanner(session);
    ssh_get_serverbanner(session);
    ssh_get_kex_algo(session);
    ssh_get_cipher_in(session);
    ssh_get_cipher_out(session);
    ssh_get_hmac_in(session);
    ssh_get_hmac_out(session);
    ssh_is_blocking(session);
    ssh_is_connected(session);
    ssh_session_has_known_hosts_entry(session);
    ssh_session_export_known_hosts_entry(session, pentry_string);
    ssh_session_update_known_hosts(session);
    ssh_session_get_known_hosts_entry(session, pentry);
    ssh_session_is_known_server(session);
    ssh_set_agent_channel(session, channel);
    ssh_set_agent_socket(session, 1);
    ssh_set_counters(session, scounter, rcounter);
    ssh_set_fd_except(session);
    ssh_set_fd_toread(session);
    ssh_set_fd_towrite(session);
    ssh_set_pcap_file(session, pcapfile);
    ssh_gssapi_set_creds(session, creds);
    ssh_set_callbacks(session, cb);
    ssh_send_ignore(session, "x");
    ssh_send_debug(session, "x", 1);
    ssh_silent_disconnect(session);
    ssh_disconnect(session);
}

static void ask_channel(ssh_channel channel, ssh_counter counter, ssh_channel_callbacks cb,
                        void *bytes, ssh_session session)
{
    ssh_channel_get_session(channel);
    ssh_channel_is_closed(channel);
    ssh_channel_is_eof(channel);
    ssh_channel_is_open(channel);
    ssh_channel_poll(channel, 1);
    ssh_channel_set_counter(channel, counter);
    ssh_channel_window_size(channel);
    ssh_set_channel_callbacks(channel, cb);
    ssh_connector connector = ssh_connector_new(session);
    ssh_event event = ssh_event_new();
    ssh_connector_set_in_channel(connector, channel, 1);
    ssh_connector_set_out_channel(connector, channel, 1);
    ssh_connector_set_in_fd(connector, 1);
    ssh_connector_set_out_fd(connector, 1);
    ssh_event_add_fd(event, 1, 1, NULL, bytes);
    ssh_event_add_session(event, session);
    ssh_event_add_connector(event, connector);
    ssh_event_remove_fd(event, 1);
    ssh_event_remove_session(event, session);
    ssh_event_remove_connector(event, connector);
    ssh_event_free(event);
    ssh_connector_free(connector);
}

static void keys(ssh_key *pkey, const ssh_key k1, const ssh_key k2, char *s)
{
    ssh_key key = ssh_key_new();
    ssh_pki_import_privkey_base64("x", "x", NULL, NULL, pkey);
    ssh_pki_import_privkey_file("x", "x", NULL, NULL, pkey);
    ssh_pki_import_pubkey_base64("x", 1, pkey);
    ssh_pki_import_pubkey_file("x", pkey);
    ssh_key_type(key);
    ssh_key_cmp(k1, k2, 1);
    ssh_key_free(key);
    ssh_string_free_char(s);
    ssh_set_log_level(1);
    ssh_get_log_level();
    ssh_version(1);
}

int main(int count, char **words)
{
    void *any = words[0];
    ssh_init();
    int result = run_unbounded() + run_bounded();
    run_limit_of_microseconds();
    run_prompt();
    ssh_session session = ssh_new();
    ssh_channel channel = ssh_channel_new(session);
    session_unbounded(session, any, any);
    channel_unbounded(channel, session, any, any, any, any, any, any, any, any, any, any, any, any);
    waits_bounded(session, channel, any);
    scp_unbounded(session, any);
    files_unbounded(channel, session, any, any, any, any, any);
    serve(any, any, session, any);
    ask_session(session, any, any, any, any, any, any, any, any, any, any, any, channel, any, any,
                any, any, any);
    ask_channel(channel, any, any, any, session);
    keys(any, any, any, any);
    ssh_finalize();
    return result + count;
}
