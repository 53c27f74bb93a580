#include "resil/flight.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "check.h"
#include "resil/fingerprint.h"
#include "wait.h"

enum phase {
    FREE,
    FLYING,  /* somebody leads; others may join */
    DROPPED, /* the leader gave up and somebody waits: the first to wake leads */
    LANDED   /* for those who waited; the last of them frees the slot */
};

struct resil_flight_slot {
    uint64_t hash, id;
    enum phase phase;
    int waiting;
    int64_t lease_end_ns;
    pthread_cond_t changed;
    enum resil_status status;
    size_t size;
    bool truncated;
};

static enum resil_status check(const struct resil_flight_options *o, const char **bad)
{
    if (o->capacity < 1 || o->capacity > 65536)
        return resil_refuse(bad, "capacity");
    if (o->key_bytes < 1 || o->key_bytes > 4096)
        return resil_refuse(bad, "key_bytes");
    if (o->value_bytes < 0 || o->value_bytes > 1 << 24)
        return resil_refuse(bad, "value_bytes");
    if (o->lease_ns <= 0)
        return resil_refuse(bad, "lease_ns");
    return RESIL_OK;
}

static int make_locks(struct resil_flight *f)
{
    int error = pthread_mutex_init(&f->lock, NULL);
    f->locked = error == 0;
    while (!error && f->ready < f->options.capacity) {
        error = resil_cond_init(&f->slots[f->ready].changed);
        f->ready += !error;
    }
    return error;
}

enum resil_status resil_flight_init(struct resil_flight *f,
                                    const struct resil_flight_options *options, const char **bad)
{
    *f = (struct resil_flight){.options = options ? *options : RESIL_FLIGHT_OPTIONS_DEFAULT};
    struct resil_flight_options *o = &f->options;
    resil_check_begin(bad);
    enum resil_status status = check(o, bad);
    if (status)
        return status;
    o->clock = resil_clock_or(o->clock, RESIL_CLOCK_MONOTONIC);
    size_t count = (size_t)o->capacity;
    f->slots = calloc(count, sizeof *f->slots);
    f->keys = calloc(count, (size_t)o->key_bytes + 1);
    f->values = calloc(count, o->value_bytes ? (size_t)o->value_bytes : 1);
    if (!f->slots || !f->keys || !f->values) {
        resil_flight_finish(f);
        return RESIL_NO_MEMORY;
    }
    int error = make_locks(f);
    if (error) {
        resil_flight_finish(f);
        errno = error;
        return RESIL_SYSTEM;
    }
    return RESIL_OK;
}

void resil_flight_finish(struct resil_flight *f)
{
    if (!f)
        return;
    while (f->ready > 0)
        pthread_cond_destroy(&f->slots[--f->ready].changed);
    if (f->locked)
        pthread_mutex_destroy(&f->lock);
    free(f->slots);
    free(f->keys);
    free(f->values);
    *f = (struct resil_flight){0};
}

static char *key_of(const struct resil_flight *f, int at)
{
    return f->keys + (size_t)at * ((size_t)f->options.key_bytes + 1);
}

static char *value_of(const struct resil_flight *f, int at)
{
    return f->values + (size_t)at * (size_t)f->options.value_bytes;
}

/* A slot whose leader never reported and for whom nobody waits: it would be lost for ever. */
static int find_forgotten(struct resil_flight *f)
{
    int64_t now = resil_now(&f->options.clock);
    for (int i = 0; i < f->options.capacity; i++) {
        struct resil_flight_slot *s = &f->slots[i];
        if (s->phase != FLYING || s->waiting || s->lease_end_ns > now)
            continue;
        f->state.flying--;
        f->state.taken_over++;
        return i;
    }
    return -1;
}

/* The slot in flight with this key, else a free one (*known tells), else -1. Slots are few: a walk
 * over their hashes is cheaper than keeping a table. */
static int find(const struct resil_flight *f, const char *key, uint64_t hash, bool *known)
{
    int vacant = -1;
    *known = false;
    for (int i = 0; i < f->options.capacity; i++) {
        const struct resil_flight_slot *s = &f->slots[i];
        if (s->phase == FREE) {
            if (vacant < 0)
                vacant = i;
        } else if (s->phase != LANDED && s->hash == hash && strcmp(key_of(f, i), key) == 0) {
            *known = true;
            return i;
        }
    }
    return vacant;
}

static enum resil_flight_role lead(struct resil_flight *f, int at,
                                   struct resil_flight_ticket *ticket)
{
    struct resil_flight_slot *s = &f->slots[at];
    s->phase = FLYING;
    s->id = ++f->next_id;
    s->lease_end_ns = resil_time_add(resil_now(&f->options.clock), f->options.lease_ns);
    *ticket = (struct resil_flight_ticket){.id = s->id, .place = at};
    f->state.led++;
    return RESIL_FLIGHT_LEAD;
}

