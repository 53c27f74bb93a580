#include "base/strtab.h"

#include <xxhash.h>

static str_id lookup(const struct strtab *table, const char *text, size_t length, uint64_t hash)
{
    const uint32_t *head = map_get(&table->by_hash, hash);
    for (uint32_t id = head == NULL ? 0 : *head; id != 0; id = table->entries.items[id].next) {
        const struct strtab_entry *entry = &table->entries.items[id];
        if (entry->length == length && memcmp(entry->text, text, length) == 0) {
            return id;
        }
    }
    return 0;
}

str_id strtab_add(struct strtab *table, const char *text, size_t length)
{
    if (length == 0) {
        return 0;
    }
    if (table->entries.count == 0) {
        vec_push(&table->entries, ((struct strtab_entry){.text = ""}));
    }
    uint64_t hash = XXH3_64bits(text, length);
    str_id known = lookup(table, text, length, hash);
    if (known != 0) {
        return known;
    }
    str_id id = table->entries.count;
    uint32_t *head = map_put(&table->by_hash, hash, 0);
    struct strtab_entry entry = {
        .text = arena_copy(&table->arena, text, length), .length = (uint32_t)length, .next = *head};
    *head = id;
    vec_push(&table->entries, entry);
    return id;
}

str_id strtab_add_text(struct strtab *table, const char *text)
{
    return strtab_add(table, text, strlen(text));
}

str_id strtab_find(const struct strtab *table, const char *text)
{
    size_t length = strlen(text);
    return length == 0 ? 0 : lookup(table, text, length, XXH3_64bits(text, length));
}

const char *strtab_text(const struct strtab *table, str_id id)
{
    return id < table->entries.count ? table->entries.items[id].text : "";
}

void strtab_finish(struct strtab *table)
{
    map_finish(&table->by_hash);
    vec_finish(&table->entries);
    arena_finish(&table->arena);
}
