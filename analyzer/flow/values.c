#include "flow/values.h"

static const struct values_page zero_page;

static struct values_page *page_at(const struct cell_values *values, uint32_t index)
{
    return index < values->pages.count ? values->pages.items[index] : NULL;
}

static const struct values_page *page_or_zero(const struct cell_values *values, uint32_t index)
{
    const struct values_page *page = page_at(values, index);
    return page == NULL ? &zero_page : page;
}

static void release(struct values_page *page)
{
    if (page != NULL && --page->users == 0) {
        free(page);
    }
}

static void reserve(struct cell_values *values, uint32_t pages)
{
    if (pages > values->pages.capacity) {
        values->pages.items =
            memory_resize(values->pages.items, pages, sizeof(struct values_page *));
        values->pages.capacity = pages;
    }
    while (values->pages.count < pages) {
        values->pages.items[values->pages.count++] = NULL;
    }
}

/* A page that nobody else sees. */
static struct values_page *own_page(struct cell_values *values, uint32_t index)
{
    struct values_page *page = values->pages.items[index];
    if (page != NULL && page->users == 1) {
        return page;
    }
    struct values_page *own = memory_resize(NULL, 1, sizeof *own);
    *own = page == NULL ? zero_page : *page;
    own->users = 1;
    release(page);
    values->pages.items[index] = own;
    return own;
}

void values_set(struct cell_values *values, cell_id cell, symbol_id value)
{
    if (values_get(values, cell) == value) {
        return;
    }
    reserve(values, cell / VALUES_PER_PAGE + 1);
    own_page(values, cell / VALUES_PER_PAGE)->items[cell % VALUES_PER_PAGE] = value;
    values->count = cell < values->count ? values->count : cell + 1;
}

void values_copy(struct cell_values *to, const struct cell_values *from)
{
    reserve(to, from->pages.count);
    for (uint32_t i = 0; i < to->pages.count; i++) {
        struct values_page *page = page_at(from, i);
        if (page == to->pages.items[i]) {
            continue;
        }
        if (page != NULL) {
            page->users++;
        }
        release(to->pages.items[i]);
        to->pages.items[i] = page;
    }
    to->count = from->count;
}

void values_clear(struct cell_values *values)
{
    for (uint32_t i = 0; i < values->pages.count; i++) {
        release(values->pages.items[i]);
    }
    values->pages.count = 0;
    values->count = 0;
}

void values_finish(struct cell_values *values)
{
    values_clear(values);
    vec_finish(&values->pages);
}

bool values_equal(const struct cell_values *a, const struct cell_values *b)
{
    for (uint32_t i = 0; i < a->pages.count || i < b->pages.count; i++) {
        if (!values_share(a, b, i) && memcmp(page_or_zero(a, i)->items, page_or_zero(b, i)->items,
                                             sizeof zero_page.items) != 0) {
            return false;
        }
    }
    return true;
}

bool values_share(const struct cell_values *a, const struct cell_values *b, uint32_t page)
{
    return page_at(a, page) == page_at(b, page);
}

bool values_hold(const struct cell_values *values, uint32_t page, symbol_id first, symbol_id last)
{
    const symbol_id *items = page_or_zero(values, page)->items;
    uint32_t found = 0;
    for (uint32_t i = 0; i < VALUES_PER_PAGE; i++) {
        found |= items[i] - first <= last - first;
    }
    return found != 0;
}
