/*
 * dedup.h -- the server's side of idempotency: do it once, answer it often.
 *
 * Semantics of the IETF draft "The Idempotency-Key HTTP Header Field" (draft 07): a new key is
 * carried out; a key that is finished gets its stored result again, success or error; a key that
 * is being carried out is refused (409); a key that comes with another payload is refused (422);
 * a key that is missing or too long is refused (400). Tell clients how long keys are kept.
 *
 *     struct resil_dedup_ticket ticket;
 *     struct resil_dedup_result result = {.data = body, .capacity = sizeof body};
 *     switch (resil_dedup_begin(&store, key, print, &ticket, &result)) {
 *     case RESIL_DEDUP_NEW:
 *         result.code = place_order(&result);
 *         resil_dedup_complete(&store, &ticket, &result);        // or resil_dedup_abandon
 *         break;                                       // send result.code and result.data
 *     case RESIL_DEDUP_REPLAY: break;                  // the same
 *     default: ...                                     // send resil_dedup_http(answer)
 *     }
 *
 * Abandon a key only if nothing was done; complete it with the error otherwise. Keys of different
 * accounts must differ: put the account in front. An unexpired result is never evicted: a full
 * store refuses new keys rather than forget an old one and carry it out twice.
 *
 * Unfinished keys are forgotten lifetime_ns after their lease. Memory is allocated at init only.
 * Any thread; one mutex, held for a copy of at most result_bytes.
 */
#ifndef RESIL_DEDUP_H
#define RESIL_DEDUP_H

#include <pthread.h>
#include "resil/clock.h"
#include "resil/fingerprint.h"
#include "resil/status.h"

enum resil_dedup_answer {
    RESIL_DEDUP_NEW,         /* yours: carry it out, then complete or abandon */
    RESIL_DEDUP_REPLAY,      /* finished before: *result is filled */
    RESIL_DEDUP_IN_PROGRESS, /* somebody is carrying it out */
    RESIL_DEDUP_CONFLICT,    /* the key was used with another payload */
    RESIL_DEDUP_BAD_KEY,     /* empty, NULL, or longer than key_bytes */
    RESIL_DEDUP_FULL,        /* no place for a new key; come back later */
    RESIL_DEDUP_ERROR        /* the backend failed (never from memory); errno or its own text */
};

struct resil_dedup_options {
    int capacity;             /* 4096 keys; [1, 2^24] */
    int key_bytes;            /* 64; the longest key; [16, 1024] */
    int result_bytes;         /* 1024; the largest stored result; [0, 2^20] */
    int64_t lifetime_ns;      /* 24 h after completion; > 0 */
    int64_t lease_ns;         /* RESIL_NEVER; > 0; then an unfinished key may be taken over */
    struct resil_clock clock; /* all-zero: coarse monotonic */
};

#define RESIL_DEDUP_OPTIONS_DEFAULT                                                                \
    ((struct resil_dedup_options){.capacity = 4096,                                                \
                                  .key_bytes = 64,                                                 \
                                  .result_bytes = 1024,                                            \
                                  .lifetime_ns = 24 * 3600 * RESIL_S,                              \
                                  .lease_ns = RESIL_NEVER})

/* What NEW hands out. `attempt` above 1: an earlier owner never reported, so look whether the
 * effect is there before causing it again. All-zero: nothing. */
struct resil_dedup_ticket {
    uint64_t id; /* private: who owns the key */
    int64_t place;
    int attempt;
};

/* The caller's buffer. `truncated`: the stored body was larger than one of the two buffers. */
struct resil_dedup_result {
    int code; /* the caller's own: an HTTP status */
    void *data;
    size_t size, capacity;
    bool truncated;
};

struct resil_dedup_state {
    int in_progress, finished;
    uint64_t carried_out, replayed, conflicts, overlaps, taken_over, refused; /* since init */
};

struct resil_dedup {
    struct resil_dedup_options options; /* private from here */
    pthread_mutex_t lock;
    struct resil_dedup_entry *entries;
    int *buckets;
    char *keys, *results;
    int free_first, bucket_mask, first[2], last[2]; /* lists of unfinished and finished entries */
    uint64_t next_id;
    struct resil_dedup_state state;
};

/* options NULL: the defaults. RESIL_NO_MEMORY; RESIL_SYSTEM if the mutex cannot be made. */
enum resil_status resil_dedup_init(struct resil_dedup *store,
                                   const struct resil_dedup_options *options, const char **bad);
void resil_dedup_finish(struct resil_dedup *store); /* nobody may be using it; NULL is fine */

enum resil_dedup_answer resil_dedup_begin(struct resil_dedup *store, const char *key,
                                          struct resil_fingerprint print,
                                          struct resil_dedup_ticket *ticket,
                                          struct resil_dedup_result *result);

/* Stores the result and empties the ticket. RESIL_TRUNCATED: only the code was stored, the body is
 * too large; RESIL_STALE: the lease was over and another owner has the key; nothing is stored. */
enum resil_status resil_dedup_complete(struct resil_dedup *store, struct resil_dedup_ticket *ticket,
                                       const struct resil_dedup_result *result);
/* Forgets the key: nothing was done, the next sender may. RESIL_STALE as above. */
enum resil_status resil_dedup_abandon(struct resil_dedup *store, struct resil_dedup_ticket *ticket);

struct resil_dedup_state resil_dedup_state(struct resil_dedup *store);

/* The key in an Idempotency-Key header: a string in quotes (RFC 8941), or bare, as many clients
 * send it. RESIL_FORMAT if header is NULL or neither; RESIL_TRUNCATED if key[size] is too small. */
enum resil_status resil_dedup_key(const char *header, char *key, size_t size);

/* 409, 422, 400, 503 or 500 for the refusals, 0 for NEW and REPLAY. */
int resil_dedup_http(enum resil_dedup_answer answer);

#endif
