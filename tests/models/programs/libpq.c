// pkg-config: libpq
#include <libpq-fe.h>
#include <libpq-events.h>
#include <libpq/libpq-fs.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void receive_notice(void *data, const PGresult *result)
{
    fprintf(data, "%s", PQresultErrorMessage(result));
}

static void process_notice(void *data, const char *message)
{
    fprintf(data, "%s", message);
}

static int on_event(PGEventId id, void *info, void *data)
{
    (void)info;
    return id == PGEVT_REGISTER && data != NULL;
}

static void take_lock(int acquire)
{
    (void)acquire;
}

static PGconn *connect_unbounded(void)
{
    PGconn *connection = PQconnectdb("host=db dbname=shop"); // call: connect none yes
    if (PQstatus(connection) != CONNECTION_OK) {
        fprintf(stderr, "%s", PQerrorMessage(connection));
        PQfinish(connection);
        return NULL;
    }
    return connection;
}

static void connect_otherwise(const char *const *words, const char *const *values)
{
    PGPing up = PQping("host=db");                 // call: connect none yes
    PGPing ready = PQpingParams(words, values, 0); // call: connect none yes
    if (up != PQPING_OK || ready != PQPING_OK) {
        return;
    }
    PGconn *first = PQconnectdbParams(words, values, 0); // call: connect none yes
    PGconn *second =
        PQsetdbLogin("db", NULL, NULL, NULL, "shop", "me", NULL); // call: connect none yes
    PQreset(second);                                              // call: connect none yes
    PQfinish(first);
    PQfinish(second);
}

/* Waits until the handshake wants no more, three seconds each time. */
static int handshake(PGconn *connection)
{
    PostgresPollingStatusType state = PGRES_POLLING_WRITING;
    while (state != PGRES_POLLING_OK && state != PGRES_POLLING_FAILED) {
        struct pollfd descriptor = {.fd = PQsocket(connection),
                                    .events = state == PGRES_POLLING_READING ? POLLIN : POLLOUT};
        if (poll(&descriptor, 1, 3000) <= 0) { // call: wait bounded yes
            return -1;
        }
        state = PQconnectPoll(connection); // call: connect bounded yes nonblocking
    }
    return state == PGRES_POLLING_OK ? 0 : -1;
}

static PGconn *connect_in_steps(const char *const *words, const char *const *values)
{
    PGconn *connection = PQconnectStart("host=db");         // call: connect bounded yes nonblocking
    PGconn *other = PQconnectStartParams(words, values, 0); // call: connect bounded yes nonblocking
    PQfinish(other);
    if (handshake(connection) != 0 &&
        PQresetStart(connection) == 1) { // call: connect bounded yes nonblocking
        PQresetPoll(connection);         // call: connect bounded yes nonblocking
    }
    return connection;
}

static void commands_unbounded(PGconn *connection, const char *const *values)
{
    PGresult *result = PQexec(connection, "SELECT 1"); // call: query none yes
    if (PQresultStatus(result) == PGRES_TUPLES_OK && PQntuples(result) > 0) {
        puts(PQgetvalue(result, 0, 0));
    }
    PQclear(result);
    const char *add = "INSERT INTO t VALUES ($1)";
    result = PQexecParams(connection, add, 1, NULL, values, NULL, NULL, 0); // call: query none no
    PQclear(result);
    PQclear(PQprepare(connection, "find", "SELECT $1", 1, NULL)); // call: query none yes
    PQclear(
        PQexecPrepared(connection, "find", 1, values, NULL, NULL, 0)); // call: query none unknown
    PQclear(PQdescribePrepared(connection, "find"));                   // call: query none yes
    PQclear(PQdescribePortal(connection, "rows"));                     // call: query none yes
    PQArgBlock argument = {.len = 4, .isint = 1, .u = {.integer = 1}};
    int answer = 0;
    int length = 0;
    PQclear(PQfn(connection, 951, &answer, &length, 1, &argument, 1)); // call: query none unknown
    PQsetClientEncoding(connection, "UTF8");                           // call: query none yes
}

