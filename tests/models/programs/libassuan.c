#include <assuan.h>
#include <stdio.h>
#include <stdlib.h>
// pkg-config: libassuan

/* Questions to a server of this machine, and a server's answers. */

static gpg_error_t data(void *out, const void *bytes, size_t count)
{
    return fwrite(bytes, 1, count, out) == count ? 0 : 1;
}

static gpg_error_t inquire(void *context, const char *keyword)
{
    (void)keyword;
    return assuan_send_data(context, "secret", 6); // call: send unknown unknown
}

static gpg_error_t status(void *any, const char *line)
{
    (void)any;
    return puts(line) == EOF;
}

static gpg_error_t ask(const char *name)
{
    assuan_context_t context = NULL;
    gpg_error_t failed = assuan_new(&context);
    if (failed == 0) {
        failed = assuan_socket_connect(context, name, // call: connect unknown yes
                                       ASSUAN_INVALID_PID, 0);
    }
    if (failed == 0) {
        failed = assuan_transact(context, "GETINFO version", // call: request unknown unknown
                                 data, stdout, inquire, context, status, NULL);
    }
    assuan_release(context);
    return failed;
}

static gpg_error_t command(assuan_context_t context, char *line)
{
    unsigned char *answer = NULL;
    size_t length = 0;
    gpg_error_t failed = assuan_inquire(context, line, &answer, // call: request unknown yes
                                        &length, 100);
    free(answer);
    return failed != 0 ? failed
                       : assuan_write_status(context, // call: send unknown unknown
                                             "PROGRESS", "1");
}

static void serve(assuan_context_t context)
{
    int done = 0;
    assuan_register_command(context, "DO", command, NULL);
    assuan_init_socket_server(context, 3, ASSUAN_SOCKET_SERVER_FDPASSING);
    while (assuan_accept(context) == 0) { // call: accept unknown yes
        assuan_process(context);          // call: drive bounded unknown nonblocking
    }
    assuan_process_next(context, &done); // call: receive unknown yes
}

static int outside(struct sockaddr *address)
{
    assuan_fd_t fd = assuan_sock_new(AF_INET, SOCK_STREAM, 0);
    if (assuan_sock_connect(fd, address, sizeof *address) != 0) { // call: connect none yes
        assuan_sock_close(fd);
        return -1;
    }
    return assuan_sock_connect_byname("keys.example", 80, 0, NULL, // call: connect none yes
                                      ASSUAN_SOCK_TOR);
}

static void each(assuan_context_t context, void *any)
{
    assuan_new_ext(any, 1, any, NULL, any);
    assuan_socket_connect_fd(context, 1, 1);                   // call: connect unknown yes
    assuan_pipe_connect(context, "a", any, any, NULL, any, 1); // call: connect unknown yes
    assuan_client_read_response(context, any, any);            // call: receive unknown yes
    assuan_client_parse_response(context, any, 1, any, any);
    assuan_read_line(context, any, any);            // call: receive unknown yes
    assuan_write_line(context, "a");                // call: send unknown unknown
    assuan_sendfd(context, 1);                      // call: send unknown unknown
    assuan_receivefd(context, any);                 // call: receive unknown yes
    assuan_process_done(context, 1);                // call: send unknown unknown
    assuan_inquire_ext(context, "a", 1, NULL, any); // call: send unknown unknown
    assuan_register_pre_cmd_notify(context, NULL);
    assuan_register_post_cmd_notify(context, NULL);
    assuan_register_bye_notify(context, NULL);
    assuan_register_reset_notify(context, NULL);
    assuan_register_cancel_notify(context, NULL);
    assuan_register_input_notify(context, NULL);
    assuan_register_output_notify(context, NULL);
    assuan_register_option_handler(context, NULL);
    assuan_init_pipe_server(context, any);
    assuan_fdopen(1);
    assuan_set_hello_line(context, "a");
    assuan_set_okay_line(context, "a");
    assuan_set_error(context, 1, "a");
    assuan_get_input_fd(context);
    assuan_get_output_fd(context);
    assuan_close_input_fd(context);
    assuan_close_output_fd(context);
    assuan_command_parse_fd(context, any, any);
    assuan_get_pid(context);
    assuan_get_peercred(context, any);
    assuan_get_active_fds(context, 1, any, 1);
    assuan_pending_line(context);
    assuan_get_data_fp(context);
    assuan_get_command_name(context);
    assuan_set_pointer(context, any);
    assuan_get_pointer(context);
    assuan_set_flag(context, 1, 1);
    assuan_get_flag(context, 1);
    assuan_begin_confidential(context);
    assuan_end_confidential(context);
    assuan_set_io_monitor(context, NULL, any);
    assuan_set_sock_nonce(context, any);
    assuan_sock_init();
    assuan_sock_deinit();
    assuan_sock_bind(1, any, 1);
    assuan_sock_set_sockaddr_un("a", any, any);
    assuan_sock_get_nonce(any, 1, any);
    assuan_sock_check_nonce(1, any);
    assuan_sock_set_flag(1, "a", 1);
    assuan_sock_get_flag(1, "a", any);
    assuan_set_gpg_err_source(1);
    assuan_get_gpg_err_source();
    assuan_set_malloc_hooks(any);
    assuan_get_malloc_hooks();
    assuan_set_log_cb(NULL, any);
    assuan_get_log_cb(any, any);
    assuan_set_log_stream(context, any);
    assuan_set_assuan_log_stream(any);
    assuan_set_assuan_log_prefix("a");
    assuan_get_assuan_log_prefix();
    assuan_check_version("a");
    assuan_free(context, any);
}

int main(int count, char **words)
{
    void *any = words;
    serve(any);
    each(any, any);
    return ask(words[0]) == 0 && outside(any) > count ? EXIT_SUCCESS : EXIT_FAILURE;
}
