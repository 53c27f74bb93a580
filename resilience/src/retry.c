#include "resil/retry.h"
#include "check.h"
#include "now.h"

#define ALL_RETRYABLE (RESIL_FAILURES | RESIL_BIT(RESIL_PERMANENT))

static const char *find_fault(const struct resil_retry_options *o)
{
    if (o->max_attempts < 1)
        return "max_attempts";
    if (o->base_ns <= 0)
        return "base_ns";
    if (o->cap_ns < o->base_ns || o->cap_ns == RESIL_NEVER)
        return "cap_ns";
    if (o->throttled_base_ns <= 0 || o->throttled_base_ns > o->cap_ns)
        return "throttled_base_ns";
    if ((unsigned)o->jitter > RESIL_JITTER_SMOOTH)
        return "jitter";
    if (o->retry_on & ~ALL_RETRYABLE)
        return "retry_on";
    if (o->hint_max_ns < 0)
        return "hint_max_ns";
    if (o->min_attempt_ns < 0)
        return "min_attempt_ns";
    return NULL;
}

enum resil_status resil_retry_policy_init(struct resil_retry_policy *policy,
                                          const struct resil_retry_options *options,
                                          const char **bad)
{
    resil_check_begin(bad);
    struct resil_retry_options o = options ? *options : RESIL_RETRY_OPTIONS_DEFAULT;
    const char *fault = find_fault(&o);
    if (fault)
        return resil_refuse(bad, fault);
    o.clock = resil_clock_or(o.clock, RESIL_CLOCK_MONOTONIC);
    *policy = (struct resil_retry_policy){.options = o};
    resil_splitmix_seed(&policy->own, o.random.next ? 0 : resil_random_seed());
    return RESIL_OK;
}

void resil_retry_start(struct resil_retry *retry, struct resil_retry_policy *policy,
                       struct resil_deadline deadline)
{
    /* The backoff is prepared only when it is needed: most operations succeed at once. */
    retry->status = RESIL_IN_PROGRESS;
    retry->attempts = 0;
    retry->deadline = deadline;
    retry->policy = policy;
    retry->ticket = (struct resil_budget_ticket){0};
    retry->over = false;
}

static bool is_too_late(struct resil_retry *retry)
{
    if (retry->deadline.at_ns == RESIL_NEVER ||
        !resil_deadline_expired(retry->deadline, &retry->policy->options.clock))
        return false;
    resil_retry_finish(retry);
    retry->status = RESIL_DEADLINE;
    return true;
}

bool resil_retry_attempt(struct resil_retry *retry)
{
    if (retry->over || is_too_late(retry))
        return false;
    if (retry->attempts++ == 0 && retry->policy->options.budget)
        resil_budget_request(retry->policy->options.budget);
    return true;
}

static void prepare_backoff(struct resil_retry *retry)
{
    struct resil_retry_policy *policy = retry->policy;
    const struct resil_retry_options *o = &policy->options;
    struct resil_random random = o->random.next ? o->random : resil_splitmix_random(&policy->own);
    struct resil_backoff_options options = {o->base_ns, o->cap_ns, o->jitter, random};
    resil_backoff_init(&retry->backoff, &options, NULL); /* checked by the policy's init */
}

/* Throttling has a base of its own but shares the number of retries with other failures. */
static int64_t backoff_after(struct resil_retry *retry, enum resil_outcome outcome)
{
    const struct resil_retry_options *o = &retry->policy->options;
    int64_t base = outcome == RESIL_THROTTLED ? o->throttled_base_ns : o->base_ns;
    if (retry->backoff.options.base_ns != base) {
        retry->backoff.options.base_ns = base;
        if (retry->backoff.previous_ns < base)
            retry->backoff.previous_ns = base;
    }
    return resil_backoff_next(&retry->backoff);
}

