#include "program/given.h"

enum progress { PROGRESS_NONE, PROGRESS_BUSY, PROGRESS_DONE };

/* Of so many calls one may be unknown where all others agree. */
static const uint32_t calls_per_unknown = 10;

struct handed {
    func_ref caller;
    enum model_answer otherwise;
};

struct given {
    uint32_t calls[3]; /* by answer */
    enum progress progress;
    VEC(struct handed) callers; /* who hand on what they are given */
};

struct given_table {
    struct given *items; /* by func_ref */
    uint32_t count;
};

struct given_table *given_create(struct arena *arena, uint32_t count)
{
    struct given_table *table = arena_alloc(arena, sizeof *table);
    table->items = arena_alloc(arena, count * sizeof *table->items);
    table->count = count;
    return table;
}

void given_note(struct given_table *table, func_ref func, enum model_answer answer)
{
    table->items[func].calls[answer]++;
}

void given_hand_on(struct given_table *table, func_ref func, func_ref caller,
                   enum model_answer otherwise)
{
    vec_push(&table->items[func].callers,
             ((struct handed){.caller = caller, .otherwise = otherwise}));
}

static enum model_answer agreed(const struct given *given)
{
    uint32_t known = given->calls[ANSWER_YES] + given->calls[ANSWER_NO];
    bool both = given->calls[ANSWER_YES] != 0 && given->calls[ANSWER_NO] != 0;
    if (known == 0 || both || known / calls_per_unknown < given->calls[ANSWER_UNKNOWN]) {
        return ANSWER_UNKNOWN;
    }
    return given->calls[ANSWER_NO] != 0 ? ANSWER_NO : ANSWER_YES;
}

/* Callers on a cycle of calls add nothing to each other. */
bool given_find(struct given_table *table, func_ref func, enum model_answer *answer)
{
    struct given *given = &table->items[func];
    if (given->progress == PROGRESS_NONE) {
        given->progress = PROGRESS_BUSY;
        for (uint32_t i = 0; i < given->callers.count; i++) {
            struct handed handed = given->callers.items[i];
            enum model_answer above;
            bool busy = table->items[handed.caller].progress == PROGRESS_BUSY;
            bool called = given_find(table, handed.caller, &above);
            if (called || !busy) {
                given_note(table, func, called ? above : handed.otherwise);
            }
        }
        given->progress = PROGRESS_DONE;
    }
    *answer = agreed(given);
    return given->calls[ANSWER_YES] + given->calls[ANSWER_NO] + given->calls[ANSWER_UNKNOWN] != 0;
}

void given_finish(struct given_table *table)
{
    for (uint32_t i = 0; i < table->count; i++) {
        vec_finish(&table->items[i].callers);
    }
}
