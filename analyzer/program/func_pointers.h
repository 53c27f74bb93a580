/* What functions a pointer may hold: a set for each variable, record field and function result,
 * filled by what is stored there and closed over copies, arguments and results; flow-insensitive.
 * A set is open when something that is not known may be there, too. Private to program_link. */
#ifndef PROGRAM_FUNC_POINTERS_H
#define PROGRAM_FUNC_POINTERS_H

#include "base/map.h"
#include "program/program.h"

#define POINTER_NONE UINT32_MAX

struct pointer_node {
    VEC(func_ref) funcs;
    VEC(uint32_t) flows_to;
    VEC(uint32_t) calls; /* calls through it, in func_pointers.indirect */
    uint32_t passed;     /* how many funcs went on to flows_to and calls */
    bool open;
    bool open_passed;
    bool queued;
};

struct indirect_call {
    uint32_t module;
    ir_instr_id instr;
    uint32_t node; /* POINTER_NONE: an expression that is not understood */
};

struct func_pointers {
    struct program *program;
    struct map ids;  /* what a node stands for, to the node */
    struct map seen; /* members and copies that are there, each to be there once */
    VEC(struct pointer_node) nodes;
    VEC(uint32_t) queue;
    VEC(struct indirect_call) indirect;
    bool *called; /* by func_ref: a call is known to reach it */
};

void func_pointers_init(struct func_pointers *pointers, struct program *program);
void func_pointers_finish(struct func_pointers *pointers);

/* Takes up a module's stores, calls and returned values. */
void func_pointers_scan(struct func_pointers *pointers, uint32_t module);

/* Carries everything along copies until nothing changes. */
void func_pointers_close(struct func_pointers *pointers);

/* A call is known to reach `target`: its arguments flow into the parameters. */
void func_pointers_pass(struct func_pointers *pointers, uint32_t module, ir_instr_id call,
                        func_ref target);

/* What calls a function that no known call reaches is not here, nor are its arguments. */
void func_pointers_open_entries(struct func_pointers *pointers);

/* Casts do not change which function a value is. */
ir_expr_id func_pointers_strip(const struct ir_module *module, ir_expr_id expr);

#endif
