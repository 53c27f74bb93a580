#include <nng/nng.h>
#include <nng/protocol/bus0/bus.h>
#include <nng/protocol/pair0/pair.h>
#include <nng/protocol/pair1/pair.h>
#include <nng/protocol/pipeline0/pull.h>
#include <nng/protocol/pipeline0/push.h>
#include <nng/protocol/pubsub0/pub.h>
#include <nng/protocol/pubsub0/sub.h>
#include <nng/protocol/reqrep0/rep.h>
#include <nng/protocol/reqrep0/req.h>
#include <nng/protocol/survey0/respond.h>
#include <nng/protocol/survey0/survey.h>
#include <nng/supplemental/http/http.h>
#include <nng/supplemental/tls/tls.h>
#include <nng/supplemental/util/options.h>
#include <nng/supplemental/util/platform.h>
#include <nng/transport/inproc/inproc.h>
#include <nng/transport/ipc/ipc.h>
#include <nng/transport/tcp/tcp.h>
#include <nng/transport/tls/tls.h>
#include <nng/transport/ws/websocket.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Nothing limits connecting for the first time, nor a request and its answer. */
static int ask_unbounded(void)
{
    nng_socket socket;
    char answer[64];
    size_t length = sizeof answer;
    if (nng_req0_open(&socket) != 0) {
        return -1;
    }
    int failed = nng_dial(socket, "tcp://orders:5555", NULL, 0); // call: connect none yes
    if (failed == 0) {
        failed = nng_send(socket, "ping", 4, 0); // call: send none unknown
    }
    if (failed == 0) {
        failed = nng_recv(socket, answer, &length, 0); // call: receive none yes
    }
    if (failed != 0) {
        fprintf(stderr, "%s\n", nng_strerror(failed));
    }
    nng_close(socket);
    return failed;
}

static int ask_bounded(void)
{
    nng_socket socket;
    char answer[64];
    size_t length = sizeof answer;
    nng_req0_open(&socket);
    nng_socket_set_ms(socket, NNG_OPT_SENDTIMEO, 2000);
    nng_socket_set_ms(socket, NNG_OPT_RECVTIMEO, 2000);
    nng_dial(socket, "tcp://orders:5555", NULL, NNG_FLAG_NONBLOCK); // call: connect bounded yes
    int failed = nng_send(socket, "ping", 4, 0);                    // call: send bounded unknown
    if (failed == 0) {
        failed = nng_recv(socket, answer, &length, 0); // call: receive bounded yes
    }
    nng_close(socket);
    return failed;
}

static int ask_with_infinite(void)
{
    nng_socket socket;
    nng_msg *message = NULL;
    nng_pair0_open(&socket);
    nng_setopt_ms(socket, NNG_OPT_RECVTIMEO, NNG_DURATION_INFINITE);
    nng_msg_alloc(&message, 0);
    nng_msg_append(message, "ping", 4);
    if (nng_sendmsg(socket, message, 0) != 0) { // call: send none unknown
        nng_msg_free(message);
    }
    int failed = nng_recvmsg(socket, &message, 0); // call: receive none yes
    if (failed == 0) {
        nng_msg_free(message);
    }
    failed = nng_recvmsg(socket, &message, NNG_FLAG_NONBLOCK); // call: receive bounded yes
    if (failed == 0) {
        nng_msg_free(message);
    }
    nng_close(socket);
    return failed == NNG_EAGAIN;
}

/* A publisher drops what nobody takes, and a survey ends by itself: neither counts as unlimited. */
static void publish(void)
{
    nng_socket socket;
    nng_pub0_open(&socket);
    nng_listen(socket, "tcp://*:5558", NULL, 0);
    nng_send(socket, "news", 4, 0); // call: send unknown unknown
    nng_close(socket);
}

static void survey(void)
{
    nng_socket socket;
    char answer[64];
    size_t length = sizeof answer;
    nng_surveyor0_open(&socket);
    nng_send(socket, "who", 3, 0);        // call: send unknown unknown
    nng_recv(socket, answer, &length, 0); // call: receive unknown yes
    nng_close(socket);
}

static void give_work(void)
{
    nng_socket socket;
    nng_push0_open(&socket);
    nng_send(socket, "work", 4, 0); // call: send none unknown
    nng_close(socket);
}