/* Nothing but the limit that poll() is given ends it: what PQisBusy() let through is at hand. */
static void command_bounded(PGconn *connection)
{
    struct pollfd descriptor = {.fd = PQsocket(connection), .events = POLLIN};
    PQsetnonblocking(connection, 1);
    if (PQsendQuery(connection, "SELECT 2") != 1) { // call: send bounded yes
        return;
    }
    while (PQflush(connection) > 0) {          // call: send bounded unknown
        if (poll(&descriptor, 1, 1000) <= 0) { // call: wait bounded yes
            return;
        }
    }
    while (PQisBusy(connection)) {
        if (poll(&descriptor, 1, 1000) <= 0) { // call: wait bounded yes
            return;
        }
        if (PQconsumeInput(connection) == 0) { // call: receive bounded yes nonblocking
            return;
        }
    }
    PQclear(PQgetResult(connection)); // call: receive bounded yes
}

static void commands_in_steps(PGconn *connection, const char *const *values)
{
    PGresult *result;
    if (PQsendQuery(connection, "DELETE FROM t WHERE a = 1") == 1) { // call: send none yes
        PQsetSingleRowMode(connection);
    }
    while ((result = PQgetResult(connection)) != NULL) { // call: receive none yes
        PQclear(result);
    }
    PQenterPipelineMode(connection);
    const char *set = "UPDATE t SET a = $1";
    PQsendQueryParams(connection, set, 1, NULL, values, NULL, NULL, 0); // call: send none yes
    PQsendPrepare(connection, "find", "SELECT $1", 1, NULL);            // call: send none unknown
    PQsendQueryPrepared(connection, "find", 1, values, NULL, NULL, 0);  // call: send none unknown
    PQsendDescribePrepared(connection, "find");                         // call: send none unknown
    PQsendDescribePortal(connection, "rows");                           // call: send none unknown
    PQsendFlushRequest(connection);
    PQpipelineSync(connection); // call: send none unknown
    PQflush(connection);        // call: send none unknown
    PQexitPipelineMode(connection);
}

static void copy_unbounded(PGconn *connection, const char *row)
{
    char *line = NULL;
    if (PQputCopyData(connection, row, 4) == 1) { // call: send none unknown
        PQputCopyEnd(connection, NULL);           // call: send none unknown
    }
    while (PQgetCopyData(connection, &line, 0) > 0) { // call: receive none yes
        PQfreemem(line);
    }
}

static void copy_bounded(PGconn *connection, const char *row)
{
    char *line = NULL;
    PQsetnonblocking(connection, 1);
    if (PQputCopyData(connection, row, 4) == 1) { // call: send bounded unknown
        PQputCopyEnd(connection, NULL);           // call: send bounded unknown
    }
    if (PQgetCopyData(connection, &line, 1) > 0) { // call: receive bounded yes
        PQfreemem(line);
    }
}

static void copy_as_of_old(PGconn *connection)
{
    char line[128];
    PQputline(connection, "a\tb\n");                        // call: send none unknown
    PQputnbytes(connection, "\\.\n", 3);                    // call: send none unknown
    while (PQgetline(connection, line, sizeof line) == 0) { // call: receive none yes
        puts(line);
    }
    while (PQgetlineAsync(connection, line, 128) > 0) { // call: receive bounded yes nonblocking
        puts(line);
    }
    PQendcopy(connection); // call: receive none unknown
}

static void large_objects(PGconn *connection)
{
    char bytes[512];
    Oid made = lo_creat(connection, INV_READ | INV_WRITE);         // call: command none no
    Oid named = lo_create(connection, 4711);                       // call: command none unknown
    Oid photo = lo_import(connection, "photo.png");                // call: command none no
    Oid again = lo_import_with_oid(connection, "photo.png", 4712); // call: command none unknown
    if (made == InvalidOid || photo == InvalidOid || again == InvalidOid) {
        return;
    }
    int object = lo_open(connection, made, INV_READ | INV_WRITE); // call: command none yes
    lo_write(connection, object, "abc", 3);                       // call: command none no
    lo_lseek(connection, object, 0, SEEK_SET);                    // call: command none unknown
    lo_lseek64(connection, object, 0, SEEK_SET);                  // call: command none unknown
    lo_read(connection, object, bytes, sizeof bytes);             // call: command none yes
    int at = lo_tell(connection, object);                         // call: command none yes
    pg_int64 there = lo_tell64(connection, object);               // call: command none yes
    lo_truncate(connection, object, (size_t)at);                  // call: command none yes
    lo_truncate64(connection, object, there);                     // call: command none yes
    lo_close(connection, object);                                 // call: command none yes
    lo_export(connection, photo, "copy.png");                     // call: command none yes
    lo_unlink(connection, named);                                 // call: command none yes
}

