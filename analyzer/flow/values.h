/* Which symbol each cell holds. States are copied far more often than they are changed, so their
 * values lie in pages that copies share: a page is copied only when it is written to. */
#ifndef FLOW_VALUES_H
#define FLOW_VALUES_H

#include "base/vec.h"
#include "flow/symbol.h"

#include <stdbool.h>

#define VALUES_PER_PAGE 64

struct values_page {
    uint32_t users; /* how many hold it */
    symbol_id items[VALUES_PER_PAGE];
};

struct cell_values {
    VEC(struct values_page *) pages; /* NULL: all of them zero */
    uint32_t count;                  /* no cell from here on has a value */
};

/* 0: none. */
static inline symbol_id values_get(const struct cell_values *values, cell_id cell)
{
    if (cell >= values->count) {
        return 0;
    }
    const struct values_page *page = values->pages.items[cell / VALUES_PER_PAGE];
    return page == NULL ? 0 : page->items[cell % VALUES_PER_PAGE];
}

void values_set(struct cell_values *values, cell_id cell, symbol_id value);

void values_copy(struct cell_values *to, const struct cell_values *from);
void values_clear(struct cell_values *values); /* the memory for pages is kept, not that of pages */
void values_finish(struct cell_values *values);

bool values_equal(const struct cell_values *a, const struct cell_values *b);

/* Of the cells from page * VALUES_PER_PAGE on: whether both hold the same for certain; and whether
 * one of the symbols from `first` to `last` may be among them. */
bool values_share(const struct cell_values *a, const struct cell_values *b, uint32_t page);
bool values_hold(const struct cell_values *values, uint32_t page, symbol_id first, symbol_id last);

#endif
