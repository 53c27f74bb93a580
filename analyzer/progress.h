/* One line on the terminal while sources are read, when that takes longer than a second. */
#ifndef PROGRESS_H
#define PROGRESS_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

struct progress {
    bool wanted; /* standard error is a terminal and nobody asked for quiet */
    bool shown;
    struct timespec started;
    uint32_t done;
    uint32_t total;
};

void progress_start(struct progress *progress, bool quiet);

/* `more` units are to be read. */
void progress_expect(struct progress *progress, uint32_t more);

/* One more unit was read. */
void progress_step(struct progress *progress);

/* Takes the line away. */
void progress_end(struct progress *progress);

#endif
