#include "small_ir.h"

void small_begin(struct small_ir *small)
{
    struct ir_builder *builder = &small->builder;
    ir_build_init(builder);
    small->int_type = ir_build_type(builder, (struct ir_type){.kind = IR_TYPE_INT, .size = 4});
    small->pointer_type = ir_build_type(
        builder, (struct ir_type){.kind = IR_TYPE_POINTER, .size = 8, .of = small->int_type});
    ir_type_id function =
        ir_build_type(builder, (struct ir_type){.kind = IR_TYPE_FUNCTION, .of = small->int_type});
    small->array_type = ir_build_type(
        builder,
        (struct ir_type){.kind = IR_TYPE_ARRAY, .size = 16, .of = small->int_type, .count = 4});
    small->left = builder->fields.count;
    small->right = small->left + 1;
    small->pair_type =
        ir_build_type(builder, (struct ir_type){.kind = IR_TYPE_RECORD,
                                                .name = ir_build_text(builder, "pair", 4),
                                                .size = 8,
                                                .first = small->left,
                                                .count = 2});
    small->pair_pointer_type = ir_build_type(
        builder, (struct ir_type){.kind = IR_TYPE_POINTER, .size = 8, .of = small->pair_type});
    for (uint32_t i = 0; i < 2; i++) {
        vec_push(&builder->fields,
                 ((struct ir_field){
                     .name = ir_build_text(builder, i == 0 ? "left" : "right", i == 0 ? 4 : 5),
                     .record = small->pair_type,
                     .type = small->int_type,
                     .index = i}));
    }
    vec_push(&builder->blocks, ((struct ir_block){.func = 1, .term = IR_TERM_RETURN}));
    vec_push(&builder->funcs, ((struct ir_func){.name = ir_build_text(builder, "$init", 5),
                                                .type = function,
                                                .first_block = 1,
                                                .block_count = 1}));
    small->callee = builder->funcs.count;
    vec_push(&builder->funcs,
             ((struct ir_func){.name = ir_build_text(builder, "callee", 6), .type = function}));
    small->func = builder->funcs.count;
    vec_push(&builder->funcs, ((struct ir_func){.name = ir_build_text(builder, "tested", 6),
                                                .type = function,
                                                .first_var = builder->vars.count,
                                                .first_block = builder->blocks.count}));
}

ir_place_id small_var(struct small_ir *small, ir_type_id type, enum ir_var_kind kind)
{
    ir_var_id var = small->builder.vars.count;
    struct ir_func *func = &small->builder.funcs.items[small->func];
    vec_push(&small->builder.vars,
             ((struct ir_var){.type = type, .kind = kind, .func = small->func}));
    func->var_count++;
    func->param_count += kind == IR_VAR_PARAM;
    return ir_build_place(&small->builder, IR_BASE_VAR, var, NULL, 0, type);
}

ir_place_id small_local(struct small_ir *small)
{
    return small_var(small, small->int_type, IR_VAR_LOCAL);
}

ir_place_id small_field(struct small_ir *small, ir_place_id place, ir_field_id field)
{
    return ir_build_place_elem(&small->builder, place,
                               (struct ir_elem){.kind = IR_ELEM_FIELD, .id = field},
                               small->int_type);
}

ir_place_id small_element(struct small_ir *small, ir_place_id place, ir_expr_id index)
{
    return ir_build_place_elem(&small->builder, place,
                               (struct ir_elem){.kind = IR_ELEM_INDEX, .id = index},
                               small->int_type);
}

ir_place_id small_deref(struct small_ir *small, ir_expr_id pointer, ir_type_id type)
{
    return ir_build_place(&small->builder, IR_BASE_DEREF, pointer, NULL, 0, type);
}

ir_expr_id small_int(struct small_ir *small, int64_t value)
{
    return ir_build_int(&small->builder, small->int_type, value, 0);
}

ir_expr_id small_load(struct small_ir *small, ir_place_id place)
{
    return ir_build_load(&small->builder, place);
}

ir_expr_id small_address(struct small_ir *small, ir_place_id place, ir_type_id type)
{
    return ir_build_expr(&small->builder,
                         (struct ir_expr){.op = IR_EXPR_ADDRESS, .type = type, .a = place});
}

ir_expr_id small_not(struct small_ir *small, ir_expr_id a)
{
    return ir_build_unary(&small->builder, IR_EXPR_NOT, small->int_type, a);
}

ir_expr_id small_op(struct small_ir *small, ir_expr_id a, enum ir_expr_op op, ir_expr_id b)
{
    return ir_build_binary(&small->builder, op, small->int_type, a, b);
}

uint32_t small_block(struct small_ir *small)
{
    struct ir_func *func = &small->builder.funcs.items[small->func];
    vec_push(&small->builder.blocks,
             ((struct ir_block){.func = small->func, .term = IR_TERM_UNREACHABLE}));
    return func->block_count++;
}

static struct ir_block *small_last(struct small_ir *small)
{
    return &small->builder.blocks.items[small->builder.blocks.count - 1];
}

