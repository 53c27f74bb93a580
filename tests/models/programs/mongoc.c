// pkg-config: libmongoc-1.0
#include <mongoc/mongoc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>

/* Some of it is deprecated, and still used. */
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

static void on_started(const mongoc_apm_command_started_t *event)
{
    char *text = bson_as_json(mongoc_apm_command_started_get_command(event), NULL);
    printf("%s %s %p\n", mongoc_apm_command_started_get_command_name(event), text,
           mongoc_apm_command_started_get_context(event));
    bson_free(text);
}

static void on_succeeded(const mongoc_apm_command_succeeded_t *event)
{
    printf("%lld\n", (long long)mongoc_apm_command_succeeded_get_duration(event));
}

static void on_failed(const mongoc_apm_command_failed_t *event)
{
    bson_error_t error;
    mongoc_apm_command_failed_get_error(event, &error);
    printf("%s after %lld\n", error.message,
           (long long)mongoc_apm_command_failed_get_duration(event));
}

static void on_message(mongoc_log_level_t level, const char *domain, const char *message,
                       void *data)
{
    fprintf(data, "%s %s %s\n", mongoc_log_level_str(level), domain, message);
}

static bool pay(mongoc_client_session_t *session, void *data, bson_t **reply, bson_error_t *error)
{
    bson_error_t failure;
    *reply = NULL;
    if (data == NULL) {
        bson_set_error(&failure, 1, 2, "%s", "no data");
        *error = failure;
    }
    return data != NULL && mongoc_client_session_in_transaction(session);
}

static mongoc_client_t *connect_by_default(void)
{
    return mongoc_client_new("mongodb://db/?appname=shop");
}

/* The limits of an operation are options of the URI, by name. */
static mongoc_client_t *connect_with_limits(void)
{
    bson_error_t error;
    mongoc_uri_t *uri = mongoc_uri_new_with_error("mongodb://db", &error);
    if (uri == NULL) {
        fprintf(stderr, "%s\n", error.message);
        return NULL;
    }
    mongoc_uri_set_option_as_int32(uri, MONGOC_URI_SERVERSELECTIONTIMEOUTMS, 3000);
    mongoc_uri_set_option_as_int32(uri, MONGOC_URI_CONNECTTIMEOUTMS, 1000);
    mongoc_uri_set_option_as_int32(uri, MONGOC_URI_SOCKETTIMEOUTMS, 2000);
    mongoc_client_t *client = mongoc_client_new_from_uri(uri);
    if (client == NULL) {
        client = mongoc_client_new_from_uri_with_error(uri, &error);
    }
    mongoc_uri_destroy(uri);
    return client;
}

static void say_items(mongoc_collection_t *collection, const bson_t *query)
{
    bson_error_t error;
    const bson_t *document = NULL;
    const bson_t *details = NULL;
    mongoc_cursor_t *cursor = mongoc_collection_find_with_opts(collection, query, NULL, NULL);
    while (mongoc_cursor_next(cursor, &document)) { // call: receive bounded yes
        char *text = bson_as_canonical_extended_json(document, NULL);
        puts(text);
        bson_free(text);
    }
    if (mongoc_cursor_error(cursor, &error) ||
        mongoc_cursor_error_document(cursor, &error, &details)) {
        fprintf(stderr, "%s\n", error.message);
    }
    mongoc_cursor_t *again = mongoc_cursor_clone(cursor);
    mongoc_cursor_next(again, &document); // call: receive bounded yes
    mongoc_cursor_destroy(again);
    mongoc_cursor_destroy(cursor);
}

static void write_items(mongoc_collection_t *collection, bson_t *document, const bson_t *query)
{
    bson_error_t error;
    const bson_t *all[] = {query};
    mongoc_collection_insert(collection, 0, query, NULL, &error); // call: query bounded no
    mongoc_collection_insert_one(                                 // call: query bounded no
        collection, query, NULL, document, &error);
    mongoc_collection_insert_many( // call: query bounded no
        collection, all, 1, NULL, document, &error);
    mongoc_collection_insert_bulk(collection, 0, all, 1, NULL, &error); // call: query bounded no
    mongoc_collection_update( // call: query bounded unknown
        collection, MONGOC_UPDATE_UPSERT, query, query, NULL, &error);
    mongoc_collection_update_one( // call: query bounded unknown
        collection, query, query, NULL, document, &error);
    mongoc_collection_update_many( // call: query bounded unknown
        collection, query, query, NULL, document, &error);
    mongoc_collection_replace_one( // call: query bounded yes
        collection, query, query, NULL, document, &error);
    mongoc_collection_delete( // call: query bounded unknown
        collection, MONGOC_DELETE_SINGLE_REMOVE, query, NULL, &error);
    mongoc_collection_delete_one( // call: query bounded unknown
        collection, query, NULL, document, &error);
    mongoc_collection_delete_many( // call: query bounded yes
        collection, query, NULL, document, &error);
    mongoc_collection_remove( // call: query bounded unknown
        collection, MONGOC_REMOVE_NONE, query, NULL, &error);
    mongoc_collection_save(collection, query, NULL, &error); // call: query bounded unknown
}

