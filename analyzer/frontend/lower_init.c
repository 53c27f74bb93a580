/* Initialisers become sets, member by member, in the order of the source (C11 6.7.9): designators,
 * members without braces, and zero for what is not named. */
#include "frontend/lower_code.h"

/* Tables longer than this are not spelled out: nobody asks about the 257th entry. */
static const uint32_t table_limit = 256;
/* So many zero members are set one by one; larger objects are set to zero as a whole. */
static const uint32_t zero_limit = 32;
/* `[a ... b] = x` with more elements sets the array to something unknown. */
static const int64_t range_limit = 64;

/* What the list has done to an object so far. */
enum progress { UNTOUCHED, PARTLY_SET, SET };

/* The items of one braced list and how far they are used up. */
struct items {
    struct lower_span span;
    uint32_t next;
    ir_loc_id loc;       /* of the whole list */
    struct map progress; /* ir_place_id -> enum progress */
};

static void init_item(struct lowering *lowering, ir_place_id place, struct items *items);
static void init_braced(struct lowering *lowering, ir_place_id place, CXCursor list);

static ir_type_id place_type(const struct lowering *lowering, ir_place_id place)
{
    return lowering->builder->places.items[place].type;
}

static bool is_aggregate(struct ir_type type)
{
    return type.kind == IR_TYPE_RECORD || type.kind == IR_TYPE_ARRAY;
}

static ir_place_id element(struct lowering *lowering, ir_place_id place, int64_t index)
{
    struct ir_elem elem = {.kind = IR_ELEM_INDEX,
                           .id =
                               ir_build_int(lowering->builder, lower_type_int(lowering), index, 0)};
    ir_type_id type = lower_type_of(lowering, place_type(lowering, place)).of;
    return ir_build_place_elem(lowering->builder, place, elem, type);
}

/* How many scalars a value of the type has, counted no further than the limit. */
static uint32_t scalar_count(struct lowering *lowering, ir_type_id id, uint32_t limit)
{
    struct ir_type type = lower_type_of(lowering, id);
    if (type.kind == IR_TYPE_ARRAY) {
        return limit; /* arrays are set to zero as a whole */
    }
    if (type.kind != IR_TYPE_RECORD || (type.flags & IR_TYPE_UNION) != 0) {
        return 1;
    }
    uint32_t count = 0;
    for (uint32_t i = 0; i < type.count && count < limit; i++) {
        ir_type_id field = lowering->builder->fields.items[type.first + i].type;
        bool array = lower_type_is_array(lowering, field);
        count += array ? 1 : scalar_count(lowering, field, limit);
    }
    return count;
}

void lower_zero(struct lowering *lowering, ir_place_id place, ir_loc_id loc)
{
    ir_type_id id = place_type(lowering, place);
    struct ir_type type = lower_type_of(lowering, id);
    bool whole = type.kind != IR_TYPE_RECORD || (type.flags & IR_TYPE_UNION) != 0 ||
                 scalar_count(lowering, id, zero_limit) >= zero_limit;
    if (!whole) {
        for (uint32_t i = 0; i < type.count; i++) {
            lower_zero(lowering, lower_field_place(lowering, place, type.first + i), loc);
        }
        return;
    }
    ir_expr_id zero = ir_build_int(lowering->builder, id, 0, 0);
    if (type.kind == IR_TYPE_FLOAT) {
        zero = ir_build_expr(lowering->builder, (struct ir_expr){.op = IR_EXPR_FLOAT, .type = id});
    }
    body_emit(lowering->body,
              (struct ir_instr){.op = IR_INSTR_SET, .loc = loc, .dest = place, .value = zero});
}

static bool has_array(struct lowering *lowering, ir_type_id id)
{
    struct ir_type type = lower_type_of(lowering, id);
    bool has = type.kind == IR_TYPE_ARRAY;
    for (uint32_t i = 0; type.kind == IR_TYPE_RECORD && i < type.count && !has; i++) {
        has = has_array(lowering, lowering->builder->fields.items[type.first + i].type);
    }
    return has;
}

