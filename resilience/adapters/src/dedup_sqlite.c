#include "resil/dedup_sqlite.h"
#include <errno.h>
#include <string.h>
#include <time.h>

enum statement {
    BEGIN,
    COMMIT,
    ROLLBACK,
    EXPIRE,
    FIND,
    FORGET,
    INSERT,
    TAKE_OVER,
    COMPLETE,
    ABANDON
};

static const char *const texts[RESIL_DEDUP_SQLITE_STATEMENTS] = {
    [BEGIN] = "BEGIN IMMEDIATE",
    [COMMIT] = "COMMIT",
    [ROLLBACK] = "ROLLBACK",
    /* Two a call: the table shrinks twice as fast as it can grow, and no call pays for many. Keys
     * whose owner never reported are remembered as long as results. */
    [EXPIRE] = "DELETE FROM resil_dedup WHERE id IN (SELECT id FROM resil_dedup "
               "WHERE finished = 1 AND ends_ns <= ?1 ORDER BY ends_ns LIMIT 2) "
               "OR id IN (SELECT id FROM resil_dedup "
               "WHERE finished = 0 AND ends_ns <= ?2 ORDER BY ends_ns LIMIT 2)",
    [FIND] = "SELECT id, print, attempt, ends_ns, finished, code, truncated, result "
             "FROM resil_dedup WHERE key = ?1",
    [FORGET] = "DELETE FROM resil_dedup WHERE id = ?1",
    [INSERT] = "INSERT INTO resil_dedup (key, print, owner, ends_ns) VALUES (?1, ?2, ?3, ?4)",
    [TAKE_OVER] = "UPDATE resil_dedup SET owner = ?2, ends_ns = ?3, attempt = attempt + 1 "
                  "WHERE id = ?1",
    [COMPLETE] = "UPDATE resil_dedup SET finished = 1, ends_ns = ?3, code = ?4, truncated = ?5, "
                 "result = ?6 WHERE id = ?1 AND owner = ?2 AND finished = 0",
    [ABANDON] = "DELETE FROM resil_dedup WHERE id = ?1 AND owner = ?2 AND finished = 0",
};

static const char schema[] =
    "PRAGMA synchronous = FULL;"
    "CREATE TABLE IF NOT EXISTS resil_dedup ("
    " id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, print BLOB NOT NULL,"
    " owner INTEGER NOT NULL, attempt INTEGER NOT NULL DEFAULT 1, ends_ns INTEGER NOT NULL,"
    " finished INTEGER NOT NULL DEFAULT 0, code INTEGER, truncated INTEGER, result BLOB);"
    "CREATE INDEX IF NOT EXISTS resil_dedup_ends ON resil_dedup (finished, ends_ns);";

static int64_t wall_clock(void *unused)
{
    (void)unused;
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return (int64_t)t.tv_sec * RESIL_S + t.tv_nsec;
}

static const char *bad_field(const struct resil_dedup_sqlite_options *o)
{
    if (!o || !o->path)
        return "path";
    if (o->key_bytes < 16 || o->key_bytes > 1024)
        return "key_bytes";
    if (o->result_bytes < 0 || o->result_bytes > 1 << 24)
        return "result_bytes";
    if (o->lifetime_ns <= 0)
        return "lifetime_ns";
    if (o->lease_ns <= 0)
        return "lease_ns";
    if (o->busy_ns < RESIL_MS || o->busy_ns > 60 * RESIL_S)
        return "busy_ns";
    return NULL;
}

static bool open_database(struct resil_dedup_sqlite *s)
{
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2(s->options.path, &s->db, flags, NULL) != SQLITE_OK)
        return false;
    sqlite3_busy_timeout(s->db, (int)(s->options.busy_ns / RESIL_MS));
    if (sqlite3_exec(s->db, schema, NULL, NULL, NULL) != SQLITE_OK)
        return false;
    for (int i = 0; i < RESIL_DEDUP_SQLITE_STATEMENTS; i++)
        if (sqlite3_prepare_v3(s->db, texts[i], -1, SQLITE_PREPARE_PERSISTENT, &s->statements[i],
                               NULL) != SQLITE_OK)
            return false;
    return true;
}

enum resil_status resil_dedup_sqlite_init(struct resil_dedup_sqlite *s,
                                          const struct resil_dedup_sqlite_options *options,
                                          const char **bad)
{
    const char *field = bad_field(options);
    *s = (struct resil_dedup_sqlite){.locked = false};
    if (bad)
        *bad = field;
    if (field)
        return RESIL_INVALID;
    s->options = *options;
    s->options.wall = resil_clock_or(s->options.wall, (struct resil_clock){.now = wall_clock});
    resil_splitmix_seed(&s->own, resil_random_seed());
    int error = pthread_mutex_init(&s->lock, NULL);
    if (error) {
        errno = error;
        return RESIL_SYSTEM;
    }
    s->locked = true;
    if (open_database(s))
        return RESIL_OK;
    if (bad) /* static text, unlike sqlite3_errmsg, which ends with the handle */
        *bad = sqlite3_errstr(s->db ? sqlite3_errcode(s->db) : SQLITE_NOMEM);
    resil_dedup_sqlite_finish(s);
    return RESIL_FAILED;
}

