/* Functions of the program that pass a setting on: `void set_option(CURL *handle, CURLoption
 * option, long value) { …; curl_easy_setopt(handle, option, value); … }`. What is set is only known
 * where the option is given, so the library's call is applied there once more. */
#ifndef PROGRAM_PASSING_H
#define PROGRAM_PASSING_H

#include "program/frame.h"

enum { PASSED_LIMIT = 8 };

enum passed_kind {
    PASSED_UNKNOWN,
    PASSED_ARGUMENT, /* as the caller gave it; the first behind the parameters: `…` */
    PASSED_POINTEE,  /* its address */
    PASSED_CONSTANT,
};

struct passing {
    const struct model_function *model;
    bool returned; /* it returns what the library's call returned */
    uint32_t count;
    struct passed {
        enum passed_kind kind;
        uint32_t arg;
        int64_t value;
    } args[PASSED_LIMIT];
};

/* By func_ref what the function passes on, or NULL. */
const struct passing **passings_find(struct analysis *analysis);

/* What a call of such a function sets. */
void passing_apply(struct frame *frame, struct flow_state *state, ir_instr_id call,
                   const struct passing *passing, const symbol_id *args, uint32_t count);

/* What a library's call sets and, on the frame's result, tells of settings; nothing else of what it
 * does. */
void frame_apply_effects(struct frame *frame, struct flow_state *state, ir_instr_id call,
                         const struct model_function *model, const symbol_id *args, uint32_t count);
void frame_apply_report(struct frame *frame, struct flow_state *state,
                        const struct model_function *model, const symbol_id *args, uint32_t count);

#endif
