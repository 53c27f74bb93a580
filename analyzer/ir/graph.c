#include "ir/graph.h"

static uint32_t *new_array(struct arena *arena, uint32_t count, uint32_t value)
{
    uint32_t *items = arena_alloc(arena, (size_t)count * sizeof *items);
    for (uint32_t i = 0; i < count && value != 0; i++) {
        items[i] = value;
    }
    return items;
}

static void collect(struct arena *arena, uint32_t count, const struct graph_edge *edges,
                    uint32_t edge_count, bool forward, uint32_t **start, uint32_t **items)
{
    uint32_t *from = new_array(arena, count + 1, 0);
    uint32_t *out = new_array(arena, edge_count, 0);
    uint32_t *next = new_array(arena, count, 0);
    for (uint32_t i = 0; i < edge_count; i++) {
        from[(forward ? edges[i].from : edges[i].to) + 1]++;
    }
    for (uint32_t i = 0; i < count; i++) {
        next[i] = from[i];
        from[i + 1] += from[i];
    }
    for (uint32_t i = 0; i < edge_count; i++) {
        uint32_t node = forward ? edges[i].from : edges[i].to;
        out[next[node]++] = forward ? edges[i].to : edges[i].from;
    }
    *start = from;
    *items = out;
}

void graph_build(struct graph *graph, struct arena *arena, uint32_t count, uint32_t root,
                 const struct graph_edge *edges, uint32_t edge_count)
{
    graph->count = count;
    graph->root = root;
    collect(arena, count, edges, edge_count, true, &graph->succ_start, &graph->succs);
    collect(arena, count, edges, edge_count, false, &graph->pred_start, &graph->preds);
}

void graph_walk(struct graph_walk *walk, struct arena *arena, const struct graph *graph)
{
    uint32_t count = graph->count;
    *walk = (struct graph_walk){.number = new_array(arena, count, GRAPH_NONE),
                                .last = new_array(arena, count, 0),
                                .parent = new_array(arena, count, GRAPH_NONE),
                                .nodes = new_array(arena, count, 0),
                                .order = new_array(arena, count, 0)};
    uint32_t *left = new_array(arena, count, 0); /* successors still to walk */
    uint32_t *finished = new_array(arena, count, 0);
    uint32_t finished_count = 0;
    uint32_t node = graph->root;
    walk->number[node] = 0;
    walk->nodes[walk->count++] = node;
    left[node] = graph->succ_start[node + 1] - graph->succ_start[node];
    while (node != GRAPH_NONE) {
        if (left[node] == 0) {
            walk->last[node] = walk->count - 1;
            finished[finished_count++] = node;
            node = walk->parent[node];
            continue;
        }
        uint32_t next = graph->succs[graph->succ_start[node] + --left[node]];
        if (walk->number[next] == GRAPH_NONE) {
            walk->number[next] = walk->count;
            walk->nodes[walk->count++] = next;
            walk->parent[next] = node;
            left[next] = graph->succ_start[next + 1] - graph->succ_start[next];
            node = next;
        }
    }
    for (uint32_t i = 0; i < finished_count; i++) {
        walk->order[i] = finished[finished_count - 1 - i];
    }
}

/* Works on preorder numbers throughout. */
struct dominator_state {
    uint32_t *semi;
    uint32_t *ancestor; /* in the forest of linked nodes */
    uint32_t *best;     /* the node with the smallest semi between here and the forest's root */
    uint32_t *path;
};

static uint32_t evaluate(struct dominator_state *state, uint32_t node)
{
    if (state->ancestor[node] == GRAPH_NONE) {
        return node;
    }
    uint32_t length = 0;
    for (uint32_t n = node; state->ancestor[state->ancestor[n]] != GRAPH_NONE;
         n = state->ancestor[n]) {
        state->path[length++] = n;
    }
    while (length > 0) {
        uint32_t n = state->path[--length];
        uint32_t above = state->ancestor[n];
        if (state->semi[state->best[above]] < state->semi[state->best[n]]) {
            state->best[n] = state->best[above];
        }
        state->ancestor[n] = state->ancestor[above];
    }
    return state->best[node];
}

static void find_semidominator(struct dominator_state *state, const struct graph *graph,
                               const struct graph_walk *walk, uint32_t n)
{
    uint32_t node = walk->nodes[n];
    for (uint32_t i = graph->pred_start[node]; i < graph->pred_start[node + 1]; i++) {
        uint32_t pred = walk->number[graph->preds[i]];
        if (pred != GRAPH_NONE) {
            uint32_t semi = state->semi[evaluate(state, pred)];
            state->semi[n] = semi < state->semi[n] ? semi : state->semi[n];
        }
    }
}

uint32_t *graph_dominators(struct arena *arena, const struct graph *graph,
                           const struct graph_walk *walk)
{
    uint32_t count = walk->count;
    struct dominator_state state = {.semi = new_array(arena, count, 0),
                                    .ancestor = new_array(arena, count, GRAPH_NONE),
                                    .best = new_array(arena, count, 0),
                                    .path = new_array(arena, count, 0)};
    uint32_t *idom = new_array(arena, count, 0);
    uint32_t *bucket = new_array(arena, count, GRAPH_NONE); /* semi -> first node, then by next */
    uint32_t *next = new_array(arena, count, GRAPH_NONE);
    for (uint32_t n = 0; n < count; n++) {
        state.semi[n] = state.best[n] = n;
    }
    for (uint32_t n = count - 1; n > 0; n--) {
        find_semidominator(&state, graph, walk, n);
        next[n] = bucket[state.semi[n]];
        bucket[state.semi[n]] = n;
        uint32_t parent = walk->number[walk->parent[walk->nodes[n]]];
        state.ancestor[n] = parent;
        for (uint32_t v = bucket[parent]; v != GRAPH_NONE; v = next[v]) {
            uint32_t best = evaluate(&state, v);
            idom[v] = state.semi[best] < state.semi[v] ? best : parent;
        }
        bucket[parent] = GRAPH_NONE;
    }
    uint32_t *result = new_array(arena, graph->count, GRAPH_NONE);
    result[graph->root] = graph->root;
    for (uint32_t n = 1; n < count; n++) {
        if (idom[n] != state.semi[n]) {
            idom[n] = idom[idom[n]];
        }
        result[walk->nodes[n]] = walk->nodes[idom[n]];
    }
    return result;
}