static void change_items(mongoc_collection_t *collection, bson_t *document, const bson_t *query)
{
    bson_error_t error;
    mongoc_find_and_modify_opts_t *how = mongoc_find_and_modify_opts_new();
    mongoc_find_and_modify_opts_set_sort(how, query);
    mongoc_find_and_modify_opts_set_update(how, query);
    mongoc_find_and_modify_opts_set_fields(how, query);
    mongoc_find_and_modify_opts_set_flags(how, MONGOC_FIND_AND_MODIFY_UPSERT);
    mongoc_find_and_modify_opts_set_max_time_ms(how, 500);
    mongoc_find_and_modify_opts_append(how, query);
    mongoc_collection_find_and_modify_with_opts( // call: query bounded unknown
        collection, query, how, document, &error);
    mongoc_collection_find_and_modify( // call: query bounded unknown
        collection, query, NULL, query, NULL, false, true, true, document, &error);
    mongoc_find_and_modify_opts_destroy(how);
}

static void count_items(mongoc_collection_t *collection, bson_t *document, const bson_t *query)
{
    bson_error_t error;
    int64_t a = mongoc_collection_count_documents( // call: query bounded yes
        collection, query, NULL, NULL, document, &error);
    int64_t b = mongoc_collection_estimated_document_count( // call: query bounded yes
        collection, NULL, NULL, document, &error);
    int64_t c = mongoc_collection_count( // call: query bounded yes
        collection, MONGOC_QUERY_NONE, query, 0, 0, NULL, &error);
    int64_t d = mongoc_collection_count_with_opts( // call: query bounded yes
        collection, MONGOC_QUERY_NONE, query, 0, 0, NULL, NULL, &error);
    printf("%lld\n", (long long)(a + b + c + d));
    bson_destroy(document);
}

static void keep_indexes(mongoc_client_t *client, mongoc_collection_t *collection, bson_t *document,
                         const bson_t *query)
{
    bson_error_t error;
    mongoc_index_opt_t index;
    mongoc_index_opt_init(&index);
    char *name = mongoc_collection_keys_to_index_string(query);
    index.unique = mongoc_index_opt_get_default()->unique;
    index.name = name;
    mongoc_collection_create_index(collection, query, &index, &error); // call: command bounded yes
    mongoc_collection_create_index_with_opts(                          // call: command bounded yes
        collection, query, &index, NULL, document, &error);
    mongoc_collection_drop_index(collection, name, &error); // call: command bounded yes
    mongoc_collection_drop_index_with_opts(                 // call: command bounded yes
        collection, name, NULL, &error);
    mongoc_collection_rename( // call: command bounded unknown
        collection, "shop", "things", true, &error);
    mongoc_collection_rename_with_opts( // call: command bounded unknown
        collection, "shop", "things", true, NULL, &error);
    mongoc_collection_stats(collection, NULL, document, &error);    // call: command bounded yes
    mongoc_collection_validate(collection, NULL, document, &error); // call: command bounded yes
    mongoc_collection_drop(collection, &error);                     // call: command bounded yes
    mongoc_collection_drop_with_opts(collection, NULL, &error);     // call: command bounded yes
    mongoc_client_kill_cursor(client, 4711);                        // call: command bounded yes
    bson_free(name);
}

static void command_client(mongoc_client_t *client, bson_t *document, const bson_t *query)
{
    bson_error_t error;
    mongoc_client_command_simple( // call: command bounded unknown
        client, "shop", query, NULL, document, &error);
    mongoc_client_read_command_with_opts( // call: command bounded yes
        client, "shop", query, NULL, NULL, document, &error);
    mongoc_client_write_command_with_opts( // call: command bounded unknown
        client, "shop", query, NULL, document, &error);
    mongoc_client_read_write_command_with_opts( // call: command bounded unknown
        client, "shop", query, NULL, NULL, document, &error);
    mongoc_client_command_with_opts( // call: command bounded unknown
        client, "shop", query, NULL, NULL, document, &error);
    mongoc_client_command_simple_with_server_id( // call: command bounded unknown
        client, "shop", query, NULL, 1, document, &error);
    mongoc_client_get_server_status(client, NULL, document, &error); // call: command bounded yes
}

static void command_database(mongoc_database_t *database, bson_t *document, const bson_t *query)
{
    bson_error_t error;
    mongoc_database_command_simple( // call: command bounded unknown
        database, query, NULL, document, &error);
    mongoc_database_read_command_with_opts( // call: command bounded yes
        database, query, NULL, NULL, document, &error);
    mongoc_database_write_command_with_opts( // call: command bounded unknown
        database, query, NULL, document, &error);
    mongoc_database_read_write_command_with_opts( // call: command bounded unknown
        database, query, NULL, NULL, document, &error);
    mongoc_database_command_with_opts( // call: command bounded unknown
        database, query, NULL, NULL, document, &error);
}

static void command_collection(mongoc_collection_t *collection, bson_t *document,
                               const bson_t *query)
{
    bson_error_t error;
    mongoc_collection_command_simple( // call: command bounded unknown
        collection, query, NULL, document, &error);
    mongoc_collection_read_command_with_opts( // call: command bounded yes
        collection, query, NULL, NULL, document, &error);
    mongoc_collection_write_command_with_opts( // call: command bounded unknown
        collection, query, NULL, document, &error);
    mongoc_collection_read_write_command_with_opts( // call: command bounded unknown
        collection, query, NULL, NULL, document, &error);
    mongoc_collection_command_with_opts( // call: command bounded unknown
        collection, query, NULL, NULL, document, &error);
}

static void ask_client(mongoc_client_t *client, bson_t *document)
{
    bson_error_t error;
    mongoc_server_description_destroy(mongoc_client_select_server( // call: connect bounded yes
        client, true, NULL, &error));
    mongoc_server_description_destroy(
        mongoc_client_get_handshake_description( // call: connect bounded yes
            client, 1, NULL, &error));
    bson_strfreev(mongoc_client_get_database_names(client, &error)); // call: query bounded yes
    bson_strfreev(mongoc_client_get_database_names_with_opts(        // call: query bounded yes
        client, NULL, &error));
    bson_destroy(document);
}

