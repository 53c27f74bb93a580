#include "resil/metrics.h"
#include <inttypes.h>
#include <string.h>
#include "resil/clock.h"
#include "text.h"

static const struct bound {
    int64_t ns;
    const char *text;
} bounds[RESIL_METRICS_BUCKETS - 1] = {
    {5 * RESIL_MS, "0.005"}, {10 * RESIL_MS, "0.01"}, {25 * RESIL_MS, "0.025"},
    {50 * RESIL_MS, "0.05"}, {100 * RESIL_MS, "0.1"}, {250 * RESIL_MS, "0.25"},
    {500 * RESIL_MS, "0.5"}, {RESIL_S, "1"},          {5 * RESIL_S / 2, "2.5"},
    {5 * RESIL_S, "5"},      {10 * RESIL_S, "10"},
};

const char *resil_event_text(enum resil_event_kind kind)
{
    static const char *const texts[RESIL_EVENT_COUNT] = {
        [RESIL_EVENT_ATTEMPT] = "attempt", [RESIL_EVENT_RETRY] = "retry",
        [RESIL_EVENT_END] = "end",         [RESIL_EVENT_REFUSED] = "refused",
        [RESIL_EVENT_HEDGE] = "hedge",     [RESIL_EVENT_FALLBACK] = "fallback",
        [RESIL_EVENT_CHANGED] = "changed",
    };
    return (unsigned)kind < RESIL_EVENT_COUNT ? texts[kind] : "unknown";
}

void resil_metrics_init(struct resil_metrics *m, const char *name)
{
    m->name = name;
    for (int i = 0; i < RESIL_OUTCOME_COUNT; i++)
        atomic_init(&m->attempts[i], 0);
    for (int i = 0; i < RESIL_STATUS_COUNT; i++)
        atomic_init(&m->operations[i], 0);
    for (int i = 0; i < RESIL_EVENT_COUNT; i++)
        atomic_init(&m->events[i], 0);
    for (int i = 0; i < RESIL_METRICS_BUCKETS; i++)
        atomic_init(&m->durations[i], 0);
    atomic_init(&m->duration_sum_ns, 0);
}

static void add(_Atomic uint64_t *counter, uint64_t by)
{
    atomic_fetch_add_explicit(counter, by, memory_order_relaxed);
}

static uint64_t get(const _Atomic uint64_t *counter)
{
    return atomic_load_explicit(counter, memory_order_relaxed);
}

static void count_event(void *ctx, const struct resil_event *e)
{
    struct resil_metrics *m = ctx;
    if ((unsigned)e->kind >= RESIL_EVENT_COUNT)
        return;
    add(&m->events[e->kind], 1);
    if (e->kind == RESIL_EVENT_ATTEMPT && (unsigned)e->outcome < RESIL_OUTCOME_COUNT) {
        int i = 0;
        while (i < RESIL_METRICS_BUCKETS - 1 && e->took_ns > bounds[i].ns)
            i++;
        add(&m->attempts[e->outcome], 1);
        add(&m->durations[i], 1);
        add(&m->duration_sum_ns, e->took_ns > 0 ? (uint64_t)e->took_ns : 0);
    }
    if ((e->kind == RESIL_EVENT_END || e->kind == RESIL_EVENT_REFUSED) &&
        (unsigned)e->status < RESIL_STATUS_COUNT)
        add(&m->operations[e->status], 1);
}

struct resil_observer resil_metrics_observer(struct resil_metrics *metrics)
{
    return (struct resil_observer){.see = count_event, .ctx = metrics};
}

struct resil_page resil_page_in(char *text, size_t size)
{
    struct resil_text t = resil_text_in(text, size);
    return (struct resil_page){.text = text, .size = size, .full = t.full};
}

/* A line is written as a whole or not at all: half a sample is a wrong sample. */
static struct resil_text begin_line(const struct resil_page *page)
{
    return (struct resil_text){
        .data = page->text, .size = page->size, .used = page->used, .full = page->full};
}

static enum resil_status end_line(struct resil_page *page, const struct resil_text *line)
{
    page->full = line->full;
    if (!line->full)
        page->used = line->used;
    else if (page->used < page->size)
        page->text[page->used] = '\0';
    return page->full ? RESIL_TRUNCATED : RESIL_OK;
}

