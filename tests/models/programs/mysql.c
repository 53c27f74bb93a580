#include <mysql/mysql.h>
#include <mysql/errmsg.h>
#include <mysql/mysqld_error.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>

static MYSQL *connect_unbounded(void)
{
    MYSQL *connection = mysql_init(NULL);
    mysql_real_connect(connection, "db", "me", "", "shop", 0, NULL, 0); // call: connect none yes
    return connection;
}

static MYSQL *connect_bounded(void)
{
    unsigned int limit = 3;
    MYSQL *connection = mysql_init(NULL);
    mysql_options(connection, MYSQL_OPT_CONNECT_TIMEOUT, &limit);
    mysql_options(connection, MYSQL_OPT_READ_TIMEOUT, (const char *)&limit);
    enum mysql_option option = MYSQL_OPT_WRITE_TIMEOUT;
    mysql_optionsv(connection, option, &limit);
    mysql_options4(connection, MYSQL_OPT_CONNECT_ATTR_ADD, "program", "shop");
    mysql_ssl_set(connection, NULL, NULL, "ca.pem", NULL, NULL);
    mysql_real_connect(connection, "db", "me", "", "shop", 0, NULL, 0); // call: connect bounded yes
    if (mysql_errno(connection) != 0) {
        fprintf(stderr, "%u %s\n", mysql_errno(connection), mysql_error(connection));
        mysql_close(connection);
        return NULL;
    }
    return connection;
}

/* A limit for connecting does not bound what comes afterwards. */
static void connect_half_bounded(void)
{
    unsigned int limit = 3;
    MYSQL *connection = mysql_init(NULL);
    mysql_options(connection, MYSQL_OPT_CONNECT_TIMEOUT, &limit);
    mysql_real_connect(connection, "db", "me", "", "shop", 0, NULL, 0); // call: connect bounded yes
    mysql_options(connection, MYSQL_OPT_READ_TIMEOUT, &limit);
    mysql_read_query_result(connection);     // call: receive bounded yes
    mysql_query(connection, "SELECT 1");     // call: query partial yes
    mysql_send_query(connection, "DO 1", 4); // call: send none unknown
    mysql_close(connection);
}

static void query_unbounded(void)
{
    MYSQL *connection = connect_unbounded();
    if (mysql_query(connection, "SELECT a FROM t") == 0) {  // call: query none yes
        MYSQL_RES *result = mysql_store_result(connection); // call: receive none yes
        mysql_free_result(result);
    }
    mysql_real_query(connection, "INSERT INTO t VALUES (1)", 24); // call: query none no
    mysql_ping(connection);                                       // call: command none yes
    mysql_close(connection);
}

/* A handle that the program keeps itself. */
static void query_inside(void)
{
    unsigned int limit = 3;
    MYSQL inside;
    mysql_init(&inside);
    mysql_query(&inside, "SELECT 1"); // call: query none yes
    mysql_options(&inside, MYSQL_OPT_READ_TIMEOUT, &limit);
    mysql_options(&inside, MYSQL_OPT_WRITE_TIMEOUT, &limit);
    mysql_query(&inside, "SELECT 1"); // call: query bounded yes
    mysql_close(&inside);
}

static void query_bounded(void)
{
    MYSQL *connection = connect_bounded();
    mysql_query(connection, "SELECT a FROM t");                   // call: query bounded yes
    MYSQL_RES *result = mysql_store_result(connection);           // call: receive bounded yes
    mysql_real_query(connection, "INSERT INTO t VALUES (1)", 24); // call: query bounded no
    mysql_send_query(connection, "DELETE FROM t", 13);            // call: send bounded yes
    mysql_read_query_result(connection);                          // call: receive bounded yes
    if (mysql_more_results(connection)) {
        mysql_next_result(connection); // call: receive bounded yes
    }
    mysql_free_result(result);
    mysql_close(connection);
}

