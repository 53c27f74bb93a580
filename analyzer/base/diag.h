/* Messages to the user, one sentence each: what, where, what was expected, what to do.
 * They go to standard error as `resilint: error: FILE:LINE:COLUMN: text` and are counted.
 * Control characters in the text are escaped, since names come from analysed code. */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include <stdint.h>

enum diag_level {
    DIAG_NOTE,    /* worth knowing; never changes the exit status */
    DIAG_WARNING, /* something could not be seen; the analysis goes on */
    DIAG_ERROR,   /* wrong usage, configuration, rule, model or checklist: exit status 2 */
    DIAG_BROKEN,  /* the analysis is incomplete: exit status 3 */
};

struct diag_place {
    const char *file; /* NULL: no place */
    uint32_t line;    /* 1-based, 0: the file as a whole */
    uint32_t column;  /* 1-based, 0: the line as a whole */
};

void diag(enum diag_level level, struct diag_place place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* How many messages of that level were given since the start. */
uint32_t diag_count(enum diag_level level);

/* Silences DIAG_NOTE and DIAG_WARNING (`--quiet`); they are still counted. */
void diag_set_quiet(int quiet);

#define DIAG_NOWHERE ((struct diag_place){0})

#endif