enum resil_status resil_page_family(struct resil_page *page, const char *name, const char *type,
                                    const char *help)
{
    struct resil_text line = begin_line(page);
    resil_text_add(&line, "# HELP %s ", name);
    resil_text_add_escaped(&line, help);
    resil_text_add(&line, "\n# TYPE %s %s\n", name, type);
    return end_line(page, &line);
}

enum resil_status resil_page_sample(struct resil_page *page, const char *name, const char *label,
                                    const char *value_of_label, double value)
{
    struct resil_text line = begin_line(page);
    resil_text_add(&line, "%s", name);
    if (label) {
        resil_text_add(&line, "{%s=\"", label);
        resil_text_add_escaped(&line, value_of_label);
        resil_text_add(&line, "\"}");
    }
    resil_text_add(&line, " %.17g\n", value);
    return end_line(page, &line);
}

/* name{name="...",label="..."} count */
static void sample(struct resil_page *page, const struct resil_metrics *m, const char *name,
                   const char *label, const char *value, uint64_t count)
{
    struct resil_text line = begin_line(page);
    resil_text_add(&line, "%s{name=\"", name);
    resil_text_add_escaped(&line, m->name);
    if (label) {
        resil_text_add(&line, "\",%s=\"", label);
        resil_text_add_escaped(&line, value);
    }
    resil_text_add(&line, "\"} %" PRIu64 "\n", count);
    end_line(page, &line);
}

static void write_attempts(struct resil_page *page, const struct resil_metrics *m)
{
    for (int i = 0; i < RESIL_OUTCOME_COUNT; i++)
        if (get(&m->attempts[i]))
            sample(page, m, "resil_attempts_total", "outcome",
                   resil_outcome_text((enum resil_outcome)i), get(&m->attempts[i]));
}

static void write_operations(struct resil_page *page, const struct resil_metrics *m)
{
    for (int i = 0; i < RESIL_STATUS_COUNT; i++)
        if (get(&m->operations[i]))
            sample(page, m, "resil_operations_total", "status",
                   resil_status_text((enum resil_status)i), get(&m->operations[i]));
}

static void write_events(struct resil_page *page, const struct resil_metrics *m)
{
    for (int i = 0; i < RESIL_EVENT_COUNT; i++)
        if (get(&m->events[i]))
            sample(page, m, "resil_events_total", "kind",
                   resil_event_text((enum resil_event_kind)i), get(&m->events[i]));
}

static void write_durations(struct resil_page *page, const struct resil_metrics *m)
{
    uint64_t sum = 0;
    for (int i = 0; i < RESIL_METRICS_BUCKETS; i++) {
        sum += get(&m->durations[i]);
        sample(page, m, "resil_attempt_seconds_bucket", "le",
               i < RESIL_METRICS_BUCKETS - 1 ? bounds[i].text : "+Inf", sum);
    }
    struct resil_text line = begin_line(page);
    resil_text_add(&line, "resil_attempt_seconds_sum{name=\"");
    resil_text_add_escaped(&line, m->name);
    resil_text_add(&line, "\"} %.9f\n", (double)get(&m->duration_sum_ns) / 1e9);
    end_line(page, &line);
    sample(page, m, "resil_attempt_seconds_count", NULL, NULL, sum);
}

enum resil_status resil_metrics_write(const struct resil_metrics *const *metrics, int count,
                                      struct resil_page *page)
{
    static const struct {
        const char *name, *type, *help;
        void (*write)(struct resil_page *page, const struct resil_metrics *m);
    } families[] = {
        {"resil_attempts_total", "counter", "Attempts by outcome.", write_attempts},
        {"resil_operations_total", "counter", "Operations by final status.", write_operations},
        {"resil_events_total", "counter", "Events by kind.", write_events},
        {"resil_attempt_seconds", "histogram", "Duration of attempts.", write_durations},
    };
    for (size_t f = 0; f < sizeof families / sizeof *families; f++) {
        resil_page_family(page, families[f].name, families[f].type, families[f].help);
        for (int i = 0; i < count; i++)
            families[f].write(page, metrics[i]);
    }
    return page->full ? RESIL_TRUNCATED : RESIL_OK;
}
