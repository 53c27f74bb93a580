/* What the code under test said on standard error, for tests. Use said_begin and said_end as a
 * group's set-up and tear-down. */
#ifndef UNIT_SAID_H
#define UNIT_SAID_H

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static FILE *said_file;
static int said_saved;

static inline int said_begin(void **state)
{
    (void)state;
    said_file = tmpfile();
    said_saved = dup(STDERR_FILENO);
    return said_file == NULL || dup2(fileno(said_file), STDERR_FILENO) < 0;
}

static inline int said_end(void **state)
{
    (void)state;
    dup2(said_saved, STDERR_FILENO);
    close(said_saved);
    fclose(said_file);
    return 0;
}

/* All that was said since the last call. */
static inline const char *said_take(void)
{
    static char said[16384];
    fflush(stderr);
    rewind(said_file);
    said[fread(said, 1, sizeof said - 1, said_file)] = '\0';
    if (ftruncate(fileno(said_file), 0) != 0) {
        fail_msg("cannot empty the captured messages");
    }
    rewind(said_file);
    lseek(STDERR_FILENO, 0, SEEK_SET);
    return said;
}

static inline void said_has(const char *part)
{
    const char *said = said_take();
    if (strstr(said, part) == NULL) {
        fail_msg("expected the message '%s', got '%s'", part, said);
    }
}

static inline void said_nothing(void)
{
    const char *said = said_take();
    if (said[0] != '\0') {
        fail_msg("expected no message, got '%s'", said);
    }
}

#endif
