#include "resil/hedge.h"
#include "check.h"

static enum resil_status make_delay(struct resil_hedge_policy *p, const char **bad)
{
    const struct resil_hedge_options *o = &p->options;
    struct resil_timeout_options t = RESIL_TIMEOUT_OPTIONS_DEFAULT;
    t.quantile = o->quantile;
    t.factor = 1;
    t.floor_ns = o->floor_ns;
    t.ceiling_ns = o->ceiling_ns;
    t.initial_ns = o->initial_ns;
    t.min_samples = o->min_samples;
    t.window_ns = o->window_ns;
    if (t.refresh_ns > t.window_ns)
        t.refresh_ns = t.window_ns;
    t.clock = o->clock;
    return resil_timeout_init(&p->delay, &t, bad);
}

enum resil_status resil_hedge_policy_init(struct resil_hedge_policy *p,
                                          const struct resil_hedge_options *options,
                                          const char **bad)
{
    *p = (struct resil_hedge_policy){.options = options ? *options : RESIL_HEDGE_OPTIONS_DEFAULT};
    resil_check_begin(bad);
    if (p->options.copies < 2 || p->options.copies > RESIL_HEDGE_COPIES)
        return resil_refuse(bad, "copies");
    p->options.clock = resil_clock_or(p->options.clock, RESIL_CLOCK_MONOTONIC);
    return make_delay(p, bad); /* which refuses the rest by the same names */
}

void resil_hedge_policy_finish(struct resil_hedge_policy *p)
{
    if (p)
        resil_timeout_finish(&p->delay);
}

int64_t resil_hedge_delay(struct resil_hedge_policy *p)
{
    return resil_timeout_get(&p->delay);
}

void resil_hedge_start(struct resil_hedge *h, struct resil_hedge_policy *policy,
                       struct resil_deadline deadline)
{
    *h = (struct resil_hedge){
        .status = RESIL_IN_PROGRESS, .winner = -1, .deadline = deadline, .policy = policy};
    h->next_ns = INT64_MIN; /* the original goes at once */
    h->delay_ns = resil_hedge_delay(policy);
    if (policy->options.budget)
        resil_budget_request(policy->options.budget);
}

static void end(struct resil_hedge *h, enum resil_status status)
{
    h->status = status;
    h->over = true;
}

static bool may_start(struct resil_hedge *h)
{
    struct resil_budget *budget = h->policy->options.budget;
    if (h->copies == h->policy->options.copies || h->refused)
        return false;
    if (h->copies == 0 || !budget)
        return true;
    h->refused = resil_budget_acquire(budget, RESIL_TIMEOUT, &h->ticket[h->copies]) != RESIL_OK;
    return !h->refused;
}

static int under_way(const struct resil_hedge *h)
{
    int count = 0;
    for (int i = 0; i < h->copies; i++)
        count += !h->ended[i];
    return count;
}

/*
 * One sample a call, of the original: with the quick answers of the copies among them the quantile
 * would sink with every hedge, and hedges would breed hedges. If a copy won, the original would
 * have needed longer than this, and counts as half as much again: should more calls be hedged than
 * the quantile allows, it lands among those and the delay climbs. The same if the deadline came.
 */
static void record(struct resil_hedge *h, int winner, int64_t took_ns)
{
    if (winner == 0)
        resil_timeout_record(&h->policy->delay, took_ns);
    else
        resil_timeout_record_cut(&h->policy->delay, took_ns);
}

bool resil_hedge_next(struct resil_hedge *h, int64_t *wait_ns)
{
    const struct resil_clock *clock = &h->policy->options.clock;
    int64_t now = resil_now(clock);
    *wait_ns = 0;
    if (h->over)
        return false;
    if (h->deadline.at_ns <= now) {
        if (h->copies > 0)
            record(h, -1, now - h->started_ns[0]);
        end(h, RESIL_DEADLINE);
        return false;
    }
    if (now >= h->next_ns && may_start(h)) {
        h->started_ns[h->copies++] = now;
        h->next_ns = resil_time_add(now, h->delay_ns);
        return true;
    }
    if (under_way(h) == 0) { /* all failed, and no other may be sent */
        end(h, RESIL_FAILED);
        return false;
    }
    int64_t until = h->deadline.at_ns;
    bool more = h->copies < h->policy->options.copies && !h->refused;
    if (more && h->next_ns < until)
        until = h->next_ns;
    *wait_ns = until == RESIL_NEVER ? RESIL_NEVER : until - now;
    return false;
}

/* Tells the budget how a hedge went; for the original only success counts. */
static void settle(struct resil_hedge *h, int copy, enum resil_outcome outcome)
{
    struct resil_budget *budget = h->policy->options.budget;
    if (!budget)
        return;
    if (copy > 0)
        resil_budget_release(budget, &h->ticket[copy], outcome);
    else if (outcome == RESIL_SUCCESS)
        resil_budget_success(budget);
}

void resil_hedge_report(struct resil_hedge *h, int copy, enum resil_outcome outcome)
{
    int64_t now = resil_now(&h->policy->options.clock);
    if (h->over || copy < 0 || copy >= h->copies || h->ended[copy])
        return;
    h->ended[copy] = true;
    settle(h, copy, outcome);
    switch (outcome) {
    case RESIL_SUCCESS:
        h->winner = copy;
        record(h, copy, now - h->started_ns[0]);
        end(h, RESIL_OK);
        break;
    case RESIL_PERMANENT:
        end(h, RESIL_NOT_RETRYABLE);
        break;
    case RESIL_THROTTLED:
        end(h, RESIL_PUSHBACK);
        break;
    case RESIL_ABANDONED:
        end(h, RESIL_CANCELLED);
        break;
    default:
        h->next_ns = now;
        if (under_way(h) == 0 && (h->copies == h->policy->options.copies || h->refused))
            end(h, RESIL_FAILED);
        break;
    }
}

void resil_hedge_finish(struct resil_hedge *h)
{
    if (!h->over)
        end(h, RESIL_CANCELLED);
    /* A copy that lost was sent all the same: it costs what a timeout costs. */
    for (int i = 1; i < h->copies; i++)
        if (!h->ended[i]) {
            h->ended[i] = true;
            settle(h, i, RESIL_TIMEOUT);
        }
}
