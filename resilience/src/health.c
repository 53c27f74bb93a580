#include "resil/health.h"
#include <errno.h>
#include "check.h"
#include "text.h"

static enum resil_status check(const struct resil_dependency *d, const char **bad)
{
    if (!d->name)
        return resil_refuse(bad, "name");
    if (d->every_ns < 0)
        return resil_refuse(bad, "every_ns");
    if (d->most_ns < 0)
        return resil_refuse(bad, "most_ns");
    if (d->max_age_ns < 0)
        return resil_refuse(bad, "max_age_ns");
    if (d->fail_after < 0)
        return resil_refuse(bad, "fail_after");
    if (d->pass_after < 0)
        return resil_refuse(bad, "pass_after");
    return RESIL_OK;
}

static void prepare(struct resil_dependency *d)
{
    if (!d->every_ns)
        d->every_ns = 10 * RESIL_S;
    if (!d->most_ns)
        d->most_ns = RESIL_S;
    if (!d->max_age_ns)
        d->max_age_ns = 60 * RESIL_S;
    if (!d->fail_after)
        d->fail_after = 3;
    if (!d->pass_after)
        d->pass_after = 1;
    /* Not asked yet: fail, so that no traffic comes before all is there. Without a check there
     * would never be any. */
    d->status = d->check ? RESIL_HEALTH_FAIL : RESIL_HEALTH_PASS;
    d->known = d->running = false;
    d->good = d->bad = 0;
    d->last = RESIL_SUCCESS;
}

enum resil_status resil_health_init(struct resil_health *h, struct resil_dependency *dependencies,
                                    int count, struct resil_clock clock, const char **bad)
{
    *h = (struct resil_health){.count = count};
    resil_check_begin(bad);
    if (!dependencies)
        return resil_refuse(bad, "dependencies");
    if (count < 1)
        return resil_refuse(bad, "count");
    for (int i = 0; i < count; i++) {
        enum resil_status status = check(&dependencies[i], bad);
        if (status)
            return status;
    }
    int error = pthread_mutex_init(&h->lock, NULL);
    if (error) {
        errno = error;
        return RESIL_SYSTEM;
    }
    h->clock = resil_clock_or(clock, RESIL_CLOCK_COARSE);
    h->dependencies = dependencies;
    for (int i = 0; i < count; i++)
        prepare(&dependencies[i]);
    return RESIL_OK;
}

void resil_health_finish(struct resil_health *h)
{
    if (h && h->dependencies)
        pthread_mutex_destroy(&h->lock);
    if (h)
        h->dependencies = NULL;
}

/* With the lock. */
static void note(struct resil_dependency *d, enum resil_outcome outcome, int64_t now)
{
    bool good = !(RESIL_FAILURES & RESIL_BIT(outcome));
    d->last = outcome;
    d->at_ns = now;
    d->good = good ? d->good + (d->good < d->pass_after) : 0;
    d->bad = good ? 0 : d->bad + (d->bad < d->fail_after);
    /* The first result is believed at once: there is nothing to be steady about. */
    if (good && (d->good >= d->pass_after || !d->known))
        d->status = RESIL_HEALTH_PASS;
    else if (!good && (d->bad >= d->fail_after || !d->known))
        d->status = RESIL_HEALTH_FAIL;
    d->known = true;
}

void resil_health_report(struct resil_health *h, int index, enum resil_outcome outcome)
{
    int64_t now = resil_now(&h->clock);
    if (index < 0 || index >= h->count || outcome == RESIL_ABANDONED)
        return;
    pthread_mutex_lock(&h->lock);
    note(&h->dependencies[index], outcome, now);
    pthread_mutex_unlock(&h->lock);
}

static bool fails(const struct resil_dependency *d, int64_t now)
{
    return d->status == RESIL_HEALTH_FAIL ||
           (d->known && d->max_age_ns != RESIL_NEVER && now - d->at_ns > d->max_age_ns);
}