void resil_dedup_sqlite_finish(struct resil_dedup_sqlite *s)
{
    if (!s)
        return;
    for (int i = 0; i < RESIL_DEDUP_SQLITE_STATEMENTS; i++)
        sqlite3_finalize(s->statements[i]);
    sqlite3_close(s->db);
    if (s->locked)
        pthread_mutex_destroy(&s->lock);
    *s = (struct resil_dedup_sqlite){.locked = false};
}

/* Runs a statement whose parameters are bound, to its end. */
static bool run(struct resil_dedup_sqlite *s, enum statement which)
{
    int rc = sqlite3_step(s->statements[which]);
    sqlite3_reset(s->statements[which]);
    sqlite3_clear_bindings(s->statements[which]);
    return rc == SQLITE_DONE;
}

static bool run_with(struct resil_dedup_sqlite *s, enum statement which, int64_t first)
{
    sqlite3_bind_int64(s->statements[which], 1, first);
    return run(s, which);
}

static int64_t new_owner(struct resil_dedup_sqlite *s)
{
    /* Never 0, which means "no ticket". */
    return (int64_t)(resil_random_draw(&s->options.random, &s->own) >> 1 | 1);
}

static void hand_out(struct resil_dedup_ticket *ticket, int64_t owner, int64_t place, int attempt)
{
    *ticket =
        (struct resil_dedup_ticket){.id = (uint64_t)owner, .place = place, .attempt = attempt};
}

static enum resil_dedup_answer take_new(struct resil_dedup_sqlite *s, const char *key,
                                        struct resil_fingerprint print, int64_t now,
                                        struct resil_dedup_ticket *ticket)
{
    sqlite3_stmt *insert = s->statements[INSERT];
    int64_t owner = new_owner(s);
    sqlite3_bind_text(insert, 1, key, -1, SQLITE_STATIC);
    sqlite3_bind_blob(insert, 2, print.bytes, sizeof print.bytes, SQLITE_STATIC);
    sqlite3_bind_int64(insert, 3, owner);
    sqlite3_bind_int64(insert, 4, resil_time_add(now, s->options.lease_ns));
    if (!run(s, INSERT))
        return RESIL_DEDUP_ERROR;
    hand_out(ticket, owner, sqlite3_last_insert_rowid(s->db), 1);
    return RESIL_DEDUP_NEW;
}

static enum resil_dedup_answer take_over(struct resil_dedup_sqlite *s, int64_t id, int attempt,
                                         int64_t now, struct resil_dedup_ticket *ticket)
{
    int64_t owner = new_owner(s);
    sqlite3_bind_int64(s->statements[TAKE_OVER], 2, owner);
    sqlite3_bind_int64(s->statements[TAKE_OVER], 3, resil_time_add(now, s->options.lease_ns));
    if (!run_with(s, TAKE_OVER, id))
        return RESIL_DEDUP_ERROR;
    hand_out(ticket, owner, id, attempt + 1);
    return RESIL_DEDUP_NEW;
}

static void copy_result(sqlite3_stmt *row, struct resil_dedup_result *result)
{
    size_t size = (size_t)sqlite3_column_bytes(row, 7);
    const void *data = sqlite3_column_blob(row, 7);
    result->code = sqlite3_column_int(row, 5);
    result->size = size < result->capacity ? size : result->capacity;
    result->truncated = sqlite3_column_int(row, 6) || result->size < size;
    if (result->size)
        memcpy(result->data, data, result->size);
}

/* What FIND has found. */
struct row {
    int64_t id;
    int attempt;
    bool expired; /* as if it were not there */
    enum resil_dedup_answer answer;
};

static struct row read_row(sqlite3_stmt *found, struct resil_fingerprint print, int64_t now,
                           struct resil_dedup_result *result)
{
    struct row row = {.id = sqlite3_column_int64(found, 0),
                      .attempt = sqlite3_column_int(found, 2)};
    bool finished = sqlite3_column_int(found, 4), over = sqlite3_column_int64(found, 3) <= now;
    const void *bytes = sqlite3_column_blob(found, 1);
    bool same = sqlite3_column_bytes(found, 1) == (int)sizeof print.bytes &&
                memcmp(bytes, print.bytes, sizeof print.bytes) == 0;
    row.expired = finished && over;
    if (!same)
        row.answer = RESIL_DEDUP_CONFLICT;
    else if (finished)
        row.answer = RESIL_DEDUP_REPLAY;
    else
        row.answer = over ? RESIL_DEDUP_NEW : RESIL_DEDUP_IN_PROGRESS;
    if (row.answer == RESIL_DEDUP_REPLAY && !over)
        copy_result(found, result);
    return row;
}