static void cancel(PGconn *connection)
{
    char error[256];
    PGcancel *request = PQgetCancel(connection);
    if (PQcancel(request, error, sizeof error) == 0) { // call: request none yes
        fprintf(stderr, "%s", error);
    }
    PQfreeCancel(request);
    PQrequestCancel(connection); // call: request none yes
}

static void say_parameters(void)
{
    char *error = NULL;
    PQconninfoOption *known = PQconndefaults();
    PQconninfoOption *parsed = PQconninfoParse("host=db", &error);
    if (parsed == NULL) {
        puts(error);
        PQfreemem(error);
    }
    for (const PQconninfoOption *option = known; option->keyword != NULL; option++) {
        printf("%s=%s\n", option->keyword, option->val != NULL ? option->val : "");
    }
    PQconninfoFree(parsed);
    PQconninfoFree(known);
}

static void say_connection(PGconn *connection)
{
    printf("%s %s %s %s %s %s %s\n", PQdb(connection), PQuser(connection), PQpass(connection),
           PQhost(connection), PQhostaddr(connection), PQport(connection), PQoptions(connection));
    printf("%s %s\n", PQtty(connection), PQparameterStatus(connection, "TimeZone"));
    printf("%d %d %d\n", PQprotocolVersion(connection), PQserverVersion(connection),
           PQlibVersion());
    printf("%d %d %d\n", PQbackendPID(connection), PQconnectionNeedsPassword(connection),
           PQconnectionUsedPassword(connection));
    if (PQtransactionStatus(connection) == PQTRANS_INERROR ||
        PQpipelineStatus(connection) == PQ_PIPELINE_ABORTED) {
        puts("aborted");
    }
    PQconninfoFree(PQconninfo(connection));
    printf("%d %d\n", PQisnonblocking(connection), PQisthreadsafe());
    printf("%s %d\n", pg_encoding_to_char(PQclientEncoding(connection)),
           pg_valid_server_encoding_id(pg_char_to_encoding("UTF8")));
}

static void say_protection(PGconn *connection)
{
    if (PQsslInUse(connection)) {
        printf("%s %p %p\n", PQsslAttribute(connection, "protocol"), PQgetssl(connection),
               PQsslStruct(connection, "OpenSSL"));
    }
    for (const char *const *name = PQsslAttributeNames(connection); *name != NULL; name++) {
        puts(*name);
    }
    printf("%d %p\n", PQgssEncInUse(connection), PQgetgssctx(connection));
}

static void prepare_library(void)
{
    PQinitSSL(0);
    PQinitOpenSSL(1, 0);
    PQregisterThreadLock(take_lock);
    if (PQgetSSLKeyPassHook_OpenSSL() == NULL) {
        PQsetSSLKeyPassHook_OpenSSL(PQdefaultSSLKeyPassHook_OpenSSL);
    }
    printf("%d\n", PQenv2encoding());
}

static void prepare_connection(PGconn *connection, FILE *log)
{
    PQsetErrorVerbosity(connection, PQERRORS_VERBOSE);
    PQsetErrorContextVisibility(connection, PQSHOW_CONTEXT_ERRORS);
    PQsetNoticeReceiver(connection, receive_notice, log);
    PQsetNoticeProcessor(connection, process_notice, log);
    PQregisterEventProc(connection, on_event, "log", log);
    PQsetInstanceData(connection, on_event, log);
    if (PQinstanceData(connection, on_event) == log) {
        PQtrace(connection, log);
        PQsetTraceFlags(connection, PQTRACE_SUPPRESS_TIMESTAMPS);
        PQuntrace(connection);
    }
}

static void say_columns(PGresult *result)
{
    for (int i = 0; i < PQnfields(result); i++) {
        printf("%s %d %u %d %d %u %d %d\n", PQfname(result, i), PQfnumber(result, "a"),
               PQftable(result, i), PQftablecol(result, i), PQfformat(result, i),
               PQftype(result, i), PQfsize(result, i), PQfmod(result, i));
        if (!PQgetisnull(result, 0, i)) {
            fwrite(PQgetvalue(result, 0, i), 1, (size_t)PQgetlength(result, 0, i), stdout);
        }
    }
    for (int i = 0; i < PQnparams(result); i++) {
        printf("%u\n", PQparamtype(result, i));
    }
}

