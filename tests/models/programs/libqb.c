#include <qb/qbipcc.h>
#include <qb/qbipcs.h>
#include <qb/qbloop.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
// pkg-config: libqb

/* Messages to a server of this machine: how long an answer may take is in the call. */

struct question {
    struct qb_ipc_request_header header;
    char text[64];
};

static ssize_t ask(struct question *question, struct question *answer)
{
    struct iovec part = {question, sizeof *question};
    qb_ipcc_connection_t *connection = qb_ipcc_connect("orders", 4096); // call: connect none yes
    if (connection == NULL) {
        return -1;
    }
    ssize_t got = qb_ipcc_sendv_recv(connection, &part, 1, answer, // call: request none unknown
                                     sizeof *answer, -1);
    if (got > 0) {
        got = qb_ipcc_sendv_recv(connection, &part, 1, answer, // call: request bounded unknown
                                 sizeof *answer, 2000);
    }
    qb_ipcc_disconnect(connection);
    return got;
}

static ssize_t ask_in_two_steps(struct question *question, struct question *answer)
{
    int fd = -1;
    qb_ipcc_connection_t *connection =
        qb_ipcc_connect_async("orders", 4096, &fd); // call: connect bounded yes nonblocking
    struct pollfd wait = {.fd = fd, .events = POLLIN};
    if (connection == NULL || poll(&wait, 1, 1000) != 1) { // call: wait bounded yes
        return -1;
    }
    if (qb_ipcc_connect_continue(connection) != 0) { // call: connect bounded yes nonblocking
        return -1;
    }
    qb_ipcc_send(connection, question, sizeof *question); // call: send bounded unknown nonblocking
    ssize_t got = qb_ipcc_recv(connection, answer, sizeof *answer, // call: receive bounded yes
                               1000);
    got += qb_ipcc_recv(connection, answer, sizeof *answer, -1);  // call: receive none yes
    got += qb_ipcc_event_recv(connection, answer, sizeof *answer, // call: receive bounded yes
                              1000);
    got += qb_ipcc_event_recv(connection, answer, sizeof *answer, -1); // call: receive none yes
    qb_ipcc_disconnect(connection);
    return got;
}

static int32_t serve(qb_ipcs_connection_t *client, void *data, size_t size)
{
    return (int32_t)qb_ipcs_response_send(client, data, // call: send bounded unknown nonblocking
                                          size);
}

static void tick(void *data)
{
    qb_ipcc_send(data, "tick", 5); // call: send bounded unknown nonblocking
}

static int32_t readable(int32_t fd, int32_t events, void *data)
{
    (void)fd, (void)events, (void)data;
    return 0;
}

static int32_t signalled(int32_t number, void *data)
{
    (void)number, (void)data;
    return 0;
}

static void run(void *data)
{
    qb_loop_timer_handle timer;
    qb_loop_signal_handle handle;
    struct qb_ipcs_service_handlers handlers = {.msg_process = serve};
    qb_ipcs_service_t *service = qb_ipcs_create("orders", 0, QB_IPC_NATIVE, &handlers);
    qb_loop_t *loop = qb_loop_create();
    qb_loop_timer_add(loop, QB_LOOP_MED, 1000000000, data, tick, &timer);
    qb_loop_job_add(loop, QB_LOOP_LOW, data, tick);
    qb_loop_poll_add(loop, QB_LOOP_HIGH, 0, POLLIN, data, readable);
    qb_loop_poll_mod(loop, QB_LOOP_HIGH, 0, POLLIN, data, readable);
    qb_loop_signal_add(loop, QB_LOOP_HIGH, 15, data, signalled, &handle);
    qb_loop_signal_mod(loop, QB_LOOP_HIGH, 15, data, signalled, handle);
    qb_loop_job_del(loop, QB_LOOP_LOW, data, tick);
    qb_ipcs_run(service);
    qb_loop_run(loop); // call: drive bounded unknown nonblocking
    qb_loop_destroy(loop);
}

static void each(qb_ipcc_connection_t *connection, qb_ipcs_service_t *service,
                 qb_ipcs_connection_t *client, qb_loop_t *loop, void *any)
{
    qb_ipcc_sendv(connection, any, 1); // call: send bounded unknown nonblocking
    qb_ipcc_verify_dgram_max_msg_size(1);
    qb_ipcc_fd_get(connection, any);
    qb_ipcc_auth_get(connection, any, any, any);
    qb_ipcc_fc_enable_max_set(connection, 1);
    qb_ipcc_context_set(connection, any);
    qb_ipcc_context_get(connection);
    qb_ipcc_is_connected(connection);
    qb_ipcc_get_buffer_size(connection);
    qb_ipcs_event_send(client, any, 1);     // call: send bounded unknown nonblocking
    qb_ipcs_response_sendv(client, any, 1); // call: send bounded unknown nonblocking
    qb_ipcs_event_sendv(client, any, 1);    // call: send bounded unknown nonblocking
    qb_ipcs_disconnect(client);
    qb_ipcs_destroy(service);
    qb_ipcs_ref(service);
    qb_ipcs_unref(service);
    qb_ipcs_poll_handlers_set(service, any);
    qb_ipcs_service_context_set(service, any);
    qb_ipcs_service_context_get(service);
    qb_ipcs_request_rate_limit(service, 1);
    qb_ipcs_connection_ref(client);
    qb_ipcs_connection_unref(client);
    qb_ipcs_service_id_get(client);
    qb_ipcs_context_set(client, any);
    qb_ipcs_context_get(client);
    qb_ipcs_connection_service_context_get(client);
    qb_ipcs_connection_stats_get(client, any, 1);
    qb_ipcs_connection_stats_get_2(client, 1);
    qb_ipcs_stats_get(service, any, 1);
    qb_ipcs_connection_first_get(service);
    qb_ipcs_connection_next_get(service, client);
    qb_ipcs_connection_auth_set(client, 1, 1, 1);
    qb_ipcs_connection_get_buffer_size(client);
    qb_ipcs_enforce_buffer_size(service, 1);
    qb_loop_poll_low_fds_event_set(loop, NULL);
    qb_loop_stop(loop);
    qb_loop_timer_del(loop, 1);
    qb_loop_timer_is_running(loop, 1);
    qb_loop_timer_expire_time_get(loop, 1);
    qb_loop_timer_expire_time_remaining(loop, 1);
    qb_loop_poll_del(loop, 1);
    qb_loop_signal_del(loop, any);
}

int main(int count, char **words)
{
    struct question question = {.text = "how many?"};
    void *any = words;
    run(any);
    each(any, any, any, any, any);
    return ask(&question, any) + ask_in_two_steps(&question, any) > count ? EXIT_SUCCESS
                                                                          : EXIT_FAILURE;
}