static void commands(MYSQL *connection)
{
    mysql_autocommit(connection, 0);     // call: command bounded yes
    if (mysql_commit(connection) != 0) { // call: command bounded unknown
        mysql_rollback(connection);      // call: command bounded yes
    }
    mysql_ping(connection);                          // call: command bounded yes
    mysql_select_db(connection, "shop");             // call: command bounded yes
    mysql_change_user(connection, "me", "", "shop"); // call: command bounded yes
    mysql_reset_connection(connection);              // call: command bounded yes
    mysql_set_character_set(connection, "utf8mb4");  // call: command bounded yes
    mysql_refresh(connection, REFRESH_TABLES);       // call: command bounded yes
    mysql_kill(connection, 7);                       // call: command bounded yes
    mysql_shutdown(connection, SHUTDOWN_DEFAULT);    // call: command bounded yes
    mysql_set_server_option(                         // call: command bounded yes
        connection, MYSQL_OPTION_MULTI_STATEMENTS_ON);
    mysql_dump_debug_info(connection);                           // call: command bounded yes
    puts(mysql_stat(connection));                                // call: query bounded yes
    mysql_free_result(mysql_list_dbs(connection, NULL));         // call: query bounded yes
    mysql_free_result(mysql_list_tables(connection, NULL));      // call: query bounded yes
    mysql_free_result(mysql_list_fields(connection, "t", NULL)); // call: query bounded yes
    mysql_free_result(mysql_list_processes(connection));         // call: query bounded yes
    if (mysql_errno(connection) == CR_SERVER_GONE_ERROR) {
        mariadb_reconnect(connection); // call: connect bounded yes
    }
}

static void say_rows(MYSQL *connection)
{
    MYSQL_RES *result = mysql_use_result(connection);
    MYSQL_FIELD *field = mysql_fetch_field(result);
    MYSQL_ROW row;
    while ((row = mysql_fetch_row(result)) != NULL) {
        printf("%s=%s (%lu)\n", field->name, row[0], mysql_fetch_lengths(result)[0]);
    }
    printf("%llu %u %d\n", (unsigned long long)mysql_num_rows(result), mysql_num_fields(result),
           mysql_eof(result));
    printf("%s %s %u\n", mysql_fetch_fields(result)[0].name,
           mysql_fetch_field_direct(result, 0)->table, mysql_field_tell(result));
    MARIADB_CONST_STRING type;
    if (mariadb_field_attr(&type, field, MARIADB_FIELD_ATTR_DATA_TYPE_NAME) == 0) {
        fwrite(type.str, 1, type.length, stdout);
    }
    mysql_row_seek(result, mysql_row_tell(result));
    mysql_data_seek(result, 0);
    mysql_field_seek(result, 0);
    mysql_free_result(result);
}

static void say_statement(MYSQL_STMT *statement)
{
    unsigned long kind = 0;
    mysql_stmt_attr_get(statement, STMT_ATTR_CURSOR_TYPE, &kind);
    printf("%lu %lu %u %d\n", kind, mysql_stmt_param_count(statement),
           mysql_stmt_field_count(statement), mysql_stmt_warning_count(statement));
    printf("%llu %llu %llu\n", mysql_stmt_num_rows(statement), mysql_stmt_affected_rows(statement),
           mysql_stmt_insert_id(statement));
    mysql_stmt_row_seek(statement, mysql_stmt_row_tell(statement));
    mysql_stmt_data_seek(statement, 0);
    mysql_free_result(mysql_stmt_result_metadata(statement));
    mysql_free_result(mysql_stmt_param_metadata(statement));
    puts(mariadb_stmt_fetch_fields(statement)[0].name);
}

/* A statement speaks over its connection, under the limits of it. */
static void statements_unbounded(void)
{
    MYSQL *connection = connect_unbounded();
    MYSQL_STMT *statement = mysql_stmt_init(connection);
    mysql_stmt_prepare(statement, "SELECT 1", 8); // call: query none yes
    mysql_stmt_execute(statement);                // call: query none unknown
    mysql_stmt_fetch(statement);                  // call: receive none yes
    mysql_stmt_close(statement);
    mysql_close(connection);
}

static void statements_bounded(int value)
{
    MYSQL *connection = connect_bounded();
    MYSQL_STMT *statement = mysql_stmt_init(connection);
    MYSQL_BIND bind;
    unsigned long prefetch = 10;
    memset(&bind, 0, sizeof bind);
    bind.buffer_type = MYSQL_TYPE_LONG;
    bind.buffer = &value;
    mysql_stmt_attr_set(statement, STMT_ATTR_PREFETCH_ROWS, &prefetch);
    mysql_stmt_prepare(statement, "DELETE FROM t WHERE a = ?", 25); // call: query bounded yes
    mysql_stmt_bind_param(statement, &bind);
    mysql_stmt_send_long_data(statement, 0, "abc", 3); // call: send bounded unknown
    mysql_stmt_execute(statement);                     // call: query bounded unknown
    mysql_stmt_bind_result(statement, &bind);
    mysql_stmt_store_result(statement);        // call: receive bounded yes
    while (mysql_stmt_fetch(statement) == 0) { // call: receive bounded yes
        mysql_stmt_fetch_column(statement, &bind, 0, 0);
    }
    if (mysql_stmt_more_results(statement)) {
        mysql_stmt_next_result(statement); // call: receive bounded yes
    }
    say_statement(statement);
    mysql_stmt_free_result(statement);
    mysql_stmt_reset(statement);                           // call: command bounded yes
    mariadb_stmt_execute_direct(statement, "SELECT 1", 8); // call: query bounded yes
    if (mysql_stmt_errno(statement) != 0) {
        fprintf(stderr, "%s %s\n", mysql_stmt_error(statement), mysql_stmt_sqlstate(statement));
    }
    mysql_stmt_close(statement);
    mysql_close(connection);
}