void lower_copy(struct lowering *lowering, ir_place_id dest, ir_place_id source, ir_loc_id loc)
{
    ir_type_id id = place_type(lowering, dest);
    struct ir_type type = lower_type_of(lowering, id);
    bool whole = type.kind != IR_TYPE_RECORD || (type.flags & IR_TYPE_UNION) != 0 ||
                 type.count == 0 || has_array(lowering, id) ||
                 scalar_count(lowering, id, zero_limit) >= zero_limit;
    if (whole) {
        lower_set(lowering, dest, lower_load(lowering, source), loc);
        return;
    }
    for (uint32_t i = 0; i < type.count; i++) {
        lower_copy(lowering, lower_field_place(lowering, dest, type.first + i),
                   lower_field_place(lowering, source, type.first + i), loc);
    }
}

static enum progress progress_of(const struct items *items, ir_place_id place)
{
    const uint32_t *known = map_get(&items->progress, place);
    return known == NULL ? UNTOUCHED : (enum progress) * known;
}

static void mark(struct items *items, ir_place_id place, enum progress progress)
{
    *map_put(&items->progress, place, progress) = progress;
}

/* An object whose members are given one by one. Arrays are zero before, unless `all` of them come;
 * records get their other members at the end. */
static void enter(struct lowering *lowering, ir_place_id place, struct items *items, bool all)
{
    if (progress_of(items, place) == UNTOUCHED) {
        if (!all && lower_type_is_array(lowering, place_type(lowering, place))) {
            lower_zero(lowering, place, items->loc);
        }
        mark(items, place, PARTLY_SET);
    }
}

static void set_unknown(struct lowering *lowering, ir_place_id place, CXCursor cursor,
                        const char *what)
{
    body_emit(lowering->body,
              (struct ir_instr){.op = IR_INSTR_OPAQUE,
                                .loc = source_loc_of(&lowering->source, cursor),
                                .dest = place,
                                .text = ir_build_text(lowering->builder, what, strlen(what))});
}

static bool is_designated(CXCursor item)
{
    return item.kind == CXCursor_UnexposedExpr && clang_getCursorType(item).kind == CXType_Void;
}

static uint32_t member_count(struct ir_type type)
{
    if (type.kind == IR_TYPE_ARRAY) {
        return type.count == 0 ? UINT32_MAX : type.count;
    }
    return (type.flags & IR_TYPE_UNION) != 0 && type.count > 0 ? 1 : type.count;
}

static ir_place_id member_place(struct lowering *lowering, ir_place_id place, uint32_t index)
{
    struct ir_type type = lower_type_of(lowering, place_type(lowering, place));
    if (type.kind == IR_TYPE_ARRAY) {
        return element(lowering, place, index);
    }
    return lower_field_place(lowering, place, type.first + index);
}

/* A value that fills the whole aggregate: another one of its type, or a string for characters. */
static bool fills(struct lowering *lowering, struct ir_type type, ir_type_id id, CXCursor value)
{
    CXCursor plain = lower_strip(lowering, value);
    if (type.kind == IR_TYPE_ARRAY) {
        return plain.kind == CXCursor_StringLiteral &&
               lower_type_of(lowering, type.of).kind == IR_TYPE_INT;
    }
    return lower_type(lowering, clang_getCursorType(value)) == id;
}

static void init_value(struct lowering *lowering, ir_place_id place, CXCursor value)
{
    ir_loc_id loc = source_loc_of(&lowering->source, value);
    struct ir_type type = lower_type_of(lowering, place_type(lowering, place));
    CXCursor plain = lower_strip(lowering, value);
    if (value.kind == CXCursor_InitListExpr) {
        init_braced(lowering, place, value);
    } else if (type.kind == IR_TYPE_ARRAY && plain.kind == CXCursor_CompoundLiteralExpr) {
        init_value(lowering, place, lower_operand(lowering, plain)); /* GNU: copied */
    } else {
        lower_into(lowering, place, value, loc);
    }
}

static bool values_follow(const struct lowering *lowering, const struct items *items,
                          uint32_t count)
{
    uint32_t found = 0;
    while (found < count && items->next + found < items->span.count &&
           !is_designated(lower_child(lowering, items->span, items->next + found))) {
        found++;
    }
    return found == count;
}

