/* What the callers of a function give it to send: a text, or a handle that says what is requested.
 * Whether that may be sent twice is collected call by call and decided once the program is known.
 */
#ifndef PROGRAM_GIVEN_H
#define PROGRAM_GIVEN_H

#include "models/model.h"
#include "program/program.h"

struct given_table;

/* For functions below `count`; lives as long as the arena. */
struct given_table *given_create(struct arena *arena, uint32_t count);

/* A call gives the function something of which it is known whether it may be sent twice, or not. */
void given_note(struct given_table *table, func_ref func, enum model_answer answer);

/* A call in `caller` gives the function what the caller was given itself; `otherwise` is so where
 * nobody calls that one. */
void given_hand_on(struct given_table *table, func_ref func, func_ref caller,
                   enum model_answer otherwise);

/* What all callers agree on (of many a few may be unknown), else ANSWER_UNKNOWN. False: nobody
 * calls the function. */
bool given_find(struct given_table *table, func_ref func, enum model_answer *answer);

void given_finish(struct given_table *table);

#endif
