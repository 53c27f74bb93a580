/* Whether a bound holds on a handle at a point: what is so on the paths that lead there. */
#ifndef PROGRAM_VERDICT_H
#define PROGRAM_VERDICT_H

#include "program/frame.h"

struct verdict {
    bool yes;           /* on some path it holds */
    bool no;            /* on some path it does not */
    bool open;          /* on some path what came before the function decides */
    bool unknown;       /* on some path it cannot be told */
    bool assumed;       /* `yes` rests on a value that is not seen to be finite */
    int64_t longest_ns; /* -1: not a number */
    path_id path;       /* open: the handle */
    bool has_store;     /* open or unknown: the stores of a field or global decide */
    bool is_global;
    uint32_t store;
    bool not_handle;  /* no path shows a handle of the kind */
    bool is_handle;   /* some path does */
    bool is_other;    /* all paths show one that is known to be no such handle (a file) */
    symbol_id handle; /* one the verdict is about */
};

struct verdict verdict_of_bound(struct frame *frame, const struct flow_state *state,
                                symbol_id handle, uint32_t bound);

/* The same from setting values of a stored handle: no state is left to look at. */
struct verdict verdict_of_settings(const struct analysis *analysis,
                                   const struct summary_setting *settings, uint32_t count,
                                   uint32_t bound, bool initial_known);

/* Whether an alarm is armed there. */
struct verdict verdict_of_alarm(struct frame *frame, const struct flow_state *state);

#endif
