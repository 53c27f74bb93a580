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
    uint32_t node;        /* POINTER_NONE: an expression that is not understood */
    uint32_t first_guess; /* into guesses: by signature, where nothing is stored in the node */
    uint32_t guess_count;
};

struct func_pointers {
    struct program *program;
    struct map ids;  /* what a node stands for, to the node */
    struct map seen; /* members and copies that are there, each to be there once */
    VEC(struct pointer_node) nodes;
    VEC(uint32_t) queue;
    VEC(struct indirect_call) indirect;
    VEC(func_ref) guesses;
    bool *called; /* by func_ref: a call is known to reach it */
};

void func_pointers_init(struct func_pointers *pointers, struct program *program);
void func_pointers_finish(struct func_pointers *pointers);

/* What a node stands for: a field or global by its program-wide number (module 0), a variable of a
 * function, what a function returns, or the callee of one call. */
enum pointer_kind { NODE_FIELD = 1, NODE_GLOBAL, NODE_VAR, NODE_RESULT, NODE_CALLEE };
uint32_t pointer_node_at(struct func_pointers *pointers, enum pointer_kind kind, uint32_t module,
                         uint32_t id);

/* Each says: the node may hold the function; something unknown; all that `from` may hold; and
 * whatever reaches it is called there. A node may be POINTER_NONE only for pointer_open. */
void pointer_add(struct func_pointers *pointers, uint32_t node, func_ref func);
void pointer_open(struct func_pointers *pointers, uint32_t node);
void pointer_flow(struct func_pointers *pointers, uint32_t from, uint32_t to);
void pointer_call(struct func_pointers *pointers, struct indirect_call call);

/* Takes up the stores, calls and returned values of all modules. */
void func_pointers_scan(struct func_pointers *pointers);

/* Carries everything along copies until nothing changes. */
void func_pointers_close(struct func_pointers *pointers);

/* A call is known to reach `target`: its arguments flow into the parameters. */
void func_pointers_pass(struct func_pointers *pointers, uint32_t module, ir_instr_id call,
                        func_ref target);

/* A call may reach code that is not here, which may do anything with its arguments. */
void func_pointers_call_outside(struct func_pointers *pointers, uint32_t module, ir_instr_id call);

/* What calls a function that no known call reaches is not here, nor are its arguments. */
void func_pointers_open_entries(struct func_pointers *pointers);

/* For calls through pointers that nothing was stored in: address-taken functions that could be
 * called so, unless they are so many that they say nothing. */
void func_pointers_guess(struct func_pointers *pointers);

#endif