static void say_connection(MYSQL *connection)
{
    MY_CHARSET_INFO set;
    int id = 0;
    const char *data = NULL;
    size_t length = 0;
    mysql_get_character_set_info(connection, &set);
    printf("%s %s %s %s\n", mysql_get_server_info(connection), mysql_get_host_info(connection),
           mysql_get_server_name(connection), mysql_character_set_name(connection));
    printf("%lu %u %lu %u\n", mysql_get_server_version(connection),
           mysql_get_proto_info(connection), mysql_thread_id(connection),
           mysql_warning_count(connection));
    printf("%llu %llu %u\n", (unsigned long long)mysql_affected_rows(connection),
           (unsigned long long)mysql_insert_id(connection), mysql_field_count(connection));
    printf("%s %s %s\n", mysql_info(connection), mysql_sqlstate(connection),
           mysql_get_ssl_cipher(connection));
    printf("%u %u\n", mysql_get_timeout_value(connection), mysql_get_timeout_value_ms(connection));
    mysql_get_option(connection, MYSQL_OPT_PROTOCOL, &id);
    mysql_get_optionv(connection, MYSQL_OPT_PROTOCOL, &id);
    mariadb_get_info(connection, MARIADB_CONNECTION_SOCKET, &id);
    mariadb_get_infov(connection, MARIADB_CONNECTION_HOST, &data);
    if (mysql_session_track_get_first(connection, SESSION_TRACK_SCHEMA, &data, &length) == 0) {
        mysql_session_track_get_next(connection, SESSION_TRACK_SCHEMA, &data, &length);
    }
    if (mariadb_connection(connection)) {
        mariadb_cancel(connection);
    }
}

static int open_file(void **file, const char *name, void *data)
{
    (void)data;
    *file = fopen(name, "rb");
    return *file == NULL;
}

static int read_file(void *file, char *bytes, unsigned int size)
{
    return (int)fread(bytes, 1, size, file);
}

static void end_file(void *file)
{
    fclose(file);
}

static int say_error(void *file, char *text, unsigned int size)
{
    (void)file;
    return snprintf(text, size, "no such file");
}

static void quote(MYSQL *connection, const char *text)
{
    char quoted[64];
    int error = 0;
    unsigned long length = strlen(text);
    size_t from = length;
    size_t to = sizeof quoted;
    mysql_escape_string(quoted, text, length);
    mysql_real_escape_string(connection, quoted, text, length);
    mysql_hex_string(quoted, text, length);
    mariadb_convert_string(text, &from, mariadb_get_charset_by_nr(33), quoted, &to,
                           mariadb_get_charset_by_name("latin1"), &error);
}

static void prepare_library(MYSQL *connection)
{
    mysql_server_init(0, NULL, NULL);
    mysql_thread_init();
    mysql_debug("d:t:O");
    printf("%s %lu %u %d %lu\n", mysql_get_client_info(), mysql_get_client_version(),
           mysql_thread_safe(), mysql_embedded(), *mysql_get_parameters()->p_max_allowed_packet);
    mysql_set_local_infile_handler(connection, open_file, read_file, end_file, say_error, NULL);
    mysql_set_local_infile_default(connection);
}

/* What the library waits for, for up to three seconds. */
static int await(MYSQL *connection, int wanted)
{
    struct pollfd descriptor = {.fd = mysql_get_socket(connection)};
    descriptor.events = (short)(((wanted & MYSQL_WAIT_READ) != 0 ? POLLIN : 0) |
                                ((wanted & MYSQL_WAIT_WRITE) != 0 ? POLLOUT : 0));
    if (poll(&descriptor, 1, 3000) <= 0) { // call: wait bounded yes
        return MYSQL_WAIT_TIMEOUT;
    }
    return wanted;
}

