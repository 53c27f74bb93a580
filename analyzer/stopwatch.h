/* How long each stage took, for --stats. */
#ifndef STOPWATCH_H
#define STOPWATCH_H

#include <stdint.h>
#include <stdio.h>
#include <time.h>

enum { STOPWATCH_LAPS = 8 };

struct stopwatch {
    struct timespec last;
    struct {
        const char *name;
        double seconds;
    } laps[STOPWATCH_LAPS];
    uint32_t count;
};

void stopwatch_start(struct stopwatch *stopwatch);

/* Ends the lap of that name (a literal). At most STOPWATCH_LAPS. */
void stopwatch_lap(struct stopwatch *stopwatch, const char *name);

void stopwatch_print(const struct stopwatch *stopwatch, FILE *file);

#endif
