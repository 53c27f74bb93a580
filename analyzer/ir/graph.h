/* Graphs as cfg.c sees them: nodes 0..count-1, neighbours in one array, and what is computed on
 * them without knowing the IR. Private to analyzer/ir. Everything lives in the arena given. */
#ifndef IR_GRAPH_H
#define IR_GRAPH_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

#define GRAPH_NONE UINT32_MAX

struct graph_edge {
    uint32_t from, to;
};

struct graph {
    uint32_t count;
    uint32_t root;
    uint32_t *succ_start; /* count + 1 offsets into succs */
    uint32_t *succs;
    uint32_t *pred_start;
    uint32_t *preds;
};

/* Neighbours keep the order of `edges`. */
void graph_build(struct graph *graph, struct arena *arena, uint32_t count, uint32_t root,
                 const struct graph_edge *edges, uint32_t edge_count);

/* A depth-first walk from the root. Of several successors the last is walked first, so that the
 * reverse postorder puts the first one first: it then reads like the source. */
struct graph_walk {
    uint32_t *number; /* node -> preorder number, GRAPH_NONE if not reached */
    uint32_t *last;   /* node -> greatest number in its subtree */
    uint32_t *parent; /* node -> node; root: GRAPH_NONE */
    uint32_t *nodes;  /* by preorder number */
    uint32_t *order;  /* reverse postorder */
    uint32_t count;   /* nodes reached */
};

void graph_walk(struct graph_walk *walk, struct arena *arena, const struct graph *graph);

/* Whether `above` is `below` or an ancestor of it in the walk's tree. Both were reached. */
static inline bool graph_walk_above(const struct graph_walk *walk, uint32_t above, uint32_t below)
{
    return walk->number[above] <= walk->number[below] && walk->number[below] <= walk->last[above];
}

/* Immediate dominators (Lengauer and Tarjan, TOPLAS 1979): of the root itself, of nodes that were
 * not reached GRAPH_NONE. */
uint32_t *graph_dominators(struct arena *arena, const struct graph *graph,
                           const struct graph_walk *walk);

/* The loop nesting forest (Havlak, TOPLAS 1997): for each node the head of the innermost loop that
 * it lies in without being its head, or GRAPH_NONE. `heads` says which nodes are heads; an
 * irreducible cycle has the node as head that the walk met first. */
uint32_t *graph_loop_heads(struct arena *arena, const struct graph *graph,
                           const struct graph_walk *walk, bool *heads);

#endif
