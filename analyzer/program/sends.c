#include "program/sends.h"

#include "models/language.h"
#include "program/pieces.h"
#include "program/texts.h"

static const uint32_t send_limit = 16;

/* What a setting makes of a request: surely, perhaps, or not. A pointer is set to be used, though
 * it may be NULL for all that is seen; a flag is not. */
static enum model_answer applies(struct frame *frame, const struct flow_state *state,
                                 const struct model_method *method, cell_id cell, symbol_id value)
{
    const struct symbol symbol = frame->space.symbols.items[value];
    struct range range = state_range(&frame->space, state, value);
    struct range wanted = range_of(method->range.low, method->range.high);
    struct range inside = range_intersection(&range, &wanted);
    bool untouched = symbol.kind == SYMBOL_INITIAL && symbol.a == cell;
    if (untouched || inside.count == 0) {
        return ANSWER_NO;
    }
    bool pointer = range_high(&range) == INT64_MAX;
    return pointer || range_equal(&inside, &range) ? ANSWER_YES : ANSWER_UNKNOWN;
}

/* What is sent: the first method whose setting surely applies, unless one before it may. False: no
 * setting says anything. */
static bool decide_method(struct frame *frame, const struct flow_state *state, struct site *site,
                          symbol_id handle)
{
    const struct model_set *models = frame->analysis->models;
    enum model_answer otherwise = site->idempotent;
    bool decided = false;
    bool sure = false;
    for (uint32_t i = 0; i < models->methods.count && !sure; i++) {
        const struct model_method *method = &models->methods.items[i];
        if (models->settings.items[method->setting].handle_kind != site->model->handle_kind) {
            continue;
        }
        cell_id cell = frame_setting_cell(frame, handle, method->setting);
        symbol_id value = state_read(&frame->space, state, cell);
        enum model_answer applied = applies(frame, state, method, cell, value);
        if (applied == ANSWER_NO) {
            continue;
        }
        const char *name = method->name;
        const char *text = frame_text(frame, value);
        enum model_answer one = method->idempotent;
        if (name == NULL && text != NULL) {
            one = model_text_idempotent(LANGUAGE_HTTP, text, &name);
        }
        site->idempotent = !decided || site->idempotent == one ? one : ANSWER_UNKNOWN;
        site->method = !decided ? name : NULL;
        sure = applied == ANSWER_YES;
        decided = true;
    }
    if (decided && !sure) {
        site->idempotent = site->idempotent == otherwise ? otherwise : ANSWER_UNKNOWN;
        site->method = NULL;
    }
    return decided;
}

/* Whether a text made of parts holds an idempotency key's header name. A part that is put together
 * while the program runs may hold it. */
static enum model_answer mentions_key(struct frame *frame, symbol_id value, uint32_t depth)
{
    const struct symbol symbol = frame->space.symbols.items[value];
    const char *text = frame_text(frame, value);
    symbol_id parts[4] = {symbol.a, symbol.b};
    uint32_t count = 2;
    if (text != NULL) {
        bool found =
            strcasestr(text, "idempotency-key") != NULL || strcasestr(text, "if-match") != NULL;
        return found ? ANSWER_YES : ANSWER_NO;
    }
    if (symbol.kind == SYMBOL_INT) {
        return ANSWER_NO;
    }
    if (symbol.kind != SYMBOL_BINARY) {
        count = space_leaves(&frame->space, value, parts, 4);
        count = count > 4 ? 4 : count;
    }
    if (depth == 0 || count < 2) {
        return ANSWER_UNKNOWN;
    }
    enum model_answer answer = ANSWER_NO;
    for (uint32_t i = 0; i < count && answer != ANSWER_YES; i++) {
        enum model_answer part = mentions_key(frame, parts[i], depth - 1);
        answer = part == ANSWER_NO ? answer : part;
    }
    return answer;
}

/* A request that carries a key may be sent twice, whatever its method. */
static void take_key(struct site *site, enum model_answer keyed)
{
    if (keyed == ANSWER_YES || (keyed == ANSWER_UNKNOWN && site->idempotent == ANSWER_NO)) {
        site->idempotent = keyed;
    }
}

