/*
 * pg.h -- a PostgreSQL connection whose statements keep a deadline, on libpq's asynchronous calls.
 *
 * PQexec has no timeout, connect_timeout counts anew for each address, and a reconnect forgets SET.
 * Here everything waits with poll(2) within the deadline, and each new connection is set up alike
 * with the `settings`.
 *
 *     struct resil_pg_options options = RESIL_PG_OPTIONS_DEFAULT;
 *     options.conninfo = "host=db.internal dbname=shop";
 *     resil_pg_init(&pg, &options, NULL);
 *     status = resil_pg_query(&pg, deadline, "SELECT total FROM orders WHERE id = $1", 1, values,
 *                             &result);
 *
 * Connects at the first statement and again after a connection was lost. A statement that does not
 * end in time closes the connection; the server may go on with it, so set statement_timeout and
 * client_connection_check_interval in `settings`, too. Nothing is ever repeated here: after a lost
 * COMMIT only the caller knows what may happen twice (`in_doubt`).
 *
 * One thread per resil_pg. libpq allocates. Host names are resolved by the system without a
 * deadline; hostaddr= needs no resolver. `conninfo` decides about TLS.
 */
#ifndef RESIL_PG_H
#define RESIL_PG_H

#include <libpq-fe.h>
#include <stdbool.h>
#include "resil/deadline.h"
#include "resil/outcome.h"
#include "resil/status.h"

struct resil_pg_options {
    const char *conninfo;        /* ""; as PQconnectdb takes it */
    const char *const *settings; /* NULL: none; statements run on each new connection */
    int setting_count;           /* 0; >= 0 */
    int64_t connect_ns;          /* 3 s; for connecting and setting up; >= 1 ms */
};

#define RESIL_PG_OPTIONS_DEFAULT                                                                   \
    ((struct resil_pg_options){.conninfo = "", .connect_ns = 3 * RESIL_S})

/* Strings of the options are not copied and must outlive the connection. */
struct resil_pg {
    bool in_doubt;    /* the last statement failed after it may have reached the server */
    char error[256];  /* what libpq or the server said last, "" if nothing */
    char sqlstate[6]; /* of the last error of the server, "" if none */
    struct resil_pg_options options; /* private from here */
    PGconn *connection;              /* NULL: not connected */
};

/* options NULL: the defaults. Does not connect. Refuses conninfo, settings, setting_count,
 * connect_ns. */
enum resil_status resil_pg_init(struct resil_pg *pg, const struct resil_pg_options *options,
                                const char **bad);
void resil_pg_finish(struct resil_pg *pg);

/* Connects and sets up if that is not done. */
enum resil_status resil_pg_connect(struct resil_pg *pg, struct resil_deadline deadline);

/*
 * One statement with `count` text parameters ($1 ...), NULL for SQL's NULL. RESIL_OK: *result is
 * set, free it with PQclear. RESIL_FAILED: the server refused the statement, or the set-up;
 * sqlstate and error say why; the connection is kept. RESIL_DEADLINE, RESIL_CLOSED, RESIL_SYSTEM,
 * RESIL_NO_MEMORY: the connection is closed. *result is NULL unless RESIL_OK. COPY is not supported
 * (RESIL_INVALID).
 */
enum resil_status resil_pg_query(struct resil_pg *pg, struct resil_deadline deadline,
                                 const char *statement, int count, const char *const *values,
                                 PGresult **result);

/* True while a transaction is open or has failed: repeating one statement of it is no use, the
 * whole transaction must be repeated. */
bool resil_pg_in_transaction(const struct resil_pg *pg);

/* For retry and breaker, from status and sqlstate: serialization failures, deadlocks, locks not
 * available, lost connections and a server that is starting or stopping are transient; too many
 * connections is throttling; statement_timeout is a timeout; the rest is permanent. */
enum resil_outcome resil_pg_outcome(const struct resil_pg *pg, enum resil_status status);

#endif