static void keep_database(mongoc_database_t *database, const bson_t *query)
{
    bson_error_t error;
    bson_strfreev(mongoc_database_get_collection_names( // call: query bounded yes
        database, &error));
    bson_strfreev(mongoc_database_get_collection_names_with_opts( // call: query bounded yes
        database, NULL, &error));
    mongoc_database_has_collection(database, "items", &error);   // call: query bounded yes
    mongoc_collection_destroy(mongoc_database_create_collection( // call: command bounded yes
        database, "items", NULL, &error));
    mongoc_database_add_user( // call: command bounded yes
        database, "me", "secret", query, NULL, &error);
    mongoc_database_remove_user(database, "me", &error);    // call: command bounded yes
    mongoc_database_remove_all_users(database, &error);     // call: command bounded yes
    mongoc_database_drop(database, &error);                 // call: command bounded yes
    mongoc_database_drop_with_opts(database, NULL, &error); // call: command bounded yes
}

static void other_cursors(mongoc_client_t *client, mongoc_database_t *database,
                          mongoc_collection_t *collection, bson_t *document, const bson_t *query)
{
    const bson_t *found = NULL;
    mongoc_cursor_t *cursor;
    cursor = mongoc_collection_find(collection, MONGOC_QUERY_NONE, 0, 10, 0, query, NULL, NULL);
    mongoc_cursor_next(cursor, &found); // call: receive bounded yes
    mongoc_cursor_destroy(cursor);
    cursor = mongoc_collection_aggregate(collection, MONGOC_QUERY_NONE, query, NULL, NULL);
    mongoc_cursor_next(cursor, &found); // call: receive bounded yes
    mongoc_cursor_destroy(cursor);
    cursor = mongoc_database_aggregate(database, query, NULL, NULL);
    mongoc_cursor_next(cursor, &found); // call: receive bounded yes
    mongoc_cursor_destroy(cursor);
    cursor = mongoc_collection_find_indexes_with_opts(collection, NULL);
    mongoc_cursor_next(cursor, &found); // call: receive bounded yes
    mongoc_cursor_destroy(cursor);
    cursor = mongoc_database_find_collections_with_opts(database, NULL);
    mongoc_cursor_next(cursor, &found); // call: receive bounded yes
    mongoc_cursor_destroy(cursor);
    cursor = mongoc_client_find_databases_with_opts(client, NULL);
    mongoc_cursor_next(cursor, &found); // call: receive bounded yes
    mongoc_cursor_destroy(cursor);
    cursor = mongoc_client_command(client, "shop", MONGOC_QUERY_NONE, 0, 1, 0, query, NULL, NULL);
    mongoc_cursor_next(cursor, &found); // call: receive bounded yes
    mongoc_cursor_destroy(cursor);
    cursor = mongoc_database_command(database, MONGOC_QUERY_NONE, 0, 1, 0, query, NULL, NULL);
    mongoc_cursor_next(cursor, &found); // call: receive bounded yes
    mongoc_cursor_destroy(cursor);
    cursor = mongoc_collection_command(collection, MONGOC_QUERY_NONE, 0, 1, 0, query, NULL, NULL);
    mongoc_cursor_next(cursor, &found); // call: receive bounded yes
    mongoc_cursor_destroy(cursor);
    cursor = mongoc_cursor_new_from_command_reply_with_opts(client, document, NULL);
    mongoc_cursor_next(cursor, &found); // call: receive bounded yes
    mongoc_cursor_destroy(cursor);
}

static void say_cursor(mongoc_cursor_t *cursor)
{
    mongoc_host_list_t host;
    mongoc_cursor_get_host(cursor, &host);
    mongoc_cursor_set_batch_size(cursor, 100);
    mongoc_cursor_set_limit(cursor, 1000);
    mongoc_cursor_set_hint(cursor, 1);
    mongoc_cursor_set_max_await_time_ms(cursor, 500);
    printf("%u %lld %u %lld %u\n", mongoc_cursor_get_batch_size(cursor),
           (long long)mongoc_cursor_get_limit(cursor), mongoc_cursor_get_hint(cursor),
           (long long)mongoc_cursor_get_id(cursor), mongoc_cursor_get_max_await_time_ms(cursor));
    if (mongoc_cursor_more(cursor) && mongoc_cursor_is_alive(cursor)) {
        printf("%s %u\n", host.host_and_port, bson_count_keys(mongoc_cursor_current(cursor)));
    }
}

static void watch(mongoc_client_t *client, mongoc_database_t *database,
                  mongoc_collection_t *collection, const bson_t *query)
{
    bson_error_t error;
    const bson_t *event = NULL;
    mongoc_change_stream_t *stream = mongoc_collection_watch( // call: query bounded yes
        collection, query, NULL);
    while (mongoc_change_stream_next(stream, &event)) { // call: receive bounded yes
        mongoc_change_stream_get_resume_token(stream);
    }
    if (mongoc_change_stream_error_document(stream, &error, &event)) {
        fprintf(stderr, "%s\n", error.message);
    }
    mongoc_change_stream_destroy(stream);
    mongoc_change_stream_destroy(mongoc_database_watch( // call: query bounded yes
        database, query, NULL));
    mongoc_change_stream_destroy(mongoc_client_watch( // call: query bounded yes
        client, query, NULL));
}