static enum resil_status judge(struct resil_retry *retry, enum resil_outcome outcome,
                               int64_t hint_ns, int64_t *wait_ns)
{
    const struct resil_retry_options *o = &retry->policy->options;
    if (outcome == RESIL_SUCCESS)
        return RESIL_OK;
    if (outcome == RESIL_ABANDONED)
        return RESIL_CANCELLED;
    if ((unsigned)outcome >= RESIL_OUTCOME_COUNT || !(o->retry_on & RESIL_BIT(outcome)))
        return RESIL_NOT_RETRYABLE;
    if (retry->attempts >= o->max_attempts)
        return RESIL_EXHAUSTED;
    if (hint_ns > o->hint_max_ns)
        return RESIL_PUSHBACK;
    if (retry->attempts <= 1)
        prepare_backoff(retry);
    int64_t wait = backoff_after(retry, outcome);
    *wait_ns = hint_ns > 0 ? resil_time_add(hint_ns, wait) : wait;
    int64_t needed = resil_time_add(*wait_ns, o->min_attempt_ns);
    /* An attempt needs some time: with exactly none left it is over too. */
    if (retry->deadline.at_ns != RESIL_NEVER &&
        needed >= resil_deadline_remaining(retry->deadline, &o->clock))
        return RESIL_DEADLINE;
    /* Asked last, so that a refusal for another reason costs no tokens. */
    if (o->budget && resil_budget_acquire(o->budget, outcome, &retry->ticket) != RESIL_OK)
        return RESIL_NO_BUDGET;
    return RESIL_IN_PROGRESS;
}

static NOINLINE bool next_after_failure(struct resil_retry *retry, enum resil_outcome outcome,
                                        int64_t hint_ns, int64_t *wait_ns)
{
    if (retry->ticket.held)
        resil_budget_release(retry->policy->options.budget, &retry->ticket, outcome);
    retry->status = judge(retry, outcome, hint_ns, wait_ns);
    retry->over = retry->status != RESIL_IN_PROGRESS;
    if (retry->over)
        *wait_ns = 0;
    return !retry->over;
}

bool resil_retry_next(struct resil_retry *retry, enum resil_outcome outcome, int64_t hint_ns,
                      int64_t *wait_ns)
{
    struct resil_budget *budget = retry->policy->options.budget;
    *wait_ns = 0;
    if (retry->over)
        return false;
    if (outcome != RESIL_SUCCESS || retry->ticket.held)
        return next_after_failure(retry, outcome, hint_ns, wait_ns);
    if (budget)
        resil_budget_success(budget);
    retry->status = RESIL_OK;
    retry->over = true;
    return false;
}

bool resil_retry_wait(struct resil_retry *retry, enum resil_outcome outcome, int64_t hint_ns)
{
    int64_t wait;
    if (!resil_retry_next(retry, outcome, hint_ns, &wait))
        return false;
    const struct resil_clock *clock = &retry->policy->options.clock;
    struct resil_deadline end = resil_deadline_after(clock, wait);
    /* Time has passed since the wait was found to fit. */
    resil_sleep_until(clock, resil_deadline_min(end, retry->deadline).at_ns);
    return true;
}

struct resil_deadline resil_retry_time(const struct resil_retry *retry, int64_t most_ns)
{
    return resil_deadline_child(retry->deadline, &retry->policy->options.clock, most_ns);
}

void resil_retry_finish(struct resil_retry *retry)
{
    if (retry->over)
        return;
    if (retry->policy->options.budget)
        resil_budget_release(retry->policy->options.budget, &retry->ticket, RESIL_ABANDONED);
    retry->status = RESIL_CANCELLED;
    retry->over = true;
}

enum resil_status resil_retry_run(struct resil_retry_policy *policy, struct resil_deadline deadline,
                                  resil_operation *operation, void *ctx)
{
    struct resil_retry retry;
    resil_retry_start(&retry, policy, deadline);
    while (resil_retry_attempt(&retry)) {
        int64_t hint = RESIL_NO_HINT;
        enum resil_outcome outcome = operation(ctx, &retry, &hint);
        resil_retry_wait(&retry, outcome, hint);
    }
    return retry.status;
}
