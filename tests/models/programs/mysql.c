#include <mysql/mysql.h>
#include <stdio.h>
#include <string.h>

int main(void)
{
    MYSQL inside;
    unsigned int limit = 3;
    MYSQL *connection = mysql_init(NULL);
    mysql_init(&inside);
    mysql_options(connection, MYSQL_OPT_CONNECT_TIMEOUT, &limit);
    mysql_options(connection, MYSQL_OPT_READ_TIMEOUT, (const char *)&limit);
    enum mysql_option option = MYSQL_OPT_WRITE_TIMEOUT;
    mysql_options(connection, option, &limit);
    if (mysql_real_connect(connection, "db", "user", "", "base", 0, NULL,
                           CLIENT_MULTI_STATEMENTS) == NULL) {
        fprintf(stderr, "%u %s\n", mysql_errno(connection), mysql_error(connection));
        return 1;
    }
    if (mysql_query(connection, "SELECT a FROM t") == 0) {
        MYSQL_RES *result = mysql_store_result(connection);
        MYSQL_ROW row;
        MYSQL_FIELD *field = mysql_fetch_field(result);
        while ((row = mysql_fetch_row(result)) != NULL) {
            printf("%s=%s\n", field->name, row[0]);
        }
        mysql_free_result(result);
    }
    MYSQL_STMT *statement = mysql_stmt_init(connection);
    MYSQL_BIND bind;
    memset(&bind, 0, sizeof bind);
    bind.buffer_type = MYSQL_TYPE_LONG;
    bind.buffer = &limit;
    mysql_stmt_prepare(statement, "DELETE FROM t WHERE a = ?", 25);
    mysql_stmt_bind_param(statement, &bind);
    mysql_stmt_execute(statement);
    mysql_stmt_close(statement);
    mysql_close(connection);
    mysql_close(&inside);
    return 0;
}
