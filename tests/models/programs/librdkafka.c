#include <librdkafka/rdkafka.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* rd_kafka_errno2err and rd_kafka_set_logger are deprecated. */
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

static char text[512];

static void report(rd_kafka_resp_err_t error)
{
    fprintf(stderr, "%s: %s\n", rd_kafka_err2name(error), rd_kafka_err2str(error));
}

static void report_and_free(rd_kafka_error_t *error)
{
    if (error != NULL) {
        fprintf(stderr, "%d %s: %s\n", rd_kafka_error_code(error), rd_kafka_error_name(error),
                rd_kafka_error_string(error));
        if (rd_kafka_error_is_fatal(error) || rd_kafka_error_is_retriable(error) ||
            rd_kafka_error_txn_requires_abort(error)) {
            puts("again, or never");
        }
        rd_kafka_error_destroy(error);
    }
}

static void on_delivery(rd_kafka_t *client, const rd_kafka_message_t *message, void *data)
{
    (void)client;
    (void)data;
    if (rd_kafka_message_status(message) != RD_KAFKA_MSG_STATUS_PERSISTED) {
        report(message->err);
    }
    printf("%lld us, broker %d\n", (long long)rd_kafka_message_latency(message),
           rd_kafka_message_broker_id(message));
}

static void on_old_delivery(rd_kafka_t *client, void *payload, size_t length,
                            rd_kafka_resp_err_t error, void *data, void *message_data)
{
    (void)client, (void)payload, (void)length, (void)data, (void)message_data;
    report(error);
}

static void on_message(rd_kafka_message_t *message, void *data)
{
    (void)data;
    puts(rd_kafka_message_errstr(message));
}

static void on_rebalance(rd_kafka_t *client, rd_kafka_resp_err_t error,
                         rd_kafka_topic_partition_list_t *partitions, void *data)
{
    (void)data;
    if (error == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS) {
        report_and_free(rd_kafka_incremental_assign(client, partitions));
    } else if (rd_kafka_assignment_lost(client) ||
               strcmp(rd_kafka_rebalance_protocol(client), "COOPERATIVE") == 0) {
        report_and_free(rd_kafka_incremental_unassign(client, partitions));
    } else {
        rd_kafka_assign(client, NULL);
    }
}

static void on_error(rd_kafka_t *client, int error, const char *reason, void *data)
{
    (void)data;
    fprintf(stderr, "%s: %s\n", rd_kafka_err2str((rd_kafka_resp_err_t)error), reason);
    if (rd_kafka_fatal_error(client, text, sizeof text) != 0) {
        rd_kafka_yield(client);
    }
}

static void on_throttle(rd_kafka_t *client, const char *broker, int32_t id, int ms, void *data)
{
    (void)client, (void)data;
    printf("%s %d %d\n", broker, id, ms);
}

static int on_stats(rd_kafka_t *client, char *json, size_t length, void *data)
{
    (void)client, (void)json, (void)length, (void)data;
    return 0;
}

static void on_token(rd_kafka_t *client, const char *config, void *data)
{
    (void)data;
    if (rd_kafka_oauthbearer_set_token(client, "token", 1000, "me", NULL, 0, text, 512) != 0) {
        rd_kafka_oauthbearer_set_token_failure(client, config);
    }
}

static void on_event(rd_kafka_t *client, rd_kafka_event_t *event, void *data)
{
    (void)client, (void)data;
    rd_kafka_event_destroy(event);
}

static int on_socket(int domain, int type, int protocol, void *data)
{
    (void)domain, (void)type, (void)protocol, (void)data;
    return -1;
}

static int on_connect(int descriptor, const struct sockaddr *address, int length, const char *id,
                      void *data)
{
    (void)descriptor, (void)address, (void)length, (void)id, (void)data;
    return EINVAL;
}

static int on_close(int descriptor, void *data)
{
    (void)descriptor, (void)data;
    return 0;
}