/* What a pointer is, as a key: none where it is NULL. One that is not seen to be is given in order
 * to be a key. */
static enum model_answer key_value(const struct frame *frame, const struct flow_state *state,
                                   symbol_id value)
{
    symbol_id leaves[4];
    uint32_t count = space_leaves(&frame->space, value, leaves, 4);
    enum model_answer answer = count > 4 ? ANSWER_UNKNOWN : ANSWER_YES;
    uint32_t none = 0;
    for (uint32_t i = 0; i < count && i < 4; i++) {
        struct range range = state_range(&frame->space, state, leaves[i]);
        int64_t only;
        none += range_single(&range, &only) && only == 0;
    }
    if (none != 0) {
        return none == count ? ANSWER_NO : ANSWER_UNKNOWN;
    }
    return answer;
}

/* Whether the call is given a key, in an argument or in a member of what that points to. */
static enum model_answer given_key(struct frame *frame, const struct flow_state *state,
                                   ir_instr_id call, const struct model_key *key,
                                   const symbol_id *args, uint32_t count)
{
    const struct ir_module *module = frame->module;
    if (key->arg >= count) {
        return ANSWER_NO;
    }
    enum model_answer given = key_value(frame, state, args[key->arg]);
    if (key->member == NULL || given == ANSWER_NO) {
        return given;
    }
    ir_expr_id arg = ir_uncast(module, module->lists[module->instrs[call].first_arg + key->arg]);
    ir_type_id type = module->types[module->exprs[arg].type].of;
    cell_id record = eval_pointee(&frame->space, args[key->arg], type);
    cell_id field = frame_field(frame, record, type, key->member);
    if (field == 0) {
        return ANSWER_UNKNOWN;
    }
    symbol_id value = state_read(&frame->space, state, field);
    const struct symbol symbol = frame->space.symbols.items[value];
    bool untouched = symbol.kind == SYMBOL_INITIAL && symbol.a == field;
    return untouched ? ANSWER_UNKNOWN : key_value(frame, state, value);
}

/* False: what is sent is not decided by the handle's settings. */
static bool decide_handle_text(struct frame *frame, const struct flow_state *state,
                               struct site *site, symbol_id handle)
{
    const struct model_set *models = frame->analysis->models;
    const struct model_handle_kind *kind = &models->handle_kinds.items[site->model->handle_kind];
    bool decided = decide_method(frame, state, site, handle);
    take_key(site, site->keyed);
    if (kind->key_setting != 0) {
        cell_id cell = frame_setting_cell(frame, handle, kind->key_setting);
        symbol_id headers = state_read(&frame->space, state, cell);
        const struct symbol symbol = frame->space.symbols.items[headers];
        bool untouched = symbol.kind == SYMBOL_INITIAL && symbol.a == cell;
        take_key(site, untouched ? ANSWER_NO : mentions_key(frame, headers, 12));
    }
    if (site->model->target_setting != 0) {
        symbol_id target = state_read(
            &frame->space, state, frame_setting_cell(frame, handle, site->model->target_setting));
        const char *text = frame_text(frame, target);
        site->target = text != NULL ? text : site->target;
    }
    return decided;
}

/* Whether settings of handles of that kind decide what is sent. */
static bool has_methods(const struct frame *frame, uint32_t handle_kind)
{
    const struct model_set *models = frame->analysis->models;
    for (uint32_t i = 0; i < models->methods.count; i++) {
        setting_id setting = models->methods.items[i].setting;
        if (models->settings.items[setting].handle_kind == handle_kind) {
            return true;
        }
    }
    return false;
}

/* Answers in frame->sent; with this bit there is more that the callers give. */
enum { SENT_GIVEN = 8 };

static void note_sent(struct frame *frame, ir_instr_id call, enum model_answer sent)
{
    uint32_t *answer = map_put(&frame->sent, call, ANSWER_YES);
    uint32_t given = *answer & SENT_GIVEN;
    *answer = model_answer_both((enum model_answer)(*answer & ~(uint32_t)SENT_GIVEN), sent) | given;
}

