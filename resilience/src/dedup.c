#include "resil/dedup.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "check.h"

/* Entries are either on the free list, or in the queue of those in progress, or in the queue of the
 * finished ones; queues are in order of expiry because all live equally long. `none` ends lists. */
enum { none = -1 };

struct resil_dedup_entry {
    uint64_t hash, id;
    struct resil_fingerprint print;
    int64_t ends_ns; /* finished: expiry; in progress: end of the lease */
    size_t size;
    int chain;          /* next in the bucket, or in the free list */
    int before, behind; /* in its queue */
    int code, attempt;
    bool finished, truncated;
};

static enum resil_status check(const struct resil_dedup_options *o, const char **bad)
{
    if (o->capacity < 1 || o->capacity > 1 << 24)
        return resil_refuse(bad, "capacity");
    if (o->key_bytes < 16 || o->key_bytes > 1024)
        return resil_refuse(bad, "key_bytes");
    if (o->result_bytes < 0 || o->result_bytes > 1 << 20)
        return resil_refuse(bad, "result_bytes");
    if (o->lifetime_ns <= 0)
        return resil_refuse(bad, "lifetime_ns");
    if (o->lease_ns <= 0)
        return resil_refuse(bad, "lease_ns");
    return RESIL_OK;
}

static void link_everything(struct resil_dedup *s)
{
    for (int i = 0; i <= s->bucket_mask; i++)
        s->buckets[i] = none;
    for (int i = 0; i < s->options.capacity; i++)
        s->entries[i].chain = i + 1 < s->options.capacity ? i + 1 : none;
    s->free_first = 0;
    for (int i = 0; i < 2; i++)
        s->first[i] = s->last[i] = none;
}

enum resil_status resil_dedup_init(struct resil_dedup *s, const struct resil_dedup_options *options,
                                   const char **bad)
{
    *s = (struct resil_dedup){.options = options ? *options : RESIL_DEDUP_OPTIONS_DEFAULT};
    struct resil_dedup_options *o = &s->options;
    resil_check_begin(bad);
    enum resil_status status = check(o, bad);
    if (status)
        return status;
    o->clock = resil_clock_or(o->clock, RESIL_CLOCK_COARSE);
    size_t count = (size_t)o->capacity, buckets = 1;
    while (buckets < count)
        buckets *= 2;
    s->bucket_mask = (int)(buckets - 1);
    s->entries = calloc(count, sizeof *s->entries);
    s->buckets = calloc(buckets, sizeof *s->buckets);
    s->keys = calloc(count, (size_t)o->key_bytes + 1);
    s->results = calloc(count, o->result_bytes ? (size_t)o->result_bytes : 1);
    status = s->entries && s->buckets && s->keys && s->results ? RESIL_OK : RESIL_NO_MEMORY;
    int error = status ? 0 : pthread_mutex_init(&s->lock, NULL);
    if (status || error) {
        free(s->keys);
        s->keys = NULL; /* says to finish that there is no mutex */
        resil_dedup_finish(s);
        errno = error;
        return status ? status : RESIL_SYSTEM;
    }
    link_everything(s);
    return RESIL_OK;
}

void resil_dedup_finish(struct resil_dedup *s)
{
    if (!s)
        return;
    if (s->keys)
        pthread_mutex_destroy(&s->lock);
    free(s->entries);
    free(s->buckets);
    free(s->keys);
    free(s->results);
    *s = (struct resil_dedup){0};
}

static char *key_of(const struct resil_dedup *s, int at)
{
    return s->keys + (size_t)at * ((size_t)s->options.key_bytes + 1);
}

static char *result_of(const struct resil_dedup *s, int at)
{
    return s->results + (size_t)at * (size_t)s->options.result_bytes;
}

static int *bucket_of(struct resil_dedup *s, uint64_t hash)
{
    return &s->buckets[hash & (uint64_t)s->bucket_mask];
}

static int find(struct resil_dedup *s, const char *key, uint64_t hash)
{
    int at = *bucket_of(s, hash);
    while (at != none && (s->entries[at].hash != hash || strcmp(key_of(s, at), key) != 0))
        at = s->entries[at].chain;
    return at;
}

static void queue_remove(struct resil_dedup *s, int at)
{
    struct resil_dedup_entry *e = &s->entries[at];
    *(e->before == none ? &s->first[e->finished] : &s->entries[e->before].behind) = e->behind;
    *(e->behind == none ? &s->last[e->finished] : &s->entries[e->behind].before) = e->before;
}

