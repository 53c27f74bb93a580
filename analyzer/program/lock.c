#include "program/lock.h"

enum { PART_FIELD, PART_GLOBAL, PART_KINDS };

static bool add_part(struct lock_key *key, uint32_t id, uint32_t kind)
{
    if (key->count == LOCK_KEY_PARTS) {
        return false;
    }
    key->parts[key->count++] = id * PART_KINDS + kind;
    return true;
}

/* Elements of an array are not told apart: their numbers seldom are known. */
struct lock_key lock_key_of(const struct space *space, symbol_id pointer)
{
    struct lock_key key = {0};
    const struct symbol *symbol = &space->symbols.items[pointer];
    cell_id id = symbol->kind == SYMBOL_ADDRESS || symbol->kind == SYMBOL_INITIAL ? symbol->a : 0;
    bool room = true;
    while (room && id != 0) {
        const struct cell *cell = &space->cells.items[id];
        id = 0;
        if (cell->kind == CELL_FIELD) {
            room = add_part(&key, cell->b, PART_FIELD);
            id = cell->a;
        } else if (cell->kind == CELL_INDEX) {
            id = cell->a;
        } else if (cell->kind == CELL_GLOBAL) {
            key.closed = add_part(&key, cell->a, PART_GLOBAL);
        }
    }
    return key;
}

bool lock_key_matches(const struct lock_key *a, const struct lock_key *b)
{
    const struct lock_key *less = a->count < b->count ? a : b;
    const struct lock_key *more = less == a ? b : a;
    bool same = !less->closed || (more->closed && less->count == more->count);
    for (uint32_t i = 0; i < less->count && same; i++) {
        same = less->parts[i] == more->parts[i];
    }
    return same;
}

bool lock_is_first(const struct lock_list *list, uint32_t index)
{
    for (uint32_t i = 0; i < index; i++) {
        if (list->acts.items[i].cell == list->acts.items[index].cell) {
            return false;
        }
    }
    return true;
}

void lock_list_finish(struct lock_list *list)
{
    vec_finish(&list->acts);
    map_finish(&list->ids);
}

void lock_book_finish(struct lock_book *book)
{
    vec_finish(&book->calls);
    vec_finish(&book->conditions);
    vec_finish(&book->holds);
}