static struct resil_health_view look(const struct resil_health *h, int64_t now)
{
    struct resil_health_view v = {.draining = h->draining, .first_critical = -1};
    for (int i = 0; i < h->count; i++) {
        if (!fails(&h->dependencies[i], now))
            continue;
        v.failing++;
        if (h->dependencies[i].critical && v.first_critical < 0)
            v.first_critical = i;
    }
    if (v.first_critical >= 0)
        v.status = RESIL_HEALTH_FAIL;
    else if (v.failing > 0)
        v.status = RESIL_HEALTH_WARN;
    v.ready = v.status != RESIL_HEALTH_FAIL && !v.draining;
    return v;
}

struct resil_health_view resil_health_view(struct resil_health *h)
{
    int64_t now = resil_now(&h->clock);
    pthread_mutex_lock(&h->lock);
    struct resil_health_view v = look(h, now);
    pthread_mutex_unlock(&h->lock);
    return v;
}

/* True if this thread shall run the check now. */
static bool claim(struct resil_health *h, struct resil_dependency *d, int64_t now)
{
    pthread_mutex_lock(&h->lock);
    bool due = d->check && !d->running && (!d->known || now - d->asked_ns >= d->every_ns);
    if (due) {
        d->running = true;
        d->asked_ns = now;
    }
    pthread_mutex_unlock(&h->lock);
    return due;
}

struct resil_health_view resil_health_check(struct resil_health *h, struct resil_deadline deadline)
{
    for (int i = 0; i < h->count; i++) {
        struct resil_dependency *d = &h->dependencies[i];
        if (resil_deadline_expired(deadline, &h->clock) || !claim(h, d, resil_now(&h->clock)))
            continue;
        enum resil_outcome outcome =
            d->check(d->ctx, resil_deadline_child(deadline, &h->clock, d->most_ns));
        int64_t now = resil_now(&h->clock);
        pthread_mutex_lock(&h->lock);
        d->running = false;
        if (outcome != RESIL_ABANDONED)
            note(d, outcome, now);
        pthread_mutex_unlock(&h->lock);
    }
    return resil_health_view(h);
}

void resil_health_drain(struct resil_health *h, bool on)
{
    pthread_mutex_lock(&h->lock);
    h->draining = on;
    pthread_mutex_unlock(&h->lock);
}

static void add_dependency(struct resil_text *t, const struct resil_dependency *d, int64_t now)
{
    resil_text_add(t, "\"");
    resil_text_add_escaped(t, d->name);
    resil_text_add(t, "\":[{\"status\":\"%s\",\"critical\":%s,\"last\":\"%s\",\"age_ms\":",
                   fails(d, now) ? "fail" : "pass", d->critical ? "true" : "false",
                   d->known ? resil_outcome_text(d->last) : "none");
    /* A report between the look at the clock and the lock is of age 0. */
    int64_t age = now > d->at_ns ? now - d->at_ns : 0;
    if (d->known)
        resil_text_add(t, "%lld}]", (long long)(age / RESIL_MS));
    else
        resil_text_add(t, "null}]");
}

enum resil_status resil_health_json(struct resil_health *h, char *text, size_t size)
{
    static const char *const words[] = {"pass", "warn", "fail"};
    struct resil_text t = resil_text_in(text, size);
    int64_t now = resil_now(&h->clock);
    pthread_mutex_lock(&h->lock);
    struct resil_health_view v = look(h, now);
    resil_text_add(&t, "{\"status\":\"%s\",\"ready\":%s,\"draining\":%s,\"checks\":{",
                   words[v.status], v.ready ? "true" : "false", v.draining ? "true" : "false");
    for (int i = 0; i < h->count; i++) {
        if (i)
            resil_text_add(&t, ",");
        add_dependency(&t, &h->dependencies[i], now);
    }
    pthread_mutex_unlock(&h->lock);
    resil_text_add(&t, "}}");
    if (t.full && size)
        *text = '\0';
    return t.full ? RESIL_TRUNCATED : RESIL_OK;
}
