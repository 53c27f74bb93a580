#include "base/map.h"

static uint64_t mix(uint64_t key)
{
    /* The finalizer of splitmix64: ids are dense, so their low bits alone would cluster. */
    key = (key ^ (key >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    key = (key ^ (key >> 27)) * UINT64_C(0x94d049bb133111eb);
    return key ^ (key >> 31);
}

uint64_t map_hash(uint64_t a, uint64_t b)
{
    return mix(mix(a + UINT64_C(0x9e3779b97f4a7c15)) ^ b);
}

static uint32_t *find_slot(const struct map *map, uint64_t key)
{
    uint32_t mask = map->slot_count - 1;
    for (uint32_t i = (uint32_t)mix(key) & mask;; i = (i + 1) & mask) {
        uint32_t *slot = &map->slots[i];
        if (*slot == 0 || map->entries.items[*slot - 1].key == key) {
            return slot;
        }
    }
}

static void rehash(struct map *map)
{
    map->slot_count = map->slot_count == 0 ? 16 : map->slot_count * 2;
    map->slots = memory_resize(map->slots, map->slot_count, sizeof *map->slots);
    memset(map->slots, 0, map->slot_count * sizeof *map->slots);
    for (uint32_t i = 0; i < map->entries.count; i++) {
        *find_slot(map, map->entries.items[i].key) = i + 1;
    }
}

uint32_t *map_get(const struct map *map, uint64_t key)
{
    if (map->slot_count == 0) {
        return NULL;
    }
    uint32_t slot = *find_slot(map, key);
    return slot == 0 ? NULL : &map->entries.items[slot - 1].value;
}

uint32_t *map_put(struct map *map, uint64_t key, uint32_t initial)
{
    if (map->slot_count == 0 || map->entries.count * 4 >= map->slot_count * 3) {
        rehash(map);
    }
    uint32_t *slot = find_slot(map, key);
    if (*slot == 0) {
        vec_push(&map->entries, ((struct map_entry){.key = key, .value = initial}));
        *slot = map->entries.count;
    }
    return &map->entries.items[*slot - 1].value;
}

void map_clear(struct map *map)
{
    map->entries.count = 0;
    if (map->slots != NULL) {
        memset(map->slots, 0, map->slot_count * sizeof *map->slots);
    }
}

void map_finish(struct map *map)
{
    vec_finish(&map->entries);
    free(map->slots);
    *map = (struct map){0};
}
