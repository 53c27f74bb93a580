#include <auth-client.h>
#include <openssl/ssl.h>
#include <libesmtp.h>
#include <stdio.h>
#include <stdlib.h>

/* A mail is handed to a server; what that says is asked for afterwards. */

static int mail(const char *text)
{
    smtp_session_t session = smtp_create_session();
    smtp_message_t message = smtp_add_message(session);
    smtp_set_server(session, "mail.example.org:587");
    smtp_set_timeout(session, Timeout_GREETING | Timeout_OVERRIDE_RFC2822_MINIMUM, 10000);
    smtp_starttls_enable(session, Starttls_REQUIRED);
    smtp_set_reverse_path(message, "shop@example.org");
    smtp_set_message_str(message, (void *)text);
    smtp_recipient_t recipient = smtp_add_recipient(message, "you@example.org");
    int code = 0;
    if (!smtp_start_session(session)) { // call: request none no
        char why[100];
        fprintf(stderr, "%s\n", smtp_strerror(smtp_errno(), why, sizeof why));
    } else {
        code = smtp_message_transfer_status(message)->code;
        if (smtp_recipient_status(recipient)->code / 100 == 4) {
            fputs("later\n", stderr);
        }
    }
    smtp_destroy_session(session);
    return code / 100 == 2;
}

static void each(smtp_session_t session, smtp_message_t message, smtp_recipient_t recipient,
                 void *any)
{
    smtp_reverse_path_status(message);
    smtp_set_hostname(session, "a");
    smtp_set_header(message, "a", NULL);
    smtp_set_header_option(message, "a", 1, NULL);
    smtp_set_resent_headers(message, 1);
    smtp_set_messagecb(message, NULL, any);
    smtp_set_eventcb(session, NULL, any);
    smtp_set_monitorcb(session, NULL, any, 1);
    smtp_enumerate_messages(session, NULL, any);
    smtp_enumerate_recipients(message, NULL, any);
    smtp_message_reset_status(message);
    smtp_recipient_reset_status(recipient);
    smtp_option_require_all_recipients(session, 1);
    smtp_auth_set_context(session, any);
    smtp_dsn_set_ret(message, 1);
    smtp_dsn_set_envid(message, "a");
    smtp_dsn_set_notify(recipient, 1);
    smtp_dsn_set_orcpt(recipient, "a", "a");
    smtp_size_set_estimate(message, 1);
    smtp_8bitmime_set_body(message, 1);
    smtp_deliverby_set_mode(message, 1, 1, 1);
    smtp_starttls_set_ctx(session, any);
    smtp_starttls_set_password_cb(NULL, any);
    smtp_etrn_enumerate_nodes(session, NULL, any);
    smtp_etrn_add_node(session, 1, "a");
    smtp_version(any, 1, 1);
    smtp_get_server_name(session);
    smtp_recipient_check_complete(recipient);
    smtp_set_application_data_release(session, any, NULL);
    smtp_get_application_data(session);
    smtp_message_set_application_data_release(message, any, NULL);
    smtp_message_get_application_data(message);
    smtp_recipient_set_application_data_release(recipient, any, NULL);
    smtp_recipient_get_application_data(recipient);
    smtp_etrn_node_status(any);
    smtp_etrn_set_application_data_release(any, any, NULL);
    smtp_etrn_get_application_data(any);
    _smtp_message_fp_cb(any, any, any);
    _smtp_message_str_cb(any, any, any);
    auth_client_init();
    auth_client_exit();
    auth_create_context();
    auth_destroy_context(any);
    auth_set_mechanism_flags(any, 1, 1);
    auth_set_mechanism_ssf(any, 1);
    auth_set_interact_cb(any, NULL, any);
    auth_client_enabled(any);
    auth_set_mechanism(any, "a");
    auth_mechanism_name(any);
    auth_response(any, "a", any);
    auth_get_ssf(any);
    auth_encode(any, any, "a", 1, any);
    auth_decode(any, any, "a", 1, any);
    auth_set_external_id(any, "a");
}

int main(int count, char **words)
{
    void *any = words;
    each(any, any, any, any);
    return mail("Subject: order\r\n\r\nIt is on its way.\r\n") == count ? EXIT_SUCCESS
                                                                        : EXIT_FAILURE;
}
