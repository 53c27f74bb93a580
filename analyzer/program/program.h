/* All modules linked: one function graph over the program. Functions with external linkage are one
 * across units, internal ones belong to theirs; an inline function of a header that several units
 * hold is one. */
#ifndef PROGRAM_PROGRAM_H
#define PROGRAM_PROGRAM_H

#include "base/strtab.h"
#include "ir/ir.h"

typedef uint32_t func_ref;   /* program-wide function, 1-based, 0 = none */
typedef uint32_t global_ref; /* program-wide global variable, 1-based */
typedef uint32_t
    field_ref; /* program-wide record field, 1-based: of one record, where units agree on it */

struct program_func {
    str_id name;
    uint32_t module; /* of the definition, or of a declaration */
    ir_func_id id;   /* in that module; has blocks when defined */
    bool defined;
    bool address_taken;  /* somewhere in the program */
    uint32_t first_call; /* its call sites, in program.calls */
    uint32_t call_count;
    uint32_t first_caller; /* call sites that may reach it, in program.callers */
    uint32_t caller_count;
    uint32_t component; /* number of its strongly connected component: callees have smaller ones */
    bool recursive;     /* lies on a cycle of calls */
};

/* A call instruction and whom it may reach. */
struct program_call {
    func_ref caller;
    ir_instr_id instr;     /* in the caller's module */
    uint32_t first_target; /* into program.targets */
    uint32_t target_count;
    bool complete; /* no other function can be called here */
    bool guessed;  /* its targets are those that could be called so: nothing says that they are */
};

struct program {
    struct arena arena;
    struct strtab names;
    const struct ir_module *modules;
    uint32_t module_count;
    VEC(struct program_func) funcs; /* [0] unused */
    VEC(struct program_call) calls;
    VEC(func_ref) targets;
    VEC(uint32_t) callers;   /* indices into calls */
    VEC(func_ref) bottom_up; /* defined functions, callees first */
    uint32_t component_count;
    uint32_t **func_of;   /* [module][ir_func_id] -> func_ref */
    uint32_t **global_of; /* [module][ir_var_id] -> global_ref, 0 for locals */
    uint32_t **field_of;  /* [module][ir_field_id] -> field_ref */
    uint32_t **call_of;   /* [module][ir_instr_id] -> index into calls + 1, 0 = no call */
    uint32_t global_count;
    uint32_t field_count;
};

/* Links; the modules must outlive the program. Function pointers are resolved by stores to
 * (record, field) and to variables, by initialiser tables, by arguments passed for a parameter,
 * and, failing that, by signature among address-taken functions. */
void program_link(struct program *program, const struct ir_module *modules, uint32_t count);

/* The function's definition module and id, or its declaration's. */
const struct ir_module *program_module(const struct program *program, func_ref func);
const struct ir_func *program_ir_func(const struct program *program, func_ref func);
const char *program_func_name(const struct program *program, func_ref func);

/* The function that an expression names, under conversions; or 0. */
func_ref program_named(const struct program *program, uint32_t module, ir_expr_id expr);

/* By name among functions with external linkage, or 0. */
func_ref program_find(const struct program *program, const char *name);

void program_finish(struct program *program);

#endif
