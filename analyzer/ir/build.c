#include "ir/build.h"

/* What the hashes of each section start from. One map serves them all, so what it gives is only
 * ever a guess, and is held against the entry. */
static const uint64_t type_salt = UINT64_C(1) << 32;
static const uint64_t loc_salt = UINT64_C(2) << 32;
static const uint64_t expr_salt = UINT64_C(3) << 32;
static const uint64_t place_salt = UINT64_C(4) << 32;

void ir_build_init(struct ir_builder *builder)
{
    *builder = (struct ir_builder){0};
#define IR_SECTION(type, name) (void)vec_push_zero(&builder->name);
#define IR_SECTION_U32(name)   (void)vec_push_zero(&builder->name);
#include "ir/sections.def"
}

void ir_build_abandon(struct ir_builder *builder)
{
    strtab_finish(&builder->strings);
    map_finish(&builder->interned);
#define IR_SECTION(type, name) vec_finish(&builder->name);
#define IR_SECTION_U32(name)   vec_finish(&builder->name);
#include "ir/sections.def"
    *builder = (struct ir_builder){0};
}

static uint64_t hash_words(uint64_t hash, const void *bytes, size_t size)
{
    for (size_t at = 0; at < size; at += sizeof(uint32_t)) {
        uint32_t word;
        memcpy(&word, (const char *)bytes + at, sizeof word);
        hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
        hash ^= hash >> 32;
    }
    return hash;
}

ir_str ir_build_text(struct ir_builder *builder, const char *text, size_t length)
{
    return strtab_add(&builder->strings, text, length);
}

ir_loc_id ir_build_loc(struct ir_builder *builder, struct ir_loc loc)
{
    if (loc.file == 0 && loc.line == 0) {
        return 0;
    }
    uint64_t key = hash_words(loc_salt, &loc, sizeof loc);
    uint32_t *known = map_put(&builder->interned, key, 0);
    if (*known != 0 && *known < builder->locs.count &&
        memcmp(&builder->locs.items[*known], &loc, sizeof loc) == 0) {
        return *known;
    }
    *known = builder->locs.count;
    vec_push(&builder->locs, loc);
    return *known;
}

ir_type_id ir_build_type(struct ir_builder *builder, struct ir_type type)
{
    if (type.kind == IR_TYPE_NONE) {
        return 0;
    }
    uint32_t id = builder->types.count;
    /* Records and enumerations are completed after they were added, so equal ones may yet differ.
     */
    if (type.kind != IR_TYPE_RECORD && type.kind != IR_TYPE_ENUM) {
        uint64_t key = hash_words(type_salt, &type, sizeof type);
        uint32_t *known = map_put(&builder->interned, key, 0);
        if (*known != 0 && *known < builder->types.count &&
            memcmp(&builder->types.items[*known], &type, sizeof type) == 0) {
            return *known;
        }
        *known = id;
    }
    vec_push(&builder->types, type);
    return id;
}

ir_expr_id ir_build_expr(struct ir_builder *builder, struct ir_expr expr)
{
    uint32_t id = builder->exprs.count;
    /* Two values that are not understood need not be the same value. */
    if (expr.op != IR_EXPR_OPAQUE) {
        uint64_t key = hash_words(expr_salt, &expr, sizeof expr);
        uint32_t *known = map_put(&builder->interned, key, 0);
        if (*known != 0 && *known < builder->exprs.count &&
            memcmp(&builder->exprs.items[*known], &expr, sizeof expr) == 0) {
            return *known;
        }
        *known = id;
    }
    vec_push(&builder->exprs, expr);
    return id;
}

ir_expr_id ir_build_int(struct ir_builder *builder, ir_type_id type, int64_t value, ir_str name)
{
    return ir_build_expr(
        builder, (struct ir_expr){.op = IR_EXPR_INT, .type = type, .a = name, .value = value});
}

ir_expr_id ir_build_load(struct ir_builder *builder, ir_place_id place)
{
    ir_type_id type = builder->places.items[place].type;
    return ir_build_expr(builder, (struct ir_expr){.op = IR_EXPR_LOAD, .type = type, .a = place});
}

ir_expr_id ir_build_unary(struct ir_builder *builder, enum ir_expr_op op, ir_type_id type,
                          ir_expr_id a)
{
    return ir_build_expr(builder, (struct ir_expr){.op = op, .type = type, .a = a});
}

ir_expr_id ir_build_binary(struct ir_builder *builder, enum ir_expr_op op, ir_type_id type,
                           ir_expr_id a, ir_expr_id b)
{
    return ir_build_expr(builder, (struct ir_expr){.op = op, .type = type, .a = a, .b = b});
}

ir_expr_id ir_build_opaque(struct ir_builder *builder, ir_type_id type, const ir_expr_id *operands,
                           uint32_t count)
{
    uint32_t first = ir_build_list(builder, operands, count);
    return ir_build_expr(
        builder, (struct ir_expr){.op = IR_EXPR_OPAQUE, .type = type, .a = first, .b = count});
}

static bool place_is(const struct ir_builder *builder, ir_place_id id, const struct ir_place *place,
                     const struct ir_elem *elems)
{
    const struct ir_place *old = &builder->places.items[id];
    return old->base_kind == place->base_kind && old->base == place->base &&
           old->type == place->type && old->elem_count == place->elem_count &&
           (old->elem_count == 0 || memcmp(&builder->elems.items[old->first_elem], elems,
                                           old->elem_count * sizeof *elems) == 0);
}

ir_place_id ir_build_place(struct ir_builder *builder, enum ir_base_kind kind, uint32_t base,
                           const struct ir_elem *elems, uint32_t count, ir_type_id type)
{
    struct ir_place place = {.base_kind = kind, .base = base, .elem_count = count, .type = type};
    uint64_t key = hash_words(place_salt, &place, sizeof place);
    key = hash_words(key, elems, count * sizeof *elems);
    uint32_t *known = map_put(&builder->interned, key, 0);
    if (*known != 0 && *known < builder->places.count && place_is(builder, *known, &place, elems)) {
        return *known;
    }
    *known = builder->places.count;
    place.first_elem = count == 0 ? 0 : builder->elems.count;
    for (uint32_t i = 0; i < count; i++) {
        struct ir_elem elem = elems[i]; /* `elems` may lie in the section that grows */
        vec_push(&builder->elems, elem);
    }
    vec_push(&builder->places, place);
    return *known;
}

ir_place_id ir_build_place_elem(struct ir_builder *builder, ir_place_id place, struct ir_elem elem,
                                ir_type_id type)
{
    struct ir_place old = builder->places.items[place];
    uint32_t count = old.elem_count + 1;
    struct ir_elem few[8];
    struct ir_elem *elems = count <= 8 ? few : memory_resize(NULL, count, sizeof *elems);
    for (uint32_t i = 0; i < old.elem_count; i++) {
        elems[i] = builder->elems.items[old.first_elem + i];
    }
    elems[old.elem_count] = elem;
    ir_place_id id =
        ir_build_place(builder, (enum ir_base_kind)old.base_kind, old.base, elems, count, type);
    if (elems != few) {
        free(elems);
    }
    return id;
}

uint32_t ir_build_list(struct ir_builder *builder, const uint32_t *items, uint32_t count)
{
    uint32_t start = count == 0 ? 0 : builder->lists.count;
    for (uint32_t i = 0; i < count; i++) {
        vec_push(&builder->lists, items[i]);
    }
    return start;
}