static int on_resolve(const char *node, const char *service, const struct addrinfo *hints,
                      struct addrinfo **result, void *data)
{
    (void)node, (void)service, (void)hints, (void)result, (void)data;
    return -1;
}

static int32_t choose(const rd_kafka_topic_t *topic, const void *key, size_t length, int32_t count,
                      void *data, void *message_data)
{
    (void)key, (void)length, (void)data, (void)message_data;
    return rd_kafka_topic_partition_available(topic, 0) ? 0 : count - 1;
}

static rd_kafka_conf_t *configure(void)
{
    rd_kafka_conf_t *conf = rd_kafka_conf_new();
    rd_kafka_topic_conf_t *topics = rd_kafka_topic_conf_new();
    if (rd_kafka_conf_set(conf, "bootstrap.servers", "kafka:9092", text, 512) != RD_KAFKA_CONF_OK ||
        rd_kafka_topic_conf_set(topics, "acks", "all", text, sizeof text) != RD_KAFKA_CONF_OK) {
        fprintf(stderr, "%s\n", text);
    }
    rd_kafka_conf_set_opaque(conf, text);
    rd_kafka_conf_set_dr_msg_cb(conf, on_delivery);
    rd_kafka_conf_set_rebalance_cb(conf, on_rebalance);
    rd_kafka_conf_set_offset_commit_cb(conf, on_rebalance);
    rd_kafka_conf_set_error_cb(conf, on_error);
    rd_kafka_conf_set_throttle_cb(conf, on_throttle);
    rd_kafka_conf_set_log_cb(conf, rd_kafka_log_print);
    rd_kafka_conf_set_stats_cb(conf, on_stats);
    rd_kafka_conf_set_oauthbearer_token_refresh_cb(conf, on_token);
    rd_kafka_topic_conf_set_opaque(topics, text);
    rd_kafka_topic_conf_set_partitioner_cb(topics, choose);
    rd_kafka_topic_conf_destroy(rd_kafka_topic_conf_dup(topics));
    rd_kafka_conf_set_default_topic_conf(conf, topics);
    return conf;
}

static rd_kafka_conf_t *configure_more(void)
{
    rd_kafka_conf_t *conf = rd_kafka_conf_new();
    rd_kafka_conf_set_dr_cb(conf, on_old_delivery);
    rd_kafka_conf_set_consume_cb(conf, on_message);
    rd_kafka_conf_set_background_event_cb(conf, on_event);
    rd_kafka_conf_set_socket_cb(conf, on_socket);
    rd_kafka_conf_set_connect_cb(conf, on_connect);
    rd_kafka_conf_set_closesocket_cb(conf, on_close);
    rd_kafka_conf_set_resolve_cb(conf, on_resolve);
    rd_kafka_conf_set_events(conf, RD_KAFKA_EVENT_DR | RD_KAFKA_EVENT_ERROR);
    rd_kafka_conf_enable_sasl_queue(conf, 1);
    rd_kafka_conf_set_ssl_cert(conf, RD_KAFKA_CERT_CA, RD_KAFKA_CERT_ENC_PEM, "", 0, text, 512);
    rd_kafka_conf_destroy(rd_kafka_conf_dup(conf));
    return conf;
}

/* The queue is full until delivery reports are served. */
static int produce_one(rd_kafka_t *client, rd_kafka_topic_t *topic, char *value)
{
    while (rd_kafka_produce(topic, RD_KAFKA_PARTITION_UA, // call: publish bounded no nonblocking
                            RD_KAFKA_MSG_F_COPY, value, strlen(value), NULL, 0, NULL) != 0) {
        if (rd_kafka_last_error() != RD_KAFKA_RESP_ERR__QUEUE_FULL) {
            report(rd_kafka_errno2err(errno));
            return -1;
        }
        rd_kafka_poll(client, 100); // call: wait bounded yes
    }
    return rd_kafka_poll(client, 0); // call: wait bounded yes
}

