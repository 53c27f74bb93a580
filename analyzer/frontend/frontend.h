/* C sources to IR modules, by libclang in worker processes. The only stage that knows libclang.
 * A worker that crashes, hangs or eats memory costs its unit, which is named; never the run. */
#ifndef FRONTEND_FRONTEND_H
#define FRONTEND_FRONTEND_H

#include "compdb/unit.h"
#include "ir/ir.h"
#include "models/model.h"

struct frontend_options {
    uint32_t workers;               /* processes, at least 1 */
    uint32_t time_limit_s;          /* for one unit; 0 = none. Default 60 */
    uint64_t memory_limit;          /* bytes of address space for one worker; 0 = none */
    const char *root;               /* paths below it are shown relative to it */
    const struct model_set *models; /* stand-in headers, macros to define */
};

enum frontend_status {
    FRONTEND_OK,
    FRONTEND_UNREADABLE, /* the source cannot be read */
    FRONTEND_UNPARSABLE, /* libclang gave no translation unit at all */
    FRONTEND_CRASHED,
    FRONTEND_TIMED_OUT,
    FRONTEND_OUT_OF_MEMORY,
};

struct frontend_result {
    uint32_t unit; /* index into the units given */
    enum frontend_status status;
    struct ir_module module; /* when FRONTEND_OK; the receiver owns it */
    const char *detail;      /* a sentence for the user otherwise; valid during the call */
    double seconds;
};

/* Lowers the units; `receive` is called once for each, in unit order, in this process. Returns how
 * many were not FRONTEND_OK. */
uint32_t frontend_run(const struct unit *units, uint32_t count,
                      const struct frontend_options *options,
                      void (*receive)(void *context, struct frontend_result *result),
                      void *context);

/* "19.1.7", for --version. */
const char *frontend_clang_version(void);

#endif