static void say_result(PGconn *connection, PGresult *result)
{
    ExecStatusType status = PQresultStatus(result);
    if (status == PGRES_FATAL_ERROR) {
        char *all = PQresultVerboseErrorMessage(result, PQERRORS_VERBOSE, PQSHOW_CONTEXT_ALWAYS);
        puts(PQresStatus(status));
        puts(PQresultErrorField(result, PG_DIAG_SQLSTATE));
        puts(all);
        PQfreemem(all);
    }
    printf("%s %s %s %u %d\n", PQcmdStatus(result), PQcmdTuples(result), PQoidStatus(result),
           PQoidValue(result), PQbinaryTuples(result));
    say_columns(result);
    PQprintOpt how = {.header = 1, .align = 1};
    PQprint(stdout, result, &how);
    PQdisplayTuples(result, stdout, 1, "|", 1, 0);
    PQprintTuples(result, stdout, 1, 0, 0);
    PQresultSetInstanceData(result, on_event, connection);
    if (PQresultInstanceData(result, on_event) != NULL) {
        PQfireResultCreateEvents(connection, result);
    }
}

static void make_results(PGconn *connection, const PGresult *from)
{
    char name[] = "a";
    PGresAttDesc column = {.name = name, .typlen = 4};
    PGresult *copy = PQcopyResult(from, PG_COPYRES_ATTRS | PG_COPYRES_TUPLES);
    PGresult *made = PQmakeEmptyPGresult(connection, PGRES_TUPLES_OK);
    PQsetResultAttrs(made, 1, &column);
    PQsetvalue(made, 0, 0, name, 1);
    if (PQresultAlloc(made, 64) != NULL) {
        printf("%zu\n", PQresultMemorySize(made));
    }
    PQclear(copy);
    PQclear(made);
}

static void quote(PGconn *connection, const char *text)
{
    char quoted[64];
    int error = 0;
    size_t length = strlen(text);
    const unsigned char *bytes = (const unsigned char *)text;
    PQescapeStringConn(connection, quoted, text, length, &error);
    PQescapeString(quoted, text, length);
    PQfreemem(PQescapeLiteral(connection, text, length));
    PQfreemem(PQescapeIdentifier(connection, text, length));
    PQfreemem(PQescapeByteaConn(connection, bytes, length, &length));
    PQfreemem(PQescapeBytea(bytes, length, &length));
    PQfreemem(PQunescapeBytea(bytes, &length));
    printf("%d %d %d\n", PQmblen(text, 6), PQmblenBounded(text, 6), PQdsplen(text, 6));
    PQfreemem(PQencryptPassword("secret", "me"));
    PQfreemem(PQencryptPasswordConn(connection, "secret", "me", "scram-sha-256"));
}

int main(void)
{
    const char *const words[] = {"host", NULL};
    const char *const hosts[] = {"db", NULL};
    const char *const values[] = {"7"};
    prepare_library();
    say_parameters();
    connect_otherwise(words, hosts);
    PGconn *connection = connect_unbounded();
    PGconn *stepwise = connect_in_steps(words, hosts);
    if (connection == NULL || stepwise == NULL) {
        return EXIT_FAILURE;
    }
    prepare_connection(connection, stderr);
    say_connection(connection);
    say_protection(connection);
    commands_unbounded(connection, values);
    commands_in_steps(connection, values);
    copy_unbounded(connection, "a\tb\n");
    copy_as_of_old(connection);
    large_objects(connection);
    quote(connection, "O'Hara");
    cancel(connection);
    PGresult *result = PQexec(connection, "SELECT a FROM t"); // call: query none yes
    say_result(connection, result);
    make_results(connection, result);
    PQclear(result);
    PGnotify *notice = PQnotifies(connection);
    if (notice != NULL) {
        puts(notice->relname);
        PQfreemem(notice);
    }
    command_bounded(stepwise);
    copy_bounded(stepwise, "a\tb\n");
    PQfinish(stepwise);
    PQfinish(connection);
    return EXIT_SUCCESS;
}
