#include <grpc/grpc.h>
#include <grpc/byte_buffer.h>
#include <grpc/byte_buffer_reader.h>
#include <grpc/grpc_posix.h>
#include <grpc/grpc_security.h>
#include <grpc/slice.h>
#include <grpc/slice_buffer.h>
#include <grpc/support/alloc.h>
#include <grpc/support/log.h>
#include <grpc/support/string_util.h>
#include <grpc/support/sync.h>
#include <grpc/support/time.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static gpr_timespec in_seconds(int64_t seconds)
{
    return gpr_time_add(gpr_now(GPR_CLOCK_REALTIME), gpr_time_from_seconds(seconds, GPR_TIMESPAN));
}

static void on_log(gpr_log_func_args *arguments)
{
    fprintf(stderr, "%s %s\n", gpr_log_severity_string(arguments->severity), arguments->message);
}

static grpc_ssl_roots_override_result on_roots(char **roots)
{
    *roots = gpr_strdup("-----BEGIN CERTIFICATE-----");
    return GRPC_SSL_ROOTS_OVERRIDE_OK;
}

static void on_shutdown(grpc_completion_queue_functor *functor, int ok)
{
    functor->internal_success = ok;
}

static void free_bytes(void *bytes)
{
    free(bytes);
}

static void prepare(void)
{
    gpr_log(GPR_INFO, "%s", grpc_version_string());
}

static grpc_channel *connect_plainly(void)
{
    grpc_arg limit = {.type = GRPC_ARG_INTEGER, .key = (char *)GRPC_ARG_KEEPALIVE_TIME_MS};
    limit.value.integer = 10000;
    grpc_channel_args arguments = {1, &limit};
    grpc_channel_credentials *none = grpc_insecure_credentials_create();
    grpc_channel *channel = grpc_channel_create("dns:///db:50051", none, &arguments);
    grpc_channel_credentials_release(none);
    return channel;
}

static grpc_channel *connect_with_tls(const char *token)
{
    grpc_set_ssl_roots_override_callback(on_roots);
    grpc_channel_credentials *tls = grpc_ssl_credentials_create(NULL, NULL, NULL, NULL);
    grpc_channel_credentials *other = grpc_ssl_credentials_create_ex(NULL, NULL, NULL, NULL);
    grpc_call_credentials *first = grpc_access_token_credentials_create(token, NULL);
    grpc_call_credentials *second = grpc_access_token_credentials_create(token, NULL);
    grpc_call_credentials *both = grpc_composite_call_credentials_create(first, second, NULL);
    grpc_channel_credentials *all = grpc_composite_channel_credentials_create(tls, both, NULL);
    grpc_channel *channel = grpc_channel_create("db:50051", all, NULL);
    grpc_channel_credentials_release(grpc_google_default_credentials_create(NULL));
    grpc_channel_credentials_release(all);
    grpc_channel_credentials_release(other);
    grpc_channel_credentials_release(tls);
    grpc_call_credentials_release(both);
    grpc_call_credentials_release(second);
    grpc_call_credentials_release(first);
    return channel;
}

/* The call has a deadline, so that its batch ends: the wait for it needs none of its own. */
static int ask(grpc_channel *channel, grpc_completion_queue *queue, grpc_slice method)
{
    grpc_metadata_array metadata;
    grpc_metadata_array_init(&metadata);
    grpc_status_code status = GRPC_STATUS_UNKNOWN;
    grpc_slice details = grpc_empty_slice();
    const char *text = NULL;
    grpc_op ops[2];
    memset(ops, 0, sizeof ops);
    ops[0].op = GRPC_OP_SEND_INITIAL_METADATA;
    ops[1].op = GRPC_OP_RECV_STATUS_ON_CLIENT;
    ops[1].data.recv_status_on_client.trailing_metadata = &metadata;
    ops[1].data.recv_status_on_client.status = &status;
    ops[1].data.recv_status_on_client.status_details = &details;
    ops[1].data.recv_status_on_client.error_string = &text;
    grpc_call *call = grpc_channel_create_call(channel, NULL, GRPC_PROPAGATE_DEFAULTS, queue,
                                               method, NULL, in_seconds(3), NULL);
    grpc_call_error error = grpc_call_start_batch( // call: request bounded unknown nonblocking
        call, ops, 2, call, NULL);
    if (error != GRPC_CALL_OK) {
        gpr_log(GPR_ERROR, "%s", grpc_call_error_to_string(error));
    } else {
        gpr_timespec never = gpr_inf_future(GPR_CLOCK_REALTIME);
        grpc_completion_queue_pluck(queue, call, never, NULL); // call: wait unknown yes
    }
    grpc_metadata_array_destroy(&metadata);
    grpc_slice_unref(details);
    grpc_call_unref(call);
    return status == GRPC_STATUS_OK ? 0 : -1;
}

