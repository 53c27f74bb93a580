#include "progress.h"

#include <stdio.h>
#include <unistd.h>

void progress_start(struct progress *progress, bool quiet)
{
    *progress = (struct progress){.wanted = !quiet && isatty(STDERR_FILENO)};
    clock_gettime(CLOCK_MONOTONIC, &progress->started);
}

void progress_expect(struct progress *progress, uint32_t more)
{
    progress->total += more;
}

void progress_step(struct progress *progress)
{
    struct timespec now;
    progress->done++;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (progress->wanted && now.tv_sec - progress->started.tv_sec > 1) {
        /* The cursor goes back, so that a message overwrites the line. */
        fprintf(stderr, "\033[K%u of %u sources read\r", progress->done, progress->total);
        fflush(stderr);
        progress->shown = true;
    }
}

void progress_end(struct progress *progress)
{
    if (progress->shown) {
        fputs("\033[K", stderr);
        fflush(stderr);
        progress->shown = false;
    }
}
