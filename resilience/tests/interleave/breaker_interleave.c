/*
 * The breaker's own code, in every order of the steps of two or three threads: whatever happens
 * between, it comes back (never stuck half-open), its totals agree with its ring, no more probes
 * are out than allowed, every change is told to one caller, and no reason to open is overlooked.
 * RESIL_INTERLEAVE=all takes three threads through all combinations (an hour).
 */
#include <string.h>
#include "hooks.h"
#include "../../src/breaker.c"
#include "../../src/breaker_states.c"
#include "../../src/breaker_window.c"
#include "../../src/window.c"

enum { probes = 2, probe_calls = 2, most_tokens = 8, lease = 40, open_time = 100 };
enum { window_ns = 16 * 1000000, most_of_window = 10 * 1000000 };

/*
 * Scripts, a letter each: A acquire; S success, F failure, G give up (abandoned) of the latest
 * token; L lose it; T the clock passes a lease, U the open time, W most of a window; R reset by
 * hand, X force open. Tokens that the set-up leaves belong to the threads in turn.
 */
static struct {
    const char *set_up, *script[EXPLORE_THREADS];
    int threads, window_calls, consecutive;
    bool time_passes; /* while threads run; else reading the clock is no step */
} now_tried;

static struct resil_breaker breaker;
static int64_t now_ns;
static int changes, by_hand;
static unsigned opened_from; /* generations whose end in an opening was told */

struct tokens {
    struct resil_breaker_token token[most_tokens];
    int count;
};

static struct tokens held[EXPLORE_THREADS], left_over, lost;

static int64_t read_clock(void *unused)
{
    (void)unused;
    if (now_tried.time_passes)
        explore_step();
    return now_ns;
}

static uint64_t middle(void *unused)
{
    (void)unused;
    return UINT64_C(1) << 63;
}

static bool is_out(const struct resil_breaker_token *t)
{
    uint64_t word = HOOK_PEEK(&breaker.state);
    const struct resil_breaker_lease *l = t->probe >= 0 ? &breaker.leases[t->probe] : NULL;
    bool out = t->held && l && t->generation == breaker_generation(word) && l->number == t->lease &&
               l->until_ns > now_ns;
    CHECK(!out || l->held); /* nobody may take it away before its time */
    return out;
}

static int count_out(const struct tokens *t)
{
    int out = 0;
    for (int i = 0; i < t->count; i++)
        out += is_out(&t->token[i]);
    return out;
}

/* Counted from the tokens, not from what the breaker believes. */
static int probes_out(void)
{
    int out = count_out(&lost);
    for (int i = 0; i < EXPLORE_THREADS; i++)
        out += count_out(&held[i]);
    return out;
}

static void acquire(struct tokens *t)
{
    struct resil_breaker_token token = {0}; /* or what it leaves open would tell states apart */
    enum resil_status status = resil_breaker_acquire(&breaker, &token);
    changes += token.change != RESIL_BREAKER_UNCHANGED;
    CHECK(status == RESIL_OK || token.retry_ns > 0);
    CHECK(t->count < most_tokens);
    if (status == RESIL_OK)
        t->token[t->count++] = token;
    if (token.probe >= 0)
        CHECK(probes_out() <= probes && probes_out() + (int)breaker.probe_results <= probe_calls);
}

static void record(struct tokens *t, enum resil_outcome outcome)
{
    if (t->count == 0)
        return; /* it was refused */
    struct resil_breaker_token token = t->token[--t->count];
    t->token[t->count] = (struct resil_breaker_token){0};
    enum resil_status status = resil_breaker_record(&breaker, &token, outcome);
    changes += token.change != RESIL_BREAKER_UNCHANGED;
    /* A late call may complete what others have recorded since. */
    if (token.change == RESIL_BREAKER_OPENED)
        opened_from |= status == RESIL_STALE ? ~0u : 1u << token.generation;
    CHECK(!token.held);
}

static void lose(struct tokens *t)
{
    if (t->count > 0 && lost.count < most_tokens)
        lost.token[lost.count++] = t->token[--t->count];
}

static void pass_time(int64_t by_ns)
{
    explore_step();
    now_ns += by_ns;
}

static void set_by_hand(enum resil_breaker_state state)
{
    CHECK(resil_breaker_set(&breaker, state) == RESIL_OK);
    by_hand++;
}