static void wait_bounded(grpc_completion_queue *queue, void *tag)
{
    gpr_timespec deadline = in_seconds(5);
    grpc_event event = grpc_completion_queue_next(queue, deadline, NULL); // call: wait bounded yes
    if (event.type == GRPC_QUEUE_TIMEOUT) {
        puts("nothing came");
    }
    grpc_completion_queue_pluck(queue, tag, in_seconds(1), NULL); // call: wait bounded yes
    grpc_completion_queue_next(                                   // call: wait bounded yes
        queue, gpr_time_0(GPR_CLOCK_REALTIME), NULL);
    grpc_completion_queue_next( // call: wait bounded yes
        queue, gpr_inf_past(GPR_CLOCK_REALTIME), NULL);
}

/* Events of calls with deadlines end it. */
static void wait_for_events(grpc_completion_queue *queue)
{
    gpr_timespec never = gpr_inf_future(GPR_CLOCK_REALTIME);
    grpc_event event = grpc_completion_queue_next(queue, never, NULL); // call: wait unknown yes
    while (event.type != GRPC_QUEUE_SHUTDOWN) {
        event = grpc_completion_queue_next(queue, never, NULL); // call: wait unknown yes
    }
}

static void watch(grpc_channel *channel, grpc_completion_queue *queue)
{
    grpc_channel_info info = {NULL, NULL};
    grpc_connectivity_state state = grpc_channel_check_connectivity_state(channel, 1);
    if (grpc_channel_support_connectivity_watcher(channel)) {
        grpc_channel_watch_connectivity_state(channel, state, in_seconds(5), queue, channel);
        wait_bounded(queue, channel);
    }
    char *target = grpc_channel_get_target(channel);
    printf("%s %d\n", target, grpc_channel_num_external_connectivity_watchers(channel));
    gpr_free(target);
    grpc_channel_get_info(channel, &info);
    grpc_channel_reset_connect_backoff(channel);
}

static void calls(grpc_channel *channel, grpc_completion_queue *queue)
{
    void *method = grpc_channel_register_call(channel, "/shop.Items/Get", NULL, NULL);
    grpc_call *call = grpc_channel_create_registered_call(channel, NULL, GRPC_PROPAGATE_DEFAULTS,
                                                          queue, method, in_seconds(3), NULL);
    grpc_call_credentials *token = grpc_access_token_credentials_create("token", NULL);
    grpc_call_set_credentials(call, token);
    grpc_auth_context *context = grpc_call_auth_context(call);
    if (!grpc_auth_context_peer_is_authenticated(context)) {
        grpc_call_cancel_with_status(call, GRPC_STATUS_UNAUTHENTICATED, "who?", NULL);
    }
    grpc_auth_context_release(context);
    char *peer = grpc_call_get_peer(call);
    printf("%s %p %d\n", peer, grpc_call_arena_alloc(call, 8),
           grpc_call_failed_before_recv_message(call));
    gpr_free(peer);
    grpc_call_credentials_release(token);
    grpc_call_ref(call);
    grpc_call_cancel(call, NULL);
    grpc_call_unref(call);
    grpc_call_unref(call);
}

static void serve(grpc_completion_queue *queue, int descriptor)
{
    grpc_ssl_pem_key_cert_pair pair = {"key", "certificate"};
    grpc_server *server = grpc_server_create(NULL, NULL);
    grpc_server_credentials *none = grpc_insecure_server_credentials_create();
    grpc_server_credentials *tls = grpc_ssl_server_credentials_create(NULL, &pair, 1, 0, NULL);
    grpc_server_credentials *strict = grpc_ssl_server_credentials_create_ex(
        NULL, &pair, 1, GRPC_SSL_DONT_REQUEST_CLIENT_CERTIFICATE, NULL);
    grpc_call_details details;
    grpc_metadata_array metadata;
    grpc_call *call = NULL;
    grpc_byte_buffer *payload = NULL;
    gpr_timespec deadline;
    grpc_call_details_init(&details);
    grpc_metadata_array_init(&metadata);
    void *method = grpc_server_register_method(server, "/shop.Items/Get", NULL,
                                               GRPC_SRM_PAYLOAD_READ_INITIAL_BYTE_BUFFER, 0);
    grpc_server_register_completion_queue(server, queue, NULL);
    grpc_server_add_http2_port(server, "[::]:50051", none);
    grpc_server_add_channel_from_fd(server, descriptor, none);
    grpc_server_start(server);
    grpc_server_request_call( // call: accept bounded yes nonblocking
        server, &call, &details, &metadata, queue, queue, server);
    grpc_server_request_registered_call( // call: accept bounded yes nonblocking
        server, method, &call, &deadline, &metadata, &payload, queue, queue, server);
    wait_for_events(queue);
    grpc_server_shutdown_and_notify(server, queue, server);
    grpc_server_cancel_all_calls(server);
    grpc_server_destroy(server);
    grpc_call_details_destroy(&details);
    grpc_metadata_array_destroy(&metadata);
    grpc_server_credentials_release(strict);
    grpc_server_credentials_release(tls);
    grpc_server_credentials_release(none);
}

