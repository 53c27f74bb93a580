#include "ir/graph.h"

/* An edge into a cycle past its head, seen from that head: the loops further out must follow it. */
struct side_entry {
    uint32_t from;
    uint32_t next; /* index + 1 into entries, 0 = none */
};

struct loop_state {
    struct arena *arena;
    const struct graph *graph;
    const struct graph_walk *walk;
    uint32_t *union_of; /* towards the head of the outermost loop found so far */
    uint32_t *inner;    /* the result */
    uint32_t *seen;     /* node -> the head for which it was put in members */
    uint32_t *entered;  /* node -> the head for which its side entry was recorded */
    uint32_t *members;
    uint32_t member_count;
    uint32_t *first_side;
    struct side_entry *sides;
    uint32_t side_count, side_capacity;
};

static uint32_t *filled(struct arena *arena, uint32_t count, uint32_t value)
{
    uint32_t *items = arena_alloc(arena, (size_t)count * sizeof *items);
    for (uint32_t i = 0; i < count; i++) {
        items[i] = value;
    }
    return items;
}

static uint32_t find(uint32_t *union_of, uint32_t node)
{
    uint32_t root = node;
    while (union_of[root] != root) {
        root = union_of[root];
    }
    while (union_of[node] != root) {
        uint32_t above = union_of[node];
        union_of[node] = root;
        node = above;
    }
    return root;
}

static void add_side_entry(struct loop_state *state, uint32_t head, uint32_t from)
{
    if (state->entered[from] == head) {
        return;
    }
    state->entered[from] = head;
    if (state->side_count == state->side_capacity) {
        uint32_t capacity = state->side_capacity == 0 ? 16 : state->side_capacity * 2;
        struct side_entry *grown = arena_alloc(state->arena, capacity * sizeof *grown);
        for (uint32_t i = 0; i < state->side_count; i++) {
            grown[i] = state->sides[i];
        }
        state->sides = grown;
        state->side_capacity = capacity;
    }
    state->sides[state->side_count++] =
        (struct side_entry){.from = from, .next = state->first_side[head]};
    state->first_side[head] = state->side_count;
}

static void follow(struct loop_state *state, uint32_t head, uint32_t pred)
{
    uint32_t node = find(state->union_of, pred);
    if (!graph_walk_above(state->walk, head, node)) {
        add_side_entry(state, head, node);
    } else if (node != head && state->seen[node] != head) {
        state->seen[node] = head;
        state->members[state->member_count++] = node;
    }
}

static void grow_loop(struct loop_state *state, uint32_t head)
{
    const struct graph *graph = state->graph;
    for (uint32_t m = 0; m < state->member_count; m++) {
        uint32_t node = state->members[m];
        for (uint32_t i = graph->pred_start[node]; i < graph->pred_start[node + 1]; i++) {
            uint32_t pred = graph->preds[i];
            if (state->walk->number[pred] != GRAPH_NONE &&
                !graph_walk_above(state->walk, node, pred)) {
                follow(state, head, pred);
            }
        }
        for (uint32_t i = state->first_side[node]; i != 0; i = state->sides[i - 1].next) {
            follow(state, head, state->sides[i - 1].from);
        }
    }
    for (uint32_t m = 0; m < state->member_count; m++) {
        state->inner[state->members[m]] = head;
        state->union_of[state->members[m]] = head;
    }
}

uint32_t *graph_loop_heads(struct arena *arena, const struct graph *graph,
                           const struct graph_walk *walk, bool *heads)
{
    uint32_t count = graph->count;
    struct loop_state state = {.arena = arena,
                               .graph = graph,
                               .walk = walk,
                               .union_of = filled(arena, count, 0),
                               .inner = filled(arena, count, GRAPH_NONE),
                               .seen = filled(arena, count, GRAPH_NONE),
                               .entered = filled(arena, count, GRAPH_NONE),
                               .members = filled(arena, count, 0),
                               .first_side = filled(arena, count, 0)};
    for (uint32_t i = 0; i < count; i++) {
        state.union_of[i] = i;
    }
    for (uint32_t n = walk->count; n-- > 0;) {
        uint32_t head = walk->nodes[n];
        state.member_count = 0;
        for (uint32_t i = graph->pred_start[head]; i < graph->pred_start[head + 1]; i++) {
            uint32_t pred = graph->preds[i];
            if (walk->number[pred] != GRAPH_NONE && graph_walk_above(walk, head, pred)) {
                heads[head] = true;
                follow(&state, head, pred);
            }
        }
        grow_loop(&state, head);
    }
    return state.inner;
}