bool sends_answer(const struct frame *frame, ir_instr_id call, enum model_answer *answer,
                  bool *given)
{
    const uint32_t *sent = map_get(&frame->sent, call);
    if (sent == NULL) {
        return false;
    }
    *answer = (enum model_answer)(*sent & ~(uint32_t)SENT_GIVEN);
    *given = (*sent & SENT_GIVEN) != 0;
    return true;
}

/* A handle from the caller, who may have said what is sent with it, or a text from the caller, who
 * may have begun it. */
static bool hand_on(struct frame *frame, ir_instr_id call, symbol_id given,
                    struct summary_send send)
{
    struct summary *summary = &frame->analysis->summaries[frame->func];
    symbol_id leaves[4];
    uint32_t count = space_leaves(&frame->space, given, leaves, 4);
    for (uint32_t i = 0; i < count && i < 4 && send.path == 0; i++) {
        const struct symbol symbol = frame->space.symbols.items[leaves[i]];
        if (symbol.kind == SYMBOL_INITIAL) {
            send.path =
                path_of_cell(&frame->analysis->paths, &frame->space, frame->cfg.func, symbol.a);
        }
    }
    if (send.path == 0 || summary->sends.count >= send_limit) {
        return false;
    }
    vec_push(&summary->sends, send);
    *map_put(&frame->sent, call, ANSWER_YES) |= SENT_GIVEN;
    return true;
}

/* A text that is sent: known, or from the caller, or put together here. `arg` is the argument that
 * is the text or leads to it. */
struct sent_text {
    symbol_id value;
    uint32_t arg;
};

/* Whether what the text, or each of several that it may be, asks for may be sent twice. False: it
 * is not known. */
static bool decide_known(struct frame *frame, const struct flow_state *state, symbol_id value,
                         struct site *seen)
{
    symbol_id leaves[4];
    uint32_t count = space_leaves(&frame->space, value, leaves, 4);
    enum model_answer answer = ANSWER_UNKNOWN;
    const char *verb = NULL;
    for (uint32_t i = 0; i < count && i < 4; i++) {
        const char *text = text_at(frame, state, leaves[i]);
        if (text == NULL || count > 4) {
            return false;
        }
        enum model_answer one = model_text_idempotent(seen->model->language, text, &verb);
        answer = i == 0 || answer == one ? one : ANSWER_UNKNOWN;
        frame->analysis->summaries[frame->func].transacts |= verb_begins_transaction(verb);
    }
    seen->idempotent = answer;
    seen->method = verb;
    return count != 0;
}

/* Decides what the call asks for by the text. False: it is from the caller. */
static bool decide_text(struct frame *frame, const struct flow_state *state, ir_instr_id call,
                        struct sent_text given, struct site *seen, struct summary_send send)
{
    const struct ir_module *module = frame->module;
    const struct ir_instr *instr = &module->instrs[call];
    bool known = decide_known(frame, state, given.value, seen);
    send.text = true;
    if (!known && hand_on(frame, call, text_origin(frame, state, given.value), send)) {
        return false;
    }
    if (!known && given.arg < instr->arg_count) {
        ir_var_id var = pieces_variable(module, module->lists[instr->first_arg + given.arg]);
        seen->idempotent = pieces_idempotent(frame, call, var, seen->model->language);
    }
    take_key(seen, seen->keyed);
    return true;
}

