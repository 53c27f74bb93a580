#include "resil/pg.h"
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include "resil/socket.h"

static enum resil_status refuse(const char **bad, const char *field)
{
    if (bad)
        *bad = field;
    return RESIL_INVALID;
}

enum resil_status resil_pg_init(struct resil_pg *pg, const struct resil_pg_options *options,
                                const char **bad)
{
    *pg = (struct resil_pg){.options = options ? *options : RESIL_PG_OPTIONS_DEFAULT};
    if (bad)
        *bad = NULL;
    if (!pg->options.conninfo)
        return refuse(bad, "conninfo");
    if (pg->options.setting_count < 0)
        return refuse(bad, "setting_count");
    if (pg->options.setting_count > 0 && !pg->options.settings)
        return refuse(bad, "settings");
    if (pg->options.connect_ns < RESIL_MS)
        return refuse(bad, "connect_ns");
    return RESIL_OK;
}

static void disconnect(struct resil_pg *pg)
{
    int error = errno;
    PQfinish(pg->connection);
    pg->connection = NULL;
    errno = error;
}

void resil_pg_finish(struct resil_pg *pg)
{
    if (pg && pg->connection)
        disconnect(pg);
}

/* Keeps the first line of what libpq says. */
static void keep_error(struct resil_pg *pg, const char *message)
{
    snprintf(pg->error, sizeof pg->error, "%.*s", (int)strcspn(message, "\n"), message);
}

static enum resil_status lost(struct resil_pg *pg)
{
    keep_error(pg, PQerrorMessage(pg->connection));
    return RESIL_CLOSED;
}

/* Waits until the server sends something, while what is still to be sent goes out. */
static enum resil_status wait_for_input(struct resil_pg *pg, struct resil_deadline deadline)
{
    int unsent = PQflush(pg->connection);
    if (unsent < 0)
        return lost(pg);
    enum resil_status status =
        resil_socket_wait(PQsocket(pg->connection), unsent ? POLLIN | POLLOUT : POLLIN, deadline);
    if (!status && !PQconsumeInput(pg->connection))
        status = lost(pg);
    return status;
}

static void note_refusal(struct resil_pg *pg, const PGresult *result)
{
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    snprintf(pg->sqlstate, sizeof pg->sqlstate, "%s", state ? state : "");
    keep_error(pg, PQresultErrorMessage(result));
}

static enum resil_status judge(struct resil_pg *pg, const PGresult *result)
{
    switch (PQresultStatus(result)) {
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
    case PGRES_EMPTY_QUERY:
        return RESIL_OK;
    case PGRES_COPY_IN:
    case PGRES_COPY_OUT:
    case PGRES_COPY_BOTH:
        keep_error(pg, "COPY is not supported here");
        return RESIL_INVALID;
    default:
        note_refusal(pg, result);
        return RESIL_FAILED;
    }
}

/* The result of the statement that was sent. The last one counts; there is one unless the protocol
 * is out of step. */
static enum resil_status read_result(struct resil_pg *pg, struct resil_deadline deadline,
                                     PGresult **result)
{
    enum resil_status status = RESIL_CLOSED;
    for (;;) {
        while (PQisBusy(pg->connection)) {
            enum resil_status waited = wait_for_input(pg, deadline);
            if (waited)
                return waited;
        }
        PGresult *next = PQgetResult(pg->connection);
        if (!next)
            return status;
        PQclear(*result);
        *result = next;
        status = judge(pg, next);
        if (status == RESIL_INVALID)
            return status;
    }
}

/* One statement on the connection as it is; closes it unless the server answered in full. */
static enum resil_status exchange(struct resil_pg *pg, struct resil_deadline deadline,
                                  const char *statement, int count, const char *const *values,
                                  PGresult **result)
{
    enum resil_status status = RESIL_OK;
    *result = NULL;
    pg->error[0] = pg->sqlstate[0] = '\0';
    if (!PQsendQueryParams(pg->connection, statement, count, NULL, values, NULL, NULL, 0))
        status = lost(pg);
    if (!status)
        status = read_result(pg, deadline, result);
    bool broken = PQstatus(pg->connection) == CONNECTION_BAD;
    if (status == RESIL_FAILED && broken)
        status = RESIL_CLOSED; /* "terminating connection due to administrator command" */
    if (status) {
        PQclear(*result);
        *result = NULL;
    }
    if (broken || (status && status != RESIL_FAILED))
        disconnect(pg);
    return status;
}

