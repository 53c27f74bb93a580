/* The analysis of a linked program: functions bottom-up, each solved over states (flow/), with
 * what a call does taken from models and from the summaries of the callees. */
#ifndef PROGRAM_ANALYSIS_H
#define PROGRAM_ANALYSIS_H

#include "flow/solve.h"
#include "models/model.h"
#include "program/given.h"
#include "program/handle_flow.h"
#include "program/names.h"
#include "program/path.h"
#include "program/summary.h"

/* Where the program talks to the network: a call of a modelled function. What is known of its
 * bound collects from every context in which the function is reached. */
struct site {
    func_ref func;
    ir_instr_id instr, awaited; /* … the wait that follows a call that only begins, or 0 */
    const struct model_function *model;
    bool is_network;    /* false while it is not known that the descriptor is a socket */
    bool forwarded;     /* a call of the program's own function that passes the model's on */
    bool may_be_socket; /* … but stores of the program say that it can be one */
    bool yes, no;       /* bounded in some context; unbounded in some context */
    bool unknown;       /* in some context it cannot be told */
    bool assumed;       /* bounded by a value that nobody here sees to be finite */
    int64_t longest_ns; /* of the bounds seen; -1: none known as a number */
    uint32_t bound;     /* the first bound that was missing: index into the models' bounds, or 0 */
    enum model_answer idempotent;
    enum model_answer keyed; /* an argument of the call is, or holds, an idempotency key */
    const char *method, *target;
    bool guarded_by_alarm;
    bool restarted; /* taken up again when a signal has interrupted it */
    bool unguarded; /* in some context no alarm is armed, and what it is made on not known */
    bool set_through_store; /* somebody sets its bound through the field or global it is kept in */
    VEC(struct site_step) steps; /* how it was found out; capped */
    VEC(uint32_t) locks;         /* that are held during the call: indices into holds of the book */
};

struct site_step { /* which instruction of which function says what */
    func_ref func;
    ir_loc_id loc;
    const char *note;
};

/* What the stores of the whole program put in a field or a global. */
struct store_entry {
    struct range constants; /* integers stored, initial values included */
    bool others;            /* something else was stored too */
    VEC(struct stored_object) objects;
    VEC(struct summary_setting) settings; /* made through the field, by anybody */
};

/* A handle put into a field, as it was configured when the storing function ended. */
struct stored_object {
    uint32_t handle_kind;
    VEC(struct summary_setting) settings;
};

struct analysis {
    struct arena arena;
    const struct program *program;
    const struct model_set *models;
    struct path_table paths;
    struct strtab texts;
    struct summary *summaries; /* by func_ref */
    bool *relevant;            /* by func_ref: worth solving */
    VEC(struct site) sites;
    struct map site_of; /* (module, instr) -> index into sites + 1 */
    struct handle_flow *handles;
    struct given_table *given;              /* what callers give to send */
    const struct model_function **forwards; /* by func_ref: see program/forward.h */
    const struct passing **passings;        /* … program/passing.h */
    struct store_entry *fields;             /* by field_ref, then those of nested_fields */
    struct store_entry *globals;            /* by global_ref */
    VEC(struct pending_need) pending;
    struct map pending_ids, nested_fields; /* see needs.c and program/nested_field.h */
    struct program_names *names;           /* once asked for; else NULL */
    struct map pieces;                     /* answers of pieces_idempotent(), by what was asked */
    struct lock_book locks;
    bool uses_alarm, alarm_returns; /* … of which every known handler returns */
    struct bitset alarm_flags;      /* by global_ref: set by such a handler */
    uint32_t analysed, over_budget;
    double longest_seconds;
    func_ref longest_func;
};

struct frame;

/* Called for each solved function, callees first, while its states are there. `early`: a function
 * on a cycle of calls is met for the first time; only what its callers ask of it is wanted. */
typedef void (*analysis_visitor)(void *context, struct frame *frame, bool early);

void analysis_run(struct analysis *analysis, const struct program *program,
                  const struct model_set *models, analysis_visitor visitor, void *context);

/* The model of a call's direct callee, or NULL. */
const struct model_function *analysis_model(const struct analysis *analysis, uint32_t module,
                                            ir_instr_id call);

/* The functions of the program that a call may reach; NULL and 0 for unknown ones. */
const func_ref *analysis_targets(const struct analysis *analysis, uint32_t module, ir_instr_id call,
                                 uint32_t *count);

void analysis_finish(struct analysis *analysis);

/* Settles what no caller gave: for functions that nobody calls, by the stores of the program. */
void analysis_settle(struct analysis *analysis);

/* Hands locks that are held where a function is called down to the network calls below it. */
void analysis_hand_down_locks(struct analysis *analysis);

/* Constants stored anywhere, and initial values: before any function is solved. */
void analysis_scan_stores(struct analysis *analysis);

#endif
