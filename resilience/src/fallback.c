#include "resil/fallback.h"
#include <errno.h>
#include <string.h>
#include "check.h"

/* Asks one level. RESIL_OK, or why it gave nothing. */
static enum resil_status ask(const struct resil_level *level, const struct resil_clock *clock,
                             struct resil_deadline deadline, void *result, int64_t *age_ns,
                             enum resil_outcome *outcome)
{
    *age_ns = 0;
    *outcome = RESIL_TIMEOUT;
    if (!level->local && resil_deadline_expired(deadline, clock))
        return RESIL_DEADLINE;
    if (level->most_ns > 0)
        deadline = resil_deadline_child(deadline, clock, level->most_ns);
    *outcome = level->call(level->ctx, deadline, result, age_ns);
    if (*outcome == RESIL_PERMANENT)
        return RESIL_NOT_RETRYABLE;
    if (*outcome == RESIL_ABANDONED)
        return RESIL_CANCELLED;
    if (*outcome != RESIL_SUCCESS)
        return RESIL_FAILED;
    return level->max_age_ns > 0 && *age_ns > level->max_age_ns ? RESIL_STALE : RESIL_OK;
}

enum resil_status resil_fallback_run(const struct resil_level *levels, int count,
                                     const struct resil_clock *clock,
                                     struct resil_deadline deadline, void *result,
                                     struct resil_taken *taken)
{
    struct resil_taken unused, *t = taken ? taken : &unused;
    enum resil_status status = RESIL_FAILED;
    *t = (struct resil_taken){.level = -1, .first = RESIL_ABANDONED};
    for (int i = 0; i < count; i++) {
        enum resil_outcome outcome;
        int64_t age;
        status = ask(&levels[i], clock, deadline, result, &age, &outcome);
        if (i == 0)
            t->first = outcome;
        if (status == RESIL_OK) {
            t->level = i;
            t->age_ns = age;
        }
        if (status == RESIL_OK || status == RESIL_NOT_RETRYABLE || status == RESIL_CANCELLED)
            break;
    }
    return status;
}

enum resil_status resil_keep_init(struct resil_keep *keep, void *memory, size_t size,
                                  struct resil_clock clock, const char **bad)
{
    *keep = (struct resil_keep){.size = size};
    resil_check_begin(bad);
    if (!memory)
        return resil_refuse(bad, "memory");
    if (size == 0)
        return resil_refuse(bad, "size");
    int error = pthread_mutex_init(&keep->lock, NULL);
    if (error) {
        errno = error;
        return RESIL_SYSTEM;
    }
    keep->memory = memory;
    keep->clock = resil_clock_or(clock, RESIL_CLOCK_COARSE);
    return RESIL_OK;
}

void resil_keep_finish(struct resil_keep *keep)
{
    if (keep && keep->memory)
        pthread_mutex_destroy(&keep->lock);
    if (keep)
        keep->memory = NULL;
}

void resil_keep_put(struct resil_keep *keep, const void *value)
{
    int64_t now = resil_now(&keep->clock);
    pthread_mutex_lock(&keep->lock);
    memcpy(keep->memory, value, keep->size);
    keep->at_ns = now;
    keep->filled = true;
    pthread_mutex_unlock(&keep->lock);
}

enum resil_status resil_keep_get(struct resil_keep *keep, void *value, int64_t *age_ns)
{
    int64_t now = resil_now(&keep->clock);
    pthread_mutex_lock(&keep->lock);
    bool filled = keep->filled;
    if (filled)
        memcpy(value, keep->memory, keep->size);
    /* A put between our look at the clock and the lock is of age 0, not of negative age. */
    int64_t age = filled && now > keep->at_ns ? now - keep->at_ns : 0;
    pthread_mutex_unlock(&keep->lock);
    if (age_ns)
        *age_ns = age;
    return filled ? RESIL_OK : RESIL_NOT_FOUND;
}

enum resil_outcome resil_keep_level(void *ctx, struct resil_deadline deadline, void *result,
                                    int64_t *age_ns)
{
    (void)deadline;
    return resil_keep_get(ctx, result, age_ns) == RESIL_OK ? RESIL_SUCCESS : RESIL_TRANSIENT;
}
