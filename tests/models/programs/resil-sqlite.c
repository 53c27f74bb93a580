#include <resil/dedup_sqlite.h>
#include <stdio.h>

/* Nothing of this talks to a network. */
static int once(struct resil_dedup_sqlite *store, const char *key)
{
    char bytes[64] = "done";
    struct resil_dedup_ticket ticket;
    struct resil_dedup_result result = {.data = bytes, .capacity = sizeof bytes};
    struct resil_fingerprint print = {{0}};
    switch (resil_dedup_sqlite_begin(store, key, print, &ticket, &result)) {
    case RESIL_DEDUP_NEW:
        result.size = 4;
        if (resil_dedup_sqlite_complete(store, &ticket, &result) == RESIL_OK)
            return 0;
        return resil_dedup_sqlite_abandon(store, &ticket) != RESIL_OK;
    default:
        puts("seen before");
        return 0;
    }
}

int main(void)
{
    struct resil_dedup_sqlite store;
    struct resil_dedup_sqlite_options options = RESIL_DEDUP_SQLITE_OPTIONS_DEFAULT;
    const char *bad;
    options.path = "keys.db";
    if (resil_dedup_sqlite_init(&store, &options, &bad) != RESIL_OK)
        return 1;
    int failed = once(&store, "order-1");
    resil_dedup_sqlite_finish(&store);
    return failed;
}