static void produce_others(rd_kafka_t *client, rd_kafka_topic_t *topic)
{
    rd_kafka_message_t messages[2] = {{.payload = "a", .len = 1}, {.payload = "b", .len = 1}};
    rd_kafka_vu_t fields[1] = {{.vtype = RD_KAFKA_VTYPE_TOPIC, .u.cstr = "orders"}};
    rd_kafka_headers_t *headers = rd_kafka_headers_new(1);
    rd_kafka_header_add(headers, "trace", -1, "7", -1);
    rd_kafka_header_remove(headers, "other");
    printf("%zu headers\n", rd_kafka_header_cnt(headers));
    rd_kafka_headers_destroy(rd_kafka_headers_copy(headers));
    if (rd_kafka_producev(client, // call: publish bounded no nonblocking
                          RD_KAFKA_V_TOPIC("orders"), RD_KAFKA_V_VALUE("new", 3),
                          RD_KAFKA_V_HEADERS(headers), RD_KAFKA_V_END) != 0) {
        rd_kafka_headers_destroy(headers);
    }
    report_and_free(rd_kafka_produceva(client, fields, 1)); // call: publish bounded no nonblocking
    rd_kafka_produce_batch(topic, 0, RD_KAFKA_MSG_F_COPY,   // call: publish bounded no nonblocking
                           messages, 2);
    if (messages[0].err != 0) {
        rd_kafka_purge(client, RD_KAFKA_PURGE_F_QUEUE);
    }
}

static void end_bounded(rd_kafka_t *client)
{
    if (rd_kafka_flush(client, 10000) == RD_KAFKA_RESP_ERR__TIMED_OUT) { // call: wait bounded yes
        fprintf(stderr, "%d messages left\n", rd_kafka_outq_len(client));
    }
    rd_kafka_destroy(client);
}

static void end_unbounded(rd_kafka_t *client)
{
    rd_kafka_flush(client, -1); // call: wait none yes
    rd_kafka_poll(client, -1);  // call: wait none yes
    rd_kafka_destroy_flags(client, RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE);
}

static void produce(char *value)
{
    rd_kafka_t *client = rd_kafka_new(RD_KAFKA_PRODUCER, configure(), text, sizeof text);
    rd_kafka_topic_t *topic = rd_kafka_topic_new(client, "orders", NULL);
    rd_kafka_brokers_add(client, "kafka2:9092");
    rd_kafka_set_logger(client, rd_kafka_log_syslog);
    rd_kafka_set_log_level(client, 6);
    printf("%s %d %p\n", rd_kafka_name(client), rd_kafka_type(client), rd_kafka_opaque(client));
    printf("%s %p\n", rd_kafka_topic_name(topic), rd_kafka_topic_opaque(topic));
    produce_one(client, topic, value);
    produce_others(client, topic);
    rd_kafka_topic_destroy(topic);
    end_bounded(client);
    client = rd_kafka_new(RD_KAFKA_PRODUCER, configure_more(), text, sizeof text);
    report_and_free(rd_kafka_sasl_background_callbacks_enable(client));
    report_and_free(rd_kafka_sasl_set_credentials(client, "me", "secret"));
    end_unbounded(client);
}

static rd_kafka_topic_partition_list_t *partitions(void)
{
    rd_kafka_topic_partition_list_t *list = rd_kafka_topic_partition_list_new(1);
    rd_kafka_topic_partition_list_add(list, "orders", RD_KAFKA_PARTITION_UA);
    rd_kafka_topic_partition_list_add_range(list, "orders", 0, 3);
    rd_kafka_topic_partition_list_set_offset(list, "orders", 0, RD_KAFKA_OFFSET_TAIL(5));
    rd_kafka_topic_partition_list_del(list, "orders", 3);
    if (rd_kafka_topic_partition_list_find(list, "orders", 1) != NULL) {
        rd_kafka_topic_partition_list_destroy(rd_kafka_topic_partition_list_copy(list));
    }
    return list;
}

