/* From what the analysis knows to facts. */
#ifndef FACTS_EMIT_H
#define FACTS_EMIT_H

#include "facts/fact.h"
#include "facts/loop.h"

/* Where in the source; file names as the modules have them. */
void emit_place(struct fact_list *list, struct fact *fact, const struct program *program,
                func_ref func, ir_loc_id loc);

/* A step of evidence. */
struct fact_step emit_step(struct fact_list *list, const struct program *program, func_ref func,
                           ir_loc_id loc, const char *note);

/* The call as written in the source. */
const char *emit_api(struct fact_list *list, const struct program *program, func_ref func,
                     ir_instr_id call);

void emit_network_calls(struct fact_list *list, const struct analysis *analysis,
                        const struct loop_list *loops, const struct guard_table *guards);
void emit_loops(struct fact_list *list, const struct analysis *analysis,
                const struct loop_list *loops);

#endif
