#include <libpq-fe.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>

static int wait_for(PGconn *connection)
{
    struct pollfd descriptor = {.fd = PQsocket(connection), .events = POLLIN};
    while (PQisBusy(connection)) {
        if (poll(&descriptor, 1, 1000) <= 0 || PQconsumeInput(connection) == 0) {
            return -1;
        }
    }
    return 0;
}

int main(void)
{
    const char *values[] = {"7"};
    PGconn *connection = PQconnectdb("host=db connect_timeout=3");
    if (PQstatus(connection) != CONNECTION_OK) {
        fprintf(stderr, "%s", PQerrorMessage(connection));
        PQfinish(connection);
        return 1;
    }
    PGresult *result = PQexec(connection, "SELECT 1");
    if (PQresultStatus(result) == PGRES_TUPLES_OK && PQntuples(result) > 0) {
        puts(PQgetvalue(result, 0, 0));
    }
    PQclear(result);
    result =
        PQexecParams(connection, "DELETE FROM t WHERE id = $1", 1, NULL, values, NULL, NULL, 0);
    ExecStatusType status = PQresultStatus(result);
    PQclear(result);
    if (PQsendQuery(connection, "SELECT 2") == 1 && wait_for(connection) == 0) {
        while ((result = PQgetResult(connection)) != NULL) {
            PQclear(result);
        }
    }
    PGnotify *notice = PQnotifies(connection);
    if (notice != NULL) {
        puts(notice->relname);
        PQfreemem(notice);
    }
    char error[256];
    PGcancel *cancel = PQgetCancel(connection);
    PQcancel(cancel, error, sizeof error);
    PQfreeCancel(cancel);
    PQfinish(connection);
    return status == PGRES_COMMAND_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}
