#include "ir/cfg_loops.h"

static void nest_loops(struct cfg *cfg, struct arena *arena, const uint32_t *inner,
                       const bool *heads)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < cfg->order_count; i++) {
        count += heads[cfg->order[i]];
    }
    cfg->loops = arena_alloc(arena, count * sizeof *cfg->loops);
    /* An enclosing head comes earlier in the order than the heads and members inside it. */
    for (uint32_t i = 0; i < cfg->order_count; i++) {
        uint32_t block = cfg->order[i];
        uint32_t parent = inner[block] == GRAPH_NONE ? CFG_NONE : cfg->loop_of[inner[block]];
        cfg->loop_of[block] = parent;
        if (heads[block]) {
            cfg->loop_of[block] = cfg->loop_count;
            struct cfg_loop *loop = &cfg->loops[cfg->loop_count++];
            loop->head = block;
            loop->parent = parent;
            loop->depth = parent == CFG_NONE ? 1 : cfg->loops[parent].depth + 1;
            bitset_init(&loop->blocks, arena, cfg->block_count);
        }
    }
}

static void fill_members(struct cfg *cfg)
{
    for (uint32_t i = 0; i < cfg->order_count; i++) {
        uint32_t block = cfg->order[i];
        for (uint32_t l = cfg->loop_of[block]; l != CFG_NONE; l = cfg->loops[l].parent) {
            bitset_add(&cfg->loops[l].blocks, block);
        }
    }
}

static void find_back_edges(struct cfg *cfg, struct arena *arena, const struct graph_walk *walk)
{
    for (uint32_t l = 0; l < cfg->loop_count; l++) {
        struct cfg_loop *loop = &cfg->loops[l];
        uint32_t start = cfg->pred_start[loop->head];
        uint32_t end = cfg->pred_start[loop->head + 1];
        loop->back_edges = arena_alloc(arena, (end - start) * sizeof *loop->back_edges);
        for (uint32_t i = start; i < end; i++) {
            if (graph_walk_above(walk, loop->head, cfg->preds[i])) {
                loop->back_edges[loop->back_edge_count++] = cfg->preds[i];
            }
        }
    }
}

static ir_loc_id first_loc(const struct ir_module *module, const struct ir_block *block)
{
    if (block->label_loc != 0) {
        return block->label_loc;
    }
    for (uint32_t i = 0; i < block->instr_count; i++) {
        ir_loc_id loc = module->instrs[block->first_instr + i].loc;
        if (loc != 0) {
            return loc;
        }
    }
    return block->term_loc;
}

/* A goto loop spans from its label to the last goto that leads back. */
static void place_goto_loop(const struct cfg *cfg, struct cfg_loop *loop)
{
    const struct ir_module *module = cfg->module;
    const struct ir_block *blocks = &module->blocks[module->funcs[cfg->func].first_block];
    loop->loc = first_loc(module, &blocks[loop->head]);
    for (uint32_t i = cfg->position[loop->head]; loop->loc == 0 && i < cfg->order_count; i++) {
        if (bitset_has(&loop->blocks, cfg->order[i])) {
            loop->loc = first_loc(module, &blocks[cfg->order[i]]);
        }
    }
    const struct ir_loc *start = &module->locs[loop->loc];
    loop->file = start->file;
    loop->line = loop->end_line = start->line;
    for (uint32_t i = 0; i < loop->back_edge_count; i++) {
        const struct ir_loc *end = &module->locs[blocks[loop->back_edges[i]].term_loc];
        if (end->file == loop->file && end->line > loop->end_line) {
            loop->end_line = end->line;
        }
    }
}

static void place_loops(struct cfg *cfg)
{
    const struct ir_module *module = cfg->module;
    const struct ir_func *func = &module->funcs[cfg->func];
    /* Statements lie outer before inner: of two that begin at one block the outer one counts. */
    for (uint32_t i = func->loop_count; i-- > 0;) {
        const struct ir_loop *statement = &module->loops[func->first_loop + i];
        uint32_t head = statement->head - func->first_block;
        uint32_t l = cfg->loop_of[head];
        if (l != CFG_NONE && cfg->loops[l].head == head) {
            cfg->loops[l].statement = func->first_loop + i;
        }
    }
    for (uint32_t l = 0; l < cfg->loop_count; l++) {
        struct cfg_loop *loop = &cfg->loops[l];
        if (loop->statement == 0) {
            place_goto_loop(cfg, loop);
            continue;
        }
        loop->loc = module->loops[loop->statement].loc;
        const struct ir_loc *loc = &module->locs[loop->loc];
        loop->file = loc->file;
        loop->line = loc->line;
        loop->end_line = loc->end_line > loc->line ? loc->end_line : loc->line;
    }
}

void cfg_find_loops(struct cfg *cfg, struct arena *arena, const struct graph *graph,
                    const struct graph_walk *walk)
{
    bool *heads = arena_alloc(arena, cfg->block_count * sizeof *heads);
    const uint32_t *inner = graph_loop_heads(arena, graph, walk, heads);
    nest_loops(cfg, arena, inner, heads);
    fill_members(cfg);
    find_back_edges(cfg, arena, walk);
    place_loops(cfg);
}
