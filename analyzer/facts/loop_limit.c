#include "facts/loop.h"

/* Comparisons that are looked at as limits behind a flag. */
enum { guard_limit = 8 };

/* The location that a condition tests: `flag`, `!flag`, `flag == 0`. */
static location_id tested_location(const struct definitions *definitions, ir_expr_id id)
{
    const struct ir_module *module = definitions->frame->module;
    const struct ir_expr *expr = &module->exprs[ir_uncast(module, id)];
    while (expr->op == IR_EXPR_NOT || expr->op == IR_EXPR_EQ || expr->op == IR_EXPR_NE) {
        expr = &module->exprs[ir_uncast(module, expr->a)];
    }
    return expr->op == IR_EXPR_LOAD ? definitions_location(definitions, expr->a) : 0;
}

/* Whether the loop sets it, and only to constants or by counting. */
static bool is_flag(const struct definitions *definitions, location_id location,
                    const struct cfg_loop *loop)
{
    const struct ir_module *module = definitions->frame->module;
    const uint32_t *first = map_get(&definitions->first, location);
    bool set = false;
    for (uint32_t i = first == NULL ? 0 : *first; i != 0;
         i = definitions->chain.items[i - 1].next) {
        const struct definition *definition = &definitions->chain.items[i - 1];
        const struct ir_instr *instr = &module->instrs[definition->instr];
        if (!bitset_has(&loop->blocks, definition->block)) {
            continue;
        }
        ir_expr_id value = ir_uncast(module, instr->value);
        if (instr->op != IR_INSTR_SET ||
            (module->exprs[value].op != IR_EXPR_INT && module->exprs[value].op != IR_EXPR_ADD)) {
            return false;
        }
        set = true;
    }
    return set;
}

static bool has_flag(const struct definitions *definitions, const struct cfg_loop *loop)
{
    const struct frame *frame = definitions->frame;
    for (uint32_t b = 0; b < frame->cfg.block_count; b++) {
        const struct ir_block *info = &frame->module->blocks[frame->info->first_block + b];
        if (bitset_has(&loop->blocks, b) && info->term == IR_TERM_BRANCH &&
            is_flag(definitions, tested_location(definitions, info->cond), loop)) {
            return true;
        }
    }
    return false;
}

/* A flag ends the loop: after one attempt too many, or when a comparison did not set it. */
static struct limit limit_by_flag(const struct loop_view *view, const struct loop_call *decisive,
                                  enum outcome outcome)
{
    struct limit_guard guards[guard_limit];
    struct limit limit = {0};
    limit.max_attempts = probe_attempts(view->frame, view->index, view->first_turn, decisive->call,
                                        outcome, decisive->others);
    limit.bounded = limit.max_attempts != 0;
    if (limit.bounded) {
        return limit;
    }
    uint32_t count = limit_guards(view->definitions, view->loop, guards, guard_limit);
    for (uint32_t i = 0; i < count && !limit.bounded; i++) {
        limit.bounded = probe_passes(view->frame, view->index, view->first_turn, decisive->call,
                                     outcome, decisive->others, guards[i].block);
        limit.loc = guards[i].loc;
    }
    return limit;
}

void loop_limit(struct loop_entry *entry, const struct loop_view *view,
                const struct loop_call *decisive)
{
    const struct probe *probe = &decisive->probes[entry->outcome];
    entry->limit = limit_of_loop(view->definitions, view->loop, decisive->call, &probe->edges);
    if (!entry->limit.bounded && !decisive->inner && has_flag(view->definitions, view->loop)) {
        struct limit flag = limit_by_flag(view, decisive, entry->outcome);
        entry->limit = flag.bounded ? flag : entry->limit;
    }
}