static void copy_value(const struct resil_flight *f, int at, struct resil_flight_value *value)
{
    const struct resil_flight_slot *s = &f->slots[at];
    value->status = s->status;
    value->size = s->size < value->capacity ? s->size : value->capacity;
    value->truncated = s->truncated || value->size < s->size;
    if (value->size)
        memcpy(value->data, value_of(f, at), value->size);
}

static enum resil_flight_role follow(struct resil_flight *f, int at, struct resil_deadline deadline,
                                     struct resil_flight_ticket *ticket,
                                     struct resil_flight_value *value)
{
    struct resil_flight_slot *s = &f->slots[at];
    const struct resil_clock *clock = &f->options.clock;
    enum resil_flight_role role = RESIL_FLIGHT_LATE;
    s->waiting++;
    f->state.waiting++;
    for (;;) {
        struct resil_deadline lease = {s->lease_end_ns};
        bool leaderless =
            s->phase == DROPPED || (s->phase == FLYING && resil_deadline_expired(lease, clock));
        if (s->phase == LANDED || leaderless || resil_deadline_expired(deadline, clock)) {
            if (leaderless && s->phase == FLYING)
                f->state.taken_over++;
            if (leaderless)
                role = lead(f, at, ticket);
            break;
        }
        resil_cond_wait(&s->changed, &f->lock, resil_deadline_min(deadline, lease), clock);
    }
    s->waiting--;
    f->state.waiting--;
    if (s->phase == LANDED) {
        role = RESIL_FLIGHT_SHARED;
        copy_value(f, at, value);
        f->state.shared++;
        if (s->waiting == 0)
            s->phase = FREE;
    } else if (role == RESIL_FLIGHT_LATE) {
        f->state.late++;
        if (s->phase == DROPPED && s->waiting == 0) {
            s->phase = FREE;
            f->state.flying--;
        }
    }
    return role;
}

enum resil_flight_role resil_flight_join(struct resil_flight *f, const char *key,
                                         struct resil_deadline deadline,
                                         struct resil_flight_ticket *ticket,
                                         struct resil_flight_value *value)
{
    size_t length = strnlen(key, (size_t)f->options.key_bytes + 1);
    uint64_t hash = resil_fingerprint_hash(key, length);
    enum resil_flight_role role = RESIL_FLIGHT_ALONE;
    bool known;
    *ticket = (struct resil_flight_ticket){0};
    pthread_mutex_lock(&f->lock);
    bool fits = length <= (size_t)f->options.key_bytes;
    int at = fits ? find(f, key, hash, &known) : -1;
    if (fits && at < 0)
        at = find_forgotten(f);
    if (at < 0) {
        f->state.alone++;
    } else if (known) {
        role = follow(f, at, deadline, ticket, value);
    } else {
        f->slots[at].hash = hash;
        memcpy(key_of(f, at), key, length + 1);
        f->state.flying++;
        role = lead(f, at, ticket);
    }
    pthread_mutex_unlock(&f->lock);
    return role;
}

static struct resil_flight_slot *led_by(struct resil_flight *f,
                                        const struct resil_flight_ticket *ticket)
{
    if (!ticket->id || ticket->place < 0 || ticket->place >= f->options.capacity)
        return NULL;
    struct resil_flight_slot *s = &f->slots[ticket->place];
    return s->id == ticket->id && s->phase == FLYING ? s : NULL;
}

enum resil_status resil_flight_land(struct resil_flight *f, struct resil_flight_ticket *ticket,
                                    const struct resil_flight_value *value)
{
    size_t room = (size_t)f->options.value_bytes;
    enum resil_status status = value->size > room ? RESIL_TRUNCATED : RESIL_OK;
    pthread_mutex_lock(&f->lock);
    struct resil_flight_slot *s = led_by(f, ticket);
    if (s) {
        s->status = value->status;
        s->size = value->size < room ? value->size : room;
        s->truncated = value->truncated || value->size > room;
        if (s->size && s->waiting)
            memcpy(value_of(f, ticket->place), value->data, s->size);
        s->phase = s->waiting ? LANDED : FREE;
        f->state.flying--;
        pthread_cond_broadcast(&s->changed);
    } else {
        status = RESIL_STALE;
    }
    pthread_mutex_unlock(&f->lock);
    *ticket = (struct resil_flight_ticket){0};
    return status;
}

enum resil_status resil_flight_drop(struct resil_flight *f, struct resil_flight_ticket *ticket)
{
    pthread_mutex_lock(&f->lock);
    struct resil_flight_slot *s = led_by(f, ticket);
    if (s) {
        s->phase = s->waiting ? DROPPED : FREE;
        if (!s->waiting)
            f->state.flying--;
        /* All, not one: the one that is woken may be leaving because of its own deadline. */
        pthread_cond_broadcast(&s->changed);
    }
    pthread_mutex_unlock(&f->lock);
    *ticket = (struct resil_flight_ticket){0};
    return s ? RESIL_OK : RESIL_STALE;
}

struct resil_flight_state resil_flight_state(struct resil_flight *f)
{
    pthread_mutex_lock(&f->lock);
    struct resil_flight_state state = f->state;
    pthread_mutex_unlock(&f->lock);
    return state;
}