static void forward(void)
{
    nng_socket front;
    nng_socket back;
    nng_rep0_open_raw(&front);
    nng_req0_open_raw(&back);
    nng_device(front, back); // call: drive bounded unknown nonblocking
}

struct job {
    nng_aio *aio;
    nng_socket socket;
    int failed;
};

static void arrived(void *data)
{
    struct job *job = data;
    job->failed = nng_aio_result(job->aio);
    if (job->failed == 0) {
        nng_msg_free(nng_aio_get_msg(job->aio));
    }
}

/* In the background: waiting for it has the limit of what is waited for. */
static void later_unbounded(nng_socket socket)
{
    nng_aio *aio;
    if (nng_aio_alloc(&aio, NULL, NULL) == 0) {
        nng_recv_aio(socket, aio); // call: receive bounded yes nonblocking
        nng_aio_wait(aio);         // call: wait none yes
        nng_aio_free(aio);
    }
}

static void later_bounded(nng_socket socket)
{
    struct job job = {.socket = socket};
    if (nng_aio_alloc(&job.aio, arrived, &job) == 0) {
        nng_aio_set_timeout(job.aio, 2000);
        nng_recv_aio(socket, job.aio); // call: receive bounded yes nonblocking
        nng_aio_wait(job.aio);         // call: wait bounded yes
        nng_aio_free(job.aio);
    }
}

static void pause_bounded(void)
{
    nng_aio *aio;
    if (nng_aio_alloc(&aio, NULL, NULL) == 0) {
        nng_sleep_aio(100, aio);
        nng_aio_wait(aio); // call: wait bounded yes
        nng_aio_free(aio);
    }
}

static void with_lock(nng_mtx *lock, nng_cv *condition)
{
    nng_mtx_lock(lock);
    nng_cv_until(condition, nng_clock() + 100);
    nng_mtx_unlock(lock);
}

static void notice(nng_pipe pipe, nng_pipe_ev event, void *data)
{
    printf("%d %d %p\n", nng_pipe_id(pipe), event, data);
}

