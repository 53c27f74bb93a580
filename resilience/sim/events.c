#include "events.h"
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

static bool earlier(const struct sim_event *a, const struct sim_event *b)
{
    if (a->at_ns != b->at_ns)
        return a->at_ns < b->at_ns;
    return (int32_t)(a->order - b->order) < 0;
}

static void make_room(struct sim_events *events)
{
    if (events->count < events->room)
        return;
    events->room = events->room ? 2 * events->room : 1024;
    events->heap = realloc(events->heap, events->room * sizeof *events->heap);
    if (!events->heap) {
        fputs("simulation: out of memory\n", stderr);
        exit(1);
    }
}

void sim_events_add(struct sim_events *events, int64_t at_ns, uint32_t what)
{
    make_room(events);
    struct sim_event event = {at_ns, events->next_order++, what};
    size_t i = events->count++;
    for (; i > 0 && earlier(&event, &events->heap[(i - 1) / 2]); i = (i - 1) / 2)
        events->heap[i] = events->heap[(i - 1) / 2];
    events->heap[i] = event;
}

struct sim_event sim_events_take(struct sim_events *events)
{
    struct sim_event first = events->heap[0], last = events->heap[--events->count];
    size_t i = 0;
    for (;;) {
        size_t child = 2 * i + 1;
        if (child >= events->count)
            break;
        if (child + 1 < events->count && earlier(&events->heap[child + 1], &events->heap[child]))
            child++;
        if (!earlier(&events->heap[child], &last))
            break;
        events->heap[i] = events->heap[child];
        i = child;
    }
    if (events->count)
        events->heap[i] = last;
    return first;
}

void sim_events_free(struct sim_events *events)
{
    free(events->heap);
    *events = (struct sim_events){0};
}