static void bulk_once(mongoc_collection_t *collection, bson_t *document, const bson_t *query)
{
    bson_error_t error;
    mongoc_bulk_operation_t *bulk =
        mongoc_collection_create_bulk_operation_with_opts(collection, NULL);
    mongoc_bulk_operation_insert(bulk, query);
    mongoc_bulk_operation_execute(bulk, document, &error); // call: query bounded unknown
    mongoc_bulk_operation_destroy(bulk);
    bulk = mongoc_collection_create_bulk_operation(collection, true, NULL);
    mongoc_bulk_operation_remove(bulk, query);
    mongoc_bulk_operation_execute(bulk, document, &error); // call: query bounded unknown
    mongoc_bulk_operation_destroy(bulk);
}

static void bulk_by_hand(mongoc_client_t *client, mongoc_client_session_t *session,
                         const bson_t *query, const mongoc_write_concern_t *write)
{
    bson_error_t error;
    bson_t reply;
    mongoc_bulk_operation_t *bulk = mongoc_bulk_operation_new(true);
    mongoc_bulk_operation_set_client(bulk, client);
    mongoc_bulk_operation_set_database(bulk, "shop");
    mongoc_bulk_operation_set_collection(bulk, "items");
    mongoc_bulk_operation_set_client_session(bulk, session);
    mongoc_bulk_operation_set_write_concern(bulk, write);
    mongoc_bulk_operation_set_bypass_document_validation(bulk, true);
    mongoc_bulk_operation_set_hint(bulk, 1);
    mongoc_bulk_operation_insert_with_opts(bulk, query, NULL, &error);
    mongoc_bulk_operation_remove_many_with_opts(bulk, query, NULL, &error);
    mongoc_bulk_operation_remove_one(bulk, query);
    mongoc_bulk_operation_remove_one_with_opts(bulk, query, NULL, &error);
    mongoc_bulk_operation_delete(bulk, query);
    mongoc_bulk_operation_delete_one(bulk, query);
    mongoc_bulk_operation_replace_one(bulk, query, query, true);
    mongoc_bulk_operation_replace_one_with_opts(bulk, query, query, NULL, &error);
    mongoc_bulk_operation_update(bulk, query, query, true);
    mongoc_bulk_operation_update_one(bulk, query, query, true);
    mongoc_bulk_operation_update_many_with_opts(bulk, query, query, NULL, &error);
    mongoc_bulk_operation_update_one_with_opts(bulk, query, query, NULL, &error);
    if (mongoc_bulk_operation_get_hint(bulk) == 1) {
        mongoc_bulk_operation_execute(bulk, &reply, &error); // call: query bounded unknown
    }
    mongoc_bulk_operation_destroy(bulk);
}

static void transactions(mongoc_client_t *client, mongoc_collection_t *collection, bson_t *document,
                         const bson_t *query, const mongoc_read_prefs_t *prefs,
                         const mongoc_read_concern_t *read, const mongoc_write_concern_t *write)
{
    bson_error_t error;
    bson_t reply;
    mongoc_session_opt_t *wish = mongoc_session_opts_new();
    mongoc_transaction_opt_t *limits = mongoc_transaction_opts_new();
    mongoc_transaction_opts_set_max_commit_time_ms(limits, 500);
    mongoc_transaction_opts_set_read_concern(limits, read);
    mongoc_transaction_opts_set_write_concern(limits, write);
    mongoc_transaction_opts_set_read_prefs(limits, prefs);
    mongoc_session_opts_set_causal_consistency(wish, true);
    mongoc_session_opts_set_default_transaction_opts(wish, limits);
    mongoc_client_session_t *session = mongoc_client_start_session(client, wish, &error);
    mongoc_client_session_start_transaction(session, limits, &error);
    mongoc_client_session_append(session, document, &error);
    mongoc_collection_insert_one( // call: query bounded no
        collection, query, document, NULL, &error);
    if (!mongoc_client_session_commit_transaction( // call: command bounded yes
            session, &reply, &error)) {
        if (mongoc_error_has_label(&reply, "TransientTransactionError")) {
            mongoc_client_session_abort_transaction(session, &error); // call: command bounded yes
        }
    }
    mongoc_client_session_with_transaction( // call: command bounded unknown
        session, pay, limits, NULL, &reply, &error);
    if (mongoc_client_session_get_transaction_state(session) == MONGOC_TRANSACTION_NONE &&
        mongoc_client_session_get_opts(session) != NULL &&
        mongoc_client_session_get_client(session) == client) {
        bulk_by_hand(client, session, query, write);
    }
    mongoc_client_session_destroy(session);
    mongoc_transaction_opts_destroy(limits);
    mongoc_session_opts_destroy(wish);
}