static void follow(const char *script, struct tokens *t)
{
    for (; *script; script++) {
        switch (*script) {
        case 'A':
            acquire(t);
            break;
        case 'S':
            record(t, RESIL_SUCCESS);
            break;
        case 'F':
            record(t, RESIL_TRANSIENT);
            break;
        case 'G':
            record(t, RESIL_ABANDONED);
            break;
        case 'L':
            lose(t);
            break;
        case 'T':
            pass_time(lease);
            break;
        case 'U':
            pass_time(open_time);
            break;
        case 'W':
            pass_time(most_of_window);
            break;
        case 'R':
            set_by_hand(RESIL_BREAKER_CLOSED);
            break;
        case 'X':
            set_by_hand(RESIL_BREAKER_FORCED_OPEN);
            break;
        }
    }
}

/* Everything that is written after the set-up. */
static void share_memory(void)
{
    explore_memory(&breaker, sizeof breaker);
    if (breaker.ring)
        explore_memory(breaker.ring, (size_t)now_tried.window_calls * sizeof *breaker.ring);
    explore_memory(&now_ns, sizeof now_ns);
    explore_memory(&changes, sizeof changes);
    explore_memory(&by_hand, sizeof by_hand);
    explore_memory(&opened_from, sizeof opened_from);
    explore_memory(held, sizeof held);
    explore_memory(&lost, sizeof lost);
}

static void set_up(void)
{
    struct resil_breaker_options o = RESIL_BREAKER_OPTIONS_DEFAULT;
    o.window_calls = now_tried.window_calls;
    o.window_ns = o.window_calls ? 0 : window_ns;
    o.min_calls = 2;
    o.consecutive = now_tried.consecutive;
    o.open_ns = o.open_max_ns = open_time;
    o.open_jitter = 0;
    o.probes = probes;
    o.probe_calls = probe_calls;
    o.probe_lease_ns = lease;
    o.clock.now = read_clock;
    o.random.next = middle;
    resil_breaker_finish(&breaker);
    now_ns = RESIL_S;
    changes = by_hand = 0;
    opened_from = 0;
    CHECK(resil_breaker_init(&breaker, &o, NULL) == RESIL_OK);
    left_over.count = lost.count = 0;
    memset(held, 0, sizeof held);
    follow(now_tried.set_up, &left_over);
    for (int i = 0; i < left_over.count; i++) {
        struct tokens *t = &held[i % now_tried.threads];
        t->token[t->count++] = left_over.token[i];
    }
    share_memory();
}

static void body(int thread)
{
    follow(now_tried.script[thread], &held[thread]);
}

static void check_totals(const struct resil_breaker_view *v)
{
    uint32_t failures = 0;
    if (!breaker.ring || v->state != RESIL_BREAKER_CLOSED)
        return;
    for (int i = 0; i < breaker.options.window_calls; i++) {
        uint32_t place = HOOK_PEEK(&breaker.ring[i]);
        failures += place >> 2 == v->generation ? place & BREAKER_FAILED : 0;
    }
    CHECK(failures == v->failures);
    CHECK(breaker_generation(HOOK_PEEK(&breaker.cursor)) ==
          v->generation); /* or nothing would ever be counted again */
}

/* Good calls and time are all it takes. The first of them may open it: half of two calls failed. */
static void check_recovery(void)
{
    struct tokens t = {.count = 0};
    if (resil_breaker_view(&breaker).state == RESIL_BREAKER_FORCED_OPEN)
        return;
    for (int i = 0; i < 2; i++) {
        pass_time(open_time + lease);
        follow("ASAS", &t);
    }
    struct resil_breaker_view v = resil_breaker_view(&breaker);
    CHECK(v.state == RESIL_BREAKER_CLOSED);
    CHECK(v.probes_out == 0);
}

static int leases_held(void)
{
    int count = 0;
    for (int i = 0; i < probes; i++)
        count += breaker.leases[i].held && breaker.leases[i].until_ns > now_ns;
    return count;
}

/* By what breaker.h says, and not by what the library takes for enough to look. */
static bool should_open(uint32_t generation)
{
    const struct resil_breaker_options *o = &breaker.options;
    struct breaker_counts c = resil_breaker_window_counts(&breaker, generation, now_ns);
    uint32_t in_row = (uint32_t)HOOK_PEEK(&breaker.in_row);
    return (o->consecutive && in_row >= (uint32_t)o->consecutive) ||
           (c.calls >= (uint32_t)o->min_calls && c.failures >= o->failure_rate * c.calls);
}

