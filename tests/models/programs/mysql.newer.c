#include <mysql.h>
#include <stdbool.h>
#include <stdio.h>

/* Functions of MySQL that the MariaDB client lacks. */
static int query_in_steps(MYSQL *connection, MYSQL_RES **result)
{
    enum net_async_status state;
    do {
        state = mysql_real_query_nonblocking( // call: query bounded yes nonblocking
            connection, "SELECT 1", 8);
    } while (state == NET_ASYNC_NOT_READY);
    do {
        state = mysql_store_result_nonblocking( // call: receive bounded yes nonblocking
            connection, result);
    } while (state == NET_ASYNC_NOT_READY);
    return state == NET_ASYNC_ERROR ? -1 : 0;
}

static void rows_in_steps(MYSQL *connection, MYSQL_RES *result)
{
    MYSQL_ROW row = NULL;
    mysql_fetch_row_nonblocking(result, &row); // call: receive bounded yes nonblocking
    if (row != NULL && mysql_result_metadata(result) == RESULTSET_METADATA_FULL) {
        puts(row[0]);
    }
    mysql_free_result_nonblocking(result);     // call: receive bounded yes nonblocking
    mysql_next_result_nonblocking(connection); // call: receive bounded yes nonblocking
}

static void connect_in_steps(MYSQL *connection)
{
    bool failed = false;
    const char *shop = "shop";
    mysql_real_connect_nonblocking( // call: connect bounded yes nonblocking
        connection, "db", "", "", shop, 0, NULL, 0);
    mysql_select_db_nonblocking(connection, shop, &failed); // call: command bounded yes nonblocking
    mysql_send_query_nonblocking(                           // call: send bounded yes nonblocking
        connection, "DELETE FROM t", 13);
}

static void connect_found(const char *service)
{
    unsigned int limit = 3;
    MYSQL *unbounded = mysql_init(NULL);
    mysql_real_connect_dns_srv(unbounded, service, "me", "", "shop", 0); // call: connect none yes
    MYSQL *bounded = mysql_init(NULL);
    mysql_options(bounded, MYSQL_OPT_CONNECT_TIMEOUT, &limit);
    mysql_real_connect_dns_srv(bounded, service, "me", "", "shop", 0); // call: connect bounded yes
    mysql_close(unbounded);
    mysql_close(bounded);
}

int main(void)
{
    char quoted[16];
    const char *names[] = {"a"};
    MYSQL_BIND bind = {.buffer_type = MYSQL_TYPE_LONG};
    MYSQL_RES *result = NULL;
    MYSQL *connection = mysql_init(NULL);
    connect_found("_mysql._tcp.example.org");
    connect_in_steps(connection);
    mysql_real_escape_string_quote(connection, quoted, "O'Hara", 6, '\'');
    mysql_bind_param(connection, 1, &bind, names);
    if (query_in_steps(connection, &result) == 0) {
        rows_in_steps(connection, result);
    }
    mysql_reset_server_public_key();
    mysql_close(connection);
    return 0;
}