/* Fills members from `index` on with the items that follow, until the object is full or, without
 * braces of its own, a designator leads out of it. */
static void init_members(struct lowering *lowering, ir_place_id place, struct items *items,
                         uint32_t index)
{
    struct ir_type type = lower_type_of(lowering, place_type(lowering, place));
    uint32_t count = member_count(type);
    bool all = index == 0 && !is_aggregate(lower_type_of(lowering, type.of)) &&
               values_follow(lowering, items, count);
    enter(lowering, place, items, all);
    while (index < count && items->next < items->span.count &&
           !is_designated(lower_child(lowering, items->span, items->next))) {
        init_item(lowering, member_place(lowering, place, index++), items);
    }
}

/* One member: a value, or the members of a member whose braces are left out. */
static void init_item(struct lowering *lowering, ir_place_id place, struct items *items)
{
    ir_type_id id = place_type(lowering, place);
    struct ir_type type = lower_type_of(lowering, id);
    CXCursor value = lower_child(lowering, items->span, items->next);
    bool elided = is_aggregate(type) && value.kind != CXCursor_InitListExpr &&
                  !fills(lowering, type, id, value) && member_count(type) > 0;
    if (elided) {
        init_members(lowering, place, items, 0);
    } else {
        items->next++;
        mark(items, place, SET);
        init_value(lowering, place, value);
    }
}

/* The parts of `.a[1].b = value`: designators, then the value. */
struct designation {
    struct lower_span parts;
    uint32_t next;
    ir_place_id range_of; /* the array that a range designator names, or 0 */
    int64_t low, high;
};

static CXCursor designated_value(const struct lowering *lowering,
                                 const struct designation *designation)
{
    return lower_child(lowering, designation->parts, designation->parts.count - 1);
}

/* One step along the designators; the index among the members of `place`. */
static ir_place_id designate(struct lowering *lowering, ir_place_id place,
                             struct designation *designation, uint32_t *index)
{
    CXCursor part = lower_child(lowering, designation->parts, designation->next++);
    if (part.kind == CXCursor_MemberRef) {
        CXCursor field = clang_getCursorReferenced(part);
        ir_field_id id = lower_field(lowering, field);
        *index = id == 0 ? 0 : lowering->builder->fields.items[id].index;
        return id == 0 ? 0 : lower_member(lowering, place, field);
    }
    int64_t low = 0;
    if (!lower_evaluate(part, &low) || low < 0 || low >= UINT32_MAX) {
        return 0;
    }
    CXCursor next = lower_child(lowering, designation->parts, designation->next);
    int64_t high = low;
    if (designation->next + 1 < designation->parts.count && next.kind != CXCursor_MemberRef &&
        source_has_ellipsis_between(&lowering->source, part, next)) {
        (void)lower_evaluate(next, &high);
        designation->next++;
        designation->range_of = place;
        designation->low = low;
        designation->high = high;
    }
    *index = (uint32_t)high;
    return element(lowering, place, low);
}

static void init_range(struct lowering *lowering, const struct designation *designation)
{
    CXCursor value = designated_value(lowering, designation);
    if (designation->high - designation->low >= range_limit) {
        set_unknown(lowering, designation->range_of, value, "initialised range");
        return;
    }
    for (int64_t i = designation->low; i <= designation->high; i++) {
        init_value(lowering, element(lowering, designation->range_of, i), value);
    }
}

/* Follows the designators below `place`; values behind it go on where the designation ended. */
static void init_designated(struct lowering *lowering, ir_place_id place,
                            struct designation *designation, struct items *items, uint32_t *index)
{
    enter(lowering, place, items, false);
    ir_place_id member = designate(lowering, place, designation, index);
    uint32_t last = designation->parts.count - 1;
    if (member == 0) {
        lower_unknown(lowering, designated_value(lowering, designation),
                      ir_build_text(lowering->builder, "designator", 10));
        items->next++;
    } else if (designation->next < last) {
        uint32_t inner = 0;
        init_designated(lowering, member, designation, items, &inner);
        init_members(lowering, member, items, inner + 1);
    } else {
        items->next++;
        if (designation->range_of != 0) {
            init_range(lowering, designation);
        } else {
            mark(items, member, SET);
            init_value(lowering, member, designated_value(lowering, designation));
        }
    }
}