static void consume_bounded(rd_kafka_t *client)
{
    rd_kafka_message_t *message = rd_kafka_consumer_poll(client, 1000); // call: receive bounded yes
    if (message == NULL) {
        return;
    }
    if (message->err != 0) {
        puts(rd_kafka_message_errstr(message));
    } else if (rd_kafka_commit_message(client, message, 0) != 0) { // call: command bounded yes
        puts("not committed");
    }
    rd_kafka_message_destroy(message);
    rd_kafka_commit(client, NULL, 1);   // call: command bounded yes
    rd_kafka_commit_queue(client, NULL, // call: command bounded yes nonblocking
                          rd_kafka_queue_get_consumer(client), on_rebalance, NULL);
}

static void consume_unbounded(rd_kafka_t *client)
{
    rd_kafka_message_t *message;
    while ((message = rd_kafka_consumer_poll(client, -1)) != NULL) { // call: receive none yes
        rd_kafka_message_destroy(message);
    }
}

static void positions_bounded(rd_kafka_t *client, rd_kafka_topic_partition_list_t *list)
{
    if (rd_kafka_committed(client, list, 5000) == 0 && // call: query bounded yes
        rd_kafka_position(client, list) == 0) {
        printf("%lld\n", (long long)list->elems[0].offset);
    }
    rd_kafka_offsets_for_times(client, list, 5000);                // call: query bounded yes
    report_and_free(rd_kafka_seek_partitions(client, list, 5000)); // call: command bounded yes
    rd_kafka_pause_partitions(client, list);
    rd_kafka_resume_partitions(client, list);
    rd_kafka_offsets_store(client, list);
}

static void positions_unbounded(rd_kafka_t *client, rd_kafka_topic_partition_list_t *list)
{
    rd_kafka_committed(client, list, -1);                        // call: query none yes
    rd_kafka_offsets_for_times(client, list, -1);                // call: query none yes
    report_and_free(rd_kafka_seek_partitions(client, list, -1)); // call: command none yes
}

static void join(void)
{
    rd_kafka_t *client = rd_kafka_new(RD_KAFKA_CONSUMER, configure(), text, sizeof text);
    rd_kafka_topic_partition_list_t *list = partitions();
    rd_kafka_topic_partition_list_t *current = NULL;
    rd_kafka_poll_set_consumer(client);
    rd_kafka_subscribe(client, list); // call: command bounded yes nonblocking
    consume_bounded(client);
    consume_unbounded(client);
    positions_bounded(client, list);
    positions_unbounded(client, list);
    if (rd_kafka_subscription(client, &current) == 0 && current != NULL) {
        rd_kafka_topic_partition_list_destroy(current);
    }
    if (rd_kafka_assignment(client, &current) == 0 && current != NULL) {
        rd_kafka_topic_partition_list_destroy(current);
    }
    rd_kafka_topic_partition_list_destroy(list);
    char *member = rd_kafka_memberid(client);
    rd_kafka_mem_free(client, member);
    rd_kafka_unsubscribe(client);               // call: command bounded yes nonblocking
    if (rd_kafka_consumer_close(client) != 0) { // call: command bounded yes
        report_and_free(
            rd_kafka_consumer_close_queue(client, // call: command bounded yes nonblocking
                                          rd_kafka_queue_get_main(client)));
    }
    if (rd_kafka_consumer_closed(client)) {
        rd_kafka_destroy(client);
    }
}

static void by_hand_bounded(rd_kafka_topic_t *topic, rd_kafka_queue_t *queue)
{
    rd_kafka_message_t *messages[8];
    rd_kafka_consume_start(topic, 0, RD_KAFKA_OFFSET_STORED);
    rd_kafka_message_t *message = rd_kafka_consume(topic, 0, 500); // call: receive bounded yes
    if (message != NULL) {
        rd_kafka_offset_store(topic, 0, message->offset);
        rd_kafka_message_destroy(message);
    }
    rd_kafka_consume_batch(topic, 0, 500, messages, 8);            // call: receive bounded yes
    rd_kafka_consume_callback(topic, 0, 500, on_message, NULL);    // call: receive bounded yes
    rd_kafka_consume_batch_queue(queue, 500, messages, 8);         // call: receive bounded yes
    rd_kafka_consume_callback_queue(queue, 500, on_message, NULL); // call: receive bounded yes
    message = rd_kafka_consume_queue(queue, 500);                  // call: receive bounded yes
    if (rd_kafka_seek(topic, 0, 7, 500) != 0) {                    // call: command bounded yes
        rd_kafka_consume_stop(topic, 0);
    }
}