static void files(mongoc_client_t *client, mongoc_database_t *database, const bson_t *query)
{
    bson_error_t error;
    bson_value_t id;
    const bson_t *found = NULL;
    mongoc_gridfs_bucket_t *bucket = mongoc_gridfs_bucket_new(database, NULL, NULL, &error);
    mongoc_stream_t *stream = NULL;
    mongoc_gridfs_bucket_upload_from_stream( // call: command bounded no
        bucket, "a.png", stream, NULL, &id, &error);
    mongoc_gridfs_bucket_upload_from_stream_with_id( // call: command bounded unknown
        bucket, &id, "a.png", stream, NULL, &error);
    mongoc_gridfs_bucket_download_to_stream( // call: command bounded yes
        bucket, &id, stream, &error);
    stream = mongoc_gridfs_bucket_open_download_stream( // call: query bounded yes
        bucket, &id, &error);
    mongoc_gridfs_bucket_delete_by_id(bucket, &id, &error); // call: command bounded yes
    mongoc_cursor_t *cursor = mongoc_gridfs_bucket_find(bucket, query, NULL);
    mongoc_cursor_next(cursor, &found); // call: receive bounded yes
    mongoc_cursor_destroy(cursor);
    mongoc_gridfs_bucket_destroy(bucket);
    mongoc_gridfs_t *gridfs = mongoc_client_get_gridfs( // call: command bounded yes
        client, "shop", "fs", &error);
    mongoc_gridfs_remove_by_filename(gridfs, "a.png", &error); // call: command bounded yes
    mongoc_gridfs_drop(gridfs, &error);                        // call: command bounded yes
    mongoc_collection_destroy(mongoc_collection_copy(mongoc_gridfs_get_files(gridfs)));
    mongoc_collection_destroy(mongoc_collection_copy(mongoc_gridfs_get_chunks(gridfs)));
    mongoc_gridfs_destroy(gridfs);
}

static void files_of_old(mongoc_gridfs_t *gridfs, const bson_t *query)
{
    bson_error_t error;
    char bytes[64] = "";
    mongoc_iovec_t part = {bytes, sizeof bytes};
    mongoc_gridfs_file_opt_t wish = {.filename = "b.png"};
    mongoc_gridfs_file_t *file = mongoc_gridfs_create_file(gridfs, &wish);
    mongoc_gridfs_file_set_filename(file, "c.png");
    mongoc_gridfs_file_writev(file, &part, 1, 0); // call: send bounded unknown
    mongoc_gridfs_file_save(file);                // call: command bounded yes
    mongoc_gridfs_file_seek(file, 0, SEEK_SET);
    mongoc_gridfs_file_readv(file, &part, 1, 1, 0); // call: receive bounded yes
    printf("%s %lld %llu %p\n", mongoc_gridfs_file_get_filename(file),
           (long long)mongoc_gridfs_file_get_length(file),
           (unsigned long long)mongoc_gridfs_file_tell(file),
           (const void *)mongoc_gridfs_file_get_id(file));
    if (mongoc_gridfs_file_error(file, &error)) {
        mongoc_gridfs_file_remove(file, &error); // call: command bounded yes
    }
    mongoc_gridfs_file_destroy(file);
    file = mongoc_gridfs_find_one(gridfs, query, &error); // call: query bounded yes
    mongoc_gridfs_file_destroy(file);
    file = mongoc_gridfs_find_one_with_opts(gridfs, query, NULL, &error); // call: query bounded yes
    mongoc_gridfs_file_destroy(file);
    file = mongoc_gridfs_find_one_by_filename(gridfs, "c.png", &error); // call: query bounded yes
    mongoc_gridfs_file_destroy(file);
    mongoc_gridfs_file_list_destroy(mongoc_gridfs_find(gridfs, query));
    mongoc_gridfs_file_list_t *list = mongoc_gridfs_find_with_opts(gridfs, query, NULL);
    while ((file = mongoc_gridfs_file_list_next(list)) != NULL) { // call: receive bounded yes
        mongoc_gridfs_file_destroy(file);
    }
    if (mongoc_gridfs_file_list_error(list, &error)) {
        fprintf(stderr, "%s\n", error.message);
    }
    mongoc_gridfs_file_list_destroy(list);
}

static void pools(const mongoc_uri_t *uri, mongoc_apm_callbacks_t *callbacks)
{
    bson_error_t error;
    bson_t reply;
    bson_t *ping = BCON_NEW("ping", BCON_INT32(1));
    mongoc_server_api_t *api = mongoc_server_api_new(MONGOC_SERVER_API_V1);
    mongoc_ssl_opt_t tls = *mongoc_ssl_opt_get_default();
    mongoc_client_pool_t *other = mongoc_client_pool_new(uri);
    mongoc_client_pool_t *pool = mongoc_client_pool_new_with_error(uri, &error);
    mongoc_server_api_strict(api, true);
    mongoc_client_pool_max_size(pool, 8);
    mongoc_client_pool_set_ssl_opts(pool, &tls);
    mongoc_client_pool_set_apm_callbacks(pool, callbacks, NULL);
    mongoc_client_pool_set_error_api(pool, MONGOC_ERROR_API_VERSION_2);
    mongoc_client_pool_set_appname(pool, "shop");
    mongoc_client_pool_set_server_api(pool, api, &error);
    mongoc_client_t *client = mongoc_client_pool_try_pop(pool);
    if (client == NULL) {
        client = mongoc_client_pool_pop(pool);
    }
    mongoc_client_command_simple( // call: command bounded unknown
        client, "shop", ping, NULL, &reply, &error);
    mongoc_client_pool_push(pool, client);
    mongoc_client_pool_destroy(pool);
    mongoc_client_pool_destroy(other);
    mongoc_server_api_destroy(api);
    bson_destroy(ping);
}