static ir_instr_id small_instr(struct small_ir *small, struct ir_instr instr)
{
    struct ir_block *block = small_last(small);
    ir_instr_id id = small->builder.instrs.count;
    if (block->instr_count++ == 0) {
        block->first_instr = id;
    }
    vec_push(&small->builder.instrs, instr);
    return id;
}

void small_set(struct small_ir *small, ir_place_id dest, ir_expr_id value)
{
    (void)small_instr(small, (struct ir_instr){.op = IR_INSTR_SET, .dest = dest, .value = value});
}

ir_instr_id small_call(struct small_ir *small, ir_place_id dest, ir_expr_id argument)
{
    ir_type_id type = small->builder.funcs.items[small->callee].type;
    type = ir_build_type(&small->builder,
                         (struct ir_type){.kind = IR_TYPE_POINTER, .size = 8, .of = type});
    ir_expr_id callee =
        ir_build_expr(&small->builder,
                      (struct ir_expr){.op = IR_EXPR_FUNCTION, .type = type, .a = small->callee});
    uint32_t count = argument != 0;
    uint32_t first = ir_build_list(&small->builder, &argument, count);
    return small_instr(small, (struct ir_instr){.op = IR_INSTR_CALL,
                                                .dest = dest,
                                                .value = callee,
                                                .first_arg = first,
                                                .arg_count = count});
}

void small_edge(struct small_ir *small, struct ir_edge edge)
{
    struct ir_block *block = small_last(small);
    edge.to += small->builder.funcs.items[small->func].first_block;
    if (block->edge_count++ == 0) {
        block->first_edge = small->builder.edges.count;
    }
    vec_push(&small->builder.edges, edge);
}

void small_switch(struct small_ir *small, ir_expr_id cond)
{
    small_last(small)->term = IR_TERM_SWITCH;
    small_last(small)->cond = cond;
}

void small_jump(struct small_ir *small, uint32_t to)
{
    small_last(small)->term = IR_TERM_JUMP;
    small_edge(small, (struct ir_edge){.to = to});
}

void small_branch(struct small_ir *small, ir_expr_id cond, uint32_t yes, uint32_t no)
{
    small_last(small)->term = IR_TERM_BRANCH;
    small_last(small)->cond = cond;
    small_edge(small, (struct ir_edge){.to = yes});
    small_edge(small, (struct ir_edge){.to = no});
}

void small_return(struct small_ir *small, ir_expr_id value)
{
    small_last(small)->term = IR_TERM_RETURN;
    small_last(small)->cond = value;
}

void small_end(struct small_ir *small)
{
    ir_build_finish(&small->builder, &small->module);
}

/* A call writes what its argument points to, and returns something. */
static bool small_apply(void *context, struct solve *solve, struct flow_state *state,
                        ir_instr_id call)
{
    struct small_run *run = context;
    const struct ir_module *module = solve->space->module;
    const struct ir_instr *instr = &module->instrs[call];
    struct space *space = solve->space;
    run->calls++;
    for (uint32_t i = 0; i < instr->arg_count; i++) {
        symbol_id pointer = eval_expr(space, state, module->lists[instr->first_arg + i]);
        cell_id cell = space_pointee(space, pointer, 0);
        if (i == 0) {
            state_retire(space, state, call);
        }
        state_write(space, state, cell, space_symbol(space, SYMBOL_OUTPUT, call, i));
    }
    if (instr->arg_count == 0) {
        state_retire(space, state, call);
    }
    if (instr->dest != 0) {
        state_write(space, state, eval_place(space, state, instr->dest),
                    space_symbol(space, SYMBOL_RESULT, call, 0));
    }
    return true;
}

void small_solve(struct small_run *run, struct small_ir *small, uint32_t step_limit)
{
    *run = (struct small_run){.small = small};
    cfg_build(&run->cfg, &run->arena, &small->module, small->func);
    space_init(&run->space, &small->module, NULL, NULL);
    run->solve = (struct solve){.space = &run->space,
                                .cfg = &run->cfg,
                                .call = small_apply,
                                .context = run,
                                .wants_edges = true,
                                .step_limit = step_limit};
    run->entry.reachable = true;
    struct solve_seed seed = {.block = 0, .state = &run->entry};
    solve_run(&run->solve, &seed, 1);
    solve_exits(&run->solve, &seed, 1);
}

symbol_id small_value(struct small_run *run, uint32_t block, ir_place_id place)
{
    const struct flow_state *state = &run->solve.in[block];
    return state_read(&run->space, state, eval_place(&run->space, state, place));
}

struct range small_range(struct small_run *run, uint32_t block, ir_place_id place)
{
    return state_range(&run->space, &run->solve.in[block], small_value(run, block, place));
}

void small_finish(struct small_run *run)
{
    solve_finish(&run->solve);
    state_finish(&run->entry);
    space_finish(&run->space);
    arena_finish(&run->arena);
    ir_module_finish(&run->small->module);
}