static void each(nng_socket socket, nng_aio *aio, void *any)
{
    nng_dialer dialer = {0};
    nng_ctx ctx = {0};
    nng_listener listener = {0};
    nng_pipe pipe = {0};

    nng_bus0_open_raw(any);
    nng_pair0_open_raw(any);
    nng_pair1_open(any);
    nng_pair1_open_raw(any);
    nng_pair1_open_poly(any);
    nng_pull0_open(any);
    nng_pull0_open_raw(any);
    nng_push0_open_raw(any);
    nng_pub0_open_raw(any);
    nng_sub0_open(any);
    nng_sub0_open_raw(any);
    nng_rep0_open(any);
    nng_respondent0_open(any);
    nng_respondent0_open_raw(any);
    nng_surveyor0_open_raw(any);
    nng_dialer_start(dialer, 1); // call: connect none yes
    nng_aio_reap(aio);
    nng_send_aio(socket, aio);                    // call: send bounded unknown nonblocking
    nng_ctx_send(ctx, aio);                       // call: send bounded unknown nonblocking
    nng_ctx_recv(ctx, aio);                       // call: receive bounded yes nonblocking
    nng_stream_dialer_dial(any, aio);             // call: connect bounded yes nonblocking
    nng_stream_listener_accept(any, aio);         // call: accept bounded yes nonblocking
    nng_stream_send(any, aio);                    // call: send bounded unknown nonblocking
    nng_stream_recv(any, aio);                    // call: receive bounded yes nonblocking
    nng_http_client_connect(any, aio);            // call: connect bounded yes nonblocking
    nng_http_client_transact(any, any, any, aio); // call: request bounded unknown nonblocking
    nng_http_conn_transact(any, any, any, aio);   // call: request bounded unknown nonblocking
    nng_http_conn_read(any, aio);                 // call: receive bounded yes nonblocking
    nng_http_conn_read_all(any, aio);             // call: receive bounded yes nonblocking
    nng_http_conn_read_req(any, any, aio);        // call: receive bounded yes nonblocking
    nng_http_conn_read_res(any, any, aio);        // call: receive bounded yes nonblocking
    nng_http_conn_write(any, aio);                // call: send bounded unknown nonblocking
    nng_http_conn_write_all(any, aio);            // call: send bounded unknown nonblocking
    nng_http_conn_write_req(any, any, aio);       // call: send bounded unknown nonblocking
    nng_http_conn_write_res(any, any, aio);       // call: send bounded unknown nonblocking
    nng_http_handler_alloc(any, "a", NULL);
    nng_fini();
    nng_socket_id(socket);
    nng_socket_set(socket, "a", any, 1);
    nng_socket_set_bool(socket, "a", 1);
    nng_socket_set_int(socket, "a", 1);
    nng_socket_set_size(socket, "a", 1);
    nng_socket_set_uint64(socket, "a", 1);
    nng_socket_set_string(socket, "a", "a");
    nng_socket_set_ptr(socket, "a", any);
    nng_socket_set_addr(socket, "a", any);
    nng_socket_get(socket, "a", any, any);
    nng_socket_get_bool(socket, "a", any);
    nng_socket_get_int(socket, "a", any);
    nng_socket_get_size(socket, "a", any);
    nng_socket_get_uint64(socket, "a", any);
    nng_socket_get_string(socket, "a", any);
    nng_socket_get_ptr(socket, "a", any);
    nng_socket_get_ms(socket, "a", any);
    nng_socket_get_addr(socket, "a", any);
    nng_dialer_create(any, socket, "a");
    nng_listener_create(any, socket, "a");
    nng_listener_start(listener, 1);
    nng_dialer_close(dialer);
    nng_listener_close(listener);
    nng_dialer_id(dialer);
    nng_listener_id(listener);
    nng_dialer_set(dialer, "a", any, 1);
    nng_dialer_set_bool(dialer, "a", 1);
    nng_dialer_set_int(dialer, "a", 1);
    nng_dialer_set_size(dialer, "a", 1);
    nng_dialer_set_uint64(dialer, "a", 1);
    nng_dialer_set_string(dialer, "a", "a");
    nng_dialer_set_ptr(dialer, "a", any);
    nng_dialer_set_ms(dialer, "a", 1);
    nng_dialer_set_addr(dialer, "a", any);
    nng_dialer_get(dialer, "a", any, any);
    nng_dialer_get_bool(dialer, "a", any);
    nng_dialer_get_int(dialer, "a", any);
    nng_dialer_get_size(dialer, "a", any);
    nng_dialer_get_uint64(dialer, "a", any);
    nng_dialer_get_string(dialer, "a", any);
    nng_dialer_get_ptr(dialer, "a", any);
    nng_dialer_get_ms(dialer, "a", any);
    nng_dialer_get_addr(dialer, "a", any);
    nng_listener_set(listener, "a", any, 1);
    nng_listener_set_bool(listener, "a", 1);
    nng_listener_set_int(listener, "a", 1);
    nng_listener_set_size(listener, "a", 1);
    nng_listener_set_uint64(listener, "a", 1);
    nng_listener_set_string(listener, "a", "a");
    nng_listener_set_ptr(listener, "a", any);
    nng_listener_set_ms(listener, "a", 1);
    nng_listener_set_addr(listener, "a", any);
    nng_listener_get(listener, "a", any, any);
    nng_listener_get_bool(listener, "a", any);
    nng_listener_get_int(listener, "a", any);
    nng_listener_get_size(listener, "a", any);
    nng_listener_get_uint64(listener, "a", any);
    nng_listener_get_string(listener, "a", any);
    nng_listener_get_ptr(listener, "a", any);
    nng_listener_get_ms(listener, "a", any);
    nng_listener_get_addr(listener, "a", any);
    nng_ctx_open(any, socket);
    nng_ctx_close(ctx);
    nng_ctx_id(ctx);
    nng_ctx_get(ctx, "a", any, any);
    nng_ctx_get_bool(ctx, "a", any);
    nng_ctx_get_int(ctx, "a", any);
    nng_ctx_get_size(ctx, "a", any);
    nng_ctx_get_uint64(ctx, "a", any);
    nng_ctx_get_string(ctx, "a", any);
    nng_ctx_get_ptr(ctx, "a", any);
    nng_ctx_get_ms(ctx, "a", any);
    nng_ctx_get_addr(ctx, "a", any);
    nng_ctx_set(ctx, "a", any, 1);
    nng_ctx_set_bool(ctx, "a", 1);
    nng_ctx_set_int(ctx, "a", 1);
    nng_ctx_set_size(ctx, "a", 1);
    nng_ctx_set_uint64(ctx, "a", 1);
    nng_ctx_set_string(ctx, "a", "a");
    nng_ctx_set_ptr(ctx, "a", any);
    nng_ctx_set_ms(ctx, "a", 1);
    nng_ctx_set_addr(ctx, "a", any);
    nng_alloc(1);
    nng_free(any, 1);
    nng_strdup("a");
    nng_strfree(any);
    nng_aio_stop(aio);
    nng_aio_count(aio);
    nng_aio_cancel(aio);
    nng_aio_abort(aio, 1);
    nng_aio_set_msg(aio, any);
    nng_aio_set_input(aio, 1, any);
    nng_aio_get_input(aio, 1);
    nng_aio_set_output(aio, 1, any);
    nng_aio_get_output(aio, 1);
    nng_aio_set_iov(aio, 1, any);
    nng_aio_begin(aio);
    nng_aio_finish(aio, 1);
    nng_aio_defer(aio, NULL, any);
    nng_msg_realloc(any, 1);
    nng_msg_reserve(any, 1);
    nng_msg_capacity(any);
    nng_msg_header(any);
    nng_msg_header_len(any);
    nng_msg_body(any);
    nng_msg_len(any);
    nng_msg_insert(any, any, 1);
    nng_msg_trim(any, 1);
    nng_msg_chop(any, 1);
    nng_msg_header_append(any, any, 1);
    nng_msg_header_insert(any, any, 1);
    nng_msg_header_trim(any, 1);
    nng_msg_header_chop(any, 1);
    nng_msg_header_append_u16(any, 1);
    nng_msg_header_append_u32(any, 1);
    nng_msg_header_append_u64(any, 1);
    nng_msg_header_insert_u16(any, 1);
    nng_msg_header_insert_u32(any, 1);
    nng_msg_header_insert_u64(any, 1);
    nng_msg_header_chop_u16(any, any);
    nng_msg_header_chop_u32(any, any);
    nng_msg_header_chop_u64(any, any);
    nng_msg_header_trim_u16(any, any);
    nng_msg_header_trim_u32(any, any);
    nng_msg_header_trim_u64(any, any);
    nng_msg_append_u16(any, 1);
    nng_msg_append_u32(any, 1);
    nng_msg_append_u64(any, 1);
    nng_msg_insert_u16(any, 1);
    nng_msg_insert_u32(any, 1);
    nng_msg_insert_u64(any, 1);
    nng_msg_chop_u16(any, any);
    nng_msg_chop_u32(any, any);
    nng_msg_chop_u64(any, any);
    nng_msg_trim_u16(any, any);
    nng_msg_trim_u32(any, any);
    nng_msg_trim_u64(any, any);
    nng_msg_dup(any, any);
    nng_msg_clear(any);
    nng_msg_header_clear(any);
    nng_msg_set_pipe(any, pipe);
    nng_msg_get_pipe(any);
    nng_pipe_get(pipe, "a", any, any);
    nng_pipe_get_bool(pipe, "a", any);
    nng_pipe_get_int(pipe, "a", any);
    nng_pipe_get_ms(pipe, "a", any);
    nng_pipe_get_size(pipe, "a", any);
    nng_pipe_get_uint64(pipe, "a", any);
    nng_pipe_get_string(pipe, "a", any);
    nng_pipe_get_ptr(pipe, "a", any);
    nng_pipe_get_addr(pipe, "a", any);
    nng_pipe_close(pipe);
    nng_pipe_socket(pipe);
    nng_pipe_dialer(pipe);
    nng_pipe_listener(pipe);
    nng_stats_get(any);
    nng_stats_free(any);
    nng_stats_dump(any);
    nng_stat_next(any);
    nng_stat_child(any);
    nng_stat_name(any);
    nng_stat_type(any);
    nng_stat_find(any, "a");
    nng_stat_find_socket(any, socket);
    nng_stat_find_dialer(any, dialer);
    nng_stat_find_listener(any, listener);
    nng_stat_unit(any);
    nng_stat_value(any);
    nng_stat_bool(any);
    nng_stat_string(any);
    nng_stat_desc(any);
    nng_stat_timestamp(any);
    nng_url_parse(any, "a");
    nng_url_free(any);
    nng_url_clone(any, any);
    nng_version();
    nng_stream_free(any);
    nng_stream_close(any);
    nng_stream_get(any, "a", any, any);
    nng_stream_get_bool(any, "a", any);
    nng_stream_get_int(any, "a", any);
    nng_stream_get_ms(any, "a", any);
    nng_stream_get_size(any, "a", any);
    nng_stream_get_uint64(any, "a", any);
    nng_stream_get_string(any, "a", any);
    nng_stream_get_ptr(any, "a", any);
    nng_stream_get_addr(any, "a", any);
    nng_stream_set(any, "a", any, 1);
    nng_stream_set_bool(any, "a", 1);
    nng_stream_set_int(any, "a", 1);
    nng_stream_set_ms(any, "a", 1);
    nng_stream_set_size(any, "a", 1);
    nng_stream_set_uint64(any, "a", 1);
    nng_stream_set_string(any, "a", "a");
    nng_stream_set_ptr(any, "a", any);
    nng_stream_set_addr(any, "a", any);
    nng_stream_dialer_alloc(any, "a");
    nng_stream_dialer_alloc_url(any, any);
    nng_stream_dialer_free(any);
    nng_stream_dialer_close(any);
    nng_stream_dialer_set(any, "a", any, 1);
    nng_stream_dialer_get(any, "a", any, any);
    nng_stream_dialer_get_bool(any, "a", any);
    nng_stream_dialer_get_int(any, "a", any);
    nng_stream_dialer_get_ms(any, "a", any);
    nng_stream_dialer_get_size(any, "a", any);
    nng_stream_dialer_get_uint64(any, "a", any);
    nng_stream_dialer_get_string(any, "a", any);
    nng_stream_dialer_get_ptr(any, "a", any);
    nng_stream_dialer_get_addr(any, "a", any);
    nng_stream_dialer_set_bool(any, "a", 1);
    nng_stream_dialer_set_int(any, "a", 1);
    nng_stream_dialer_set_ms(any, "a", 1);
    nng_stream_dialer_set_size(any, "a", 1);
    nng_stream_dialer_set_uint64(any, "a", 1);
    nng_stream_dialer_set_string(any, "a", "a");
    nng_stream_dialer_set_ptr(any, "a", any);
    nng_stream_dialer_set_addr(any, "a", any);
    nng_stream_listener_alloc(any, "a");
    nng_stream_listener_alloc_url(any, any);
    nng_stream_listener_free(any);
    nng_stream_listener_close(any);
    nng_stream_listener_listen(any);
    nng_stream_listener_set(any, "a", any, 1);
    nng_stream_listener_get(any, "a", any, any);
    nng_stream_listener_get_bool(any, "a", any);
    nng_stream_listener_get_int(any, "a", any);
    nng_stream_listener_get_ms(any, "a", any);
    nng_stream_listener_get_size(any, "a", any);
    nng_stream_listener_get_uint64(any, "a", any);
    nng_stream_listener_get_string(any, "a", any);
    nng_stream_listener_get_ptr(any, "a", any);
    nng_stream_listener_get_addr(any, "a", any);
    nng_stream_listener_set_bool(any, "a", 1);
    nng_stream_listener_set_int(any, "a", 1);
    nng_stream_listener_set_ms(any, "a", 1);
    nng_stream_listener_set_size(any, "a", 1);
    nng_stream_listener_set_uint64(any, "a", 1);
    nng_stream_listener_set_string(any, "a", "a");
    nng_stream_listener_set_ptr(any, "a", any);
    nng_stream_listener_set_addr(any, "a", any);
    nng_msg_getopt(any, 1, any, any);
    nng_getopt(socket, "a", any, any);
    nng_getopt_bool(socket, "a", any);
    nng_getopt_int(socket, "a", any);
    nng_getopt_ms(socket, "a", any);
    nng_getopt_size(socket, "a", any);
    nng_getopt_uint64(socket, "a", any);
    nng_getopt_ptr(socket, "a", any);
    nng_getopt_string(socket, "a", any);
    nng_setopt(socket, "a", any, 1);
    nng_setopt_bool(socket, "a", 1);
    nng_setopt_int(socket, "a", 1);
    nng_setopt_size(socket, "a", 1);
    nng_setopt_uint64(socket, "a", 1);
    nng_setopt_string(socket, "a", "a");
    nng_setopt_ptr(socket, "a", any);
    nng_ctx_getopt(ctx, "a", any, any);
    nng_ctx_getopt_bool(ctx, "a", any);
    nng_ctx_getopt_int(ctx, "a", any);
    nng_ctx_getopt_ms(ctx, "a", any);
    nng_ctx_getopt_size(ctx, "a", any);
    nng_ctx_setopt(ctx, "a", any, 1);
    nng_ctx_setopt_bool(ctx, "a", 1);
    nng_ctx_setopt_int(ctx, "a", 1);
    nng_ctx_setopt_ms(ctx, "a", 1);
    nng_ctx_setopt_size(ctx, "a", 1);
    nng_dialer_getopt(dialer, "a", any, any);
    nng_dialer_getopt_bool(dialer, "a", any);
    nng_dialer_getopt_int(dialer, "a", any);
    nng_dialer_getopt_ms(dialer, "a", any);
    nng_dialer_getopt_size(dialer, "a", any);
    nng_dialer_getopt_sockaddr(dialer, "a", any);
    nng_dialer_getopt_uint64(dialer, "a", any);
    nng_dialer_getopt_ptr(dialer, "a", any);
    nng_dialer_getopt_string(dialer, "a", any);
    nng_dialer_setopt(dialer, "a", any, 1);
    nng_dialer_setopt_bool(dialer, "a", 1);
    nng_dialer_setopt_int(dialer, "a", 1);
    nng_dialer_setopt_ms(dialer, "a", 1);
    nng_dialer_setopt_size(dialer, "a", 1);
    nng_dialer_setopt_uint64(dialer, "a", 1);
    nng_dialer_setopt_ptr(dialer, "a", any);
    nng_dialer_setopt_string(dialer, "a", "a");
    nng_listener_getopt(listener, "a", any, any);
    nng_listener_getopt_bool(listener, "a", any);
    nng_listener_getopt_int(listener, "a", any);
    nng_listener_getopt_ms(listener, "a", any);
    nng_listener_getopt_size(listener, "a", any);
    nng_listener_getopt_sockaddr(listener, "a", any);
    nng_listener_getopt_uint64(listener, "a", any);
    nng_listener_getopt_ptr(listener, "a", any);
    nng_listener_getopt_string(listener, "a", any);
    nng_listener_setopt(listener, "a", any, 1);
    nng_listener_setopt_bool(listener, "a", 1);
    nng_listener_setopt_int(listener, "a", 1);
    nng_listener_setopt_ms(listener, "a", 1);
    nng_listener_setopt_size(listener, "a", 1);
    nng_listener_setopt_uint64(listener, "a", 1);
    nng_listener_setopt_ptr(listener, "a", any);
    nng_listener_setopt_string(listener, "a", "a");
    nng_pipe_getopt(pipe, "a", any, any);
    nng_pipe_getopt_bool(pipe, "a", any);
    nng_pipe_getopt_int(pipe, "a", any);
    nng_pipe_getopt_ms(pipe, "a", any);
    nng_pipe_getopt_size(pipe, "a", any);
    nng_pipe_getopt_sockaddr(pipe, "a", any);
    nng_pipe_getopt_uint64(pipe, "a", any);
    nng_pipe_getopt_ptr(pipe, "a", any);
    nng_pipe_getopt_string(pipe, "a", any);
    nng_closeall();
    nng_http_req_alloc(any, any);
    nng_http_req_free(any);
    nng_http_req_get_method(any);
    nng_http_req_get_version(any);
    nng_http_req_get_uri(any);
    nng_http_req_set_header(any, "a", "a");
    nng_http_req_add_header(any, "a", "a");
    nng_http_req_del_header(any, "a");
    nng_http_req_get_header(any, "a");
    nng_http_req_set_method(any, "a");
    nng_http_req_set_version(any, "a");
    nng_http_req_set_uri(any, "a");
    nng_http_req_set_data(any, any, 1);
    nng_http_req_copy_data(any, any, 1);
    nng_http_req_get_data(any, any, any);
    nng_http_res_alloc(any);
    nng_http_res_alloc_error(any, 1);
    nng_http_res_free(any);
    nng_http_res_get_status(any);
    nng_http_res_set_status(any, 1);
    nng_http_res_get_reason(any);
    nng_http_res_set_reason(any, "a");
    nng_http_res_set_header(any, "a", "a");
    nng_http_res_add_header(any, "a", "a");
    nng_http_res_del_header(any, "a");
    nng_http_res_get_header(any, "a");
    nng_http_res_set_version(any, "a");
    nng_http_res_get_version(any);
    nng_http_res_get_data(any, any, any);
    nng_http_res_set_data(any, any, 1);
    nng_http_res_copy_data(any, any, 1);
    nng_http_conn_close(any);
    nng_http_req_reset(any);
    nng_http_res_reset(any);
    nng_http_handler_free(any);
    nng_http_handler_alloc_file(any, "a", "a");
    nng_http_handler_alloc_static(any, "a", any, 1, "a");
    nng_http_handler_alloc_redirect(any, "a", 1, "a");
    nng_http_handler_alloc_directory(any, "a", "a");
    nng_http_handler_set_method(any, "a");
    nng_http_handler_set_host(any, "a");
    nng_http_handler_collect_body(any, 1, 1);
    nng_http_handler_set_tree(any);
    nng_http_handler_set_tree_exclusive(any);
    nng_http_handler_set_data(any, any, NULL);
    nng_http_handler_get_data(any);
    nng_http_server_hold(any, any);
    nng_http_server_release(any);
    nng_http_server_start(any);
    nng_http_server_stop(any);
    nng_http_server_add_handler(any, any);
    nng_http_server_del_handler(any, any);
    nng_http_server_set_tls(any, any);
    nng_http_server_get_tls(any, any);
    nng_http_server_get_addr(any, any);
    nng_http_server_set_error_page(any, 1, "a");
    nng_http_server_set_error_file(any, 1, "a");
    nng_http_server_res_error(any, any);
    nng_http_hijack(any);
    nng_http_client_alloc(any, any);
    nng_http_client_free(any);
    nng_http_client_set_tls(any, any);
    nng_http_client_get_tls(any, any);
    nng_tls_config_alloc(any, 1);
    nng_tls_config_hold(any);
    nng_tls_config_free(any);
    nng_tls_config_server_name(any, "a");
    nng_tls_config_ca_chain(any, "a", "a");
    nng_tls_config_own_cert(any, "a", "a", "a");
    nng_tls_config_key(any, any, 1);
    nng_tls_config_pass(any, "a");
    nng_tls_config_auth_mode(any, 1);
    nng_tls_config_ca_file(any, "a");
    nng_tls_config_cert_key_file(any, "a", "a");
    nng_tls_config_version(any, 1, 1);
    nng_tls_engine_name();
    nng_tls_engine_description();
    nng_tls_engine_fips_mode();
    nng_opts_parse(1, any, any, any, any, any);
    nng_thread_set_name(any, "a");
    nng_thread_destroy(any);
    nng_mtx_alloc(any);
    nng_mtx_free(any);
    nng_cv_alloc(any, any);
    nng_cv_free(any);
    nng_cv_wait(any);
    nng_cv_wake(any);
    nng_cv_wake1(any);
    nng_inproc_register();
    nng_ipc_register();
    nng_tcp_register();
    nng_tls_register();
    nng_ws_register();
    nng_wss_register();
}

int main(int count, char **words)
{
    nng_socket socket;
    void *any = words;
    nng_thread *thread;
    nng_thread_create(&thread, arrived, any);
    nng_msleep((nng_duration)(nng_random() % 100));
    nng_bus0_open(&socket);
    nng_pipe_notify(socket, NNG_PIPE_EV_ADD_POST, notice, any);
    later_unbounded(socket);
    later_bounded(socket);
    pause_bounded();
    with_lock(any, any);
    publish();
    survey();
    give_work();
    forward();
    each(socket, any, any);
    return ask_unbounded() + ask_bounded() + ask_with_infinite() == count;
}