/* Whoever completes a window judges it. */
static void check_judgement(uint32_t generation)
{
    struct tokens t = {.count = 0};
    CHECK(!should_open(generation));
    if (breaker.ring)
        return;
    pass_time(most_of_window); /* older failures leave; with newer ones a good call is judged */
    follow("AS", &t);
    struct resil_breaker_view v = resil_breaker_view(&breaker);
    CHECK(v.state != RESIL_BREAKER_CLOSED || !should_open(v.generation));
}

static void check(void)
{
    struct resil_breaker_view v = resil_breaker_view(&breaker);
    CHECK(v.generation == 1 + (uint32_t)(changes + by_hand));
    if (v.state == RESIL_BREAKER_OPEN)
        CHECK(opened_from >> (v.generation - 1) & 1);
    if (v.state == RESIL_BREAKER_HALF_OPEN)
        CHECK(v.calls < probe_calls && v.failures == 0);
    CHECK(leases_held() == probes_out());
    if (v.state == RESIL_BREAKER_CLOSED)
        check_judgement(v.generation);
    check_totals(&v);
    check_recovery();
}

static void describe(FILE *f)
{
    fprintf(f, "window %d, consecutive %d, set-up \"%s\", threads:", now_tried.window_calls,
            now_tried.consecutive, now_tried.set_up);
    for (int i = 0; i < now_tried.threads; i++)
        fprintf(f, " \"%s\"", now_tried.script[i]);
    fputc('\n', f);
}

/* Closed; well for some calls; one failure from opening; open and due; one probe out; two out; one
 * good, one out. */
static const char *const set_ups[] = {"", "ASASAS", "AF", "AFAFU", "AFAFUA", "AFAFUAA", "AFAFUASA"};
static const char *const scripts[] = {"AS", "AF", "SAS", "FA", "G", "LA", "T", "R", "RAF", "WAF"};
/* The third thread is there to come between the two others. */
static const char *const triples[][3] = {{"AS", "R", "RAF"}, {"AS", "AF", "R"}, {"SAS", "T", "LA"},
                                         {"SAS", "T", "A"},  {"S", "F", "A"},   {"G", "LA", "A"}};
enum { set_up_count = 7, script_count = 10, triple_count = 6 };

static long states, cases;

static void try_case(const char *set_up_script, int threads, const char *a, const char *b,
                     const char *c)
{
    struct explore_case tried = {threads, set_up, body, check, describe};
    now_tried.set_up = set_up_script;
    now_tried.threads = threads;
    now_tried.script[0] = a;
    now_tried.script[1] = b;
    now_tried.script[2] = c;
    now_tried.time_passes = false;
    for (int i = 0; i < threads; i++)
        now_tried.time_passes |= strpbrk(now_tried.script[i], "TUW") != NULL;
    states += explore(&tried);
    cases++;
}

static void try_two(const char *set_up_script)
{
    for (int a = 0; a < script_count; a++)
        for (int b = 0; b < script_count; b++)
            try_case(set_up_script, 2, scripts[a], scripts[b], NULL);
}

static void try_three(const char *set_up_script, bool everything)
{
    for (int i = 0; i < triple_count; i++)
        try_case(set_up_script, 3, triples[i][0], triples[i][1], triples[i][2]);
    for (int a = 0; everything && a < script_count; a++)
        for (int b = a; b < script_count; b++)
            for (int c = b; c < script_count; c++)
                try_case(set_up_script, 3, scripts[a], scripts[b], scripts[c]);
}

static void try_all(int window_calls, int consecutive, bool everything)
{
    states = cases = 0;
    now_tried.window_calls = window_calls;
    now_tried.consecutive = consecutive;
    for (int i = 0; i < set_up_count; i++) {
        try_two(set_ups[i]);
        if (!consecutive || everything) /* it adds nothing but steps */
            try_three(set_ups[i], everything);
    }
    printf("window %d, consecutive %d: %ld cases, %ld states\n", window_calls, consecutive, cases,
           states);
    fflush(stdout);
    resil_breaker_finish(&breaker);
}

int main(void)
{
    const char *wanted = getenv("RESIL_INTERLEAVE");
    bool everything = wanted && strcmp(wanted, "all") == 0;
    try_all(3, 0, everything);
    try_all(3, 2, everything);
    try_all(0, 0, everything);
    return 0;
}
