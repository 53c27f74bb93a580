#include <resil/pg.h>
#include <stdio.h>

#define SELECT "SELECT total FROM orders WHERE id = $1"
#define INSERT "INSERT INTO orders (id) VALUES ($1)"

static enum resil_status store(struct resil_pg *pg, struct resil_deadline deadline)
{
    const char *values[] = {"1"};
    PGresult *result;
    enum resil_status status = resil_pg_connect(pg, deadline); // call: connect bounded yes
    if (status != RESIL_OK)
        return status;
    status = resil_pg_query(pg, deadline, SELECT, 1, values, &result); // call: query bounded yes
    if (status == RESIL_OK) {
        printf("%d\n", PQntuples(result));
        PQclear(result);
    }
    status = resil_pg_query(pg, deadline, INSERT, 1, values, &result); // call: query bounded no
    if (status == RESIL_OK)
        PQclear(result);
    if (resil_pg_in_transaction(pg) || pg->in_doubt)
        puts(pg->error);
    return status;
}

int main(void)
{
    struct resil_pg pg;
    struct resil_pg_options options = RESIL_PG_OPTIONS_DEFAULT;
    options.conninfo = "hostaddr=127.0.0.1 dbname=shop";
    if (resil_pg_init(&pg, &options, NULL) != RESIL_OK)
        return 1;
    enum resil_status status = store(&pg, resil_deadline_after(NULL, 2 * RESIL_S));
    enum resil_outcome outcome = resil_pg_outcome(&pg, status);
    resil_pg_finish(&pg);
    return outcome == RESIL_SUCCESS ? 0 : 1;
}
