/* One function under analysis. */
#ifndef PROGRAM_FRAME_H
#define PROGRAM_FRAME_H

#include "program/analysis.h"

#define FRAME_MAX_ARGS 16

struct frame {
    struct analysis *analysis;
    func_ref func;
    uint32_t module_index;
    const struct ir_module *module;
    const struct ir_func *info;
    struct arena arena;
    struct cfg cfg;
    struct space space;
    struct solve solve; /* the run over the whole function, from its entry */
    struct flow_state entry;
    struct map created;         /* symbol -> handle kind, for handles made or found here */
    struct map created_by;      /* symbol -> the modelled call that made it */
    struct map setting_writers; /* setting cell -> last instruction that wrote it */
    struct lock_list locks;     /* taken or released here */

    /* What-if runs. */
    ir_instr_id asked;          /* the call they branch off from … */
    enum outcome asked_outcome; /* … and how it ended */
    ir_instr_id stop_at;        /* control ends before this call … */
    bool stop_same;             /* … with the arguments that it was asked about with */
    symbol_id asked_args[FRAME_MAX_ARGS];
    uint32_t asked_count;
    bool stop_reached;          /* … and it got there */
    ir_instr_id narrowed;       /* a call that is taken to mean … */
    func_ref narrowed_to;       /* … only this function, of several */
    const struct solve *before; /* the run that what-if runs branch off from … */
    enum outcome before_others; /* … and how network calls end in that run */
    enum outcome others;        /* how network calls end in this run */
    bool waits_open;            /* … but waits may end either way … */
    bool may_end, shared;       /* … the peer is done, too; also results that follow failures */
    enum outcome told;          /* how calls that tell of an earlier operation say it ended */
    struct map *called;         /* collects the calls that were made; or NULL */
    struct map not_network;     /* calls whose descriptor is no socket for all that is known */
    struct map sent;  /* calls -> whether what they send may be sent twice, if decided here */
    symbol_id result; /* of the call that was applied last */
    uint32_t target;  /* which of the functions it may mean */
};

/* The solve_call of every run: applies the call by its model or by the callees' summaries. */
bool frame_call(void *frame, struct solve *solve, struct flow_state *state, ir_instr_id call);
/* Values of the call's arguments; at most `limit`. Returns how many. */
uint32_t frame_args(struct frame *frame, const struct flow_state *state, ir_instr_id call,
                    symbol_id *args, uint32_t limit);

/* Makes what the argument points to unknown, unless that is const or a record of somebody else. */
void frame_fill_argument(struct frame *frame, struct flow_state *state, ir_instr_id call,
                         uint32_t arg, symbol_id pointer);

/* The same for all arguments of a call of which nothing is known. */
void frame_fill_arguments(struct frame *frame, struct flow_state *state, ir_instr_id call,
                          const symbol_id *args, uint32_t count);

/* Applies a model's effects; the result is in frame->result. */
void frame_apply_model(struct frame *frame, struct flow_state *state, ir_instr_id call,
                       const struct model_function *model, const symbol_id *args, uint32_t count);

/* Applies a summary's effects likewise, as they are when its operations ended so; false when they
 * cannot. */
bool frame_apply_summary(struct frame *frame, struct flow_state *state, ir_instr_id call,
                         const struct summary *summary, enum outcome outcome, const symbol_id *args,
                         uint32_t count);

/* Whether the value has all the bits: 1, 0, or a symbol that is neither. */
symbol_id frame_has_bits(struct frame *frame, symbol_id value, int64_t bits);

/* A run over the function, or over a region of it (which wants edges), that has not begun. */
struct solve frame_solve(struct frame *frame, const struct bitset *region);

/* The same, run from right after some calls, all ended in one way; exits are collected. The caller
 * finishes `solve`. False when none of the calls can end so. */
bool frame_what_if(struct frame *frame, struct solve *solve, const ir_instr_id *calls,
                   uint32_t call_count, enum outcome outcome, const struct bitset *region);

/* The state right before an instruction, by the run `before`. False: unreachable. */
bool frame_state_before(struct frame *frame, uint32_t block, uint32_t index,
                        struct flow_state *state);

/* Block (index in the function) and position of an instruction. */
void frame_find(const struct frame *frame, ir_instr_id instr, uint32_t *block, uint32_t *index);

/* Fills the function's summary from the solved frame. */
void frame_summarize(struct frame *frame);
/* Decides the bounds of the network calls of the function, and hands on what callers must give. */
void frame_collect_needs(struct frame *frame);
/* Books every network call of the function as one of which nothing is known. */
void frame_give_up(struct frame *frame);
/* Notes what the function stored in fields and globals where it ends, or in the run's rounds. */
void frame_collect_stores(struct frame *frame, const struct flow_state *exit, struct solve *run);

/* The handle kind of a symbol: made here, or 0. */
uint32_t frame_kind_of(const struct frame *frame, symbol_id symbol);

/* A text the symbol is known to be, or NULL. */
const char *frame_text(const struct frame *frame, symbol_id symbol);

/* A function of the program that the symbol is known to be, or 0. */
func_ref frame_function(const struct frame *frame, symbol_id symbol);

/* The field of a record cell by its name, or 0. */
cell_id frame_field(struct frame *frame, cell_id record, ir_type_id type, const char *name);

/* Settings of a handle as cells. */
cell_id frame_setting_cell(struct frame *frame, symbol_id handle, setting_id setting);
#define SETTING_ATTACHED UINT32_MAX /* pseudo-setting: the handle attached to this one */

/* What values a setting or another place may have, for summaries and stores. `objects` collects
 * the handles made here that are among them, unless NULL: then they are unknown values. */
struct setting_value frame_setting_value(struct frame *frame, const struct flow_state *state,
                                         cell_id cell, struct map *objects);

#endif