static enum resil_dedup_answer decide(struct resil_dedup_sqlite *s, const char *key,
                                      struct resil_fingerprint print, int64_t now,
                                      struct resil_dedup_ticket *ticket,
                                      struct resil_dedup_result *result)
{
    sqlite3_stmt *find = s->statements[FIND];
    struct row row = {.answer = RESIL_DEDUP_ERROR};
    sqlite3_bind_int64(s->statements[EXPIRE], 2, resil_time_add(now, -s->options.lifetime_ns));
    if (!run_with(s, EXPIRE, now))
        return RESIL_DEDUP_ERROR;
    sqlite3_bind_text(find, 1, key, -1, SQLITE_STATIC);
    int rc = sqlite3_step(find);
    if (rc == SQLITE_ROW)
        row = read_row(find, print, now, result);
    sqlite3_reset(find);
    sqlite3_clear_bindings(find);
    if (row.expired && !run_with(s, FORGET, row.id))
        return RESIL_DEDUP_ERROR;
    if (rc == SQLITE_DONE || row.expired)
        return take_new(s, key, print, now, ticket);
    if (row.answer == RESIL_DEDUP_NEW)
        return take_over(s, row.id, row.attempt, now, ticket);
    return row.answer;
}

enum resil_dedup_answer resil_dedup_sqlite_begin(struct resil_dedup_sqlite *s, const char *key,
                                                 struct resil_fingerprint print,
                                                 struct resil_dedup_ticket *ticket,
                                                 struct resil_dedup_result *result)
{
    enum resil_dedup_answer answer = RESIL_DEDUP_ERROR;
    *ticket = (struct resil_dedup_ticket){0};
    size_t length = key ? strnlen(key, (size_t)s->options.key_bytes + 1) : 0;
    if (length == 0 || length > (size_t)s->options.key_bytes)
        return RESIL_DEDUP_BAD_KEY;
    int64_t now = resil_now(&s->options.wall);
    pthread_mutex_lock(&s->lock);
    if (run(s, BEGIN)) {
        answer = decide(s, key, print, now, ticket, result);
        if (answer == RESIL_DEDUP_ERROR || !run(s, COMMIT)) {
            run(s, ROLLBACK);
            answer = RESIL_DEDUP_ERROR;
        }
    }
    pthread_mutex_unlock(&s->lock);
    if (answer != RESIL_DEDUP_NEW)
        *ticket = (struct resil_dedup_ticket){0};
    return answer;
}

/* Runs COMPLETE or ABANDON, whose other parameters are bound, for the owner of the ticket. */
static enum resil_status settle(struct resil_dedup_sqlite *s, enum statement which,
                                struct resil_dedup_ticket *ticket)
{
    sqlite3_bind_int64(s->statements[which], 2, (int64_t)ticket->id);
    if (!run_with(s, which, ticket->place))
        return RESIL_FAILED;
    *ticket = (struct resil_dedup_ticket){0};
    return sqlite3_changes(s->db) == 1 ? RESIL_OK : RESIL_STALE;
}

enum resil_status resil_dedup_sqlite_complete(struct resil_dedup_sqlite *s,
                                              struct resil_dedup_ticket *ticket,
                                              const struct resil_dedup_result *result)
{
    bool fits = result->size <= (size_t)s->options.result_bytes;
    int64_t now = resil_now(&s->options.wall);
    pthread_mutex_lock(&s->lock);
    sqlite3_stmt *complete = s->statements[COMPLETE];
    sqlite3_bind_int64(complete, 3, resil_time_add(now, s->options.lifetime_ns));
    sqlite3_bind_int(complete, 4, result->code);
    sqlite3_bind_int(complete, 5, !fits);
    sqlite3_bind_blob(complete, 6, result->size ? result->data : "", fits ? (int)result->size : 0,
                      SQLITE_STATIC);
    enum resil_status status = settle(s, COMPLETE, ticket);
    pthread_mutex_unlock(&s->lock);
    return status == RESIL_OK && !fits ? RESIL_TRUNCATED : status;
}

enum resil_status resil_dedup_sqlite_abandon(struct resil_dedup_sqlite *s,
                                             struct resil_dedup_ticket *ticket)
{
    pthread_mutex_lock(&s->lock);
    enum resil_status status = settle(s, ABANDON, ticket);
    pthread_mutex_unlock(&s->lock);
    return status;
}