void sends_decide(struct frame *frame, const struct flow_state *state, uint32_t index,
                  const symbol_id *args, uint32_t count)
{
    struct site *site = &frame->analysis->sites.items[index];
    const struct model_function *model = site->model;
    site->idempotent = model->idempotent;
    site->keyed = given_key(frame, state, site->instr, &model->key, args, count);
    take_key(site, site->keyed);
    if (model->on < count && model->handle_kind != 0) {
        symbol_id leaves[4];
        uint32_t found = space_leaves(&frame->space, args[model->on], leaves, 4);
        for (uint32_t i = 0; i < found && i < 4; i++) {
            if (frame->space.symbols.items[leaves[i]].kind != SYMBOL_INT) {
                bool decided = decide_handle_text(frame, state, site, leaves[i]);
                if (!decided && has_methods(frame, model->handle_kind)) {
                    hand_on(frame, site->instr, leaves[i], (struct summary_send){.site = index});
                }
            }
        }
    }
    if (model->target < count && frame_text(frame, args[model->target]) != NULL) {
        site->target = frame_text(frame, args[model->target]);
    }
    if (model->language != LANGUAGE_NONE && model->text < count) {
        uint32_t arg = text_begins(frame, args, count, model->text);
        (void)decide_text(frame, state, site->instr,
                          (struct sent_text){.value = args[arg], .arg = arg}, site,
                          (struct summary_send){.site = index});
    }
}

static struct sent_text callee_text(struct frame *frame, const struct path_view *view, path_id path)
{
    const struct path_table *table = &frame->analysis->paths;
    struct sent_text given = {.arg = path_param(table, path)};
    if (table->paths.items[path].kind == PATH_PARAM && given.arg < view->arg_count) {
        given.arg = text_begins(frame, view->args, view->arg_count, given.arg);
        given.value = view->args[given.arg];
    } else {
        given.value = path_value(table, view, path);
    }
    return given;
}

/* Decides what a callee asks for by the settings of the handle that it is given; without any it is
 * as the call alone has it. False: they are the caller's. */
static bool decide_handle(struct frame *frame, const struct flow_state *state, ir_instr_id call,
                          symbol_id handle, struct site *seen, struct summary_send send)
{
    return decide_handle_text(frame, state, seen, handle) || !hand_on(frame, call, handle, send);
}

void sends_of_callee(struct frame *frame, const struct flow_state *state, ir_instr_id call,
                     func_ref callee, const symbol_id *args, uint32_t count)
{
    struct analysis *analysis = frame->analysis;
    const struct summary *summary = &analysis->summaries[callee];
    struct path_view view = {
        .space = &frame->space, .state = state, .args = args, .arg_count = count};
    for (uint32_t i = 0; i < summary->sends.count; i++) {
        struct summary_send from = summary->sends.items[i];
        struct summary_send send = {.site = from.site};
        if (from.text && summary->idempotent == ANSWER_YES) {
            continue; /* nobody looks how it went: a log line, a goodbye */
        }
        struct site seen = analysis->sites.items[from.site];
        bool decided =
            from.text
                ? decide_text(frame, state, call, callee_text(frame, &view, from.path), &seen, send)
                : decide_handle(frame, state, call, path_value(&analysis->paths, &view, from.path),
                                &seen, send);
        if (decided) {
            note_sent(frame, call, seen.idempotent);
            given_note(analysis->given, callee, seen.idempotent);
        } else {
            given_hand_on(analysis->given, callee, frame->func, seen.idempotent);
        }
    }
}

void sends_unknown(struct analysis *analysis, func_ref caller)
{
    const struct program_func *info = &analysis->program->funcs.items[caller];
    for (uint32_t i = 0; i < info->call_count; i++) {
        const struct program_call *call = &analysis->program->calls.items[info->first_call + i];
        for (uint32_t t = 0; t < call->target_count; t++) {
            func_ref target = analysis->program->targets.items[call->first_target + t];
            given_note(analysis->given, target, ANSWER_UNKNOWN);
        }
    }
}

void sends_settle(struct analysis *analysis)
{
    for (func_ref func = 0; func < analysis->program->funcs.count; func++) {
        const struct summary *summary = &analysis->summaries[func];
        for (uint32_t i = 0; i < summary->sends.count; i++) {
            struct site *site = &analysis->sites.items[summary->sends.items[i].site];
            enum model_answer answer;
            if (site->func == func && given_find(analysis->given, func, &answer)) {
                site->idempotent = answer;
            }
        }
    }
}