static void by_hand_unbounded(rd_kafka_topic_t *topic, rd_kafka_queue_t *queue)
{
    rd_kafka_message_t *messages[8];
    rd_kafka_consume_start_queue(topic, 0, RD_KAFKA_OFFSET_END, queue);
    rd_kafka_consume(topic, 0, -1);                               // call: receive none yes
    rd_kafka_consume_batch(topic, 0, -1, messages, 8);            // call: receive none yes
    rd_kafka_consume_callback(topic, 0, -1, on_message, NULL);    // call: receive none yes
    rd_kafka_consume_batch_queue(queue, -1, messages, 8);         // call: receive none yes
    rd_kafka_consume_callback_queue(queue, -1, on_message, NULL); // call: receive none yes
    rd_kafka_consume_queue(queue, -1);                            // call: receive none yes
    rd_kafka_seek(topic, 0, 7, -1);                               // call: command none yes
}

static void ask_bounded(rd_kafka_t *client)
{
    const struct rd_kafka_metadata *metadata = NULL;
    const struct rd_kafka_group_list *groups = NULL;
    int64_t low = 0;
    int64_t high = 0;
    rd_kafka_metadata(client, 1, NULL, &metadata, 5000); // call: query bounded yes
    if (metadata != NULL) {
        printf("%d topics\n", metadata->topic_cnt);
        rd_kafka_metadata_destroy(metadata);
    }
    if (rd_kafka_list_groups(client, NULL, &groups, 5000) == 0) { // call: query bounded yes
        rd_kafka_group_list_destroy(groups);
    }
    rd_kafka_query_watermark_offsets(client, "orders", 0, &low, &high, // call: query bounded yes
                                     5000);
    rd_kafka_get_watermark_offsets(client, "orders", 0, &low, &high);
    char *cluster = rd_kafka_clusterid(client, 5000); // call: query bounded yes
    rd_kafka_mem_free(client, cluster);
    printf("%d\n", rd_kafka_controllerid(client, 5000)); // call: query bounded yes
}

static void ask_unbounded(rd_kafka_t *client)
{
    const struct rd_kafka_metadata *metadata;
    const struct rd_kafka_group_list *groups;
    int64_t low, high;
    rd_kafka_metadata(client, 1, NULL, &metadata, -1);                      // call: query none yes
    rd_kafka_list_groups(client, NULL, &groups, -1);                        // call: query none yes
    rd_kafka_query_watermark_offsets(client, "orders", 0, &low, &high, -1); // call: query none yes
    rd_kafka_mem_free(client, rd_kafka_clusterid(client, -1));              // call: query none yes
    printf("%d\n", rd_kafka_controllerid(client, -1));                      // call: query none yes
}

/* -1 waits for what is left of the transaction. */
static void transaction(rd_kafka_t *client, rd_kafka_t *consumer)
{
    rd_kafka_topic_partition_list_t *list = partitions();
    rd_kafka_consumer_group_metadata_t *group = rd_kafka_consumer_group_metadata(consumer);
    report_and_free(rd_kafka_init_transactions(client, -1)); // call: command bounded yes
    report_and_free(rd_kafka_begin_transaction(client));
    report_and_free(rd_kafka_send_offsets_to_transaction(client, // call: command bounded yes
                                                         list, group, 5000));
    rd_kafka_error_t *error = rd_kafka_commit_transaction(client, -1); // call: command bounded yes
    if (error != NULL) {
        report_and_free(error);
        report_and_free(rd_kafka_abort_transaction(client, -1)); // call: command bounded yes
    }
    rd_kafka_consumer_group_metadata_destroy(group);
    group = rd_kafka_consumer_group_metadata_new("shop");
    rd_kafka_consumer_group_metadata_destroy(group);
    group = rd_kafka_consumer_group_metadata_new_with_genid("shop", 1, "me", NULL);
    rd_kafka_consumer_group_metadata_destroy(group);
    rd_kafka_topic_partition_list_destroy(list);
}