static void init_designator(struct lowering *lowering, ir_place_id place, struct items *items,
                            uint32_t *index)
{
    CXCursor item = lower_child(lowering, items->span, items->next);
    struct designation designation = {.parts = lower_children(lowering, item)};
    init_designated(lowering, place, &designation, items, index);
    lower_children_done(lowering, designation.parts);
}

/* The members that no item names are zero. */
static void zero_rest(struct lowering *lowering, ir_place_id place, const struct items *items)
{
    struct ir_type type = lower_type_of(lowering, place_type(lowering, place));
    bool is_union = (type.flags & IR_TYPE_UNION) != 0;
    for (uint32_t i = 0; type.kind == IR_TYPE_RECORD && i < type.count; i++) {
        ir_place_id member = lower_field_place(lowering, place, type.first + i);
        enum progress progress = progress_of(items, member);
        if (progress == PARTLY_SET) {
            zero_rest(lowering, member, items);
        } else if (progress == UNTOUCHED && !is_union) {
            lower_zero(lowering, member, items->loc);
        }
    }
}

/* Whether the items give every element of the array, each as a whole. */
static bool covers(struct lowering *lowering, struct ir_type type, const struct items *items)
{
    struct ir_type of = lower_type_of(lowering, type.of);
    bool all = items->span.count >= type.count;
    for (uint32_t i = 0; i < items->span.count && all; i++) {
        CXCursor item = lower_child(lowering, items->span, i);
        all = !is_designated(item) && (!is_aggregate(of) || item.kind == CXCursor_InitListExpr ||
                                       fills(lowering, of, type.of, item));
    }
    return all;
}

static void init_aggregate(struct lowering *lowering, ir_place_id place, struct items *items)
{
    struct ir_type type = lower_type_of(lowering, place_type(lowering, place));
    uint32_t index = 0;
    enter(lowering, place, items, covers(lowering, type, items));
    while (items->next < items->span.count) {
        uint32_t before = items->next;
        if (is_designated(lower_child(lowering, items->span, items->next))) {
            init_designator(lowering, place, items, &index);
        } else if (index < member_count(type)) {
            init_item(lowering, member_place(lowering, place, index), items);
        }
        if (items->next == before) {
            break; /* more values than members */
        }
        index++;
    }
    zero_rest(lowering, place, items);
}

static bool is_table(const struct lowering *lowering, struct ir_type type, uint32_t count)
{
    uint32_t kind = lower_type_of(lowering, type.of).kind;
    return type.kind == IR_TYPE_ARRAY && count > table_limit &&
           (kind == IR_TYPE_INT || kind == IR_TYPE_FLOAT || kind == IR_TYPE_BOOL);
}

static void init_braced(struct lowering *lowering, ir_place_id place, CXCursor list)
{
    struct items items = {.span = lower_children(lowering, list)};
    ir_type_id id = place_type(lowering, place);
    lower_record_complete(lowering, id);
    struct ir_type type = lower_type_of(lowering, id);
    items.loc = source_loc_of(&lowering->source, list);
    CXCursor first = lower_child(lowering, items.span, 0);
    if (items.span.count == 0) {
        lower_zero(lowering, place, items.loc);
    } else if (is_table(lowering, type, items.span.count)) {
        set_unknown(lowering, place, list, "table");
    } else if (type.kind == IR_TYPE_ARRAY && items.span.count == 1 && !is_designated(first) &&
               fills(lowering, type, id, first)) {
        init_value(lowering, place, first);
    } else if (is_aggregate(type)) {
        init_aggregate(lowering, place, &items);
    } else {
        init_value(lowering, place, first);
    }
    lower_children_done(lowering, items.span);
    map_finish(&items.progress);
}

void lower_initialiser(struct lowering *lowering, ir_place_id place, CXCursor value)
{
    lower_record_complete(lowering, place_type(lowering, place));
    init_value(lowering, place, value);
}
