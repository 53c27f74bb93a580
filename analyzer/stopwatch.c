#include "stopwatch.h"

#include <assert.h>

void stopwatch_start(struct stopwatch *stopwatch)
{
    stopwatch->count = 0;
    clock_gettime(CLOCK_MONOTONIC, &stopwatch->last);
}

void stopwatch_lap(struct stopwatch *stopwatch, const char *name)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    assert(stopwatch->count < STOPWATCH_LAPS);
    double seconds = (double)(now.tv_sec - stopwatch->last.tv_sec) +
                     (double)(now.tv_nsec - stopwatch->last.tv_nsec) / 1e9;
    stopwatch->laps[stopwatch->count].name = name;
    stopwatch->laps[stopwatch->count].seconds = seconds;
    stopwatch->count++;
    stopwatch->last = now;
}

void stopwatch_print(const struct stopwatch *stopwatch, FILE *file)
{
    double total = 0;
    for (uint32_t i = 0; i < stopwatch->count; i++) {
        fprintf(file, "%-10s %8.3f s\n", stopwatch->laps[i].name, stopwatch->laps[i].seconds);
        total += stopwatch->laps[i].seconds;
    }
    fprintf(file, "%-10s %8.3f s\n", "total", total);
}