static void show(rd_kafka_event_t *event)
{
    if (event == NULL) {
        return;
    }
    printf("%s %zu %p\n", rd_kafka_event_name(event), rd_kafka_event_message_count(event),
           rd_kafka_event_opaque(event));
    if (rd_kafka_event_error(event) != 0 || rd_kafka_event_error_is_fatal(event)) {
        puts(rd_kafka_event_error_string(event));
    }
    switch (rd_kafka_event_type(event)) {
    case RD_KAFKA_EVENT_DR:
        on_delivery(NULL, rd_kafka_event_message_next(event), NULL);
        break;
    case RD_KAFKA_EVENT_STATS:
        puts(rd_kafka_event_stats(event));
        break;
    case RD_KAFKA_EVENT_REBALANCE:
        printf("%d\n", rd_kafka_event_topic_partition_list(event)->cnt);
        break;
    case RD_KAFKA_EVENT_CREATETOPICS_RESULT:
        printf("%p\n", (const void *)rd_kafka_event_CreateTopics_result(event));
        break;
    case RD_KAFKA_EVENT_DELETETOPICS_RESULT:
        printf("%p\n", (const void *)rd_kafka_event_DeleteTopics_result(event));
        break;
    case RD_KAFKA_EVENT_CREATEPARTITIONS_RESULT:
        printf("%p\n", (const void *)rd_kafka_event_CreatePartitions_result(event));
        break;
    default:
        printf("%p\n", (void *)rd_kafka_event_topic_partition(event));
        break;
    }
    rd_kafka_event_destroy(event);
}

static void show_result(const rd_kafka_topic_result_t *result)
{
    if (rd_kafka_topic_result_error(result) != 0) {
        printf("%s: %s\n", rd_kafka_topic_result_name(result),
               rd_kafka_topic_result_error_string(result));
    }
}

static void topics_bounded(rd_kafka_t *client, rd_kafka_queue_t *queue)
{
    rd_kafka_AdminOptions_t *options = rd_kafka_AdminOptions_new(client, RD_KAFKA_ADMIN_OP_ANY);
    rd_kafka_NewTopic_t *made = rd_kafka_NewTopic_new("orders", 3, 2, text, sizeof text);
    rd_kafka_DeleteTopic_t *gone = rd_kafka_DeleteTopic_new("old");
    rd_kafka_NewPartitions_t *more = rd_kafka_NewPartitions_new("orders", 6, text, sizeof text);
    rd_kafka_AdminOptions_set_request_timeout(options, 5000, text, sizeof text);
    rd_kafka_AdminOptions_set_operation_timeout(options, 5000, text, sizeof text);
    rd_kafka_AdminOptions_set_validate_only(options, 1, text, sizeof text);
    rd_kafka_AdminOptions_set_opaque(options, text);
    rd_kafka_NewTopic_set_config(made, "retention.ms", "1000");
    rd_kafka_CreateTopics(client, &made, 1, options, // call: command bounded unknown nonblocking
                          queue);
    rd_kafka_DeleteTopics(client, &gone, 1, options, // call: command bounded unknown nonblocking
                          queue);
    rd_kafka_CreatePartitions(client, &more, 1, // call: command bounded unknown nonblocking
                              options, queue);
    show(rd_kafka_queue_poll(queue, 6000));    // call: wait bounded yes
    rd_kafka_queue_poll_callback(queue, 6000); // call: wait bounded yes
    rd_kafka_NewTopic_destroy(made);
    rd_kafka_DeleteTopic_destroy(gone);
    rd_kafka_NewPartitions_destroy(more);
    rd_kafka_AdminOptions_destroy(options);
}