static void uris(mongoc_uri_t *uri, const mongoc_read_prefs_t *prefs,
                 const mongoc_read_concern_t *read, const mongoc_write_concern_t *write)
{
    mongoc_uri_t *copy = mongoc_uri_copy(uri);
    mongoc_uri_t *other = mongoc_uri_new_for_host_port("db", 27017);
    mongoc_uri_set_database(uri, "shop");
    mongoc_uri_set_username(uri, "me");
    mongoc_uri_set_password(uri, "secret");
    mongoc_uri_set_appname(uri, "shop");
    mongoc_uri_set_auth_source(uri, "admin");
    mongoc_uri_set_auth_mechanism(uri, "SCRAM-SHA-256");
    mongoc_uri_set_compressors(uri, "zlib");
    mongoc_uri_set_option_as_int64(uri, MONGOC_URI_WTIMEOUTMS, 500);
    mongoc_uri_set_option_as_bool(uri, MONGOC_URI_RETRYWRITES, false);
    mongoc_uri_set_option_as_utf8(uri, MONGOC_URI_REPLICASET, "rs0");
    mongoc_uri_set_read_prefs_t(uri, prefs);
    mongoc_uri_set_read_concern(uri, read);
    mongoc_uri_set_write_concern(uri, write);
    printf("%s %s %s %s %s\n", mongoc_uri_get_string(uri), mongoc_uri_get_database(uri),
           mongoc_uri_get_username(uri), mongoc_uri_get_password(uri), mongoc_uri_get_appname(uri));
    printf("%s %s %s %d\n", mongoc_uri_get_auth_source(uri), mongoc_uri_get_auth_mechanism(uri),
           mongoc_uri_get_replica_set(uri), mongoc_uri_get_tls(uri));
    if (mongoc_uri_has_option(uri, MONGOC_URI_SOCKETTIMEOUTMS)) {
        printf("%d %lld %d %s\n",
               mongoc_uri_get_option_as_int32(uri, MONGOC_URI_SOCKETTIMEOUTMS, 0),
               (long long)mongoc_uri_get_option_as_int64(uri, MONGOC_URI_WTIMEOUTMS, 0),
               mongoc_uri_get_option_as_bool(uri, MONGOC_URI_RETRYWRITES, true),
               mongoc_uri_get_option_as_utf8(uri, MONGOC_URI_REPLICASET, "none"));
    }
    printf("%s %u\n", mongoc_uri_get_hosts(uri)->host,
           bson_count_keys(mongoc_uri_get_options(uri)));
    mongoc_uri_destroy(other);
    mongoc_uri_destroy(copy);
}

static void prepare_client(mongoc_client_t *client, mongoc_apm_callbacks_t *callbacks,
                           const mongoc_read_prefs_t *prefs, const mongoc_read_concern_t *read,
                           const mongoc_write_concern_t *write)
{
    bson_error_t error;
    size_t count = 0;
    mongoc_server_api_t *api = mongoc_server_api_new(MONGOC_SERVER_API_V1);
    mongoc_client_set_server_api(client, api, &error);
    mongoc_client_set_ssl_opts(client, mongoc_ssl_opt_get_default());
    mongoc_client_set_stream_initiator(client, NULL, NULL);
    mongoc_client_set_apm_callbacks(client, callbacks, NULL);
    mongoc_client_set_error_api(client, MONGOC_ERROR_API_VERSION_2);
    mongoc_client_set_appname(client, "shop");
    mongoc_client_set_read_prefs(client, prefs);
    mongoc_client_set_read_concern(client, read);
    mongoc_client_set_write_concern(client, write);
    printf("%d %d\n", mongoc_client_get_read_concern(client) == read,
           mongoc_client_get_write_concern(client) == write);
    printf("%d %d %d\n", mongoc_client_get_max_message_size(client),
           mongoc_client_get_max_bson_size(client),
           mongoc_read_prefs_get_mode(mongoc_client_get_read_prefs(client)));
    mongoc_server_description_t **servers = mongoc_client_get_server_descriptions(client, &count);
    mongoc_server_descriptions_destroy_all(servers, count);
    mongoc_server_description_t *server = mongoc_client_get_server_description(client, 1);
    printf("%u %s %lld %s %u\n", mongoc_server_description_id(server),
           mongoc_server_description_host(server)->host,
           (long long)mongoc_server_description_round_trip_time(server),
           mongoc_server_description_type(server),
           bson_count_keys(mongoc_server_description_hello_response(server)));
    mongoc_server_description_destroy(server);
    mongoc_server_api_destroy(api);
    mongoc_client_reset(client);
    uris(mongoc_uri_copy(mongoc_client_get_uri(client)), prefs, read, write);
}

static void prepare_places(mongoc_database_t *database, mongoc_collection_t *collection,
                           const mongoc_read_prefs_t *prefs, const mongoc_read_concern_t *read,
                           const mongoc_write_concern_t *write)
{
    mongoc_database_set_read_prefs(database, prefs);
    mongoc_database_set_read_concern(database, read);
    mongoc_database_set_write_concern(database, write);
    mongoc_collection_set_read_prefs(collection, prefs);
    mongoc_collection_set_read_concern(collection, read);
    mongoc_collection_set_write_concern(collection, write);
    int same = mongoc_database_get_read_prefs(database) == prefs &&
               mongoc_database_get_read_concern(database) == read &&
               mongoc_database_get_write_concern(database) == write;
    same += mongoc_collection_get_read_prefs(collection) == prefs &&
            mongoc_collection_get_read_concern(collection) == read &&
            mongoc_collection_get_write_concern(collection) == write;
    printf("%s %s %d\n", mongoc_database_get_name(database), mongoc_collection_get_name(collection),
           same);
    if (mongoc_collection_get_last_error(collection) == NULL) {
        mongoc_database_destroy(mongoc_database_copy(database));
        mongoc_collection_destroy(mongoc_collection_copy(collection));
    }
}