static void slices(void)
{
    char *bytes = malloc(4);
    grpc_slice name = grpc_slice_from_static_string("name");
    grpc_slice text = grpc_slice_from_copied_string("text");
    grpc_slice some = grpc_slice_from_copied_buffer("abc", 3);
    grpc_slice fixed = grpc_slice_from_static_buffer("abc", 3);
    grpc_slice room = grpc_slice_malloc(16);
    grpc_slice own = grpc_slice_new(bytes, 4, free_bytes);
    grpc_slice copy = grpc_slice_copy(text);
    grpc_slice twin = grpc_slice_dup(text);
    grpc_slice part = grpc_slice_sub(text, 0, 2);
    grpc_slice head = grpc_slice_split_head(&copy, 1);
    grpc_slice tail = grpc_slice_split_tail(&copy, 1);
    if (grpc_slice_eq(text, twin) && grpc_slice_cmp(text, twin) == 0 &&
        grpc_slice_str_cmp(text, "text") == 0 && grpc_header_key_is_legal(name) &&
        grpc_header_nonbin_value_is_legal(text) && !grpc_is_binary_header(name)) {
        char *string = grpc_slice_to_c_string(text);
        fwrite(GRPC_SLICE_START_PTR(some), 1, GRPC_SLICE_LENGTH(some), stdout);
        puts(string);
        gpr_free(string);
    }
    grpc_slice_buffer list;
    grpc_slice_buffer_init(&list);
    grpc_slice_buffer_add(&list, grpc_slice_ref(fixed));
    grpc_slice_buffer_destroy(&list);
    grpc_slice_unref(tail);
    grpc_slice_unref(head);
    grpc_slice_unref(part);
    grpc_slice_unref(twin);
    grpc_slice_unref(copy);
    grpc_slice_unref(own);
    grpc_slice_unref(room);
    grpc_slice_unref(some);
    grpc_slice_unref(text);
}

static void buffers(grpc_slice text)
{
    grpc_slice next;
    grpc_slice *seen = NULL;
    grpc_byte_buffer_reader reader;
    grpc_byte_buffer *plain = grpc_raw_byte_buffer_create(&text, 1);
    grpc_byte_buffer *packed = grpc_raw_compressed_byte_buffer_create(&text, 1, GRPC_COMPRESS_GZIP);
    grpc_byte_buffer *copy = grpc_byte_buffer_copy(plain);
    if (grpc_byte_buffer_reader_init(&reader, copy)) {
        while (grpc_byte_buffer_reader_next(&reader, &next)) {
            grpc_slice_unref(next);
        }
        grpc_byte_buffer_reader_peek(&reader, &seen);
        grpc_slice_unref(grpc_byte_buffer_reader_readall(&reader));
        grpc_byte_buffer_destroy(grpc_raw_byte_buffer_from_reader(&reader));
        grpc_byte_buffer_reader_destroy(&reader);
    }
    printf("%zu\n", grpc_byte_buffer_length(plain));
    grpc_byte_buffer_destroy(copy);
    grpc_byte_buffer_destroy(packed);
    grpc_byte_buffer_destroy(plain);
}

static void times(void)
{
    gpr_timespec now = gpr_now(GPR_CLOCK_MONOTONIC);
    gpr_timespec span = gpr_time_from_hours(1, GPR_TIMESPAN);
    gpr_timespec spans[] = {
        gpr_time_from_nanos(1, GPR_TIMESPAN),
        gpr_time_from_micros(1, GPR_TIMESPAN),
        gpr_time_from_millis(1, GPR_TIMESPAN),
        gpr_time_from_minutes(1, GPR_TIMESPAN),
    };
    gpr_timespec longest = gpr_time_max(span, spans[0]);
    gpr_timespec shortest = gpr_time_min(span, spans[1]);
    gpr_timespec wall = gpr_convert_clock_type(now, GPR_CLOCK_REALTIME);
    printf("%d %d %d %f\n", gpr_time_cmp(longest, shortest),
           gpr_time_to_millis(gpr_time_sub(longest, shortest)), gpr_time_similar(now, wall, span),
           gpr_timespec_to_micros(spans[2]));
    gpr_sleep_until(in_seconds(1));
}