static void others_unbounded(rd_kafka_t *client, rd_kafka_queue_t *queue)
{
    const char *names[] = {"shop"};
    rd_kafka_topic_partition_list_t *list = partitions();
    rd_kafka_ConfigResource_t *resource =
        rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, "orders");
    rd_kafka_DeleteRecords_t *records = rd_kafka_DeleteRecords_new(list);
    rd_kafka_DeleteGroup_t *group = rd_kafka_DeleteGroup_new("old");
    rd_kafka_ConfigResource_set_config(resource, "retention.ms", "1000");
    rd_kafka_AlterConfigs(client, &resource, 1, NULL, // call: command bounded yes nonblocking
                          queue);
    rd_kafka_DescribeConfigs(client, &resource, 1, NULL, // call: query bounded yes nonblocking
                             queue);
    rd_kafka_DeleteRecords(client, &records, 1, NULL, // call: command bounded yes nonblocking
                           queue);
    rd_kafka_ListConsumerGroups(client, NULL, queue);       // call: query bounded yes nonblocking
    rd_kafka_DescribeConsumerGroups(client, names, 1, NULL, // call: query bounded yes nonblocking
                                    queue);
    rd_kafka_DeleteGroups(client, &group, 1, NULL, // call: command bounded unknown nonblocking
                          queue);
    show(rd_kafka_queue_poll(queue, -1));    // call: wait none yes
    rd_kafka_queue_poll_callback(queue, -1); // call: wait none yes
    rd_kafka_ConfigResource_destroy(resource);
    rd_kafka_DeleteRecords_destroy(records);
    rd_kafka_DeleteGroup_destroy(group);
    rd_kafka_topic_partition_list_destroy(list);
}

static void on_queue(rd_kafka_t *client, void *data)
{
    (void)client, (void)data;
}

static void queues(rd_kafka_t *client)
{
    rd_kafka_queue_t *queue = rd_kafka_queue_new(client);
    rd_kafka_queue_t *one = rd_kafka_queue_get_partition(client, "orders", 0);
    rd_kafka_queue_forward(one, queue);
    rd_kafka_queue_forward(rd_kafka_queue_get_sasl(client), rd_kafka_queue_get_background(client));
    rd_kafka_set_log_queue(client, queue);
    rd_kafka_queue_io_event_enable(queue, 1, "x", 1);
    rd_kafka_queue_cb_event_enable(queue, on_queue, NULL);
    printf("%zu\n", rd_kafka_queue_length(queue));
    rd_kafka_queue_yield(queue);
    topics_bounded(client, queue);
    others_unbounded(client, queue);
    rd_kafka_topic_t *topic = rd_kafka_topic_new(client, "orders", NULL);
    by_hand_bounded(topic, queue);
    by_hand_unbounded(topic, queue);
    rd_kafka_topic_destroy(topic);
    rd_kafka_queue_destroy(one);
    rd_kafka_queue_destroy(queue);
}

int main(int count, char **words)
{
    printf("%x %s\n", rd_kafka_version(), rd_kafka_version_str());
    produce(words[count - 1]);
    join();
    rd_kafka_t *client = rd_kafka_new(RD_KAFKA_CONSUMER, configure(), text, sizeof text);
    if (client == NULL) {
        return EXIT_FAILURE;
    }
    ask_bounded(client);
    ask_unbounded(client);
    transaction(client, client);
    show_result(NULL);
    queues(client);
    rd_kafka_message_set_headers(NULL, NULL);
    rd_kafka_dump(stdout, client);
    rd_kafka_destroy(client);
    if (rd_kafka_thread_cnt() > 0 && rd_kafka_wait_destroyed(5000) != 0) { // call: wait bounded yes
        puts("still there");
    }
    return EXIT_SUCCESS;
}