static int connect_in_steps(MYSQL *connection)
{
    MYSQL *made = NULL;
    mysql_options(connection, MYSQL_OPT_NONBLOCK, NULL);
    const char *host = "db";
    int state = MYSQL_WAIT_WRITE;
    state = mysql_real_connect_start( // call: connect bounded yes nonblocking
        &made, connection, host, "", "", "", 0, NULL, 0);
    while (state != 0) {
        int ready = await(connection, state);
        state = mysql_real_connect_cont( // call: connect bounded yes nonblocking
            &made, connection, ready);
    }
    return made != NULL ? 0 : -1;
}

static int query_in_steps(MYSQL *connection)
{
    int failed = 0;
    int state = mysql_query_start( // call: query bounded yes nonblocking
        &failed, connection, "SELECT 1");
    while (state != 0) {
        int ready = await(connection, state);
        state = mysql_query_cont( // call: query bounded unknown nonblocking
            &failed, connection, ready);
    }
    return failed;
}

static void results_in_steps(MYSQL *connection)
{
    int failed = 0;
    my_bool no = 0;
    MYSQL_RES *result = NULL;
    MYSQL_ROW row = NULL;
    int state = 0;
    state = mysql_real_query_start( // call: query bounded yes nonblocking
        &failed, connection, "DELETE FROM t", 13);
    state = mysql_real_query_cont( // call: query bounded unknown nonblocking
        &failed, connection, state);
    state = mysql_send_query_start( // call: send bounded yes nonblocking
        &failed, connection, "UPDATE t SET a = 1", 18);
    state = mysql_send_query_cont( // call: send bounded unknown nonblocking
        &failed, connection, state);
    state = mysql_read_query_result_start(&no, connection); // call: receive bounded yes nonblocking
    state = mysql_read_query_result_cont(                   // call: receive bounded yes nonblocking
        &no, connection, state);
    state = mysql_store_result_start(&result, connection); // call: receive bounded yes nonblocking
    state = mysql_store_result_cont(                       // call: receive bounded yes nonblocking
        &result, connection, state);
    state = mysql_fetch_row_start(&row, result);          // call: receive bounded yes nonblocking
    state = mysql_fetch_row_cont(&row, result, state);    // call: receive bounded yes nonblocking
    state = mysql_free_result_start(result);              // call: receive bounded yes nonblocking
    state = mysql_free_result_cont(result, state);        // call: receive bounded yes nonblocking
    state = mysql_next_result_start(&failed, connection); // call: receive bounded yes nonblocking
    state = mysql_next_result_cont(                       // call: receive bounded yes nonblocking
        &failed, connection, state);
    printf("%d %d %d %p\n", state, failed, no, (void *)row);
}

static void commands_in_steps(MYSQL *connection)
{
    int failed = 0;
    my_bool no = 0;
    MYSQL_RES *result = NULL;
    const char *text = NULL;
    int state = 0;
    state = mysql_commit_start(&no, connection);       // call: command bounded unknown nonblocking
    state = mysql_commit_cont(&no, connection, state); // call: command bounded unknown nonblocking
    state = mysql_rollback_start(&no, connection);     // call: command bounded yes nonblocking
    state = mysql_rollback_cont(&no, connection, state);   // call: command bounded yes nonblocking
    state = mysql_autocommit_start(&no, connection, 1);    // call: command bounded yes nonblocking
    state = mysql_autocommit_cont(&no, connection, state); // call: command bounded yes nonblocking
    state = mysql_ping_start(&failed, connection);         // call: command bounded yes nonblocking
    state = mysql_ping_cont(&failed, connection, state);   // call: command bounded yes nonblocking
    state = mysql_select_db_start(                         // call: command bounded yes nonblocking
        &failed, connection, "shop");
    state = mysql_select_db_cont( // call: command bounded yes nonblocking
        &failed, connection, state);
    state = mysql_change_user_start( // call: command bounded yes nonblocking
        &no, connection, "me", "", "shop");
    state = mysql_change_user_cont(&no, connection, state); // call: command bounded yes nonblocking
    state = mysql_reset_connection_start(                   // call: command bounded yes nonblocking
        &failed, connection);
    state = mysql_reset_connection_cont( // call: command bounded yes nonblocking
        &failed, connection, state);
    state = mysql_set_character_set_start( // call: command bounded yes nonblocking
        &failed, connection, "utf8mb4");
    state = mysql_set_character_set_cont( // call: command bounded yes nonblocking
        &failed, connection, state);
    state = mysql_refresh_start( // call: command bounded yes nonblocking
        &failed, connection, REFRESH_LOG);
    state = mysql_refresh_cont(&failed, connection, state); // call: command bounded yes nonblocking
    state = mysql_kill_start(&failed, connection, 7);       // call: command bounded yes nonblocking
    state = mysql_kill_cont(&failed, connection, state);    // call: command bounded yes nonblocking
    state = mysql_shutdown_start(                           // call: command bounded yes nonblocking
        &failed, connection, SHUTDOWN_DEFAULT);
    state = mysql_shutdown_cont( // call: command bounded yes nonblocking
        &failed, connection, state);
    state = mysql_set_server_option_start( // call: command bounded yes nonblocking
        &failed, connection, MYSQL_OPTION_MULTI_STATEMENTS_OFF);
    state = mysql_set_server_option_cont( // call: command bounded yes nonblocking
        &failed, connection, state);
    state = mysql_dump_debug_info_start( // call: command bounded yes nonblocking
        &failed, connection);
    state = mysql_dump_debug_info_cont( // call: command bounded yes nonblocking
        &failed, connection, state);
    state = mysql_list_fields_start( // call: query bounded yes nonblocking
        &result, connection, "t", NULL);
    state = mysql_list_fields_cont( // call: query bounded yes nonblocking
        &result, connection, state);
    state = mysql_stat_start(&text, connection);       // call: query bounded yes nonblocking
    state = mysql_stat_cont(&text, connection, state); // call: query bounded yes nonblocking
    state = mysql_close_start(connection);             // call: command bounded yes nonblocking
    state = mysql_close_cont(connection, state);       // call: command bounded yes nonblocking
    printf("%d %d %d %s %p\n", state, failed, no, text, (void *)result);
}

