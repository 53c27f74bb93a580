#include "ir/cfg.h"

#include "ir/cfg_loops.h"
#include "ir/graph.h"

static uint32_t *none_array(struct arena *arena, uint32_t count)
{
    uint32_t *items = arena_alloc(arena, (size_t)count * sizeof *items);
    for (uint32_t i = 0; i < count; i++) {
        items[i] = CFG_NONE;
    }
    return items;
}

static const struct ir_block *block_at(const struct cfg *cfg, uint32_t index)
{
    return &cfg->module->blocks[cfg->module->funcs[cfg->func].first_block + index];
}

/* The function's edges; several from one block to another count once. */
static uint32_t collect_edges(const struct cfg *cfg, struct arena *arena, struct graph_edge **edges)
{
    const struct ir_module *module = cfg->module;
    uint32_t first_block = module->funcs[cfg->func].first_block;
    uint32_t total = 0;
    for (uint32_t i = 0; i < cfg->block_count; i++) {
        total += block_at(cfg, i)->edge_count;
    }
    *edges = arena_alloc(arena, total * sizeof **edges);
    uint32_t *seen = none_array(arena, cfg->block_count); /* target -> last source */
    uint32_t count = 0;
    for (uint32_t i = 0; i < cfg->block_count; i++) {
        const struct ir_block *block = block_at(cfg, i);
        for (uint32_t e = 0; e < block->edge_count; e++) {
            uint32_t to = module->edges[block->first_edge + e].to - first_block;
            if (seen[to] != i) {
                seen[to] = i;
                (*edges)[count++] = (struct graph_edge){.from = i, .to = to};
            }
        }
    }
    return count;
}

/* Unreachable code says nothing about the code that runs. */
static uint32_t keep_reached(struct graph_edge *edges, uint32_t count,
                             const struct graph_walk *walk)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (walk->number[edges[i].from] != GRAPH_NONE) {
            edges[kept++] = edges[i];
        }
    }
    return kept;
}

static void number_dominators(struct cfg *cfg, struct arena *arena)
{
    uint32_t *size = arena_alloc(arena, cfg->block_count * sizeof *size);
    uint32_t *next = arena_alloc(arena, cfg->block_count * sizeof *next);
    cfg->dom_enter = none_array(arena, cfg->block_count);
    cfg->dom_leave = none_array(arena, cfg->block_count);
    for (uint32_t i = cfg->order_count; i-- > 0;) {
        uint32_t block = cfg->order[i];
        size[block]++;
        if (i != 0) {
            size[cfg->idom[block]] += size[block];
        }
    }
    for (uint32_t i = 0; i < cfg->order_count; i++) {
        uint32_t block = cfg->order[i];
        uint32_t enter = 0;
        if (i != 0) {
            enter = next[cfg->idom[block]];
            next[cfg->idom[block]] += size[block];
        }
        cfg->dom_enter[block] = enter;
        cfg->dom_leave[block] = enter + size[block];
        next[block] = enter + 1;
    }
}

static void mark_leading(const struct graph *graph, uint32_t block, bool *leads, uint32_t *stack)
{
    uint32_t depth = 0;
    leads[block] = true;
    stack[depth++] = block;
    while (depth > 0) {
        uint32_t node = stack[--depth];
        for (uint32_t i = graph->pred_start[node]; i < graph->pred_start[node + 1]; i++) {
            uint32_t pred = graph->preds[i];
            if (!leads[pred]) {
                leads[pred] = true;
                stack[depth++] = pred;
            }
        }
    }
}

/* Puts the virtual exit behind every block without successors, and behind the last block of code
 * that never ends, so that every block has a way there. Returns how many edges were added. */
static uint32_t add_exit_edges(const struct cfg *cfg, struct arena *arena,
                               const struct graph *graph, struct graph_edge *edges)
{
    bool *leads = arena_alloc(arena, cfg->block_count * sizeof *leads);
    uint32_t *stack = arena_alloc(arena, cfg->block_count * sizeof *stack);
    uint32_t count = 0;
    for (int endless = 0; endless <= 1; endless++) {
        for (uint32_t i = cfg->order_count; i-- > 0;) {
            uint32_t block = cfg->order[i];
            bool stops = graph->succ_start[block] == graph->succ_start[block + 1];
            if (!leads[block] && (stops || endless)) {
                edges[count++] = (struct graph_edge){.from = cfg->block_count, .to = block};
                mark_leading(graph, block, leads, stack);
            }
        }
    }
    return count;
}

static void find_postdominators(struct cfg *cfg, struct arena *arena, const struct graph *graph)
{
    uint32_t edge_count = graph->succ_start[graph->count];
    struct graph_edge *edges =
        arena_alloc(arena, ((size_t)edge_count + cfg->block_count) * sizeof *edges);
    uint32_t count = add_exit_edges(cfg, arena, graph, edges);
    for (uint32_t from = 0; from < graph->count; from++) {
        for (uint32_t i = graph->succ_start[from]; i < graph->succ_start[from + 1]; i++) {
            edges[count++] = (struct graph_edge){.from = graph->succs[i], .to = from};
        }
    }
    struct graph reverse;
    struct graph_walk walk;
    graph_build(&reverse, arena, cfg->block_count + 1, cfg->block_count, edges, count);
    graph_walk(&walk, arena, &reverse);
    cfg->ipdom = graph_dominators(arena, &reverse, &walk);
    for (uint32_t i = 0; i < cfg->block_count; i++) {
        if (cfg->ipdom[i] == cfg->block_count) {
            cfg->ipdom[i] = CFG_NONE;
        }
    }
}

static void number_edges(struct cfg *cfg, struct arena *arena)
{
    cfg->edge_start = arena_alloc(arena, (cfg->block_count + 1) * sizeof *cfg->edge_start);
    for (uint32_t i = 0; i < cfg->block_count; i++) {
        cfg->edge_start[i + 1] = cfg->edge_start[i] + block_at(cfg, i)->edge_count;
    }
}

void cfg_build(struct cfg *cfg, struct arena *arena, const struct ir_module *module,
               ir_func_id func)
{
    uint32_t count = module->funcs[func].block_count;
    *cfg = (struct cfg){.module = module, .func = func, .block_count = count};
    if (count == 0) {
        return;
    }
    struct graph_edge *edges;
    uint32_t edge_count = collect_edges(cfg, arena, &edges);
    struct graph graph;
    struct graph_walk walk;
    graph_build(&graph, arena, count, 0, edges, edge_count);
    graph_walk(&walk, arena, &graph);
    edge_count = keep_reached(edges, edge_count, &walk);
    graph_build(&graph, arena, count, 0, edges, edge_count);
    cfg->order = walk.order;
    cfg->order_count = walk.count;
    cfg->position = none_array(arena, count);
    cfg->loop_of = none_array(arena, count);
    for (uint32_t i = 0; i < walk.count; i++) {
        cfg->position[walk.order[i]] = i;
    }
    cfg->pred_start = graph.pred_start;
    cfg->preds = graph.preds;
    cfg->idom = graph_dominators(arena, &graph, &walk);
    number_dominators(cfg, arena);
    number_edges(cfg, arena);
    find_postdominators(cfg, arena, &graph);
    cfg_find_loops(cfg, arena, &graph, &walk);
}

bool cfg_dominates(const struct cfg *cfg, uint32_t above, uint32_t below)
{
    return cfg->position[above] != CFG_NONE && cfg->position[below] != CFG_NONE &&
           cfg->dom_enter[above] <= cfg->dom_enter[below] &&
           cfg->dom_enter[below] < cfg->dom_leave[above];
}