static void queue_append(struct resil_dedup *s, int at)
{
    struct resil_dedup_entry *e = &s->entries[at];
    int last = s->last[e->finished];
    e->before = last;
    e->behind = none;
    *(last == none ? &s->first[e->finished] : &s->entries[last].behind) = at;
    s->last[e->finished] = at;
}

static void discard(struct resil_dedup *s, int at)
{
    struct resil_dedup_entry *e = &s->entries[at];
    int *link = bucket_of(s, e->hash);
    while (*link != at)
        link = &s->entries[*link].chain;
    *link = e->chain;
    queue_remove(s, at);
    s->state.finished -= e->finished;
    s->state.in_progress -= !e->finished;
    e->id = 0;
    e->chain = s->free_first;
    s->free_first = at;
}

/* Two a call: the queues shrink twice as fast as they can grow, and no call pays for many. An owner
 * that never reported is remembered as long as a result would be. */
static void expire_some(struct resil_dedup *s, int64_t now)
{
    for (int i = 0; i < 2; i++) {
        int lost = s->first[false], old = s->first[true];
        if (old != none && s->entries[old].ends_ns <= now)
            discard(s, old);
        if (lost != none && resil_time_add(s->entries[lost].ends_ns, s->options.lifetime_ns) <= now)
            discard(s, lost);
    }
}

static void own(struct resil_dedup *s, int at, int64_t now, struct resil_dedup_ticket *ticket)
{
    struct resil_dedup_entry *e = &s->entries[at];
    e->id = ++s->next_id;
    e->attempt++;
    e->ends_ns = resil_time_add(now, s->options.lease_ns);
    queue_append(s, at);
    *ticket = (struct resil_dedup_ticket){.id = e->id, .place = at, .attempt = e->attempt};
    s->state.carried_out++;
}

static enum resil_dedup_answer take_new(struct resil_dedup *s, const char *key, uint64_t hash,
                                        struct resil_fingerprint print, int64_t now,
                                        struct resil_dedup_ticket *ticket)
{
    int at = s->free_first;
    if (at == none) {
        s->state.refused++;
        return RESIL_DEDUP_FULL;
    }
    s->free_first = s->entries[at].chain;
    int *bucket = bucket_of(s, hash);
    s->entries[at] = (struct resil_dedup_entry){.hash = hash, .print = print, .chain = *bucket};
    *bucket = at;
    memcpy(key_of(s, at), key, strlen(key) + 1);
    s->state.in_progress++;
    own(s, at, now, ticket);
    return RESIL_DEDUP_NEW;
}

static void copy_result(struct resil_dedup *s, int at, struct resil_dedup_result *result)
{
    const struct resil_dedup_entry *e = &s->entries[at];
    size_t size = e->size < result->capacity ? e->size : result->capacity;
    result->code = e->code;
    result->truncated = e->truncated || size < e->size;
    result->size = size;
    if (size)
        memcpy(result->data, result_of(s, at), size);
}

static enum resil_dedup_answer answer_known(struct resil_dedup *s, int at,
                                            struct resil_fingerprint print, int64_t now,
                                            struct resil_dedup_ticket *ticket,
                                            struct resil_dedup_result *result)
{
    struct resil_dedup_entry *e = &s->entries[at];
    if (!resil_fingerprint_equal(e->print, print)) {
        s->state.conflicts++;
        return RESIL_DEDUP_CONFLICT;
    }
    if (e->finished) {
        s->state.replayed++;
        copy_result(s, at, result);
        return RESIL_DEDUP_REPLAY;
    }
    if (e->ends_ns > now) {
        s->state.overlaps++;
        return RESIL_DEDUP_IN_PROGRESS;
    }
    s->state.taken_over++;
    queue_remove(s, at);
    own(s, at, now, ticket);
    return RESIL_DEDUP_NEW;
}

