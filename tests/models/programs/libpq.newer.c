#include <libpq-fe.h>
#include <stdio.h>

static void cancel_unbounded(PGconn *connection)
{
    PGcancelConn *request = PQcancelCreate(connection);
    if (PQcancelBlocking(request) == 0) { // call: request none yes
        fprintf(stderr, "%s", PQcancelErrorMessage(request));
    }
    PQcancelReset(request);
    PQcancelFinish(request);
}

static void cancel_bounded(PGconn *connection)
{
    PGcancelConn *request = PQcancelCreate(connection);
    pg_usec_time_t end = PQgetCurrentTimeUSec() + 3000000;
    if (PQcancelStart(request) == 1) {     // call: connect bounded yes nonblocking
        int state = PQcancelPoll(request); // call: connect bounded yes nonblocking
        while (state == PGRES_POLLING_READING) {
            if (PQsocketPoll(PQcancelSocket(request), 1, 0, end) <= 0) { // call: wait bounded yes
                break;
            }
            state = PQcancelPoll(request); // call: connect bounded yes nonblocking
        }
    }
    if (PQcancelStatus(request) == CONNECTION_BAD) {
        puts("not cancelled");
    }
    PQcancelFinish(request);
}

int main(void)
{
    PGconn *connection = PQconnectdb("host=db"); // call: connect none yes
    printf("%d\n", PQconnectionUsedGSSAPI(connection));
    PQsetChunkedRowsMode(connection, 100);
    PQclear(PQclosePrepared(connection, "find"));          // call: query none yes
    PQclear(PQclosePortal(connection, "rows"));            // call: query none yes
    PQclear(PQchangePassword(connection, "me", "secret")); // call: query none yes
    PQsendClosePrepared(connection, "find");               // call: send none unknown
    PQsendClosePortal(connection, "rows");                 // call: send none unknown
    PQsendPipelineSync(connection);
    PQsocketPoll(PQsocket(connection), 1, 0, -1); // call: wait none yes
    cancel_bounded(connection);
    cancel_unbounded(connection);
    PQfinish(connection);
    return 0;
}