static enum resil_status finish_connecting(struct resil_pg *pg, struct resil_deadline deadline)
{
    PostgresPollingStatusType next = PGRES_POLLING_WRITING; /* as the manual wants it at first */
    if (PQstatus(pg->connection) == CONNECTION_BAD)
        return lost(pg);
    while (next != PGRES_POLLING_OK) {
        short events = next == PGRES_POLLING_READING ? POLLIN : POLLOUT;
        enum resil_status status = resil_socket_wait(PQsocket(pg->connection), events, deadline);
        if (status)
            return status;
        next = PQconnectPoll(pg->connection);
        if (next == PGRES_POLLING_FAILED)
            return lost(pg);
    }
    return PQsetnonblocking(pg->connection, 1) == 0 ? RESIL_OK : lost(pg);
}

enum resil_status resil_pg_connect(struct resil_pg *pg, struct resil_deadline deadline)
{
    if (pg->connection)
        return RESIL_OK;
    pg->error[0] = pg->sqlstate[0] = '\0';
    deadline = resil_deadline_child(deadline, NULL, pg->options.connect_ns);
    if (resil_deadline_expired(deadline, NULL))
        return RESIL_DEADLINE;
    pg->connection = PQconnectStart(pg->options.conninfo);
    if (!pg->connection)
        return RESIL_NO_MEMORY;
    enum resil_status status = finish_connecting(pg, deadline);
    for (int i = 0; i < pg->options.setting_count && !status; i++) {
        PGresult *result;
        status = exchange(pg, deadline, pg->options.settings[i], 0, NULL, &result);
        PQclear(result);
    }
    /* Half set up is not set up. */
    if (status && pg->connection)
        disconnect(pg);
    return status;
}

enum resil_status resil_pg_query(struct resil_pg *pg, struct resil_deadline deadline,
                                 const char *statement, int count, const char *const *values,
                                 PGresult **result)
{
    *result = NULL;
    pg->in_doubt = false;
    enum resil_status status = resil_pg_connect(pg, deadline);
    if (status)
        return status;
    if (resil_deadline_expired(deadline, NULL))
        return RESIL_DEADLINE;
    status = exchange(pg, deadline, statement, count, values, result);
    pg->in_doubt = status != RESIL_OK && status != RESIL_FAILED;
    return status;
}

bool resil_pg_in_transaction(const struct resil_pg *pg)
{
    PGTransactionStatusType status =
        pg->connection ? PQtransactionStatus(pg->connection) : PQTRANS_IDLE;
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR;
}

enum resil_outcome resil_pg_outcome(const struct resil_pg *pg, enum resil_status status)
{
    static const struct {
        const char *state; /* two characters: the whole class */
        enum resil_outcome outcome;
    } known[] = {
        {"57014", RESIL_TIMEOUT},   /* query_canceled: statement_timeout */
        {"53300", RESIL_THROTTLED}, /* too_many_connections */
        {"40", RESIL_TRANSIENT},    /* serialization_failure, deadlock_detected */
        {"55P03", RESIL_TRANSIENT}, /* lock_not_available */
        {"57P0", RESIL_TRANSIENT},  /* shutting down, crashed, cannot connect now */
        {"53", RESIL_TRANSIENT},    /* out of disk, memory: for the moment */
        {"08", RESIL_TRANSIENT},    /* connection exceptions */
    };
    if (!pg->sqlstate[0])
        return status == RESIL_FAILED ? RESIL_PERMANENT : resil_socket_outcome(status);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strncmp(pg->sqlstate, known[i].state, strlen(known[i].state)) == 0)
            return known[i].outcome;
    return RESIL_PERMANENT;
}
