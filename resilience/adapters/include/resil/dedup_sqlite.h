/*
 * dedup_sqlite.h -- dedup.h over SQLite: keys survive the process and are shared by all processes
 * of a machine that open the same file.
 *
 * Answers, tickets and results are those of dedup.h and mean the same. Each call is one transaction
 * that is on the disk before it returns (synchronous=FULL), so a NEW is never handed out twice, not
 * even after a crash. Whoever crashed in between leaves its key in progress: after the lease it may
 * be taken over, with ticket.attempt above 1.
 *
 * Expiry compares times of different processes and boots, and only the wall clock is common to
 * those: this is the library's one decision on it, and a step of the clock makes keys live shorter
 * or longer by as much. Give another clock to avoid that.
 *
 * Any thread; one mutex, held during SQLite's work. SQLite allocates. A call waits at most busy_ns
 * for other processes. Links with sqlite3.
 */
#ifndef RESIL_DEDUP_SQLITE_H
#define RESIL_DEDUP_SQLITE_H

#include <pthread.h>
#include <sqlite3.h>
#include "resil/dedup.h"
#include "resil/random.h"

struct resil_dedup_sqlite_options {
    const char *path;        /* required; ":memory:" for tests */
    int key_bytes;           /* 64; [16, 1024] */
    int result_bytes;        /* 65536; the largest stored result; [0, 2^24] */
    int64_t lifetime_ns;     /* 24 h after completion; > 0 */
    int64_t lease_ns;        /* 5 min; > 0; lifetime_ns after it an unfinished key is forgotten */
    int64_t busy_ns;         /* 1 s; [1 ms, 60 s] */
    struct resil_clock wall; /* all-zero: CLOCK_REALTIME */
    struct resil_random random; /* all-zero: own; names the owners of keys */
};

#define RESIL_DEDUP_SQLITE_OPTIONS_DEFAULT                                                         \
    ((struct resil_dedup_sqlite_options){.key_bytes = 64,                                          \
                                         .result_bytes = 65536,                                    \
                                         .lifetime_ns = 24 * 3600 * RESIL_S,                       \
                                         .lease_ns = 300 * RESIL_S,                                \
                                         .busy_ns = RESIL_S})

enum { RESIL_DEDUP_SQLITE_STATEMENTS = 10 };

struct resil_dedup_sqlite {
    struct resil_dedup_sqlite_options options; /* private from here */
    struct resil_splitmix own;
    pthread_mutex_t lock;
    sqlite3 *db;
    sqlite3_stmt *statements[RESIL_DEDUP_SQLITE_STATEMENTS];
    bool locked;
};

/* Opens the file and makes the table resil_dedup if it is not there. RESIL_FAILED: SQLite refused;
 * *bad is its text (valid until the next call) if there is one. Refuses fields as above; `options`
 * must not be NULL ("path"). */
enum resil_status resil_dedup_sqlite_init(struct resil_dedup_sqlite *store,
                                          const struct resil_dedup_sqlite_options *options,
                                          const char **bad);
void resil_dedup_sqlite_finish(struct resil_dedup_sqlite *store);

/* RESIL_DEDUP_ERROR: SQLite failed (disk full, busy for too long): do not carry it out, answer 500
 * and let the client repeat. */
enum resil_dedup_answer resil_dedup_sqlite_begin(struct resil_dedup_sqlite *store, const char *key,
                                                 struct resil_fingerprint print,
                                                 struct resil_dedup_ticket *ticket,
                                                 struct resil_dedup_result *result);

/* As resil_dedup_complete and _abandon; RESIL_FAILED if SQLite failed: the ticket is kept, so that
 * it can be tried again. */
enum resil_status resil_dedup_sqlite_complete(struct resil_dedup_sqlite *store,
                                              struct resil_dedup_ticket *ticket,
                                              const struct resil_dedup_result *result);
enum resil_status resil_dedup_sqlite_abandon(struct resil_dedup_sqlite *store,
                                             struct resil_dedup_ticket *ticket);

#endif