static void concerns(const bson_t *query, bson_t *document)
{
    mongoc_read_prefs_t *prefs = mongoc_read_prefs_new(MONGOC_READ_PRIMARY);
    mongoc_read_concern_t *read = mongoc_read_concern_new();
    mongoc_write_concern_t *write = mongoc_write_concern_new();
    mongoc_read_prefs_destroy(mongoc_read_prefs_copy(prefs));
    mongoc_write_concern_destroy(mongoc_write_concern_copy(write));
    mongoc_read_prefs_set_mode(prefs, MONGOC_READ_SECONDARY);
    mongoc_read_prefs_set_tags(prefs, query);
    mongoc_read_prefs_add_tag(prefs, query);
    mongoc_read_concern_set_level(read, "majority");
    mongoc_read_concern_append(read, document);
    mongoc_write_concern_set_w(write, 1);
    mongoc_write_concern_set_journal(write, true);
    mongoc_write_concern_set_wmajority(write, 500);
    mongoc_write_concern_set_wtimeout_int64(write, 500);
    mongoc_write_concern_append(write, document);
    printf("%d %d\n", mongoc_write_concern_get_w(write), mongoc_write_concern_is_valid(write));
    mongoc_write_concern_destroy(write);
    mongoc_read_concern_destroy(read);
    mongoc_read_prefs_destroy(prefs);
}

static void build(bson_t *document, const bson_t *query)
{
    bson_t child;
    bson_t list;
    bson_iter_t iter;
    bson_oid_t oid;
    bson_value_t value;
    struct timeval now = {0, 0};
    const uint8_t bytes[] = "abc";
    bson_oid_init(&oid, NULL);
    bson_append_document_begin(document, "child", -1, &child);
    bson_append_document_end(document, &child);
    bson_append_array_begin(document, "list", -1, &list);
    bson_append_array_end(document, &list);
    bson_iter_init(&iter, query);
    bson_value_copy(bson_iter_value(&iter), &value);
    bson_append_value(document, "a", 1, &value);
    bson_append_array(document, "a", 1, query);
    bson_append_binary(document, "a", 1, BSON_SUBTYPE_BINARY, bytes, 3);
    bson_append_bool(document, "a", 1, true);
    bson_append_double(document, "a", 1, 0.5);
    bson_append_document(document, "a", 1, query);
    bson_append_int32(document, "a", 1, 1);
    bson_append_int64(document, "a", 1, 1);
    bson_append_iter(document, "a", 1, &iter);
    bson_append_null(document, "a", 1);
    bson_append_oid(document, "a", 1, &oid);
    bson_append_regex(document, "a", 1, "^a", "i");
    bson_append_utf8(document, "a", 1, "SCRAM-SHA-256", 1);
    bson_append_time_t(document, "a", 1, 0);
    bson_append_timeval(document, "a", 1, &now);
    bson_append_date_time(document, "a", 1, 1);
    bson_append_now_utc(document, "a", 1);
    bson_append_timestamp(document, "a", 1, 1, 1);
    BSON_APPEND_UTF8(document, "name", "db");
    BSON_APPEND_INT32(document, "size", 7);
    BCON_APPEND(document, "more", BCON_UTF8("yes"));
    bson_t *more = bcon_new(NULL, "b", BCON_INT32(1), (void *)NULL);
    bcon_append(more, "c", BCON_INT32(2), (void *)NULL);
    bson_concat(document, more);
    bson_destroy(more);
    bson_value_destroy(&value);
}

static void read_document(const bson_t *query)
{
    bson_iter_t iter;
    bson_iter_t child;
    uint32_t length = 0;
    bson_subtype_t subtype = BSON_SUBTYPE_BINARY;
    const uint8_t *bytes = NULL;
    struct timeval when;
    if (bson_iter_init_find(&iter, query, "a") && BSON_ITER_HOLDS_INT32(&iter)) {
        printf("%s %d %d\n", bson_iter_key(&iter), (int)bson_iter_type(&iter),
               bson_iter_int32(&iter));
    }
    bson_iter_find(&iter, "b");
    bson_iter_find_descendant(&iter, "b.c", &child);
    bson_iter_recurse(&iter, &child);
    while (bson_iter_next(&iter)) {
        printf("%d %d %lld %lld %f\n", bson_iter_bool(&iter), bson_iter_as_bool(&iter),
               (long long)bson_iter_int64(&iter), (long long)bson_iter_as_int64(&iter),
               bson_iter_double(&iter));
        printf("%s %p\n", bson_iter_utf8(&iter, &length), (const void *)bson_iter_oid(&iter));
        bson_free(bson_iter_dup_utf8(&iter, &length));
        bson_iter_document(&iter, &length, &bytes);
        bson_iter_array(&iter, &length, &bytes);
        bson_iter_binary(&iter, &subtype, &length, &bytes);
        bson_iter_timeval(&iter, &when);
        printf("%lld %lld\n", (long long)bson_iter_date_time(&iter),
               (long long)bson_iter_time_t(&iter));
    }
}

