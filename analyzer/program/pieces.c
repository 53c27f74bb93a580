#include "program/pieces.h"

#include "base/text.h"

static const uint32_t depth_limit = 3;
static const size_t length_limit = 8192;

struct pieces {
    const struct program *program;
    enum model_language language;
    ir_instr_id sent; /* the call that sends the text; what comes after it belongs to another … */
    bool after;       /* … unless there is nothing before it (in a loop, say) */
    struct text request;      /* that is being put together */
    bool any, unknown;        /* requests; something that begins like none */
    enum model_answer answer; /* that the requests before agree on */
    bool answered;
};

ir_var_id pieces_variable(const struct ir_module *module, ir_expr_id id)
{
    const struct ir_expr *expr = &module->exprs[ir_uncast(module, id)];
    if (expr->op != IR_EXPR_LOAD && expr->op != IR_EXPR_ADDRESS) {
        return 0;
    }
    const struct ir_place *place = &module->places[expr->a];
    return place->base_kind == IR_BASE_VAR ? place->base : pieces_variable(module, place->base);
}

/* Whether the callee can add to the variable's text: it gets its address, a pointer to more than
 * characters, or to an array's that it may write. */
static bool lends(const struct ir_module *module, const struct ir_instr *call, uint32_t arg,
                  ir_var_id var)
{
    ir_expr_id id = module->lists[call->first_arg + arg];
    const struct ir_expr *expr = &module->exprs[ir_uncast(module, id)];
    const struct ir_type *type = &module->types[module->vars[var].type];
    ir_func_id callee = ir_direct_callee(module, call);
    if (type->kind == IR_TYPE_ARRAY) {
        id = expr->op == IR_EXPR_ADD ? expr->a : id;
        return callee != 0 && pieces_variable(module, id) == var &&
               arg < module->types[module->funcs[callee].type].count &&
               !ir_points_to_const(&module->funcs[callee], arg);
    }
    if (ir_lent_var(module, id) == var) {
        return true;
    }
    uint32_t of = type->kind == IR_TYPE_POINTER ? module->types[type->of].kind : IR_TYPE_NONE;
    return ir_loaded_var(module, id) == var && (of == IR_TYPE_POINTER || of == IR_TYPE_RECORD);
}

static void end_request(struct pieces *pieces)
{
    const char *verb;
    if (pieces->request.length != 0) {
        enum model_answer one =
            model_text_idempotent(pieces->language, text_string(&pieces->request), &verb);
        bool agrees = !pieces->answered || pieces->answer == one;
        pieces->answer = agrees ? one : ANSWER_UNKNOWN;
        pieces->answered = true;
    }
    text_clear(&pieces->request);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Whether a request begins with the piece: it begins with a verb that no blank sets off from what
 * is there ("insert into t" and " select …"). */
static bool begins_request(const struct pieces *pieces, const char *piece)
{
    const char *verb;
    size_t length = pieces->request.length;
    (void)model_text_idempotent(pieces->language, piece, &verb);
    bool apart = length != 0 && (is_blank(piece[0]) || is_blank(pieces->request.bytes[length - 1]));
    return verb != NULL && !apart;
}

static void add_piece(struct pieces *pieces, const char *piece)
{
    if (begins_request(pieces, piece)) {
        end_request(pieces);
        pieces->any = true;
    } else if (!pieces->any) {
        while (is_blank(*piece)) {
            piece++;
        }
        pieces->unknown = pieces->unknown || *piece != '\0';
        return;
    }
    if (pieces->request.length < length_limit) {
        text_puts(&pieces->request, piece);
    }
}

static void add_literals(struct pieces *pieces, const struct ir_module *module,
                         const struct ir_instr *call)
{
    for (uint32_t i = 0; i < call->arg_count; i++) {
        const struct ir_expr *arg =
            &module->exprs[ir_uncast(module, module->lists[call->first_arg + i])];
        if (arg->op == IR_EXPR_STRING) {
            add_piece(pieces, ir_text(module, arg->a));
        }
    }
}

static void collect(struct pieces *pieces, func_ref func, ir_var_id var, uint32_t depth);

static void collect_call(struct pieces *pieces, uint32_t module_index, const struct ir_instr *call,
                         ir_var_id var, uint32_t depth)
{
    const struct ir_module *module = &pieces->program->modules[module_index];
    uint32_t lent = 0;
    while (lent < call->arg_count && !lends(module, call, lent, var)) {
        lent++;
    }
    if (lent == call->arg_count) {
        return;
    }
    add_literals(pieces, module, call);
    func_ref callee = program_named(pieces->program, module_index, call->value);
    const struct ir_func *info = callee != 0 ? program_ir_func(pieces->program, callee) : NULL;
    if (depth != 0 && info != NULL && lent < info->param_count) {
        collect(pieces, callee, info->first_var + lent, depth - 1);
    }
}

static void collect(struct pieces *pieces, func_ref func, ir_var_id var, uint32_t depth)
{
    uint32_t module_index = pieces->program->funcs.items[func].module;
    const struct ir_module *module = &pieces->program->modules[module_index];
    const struct ir_func *info = program_ir_func(pieces->program, func);
    for (uint32_t b = 0; b < info->block_count; b++) {
        const struct ir_block *block = &module->blocks[info->first_block + b];
        for (uint32_t i = 0; i < block->instr_count; i++) {
            const struct ir_instr *instr = &module->instrs[block->first_instr + i];
            pieces->after = pieces->after || block->first_instr + i == pieces->sent;
            if (pieces->after && pieces->any) {
                return;
            }
            if (instr->op == IR_INSTR_CALL) {
                collect_call(pieces, module_index, instr, var, depth);
            }
        }
    }
}

static enum model_answer answer_of_pieces(const struct frame *frame, ir_instr_id call,
                                          ir_var_id var, enum model_language language)
{
    struct pieces pieces = {
        .program = frame->analysis->program, .language = language, .sent = call};
    collect(&pieces, frame->func, var, depth_limit);
    end_request(&pieces);
    text_finish(&pieces.request);
    return pieces.any && !pieces.unknown ? pieces.answer : ANSWER_UNKNOWN;
}

/* Each function that a call may mean asks again. */
enum model_answer pieces_idempotent(const struct frame *frame, ir_instr_id call, ir_var_id var,
                                    enum model_language language)
{
    static const uint32_t unasked = UINT32_MAX;
    if (var == 0 || language == LANGUAGE_NONE) {
        return ANSWER_UNKNOWN;
    }
    uint64_t asked =
        map_hash(map_pair(frame->module_index, call), map_pair(var, (uint32_t)language));
    uint32_t *kept = map_put(&frame->analysis->pieces, asked, unasked);
    if (*kept != unasked) {
        return (enum model_answer)(*kept);
    }
    enum model_answer answer = answer_of_pieces(frame, call, var, language);
    *kept = (uint32_t)answer;
    return answer;
}
