#include <sybfront.h>
#include <sybdb.h>
#include <stdio.h>
#include <stdlib.h>

/* The limits are those of the whole program: where a function sets none, they are unknown. */

static int on_error(DBPROCESS *process, int severity, int error, int system_error, char *text,
                    char *system_text)
{
    fprintf(stderr, "%p %d %d %d %s %s\n", (void *)process, severity, error, system_error, text,
            system_text);
    return INT_CANCEL;
}

static int on_message(DBPROCESS *process, DBINT number, int state, int severity, char *text,
                      char *server, char *procedure, int line)
{
    fprintf(stderr, "%p %d %d %d %s %s %s %d\n", (void *)process, (int)number, state, severity,
            text, server, procedure, line);
    return 0;
}

static int count(DBPROCESS *process)
{
    int rows = 0;
    dbcmd(process, "SELECT number FROM orders");
    if (dbsqlexec(process) == FAIL) { // call: query unknown unknown
        return -1;
    }
    while (dbresults(process) == SUCCEED) {          // call: receive unknown unknown
        while (dbnextrow(process) != NO_MORE_ROWS) { // call: receive unknown yes
            rows++;
        }
    }
    return rows;
}

static int with_limits(const char *server)
{
    dbinit();
    dberrhandle(on_error);
    dbmsghandle(on_message);
    dbsetlogintime(5);
    dbsettime(10);
    LOGINREC *login = dblogin();
    DBSETLUSER(login, "reader");
    DBPROCESS *process = dbopen(login, server); // call: connect bounded yes
    if (process == NULL) {
        return -1;
    }
    dbfcmd(process, "DELETE FROM orders WHERE number = %d", 7);
    int failed = dbsqlexec(process) == FAIL; // call: query bounded unknown
    dbsettime(0);
    failed += dbsqlexec(process) == FAIL; // call: query unknown unknown
    dbclose(process);
    return failed;
}

static void each(DBPROCESS *process, LOGINREC *login, void *any)
{
    tdsdbopen(login, "a", 1);                          // call: connect unknown yes
    dbsqlsend(process);                                // call: send unknown unknown
    dbrpcsend(process);                                // call: send unknown unknown
    dbsqlok(process);                                  // call: receive unknown yes
    dbuse(process, "a");                               // call: query unknown yes
    dbcancel(process);                                 // call: command unknown yes
    dbreadtext(process, any, 1);                       // call: receive unknown yes
    dbcanquery(process);                               // call: receive unknown yes
    dbwritetext(process, any, any, 1, any, 1, 1, any); // call: query unknown unknown
    dbmoretext(process, 1, any);                       // call: send unknown unknown
    bcp_sendrow(process);                              // call: send unknown unknown
    bcp_exec(process, any);                            // call: query unknown unknown
    bcp_batch(process);                                // call: query unknown unknown
    bcp_done(process);                                 // call: query unknown unknown
    bcp_init(process, "a", "a", "a", 1);               // call: query unknown yes
    dbrpcinit(process, "a", 1);
    dbrpcparam(process, "a", 1, 1, 1, 1, any);
    dbsetopt(process, 1, "a", 1);
    dbclropt(process, 1, "a");
    dbsetlname(login, "a", 1);
    dbsetlbool(login, 1, 1);
    dbsetlshort(login, 1, 1);
    dbsetllong(login, 1, 1);
    dbsetlversion(login, 1);
    dbsetmaxprocs(1);
    dbsetversion(1);
    dbbind(process, 1, 1, 1, any);
    dbnullbind(process, 1, any);
    dbgetrow(process, 1);
    dbsafestr(process, "a", 1, any, 1, 1);
    dbcmdrow(process);
    dbrows(process);
    dbmorecmds(process);
    bcp_bind(process, any, 1, 1, any, 1, 1, 1);
    bcp_collen(process, 1, 1);
    bcp_colptr(process, any, 1);
    bcp_columns(process, 1);
    bcp_colfmt(process, 1, 1, 1, 1, any, 1, 1);
    bcp_control(process, 1, 1);
    bcp_options(process, 1, any, 1);
    bcp_readfmt(process, "a");
    dbloginfree(login);
    dbexit();
    dbfreebuf(process);
    dbdead(process);
    dbgettime();
    dbgetmaxprocs();
    dbiordesc(process);
    dbiowdesc(process);
    dbname(process);
    dbcount(process);
    dbiscount(process);
    dbnumcols(process);
    dbcolname(process, 1);
    dbcoltype(process, 1);
    dbcollen(process, 1);
    dbcolsource(process, 1);
    dbdata(process, 1);
    dbdatlen(process, 1);
    dbconvert(process, 1, any, 1, 1, any, 1);
    dbconvert_ps(process, 1, any, 1, 1, any, 1, any);
    dbwillconvert(1, 1);
    dbprtype(1);
    dbrowtype(process);
    dbretdata(process, 1);
    dbretlen(process, 1);
    dbretname(process, 1);
    dbrettype(process, 1);
    dbnumrets(process);
    dbretstatus(process);
    dbhasretstat(process);
    dbgetuserdata(process);
    dbsetuserdata(process, any);
    dbsetinterrupt(process, NULL, NULL);
    dbsetavail(process);
    dbisavail(process);
    dbspid(process);
    dbtds(process);
    dbversion();
    dbtxptr(process, 1);
    dbtxtimestamp(process, 1);
    dbgetpacket(process);
    dbservcharset(process);
    dbchange(process);
    bcp_getl(login);
    bcp_getbatchsize(process);
}

int main(int argument_count, char **words)
{
    void *any = words;
    each(any, any, any);
    return with_limits(words[0]) + count(any) == argument_count ? EXIT_SUCCESS : EXIT_FAILURE;
}