enum resil_dedup_answer resil_dedup_begin(struct resil_dedup *s, const char *key,
                                          struct resil_fingerprint print,
                                          struct resil_dedup_ticket *ticket,
                                          struct resil_dedup_result *result)
{
    *ticket = (struct resil_dedup_ticket){0};
    size_t length = key ? strnlen(key, (size_t)s->options.key_bytes + 1) : 0;
    if (length == 0 || length > (size_t)s->options.key_bytes)
        return RESIL_DEDUP_BAD_KEY;
    uint64_t hash = resil_fingerprint_hash(key, length);
    int64_t now = resil_now(&s->options.clock);
    enum resil_dedup_answer answer;
    pthread_mutex_lock(&s->lock);
    expire_some(s, now);
    int at = find(s, key, hash);
    if (at != none && s->entries[at].finished && s->entries[at].ends_ns <= now) {
        discard(s, at);
        at = none;
    }
    if (at == none)
        answer = take_new(s, key, hash, print, now, ticket);
    else
        answer = answer_known(s, at, print, now, ticket, result);
    pthread_mutex_unlock(&s->lock);
    return answer;
}

/* The entry that the ticket owns, or none. */
static int owned(const struct resil_dedup *s, const struct resil_dedup_ticket *ticket)
{
    bool held = ticket->id && ticket->place >= 0 && ticket->place < s->options.capacity;
    return held && s->entries[ticket->place].id == ticket->id ? (int)ticket->place : none;
}

enum resil_status resil_dedup_complete(struct resil_dedup *s, struct resil_dedup_ticket *ticket,
                                       const struct resil_dedup_result *result)
{
    int64_t now = resil_now(&s->options.clock);
    enum resil_status status = RESIL_STALE;
    pthread_mutex_lock(&s->lock);
    int at = owned(s, ticket);
    if (at != none) {
        struct resil_dedup_entry *e = &s->entries[at];
        bool fits = result->size <= (size_t)s->options.result_bytes;
        e->code = result->code;
        e->truncated = !fits;
        e->size = fits ? result->size : 0;
        if (e->size)
            memcpy(result_of(s, at), result->data, e->size);
        queue_remove(s, at);
        e->finished = true;
        e->id = 0;
        e->ends_ns = resil_time_add(now, s->options.lifetime_ns);
        queue_append(s, at);
        s->state.in_progress--;
        s->state.finished++;
        status = fits ? RESIL_OK : RESIL_TRUNCATED;
    }
    pthread_mutex_unlock(&s->lock);
    *ticket = (struct resil_dedup_ticket){0};
    return status;
}

enum resil_status resil_dedup_abandon(struct resil_dedup *s, struct resil_dedup_ticket *ticket)
{
    pthread_mutex_lock(&s->lock);
    int at = owned(s, ticket);
    if (at != none)
        discard(s, at);
    pthread_mutex_unlock(&s->lock);
    *ticket = (struct resil_dedup_ticket){0};
    return at == none ? RESIL_STALE : RESIL_OK;
}

struct resil_dedup_state resil_dedup_state(struct resil_dedup *s)
{
    pthread_mutex_lock(&s->lock);
    struct resil_dedup_state state = s->state;
    pthread_mutex_unlock(&s->lock);
    return state;
}

enum resil_status resil_dedup_key(const char *header, char *key, size_t size)
{
    size_t used = 0;
    bool quoted = header && *header == '"';
    const char *c = header ? header + quoted : "";
    for (; *c && (!quoted || *c != '"'); c++) {
        if (quoted && *c == '\\' && *++c != '"' && *c != '\\')
            return RESIL_FORMAT;
        /* Bare keys are tokens: no blanks, quotes or commas. */
        if (*c < ' ' || *c > '~' || (!quoted && strchr(" \",;\\", *c)))
            return RESIL_FORMAT;
        if (used + 1 >= size)
            return RESIL_TRUNCATED;
        key[used++] = *c;
    }
    if (used == 0 || (quoted && (c[0] != '"' || c[1])))
        return RESIL_FORMAT;
    key[used] = '\0';
    return RESIL_OK;
}

int resil_dedup_http(enum resil_dedup_answer answer)
{
    switch (answer) {
    case RESIL_DEDUP_NEW:
    case RESIL_DEDUP_REPLAY:
        return 0;
    case RESIL_DEDUP_IN_PROGRESS:
        return 409;
    case RESIL_DEDUP_CONFLICT:
        return 422;
    case RESIL_DEDUP_BAD_KEY:
        return 400;
    case RESIL_DEDUP_FULL:
        return 503;
    case RESIL_DEDUP_ERROR:
        break;
    }
    return 500;
}