static void documents(bson_t *document, const bson_t *query)
{
    bson_error_t error;
    bson_t other;
    bson_t third;
    bson_t view;
    bool end = false;
    size_t offset = 0;
    bson_t *sized = bson_sized_new(128);
    bson_t *parsed = bson_new_from_json((const uint8_t *)"{}", -1, &error);
    bson_t *copy = bson_copy(query);
    bson_t *same = bson_new_from_data(bson_get_data(query), query->len);
    bson_init(&other);
    bson_init_static(&view, bson_get_data(query), query->len);
    bson_init_from_json(&third, "{}", -1, &error);
    bson_copy_to(query, &other);
    bson_copy_to_excluding_noinit(query, &third, "_id", NULL);
    bson_reinit(sized);
    if (bson_has_field(query, "a") && bson_equal(query, copy) && bson_compare(query, same) == 0 &&
        bson_validate(query, BSON_VALIDATE_UTF8, &offset)) {
        char *text = bson_as_relaxed_extended_json(query, NULL);
        char *list = bson_array_as_json(query, NULL);
        printf("%s %s %u\n", text, list, bson_count_keys(document));
        bson_free(list);
        bson_free(text);
    }
    bson_json_reader_t *reader = bson_json_reader_new_from_file("a.json", &error);
    bson_json_reader_read(reader, document, &error);
    bson_json_reader_destroy(reader);
    bson_reader_t *bytes = bson_reader_new_from_data(bson_get_data(query), query->len);
    bson_reader_read(bytes, &end);
    bson_reader_destroy(bytes);
    bson_destroy(&other);
    bson_destroy(&third);
    bson_destroy(same);
    bson_destroy(copy);
    bson_destroy(parsed);
    bson_destroy(sized);
}

static void ids_and_strings(void)
{
    bson_oid_t oid;
    bson_oid_t other;
    char text[25];
    char *memory = bson_malloc(8);
    memory = bson_realloc(memory, 16);
    if (bson_oid_is_valid("0123456789abcdef01234567", 24)) {
        bson_oid_init_from_string(&oid, "0123456789abcdef01234567");
    }
    bson_oid_copy(&oid, &other);
    bson_oid_to_string(&oid, text);
    printf("%d %d %lld\n", bson_oid_equal(&oid, &other), bson_oid_compare(&oid, &other),
           (long long)bson_oid_get_time_t(&oid));
    bson_strncpy(text, "abc", sizeof text);
    bson_snprintf(text, sizeof text, "%lld", (long long)bson_get_monotonic_time());
    bson_free(bson_strdup(text));
    bson_free(bson_strndup(text, 2));
    bson_free(bson_strdup_printf("%d", 7));
    bson_free(bson_malloc0(8));
    bson_free(memory);
}

int main(void)
{
    bson_error_t error;
    mongoc_init();
    mongoc_log_set_handler(on_message, stderr);
    mongoc_log(MONGOC_LOG_LEVEL_INFO, "shop", "%s", mongoc_get_version());
    mongoc_handshake_data_append("shop", "1.0", NULL);
    if (!mongoc_check_version(1, 23, 0)) {
        return EXIT_FAILURE;
    }
    mongoc_apm_callbacks_t *callbacks = mongoc_apm_callbacks_new();
    mongoc_apm_set_command_started_cb(callbacks, on_started);
    mongoc_apm_set_command_succeeded_cb(callbacks, on_succeeded);
    mongoc_apm_set_command_failed_cb(callbacks, on_failed);
    mongoc_uri_t *uri = mongoc_uri_new("mongodb://db");
    mongoc_client_t *client = connect_by_default();
    mongoc_client_t *limited = connect_with_limits();
    mongoc_database_t *database = mongoc_client_get_database(client, "shop");
    mongoc_database_t *usual = mongoc_client_get_default_database(client);
    mongoc_collection_t *collection = mongoc_client_get_collection(client, "shop", "items");
    mongoc_collection_t *things = mongoc_database_get_collection(usual, "things");
    mongoc_read_prefs_t *prefs = mongoc_read_prefs_new(MONGOC_READ_PRIMARY);
    mongoc_read_concern_t *read = mongoc_read_concern_new();
    mongoc_write_concern_t *write = mongoc_write_concern_new();
    bson_t *document = bson_new();
    bson_t *query = BCON_NEW("a", BCON_INT32(7));
    prepare_client(client, callbacks, prefs, read, write);
    prepare_places(database, collection, prefs, read, write);
    concerns(query, document);
    build(document, query);
    read_document(query);
    documents(document, query);
    ids_and_strings();
    say_items(collection, query);
    write_items(collection, document, query);
    change_items(things, document, query);
    count_items(collection, document, query);
    keep_indexes(client, collection, document, query);
    command_client(limited, document, query);
    command_database(database, document, query);
    command_collection(collection, document, query);
    ask_client(client, document);
    keep_database(database, query);
    other_cursors(client, database, collection, document, query);
    say_cursor(mongoc_collection_find_with_opts(collection, query, NULL, prefs));
    watch(client, database, collection, query);
    bulk_once(collection, document, query);
    transactions(client, collection, document, query, prefs, read, write);
    files(client, database, query);
    mongoc_gridfs_t *gridfs = mongoc_client_get_gridfs( // call: command bounded yes
        client, "shop", "fs", &error);
    files_of_old(gridfs, query);
    mongoc_gridfs_destroy(gridfs);
    pools(uri, callbacks);
    bson_destroy(query);
    bson_destroy(document);
    mongoc_write_concern_destroy(write);
    mongoc_read_concern_destroy(read);
    mongoc_read_prefs_destroy(prefs);
    mongoc_collection_destroy(things);
    mongoc_collection_destroy(collection);
    mongoc_database_destroy(usual);
    mongoc_database_destroy(database);
    mongoc_client_destroy(limited);
    mongoc_client_destroy(client);
    mongoc_uri_destroy(uri);
    mongoc_apm_callbacks_destroy(callbacks);
    mongoc_cleanup();
    return EXIT_SUCCESS;
}
