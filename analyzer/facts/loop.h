/* Loops around network calls: what kind each is and, for a retry, how it tries. */
#ifndef FACTS_LOOP_H
#define FACTS_LOOP_H

#include "facts/guard.h"
#include "facts/limit.h"
#include "facts/loop_call.h"
#include "facts/pause.h"

enum loop_class {
    LOOP_OTHER,
    LOOP_RETRY,
    LOOP_RESTART,
    LOOP_FAILOVER,
    LOOP_PUMP,
    LOOP_STREAM,
    LOOP_ACCEPT,
    LOOP_POLL,
    LOOP_PAGES,
    LOOP_ITEMS,
};

/* One loop, kept until the whole program is known: only then it is sure what is the network. */
struct loop_entry {
    func_ref func;
    ir_file_id file;
    ir_loc_id loc;
    uint32_t line, end_line;
    enum loop_class class;
    struct pause pause;
    struct limit limit;
    bool permanent; /* retries what cannot get better */
    bool transient; /* … and is seen not to */
    bool nested;
    int64_t amplification; /* attempts times attempts; 0: not numbers */
    enum model_answer idempotent;
    bool given;                    /* … as long as nobody knows what the callers give to send … */
    enum model_answer given_other; /* … beside which there is this */
    ir_instr_id decisive;          /* the call that closes it; 0 none */
    enum outcome outcome;          /* … when it ends so */
    func_ref later;     /* no loop: a function that a timer, or a helper that retries, calls makes
                           the attempt again … */
    ir_instr_id starts; /* … and this call starts the timer; 0: it is a helper */
    bool open;          /* it is not known all that may limit it */
    bool untimed;       /* … nor the pause */
    VEC(ir_instr_id) calls;
};

struct loop_list {
    VEC(struct loop_entry) entries;
};

struct timer_table;

struct loop_context {
    struct loop_list *list;
    struct pause_table *pauses;
    struct pause_table *waits; /* … and waits for some time */
    struct program_traits *traits;
    struct timer_table *timers;
    struct guard_table *guards;
};

/* Analyses the loops of a solved function; `early`: only what its callers ask of it. */
void loops_of_frame(struct loop_context *context, struct frame *frame, bool early);

/* The same for a function that calls itself again after a failure. */
void recursion_of_frame(struct loop_context *context, struct frame *frame,
                        const struct definitions *definitions);

/* The same for calls of a library's function that makes attempts by itself. */
void helpers_of_frame(struct loop_context *context, struct frame *frame, bool early);
/* What the functions that they are given are like, once the whole program is known. */
void helpers_decide(struct loop_list *list, const struct analysis *analysis);

const char *loop_class_name(enum loop_class class);
void loop_list_finish(struct loop_list *list);

struct loop_view {
    struct frame *frame;
    const struct definitions *definitions;
    const struct cfg_loop *loop;
    uint32_t index; /* of the loop in frame->cfg */
    const struct solve *first_turn;
    struct loop_call *calls;
    uint32_t call_count;
    bool sleeps; /* some call in it pauses */
    bool walks;  /* it goes through items that a call hands out (see loop_walks_items) */
    const struct pause_table *pauses;
};

/* Decides the class from what the probes of each call showed. */
enum loop_class loop_classify(const struct loop_view *view, const struct loop_call **decisive,
                              enum outcome *outcome);

/* What limits the attempts of a retry, for its entry. */
void loop_limit(struct loop_entry *entry, const struct loop_view *view,
                const struct loop_call *decisive);

#endif