static void statements_in_steps(MYSQL_STMT *statement)
{
    int failed = 0;
    my_bool no = 0;
    int state = 0;
    state = mysql_stmt_prepare_start( // call: query bounded yes nonblocking
        &failed, statement, "SELECT 1", 8);
    state = mysql_stmt_prepare_cont( // call: query bounded yes nonblocking
        &failed, statement, state);
    state = mysql_stmt_execute_start(&failed, statement); // call: query bounded unknown nonblocking
    state = mysql_stmt_execute_cont(                      // call: query bounded unknown nonblocking
        &failed, statement, state);
    state = mysql_stmt_store_result_start( // call: receive bounded yes nonblocking
        &failed, statement);
    state = mysql_stmt_store_result_cont( // call: receive bounded yes nonblocking
        &failed, statement, state);
    state = mysql_stmt_next_result_start( // call: receive bounded yes nonblocking
        &failed, statement);
    state = mysql_stmt_next_result_cont( // call: receive bounded yes nonblocking
        &failed, statement, state);
    state = mysql_stmt_fetch_start(&failed, statement); // call: receive bounded yes nonblocking
    state = mysql_stmt_fetch_cont(                      // call: receive bounded yes nonblocking
        &failed, statement, state);
    state = mysql_stmt_send_long_data_start( // call: send bounded unknown nonblocking
        &no, statement, 0, "abc", 3);
    state = mysql_stmt_send_long_data_cont( // call: send bounded unknown nonblocking
        &no, statement, state);
    state = mysql_stmt_reset_start(&no, statement);       // call: command bounded yes nonblocking
    state = mysql_stmt_reset_cont(&no, statement, state); // call: command bounded yes nonblocking
    state = mysql_stmt_free_result_start(&no, statement); // call: receive bounded yes nonblocking
    state = mysql_stmt_free_result_cont(                  // call: receive bounded yes nonblocking
        &no, statement, state);
    state = mysql_stmt_close_start(&no, statement);       // call: command bounded yes nonblocking
    state = mysql_stmt_close_cont(&no, statement, state); // call: command bounded yes nonblocking
    printf("%d %d %d\n", state, failed, no);
}

int main(void)
{
    unsigned int again = ER_LOCK_DEADLOCK;
    prepare_library(NULL);
    connect_half_bounded();
    query_unbounded();
    query_bounded();
    query_inside();
    statements_unbounded();
    statements_bounded(7);
    MYSQL *connection = connect_bounded();
    if (connection == NULL) {
        return 1;
    }
    commands(connection);
    if (mysql_errno(connection) == again) {
        say_rows(connection);
    }
    say_connection(connection);
    quote(connection, "O'Hara");
    mysql_close(connection);
    MYSQL *stepwise = mysql_init(NULL);
    if (connect_in_steps(stepwise) == 0 && query_in_steps(stepwise) == 0) {
        results_in_steps(stepwise);
        statements_in_steps(mysql_stmt_init(stepwise));
    }
    commands_in_steps(stepwise);
    mysql_thread_end();
    mysql_server_end();
    return 0;
}