static void locks(void)
{
    static gpr_once once = GPR_ONCE_INIT;
    gpr_mu mutex;
    gpr_cv condition;
    gpr_event event;
    gpr_once_init(&once, prepare);
    gpr_mu_init(&mutex);
    gpr_cv_init(&condition);
    gpr_event_init(&event);
    gpr_mu_lock(&mutex);
    gpr_cv_wait(&condition, &mutex, in_seconds(1));
    gpr_mu_unlock(&mutex);
    if (gpr_mu_trylock(&mutex)) {
        gpr_cv_signal(&condition);
        gpr_cv_broadcast(&condition);
        gpr_mu_unlock(&mutex);
    }
    gpr_event_set(&event, &mutex);
    if (gpr_event_get(&event) == NULL) {
        gpr_event_wait(&event, in_seconds(1));
    }
    gpr_cv_destroy(&condition);
    gpr_mu_destroy(&mutex);
}

static void memory_and_log(void)
{
    char *text = NULL;
    gpr_asprintf(&text, "%s", grpc_g_stands_for());
    gpr_set_log_function(on_log);
    gpr_set_log_verbosity(GPR_LOG_SEVERITY_INFO);
    grpc_tracer_set_enabled("api", 1);
    if (gpr_should_log(GPR_LOG_SEVERITY_INFO)) {
        gpr_log_message(GPR_INFO, text);
    }
    gpr_free(text);
    gpr_free(gpr_realloc(gpr_malloc(8), 16));
    gpr_free(gpr_zalloc(8));
}

static void quotas(void)
{
    grpc_resource_quota *quota = grpc_resource_quota_create("shop");
    grpc_arg argument = {.type = GRPC_ARG_POINTER, .key = (char *)GRPC_ARG_RESOURCE_QUOTA};
    argument.value.pointer.p = quota;
    argument.value.pointer.vtable = grpc_resource_quota_arg_vtable();
    grpc_resource_quota_ref(quota);
    grpc_resource_quota_resize(quota, 1 << 20);
    grpc_resource_quota_set_max_threads(quota, 4);
    grpc_resource_quota_unref(quota);
    grpc_resource_quota_unref(quota);
}

static void queues(void)
{
    grpc_completion_queue_functor functor = {.functor_run = on_shutdown};
    grpc_completion_queue_attributes wish = {GRPC_CQ_CURRENT_VERSION, GRPC_CQ_NEXT,
                                             GRPC_CQ_DEFAULT_POLLING, NULL};
    grpc_completion_queue *made =
        grpc_completion_queue_create(grpc_completion_queue_factory_lookup(&wish), &wish, NULL);
    grpc_completion_queue *calling = grpc_completion_queue_create_for_callback(&functor, NULL);
    grpc_completion_queue_shutdown(calling);
    grpc_completion_queue_shutdown(made);
    grpc_completion_queue_destroy(calling);
    grpc_completion_queue_destroy(made);
}

int main(void)
{
    grpc_init();
    memory_and_log();
    quotas();
    queues();
    times();
    locks();
    slices();
    buffers(grpc_slice_from_static_string("text"));
    grpc_channel *channel = connect_plainly();
    grpc_channel *safe = connect_with_tls("token");
    grpc_channel *lame = grpc_lame_client_channel_create("db", GRPC_STATUS_UNAVAILABLE, "gone");
    grpc_channel *local =
        grpc_channel_create_from_fd("db", 7, grpc_insecure_credentials_create(), NULL);
    grpc_completion_queue *plucked = grpc_completion_queue_create_for_pluck(NULL);
    grpc_completion_queue *queue = grpc_completion_queue_create_for_next(NULL);
    int status = ask(channel, plucked, grpc_slice_from_static_string("/shop.Items/Get"));
    watch(safe, queue);
    calls(channel, queue);
    serve(queue, 8);
    grpc_completion_queue_shutdown(queue);
    grpc_completion_queue_destroy(queue);
    grpc_completion_queue_shutdown(plucked);
    grpc_completion_queue_destroy(plucked);
    grpc_channel_destroy(local);
    grpc_channel_destroy(lame);
    grpc_channel_destroy(safe);
    grpc_channel_destroy(channel);
    grpc_shutdown();
    if (grpc_is_initialized()) {
        grpc_shutdown_blocking();
    }
    return status == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
