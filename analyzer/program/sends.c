#include "program/sends.h"

#include "program/texts.h"

static const uint32_t send_limit = 16;

/* What is sent: the first method whose setting applies. */
static void decide_method(struct frame *frame, const struct flow_state *state, struct site *site,
                          symbol_id handle)
{
    const struct model_set *models = frame->analysis->models;
    for (uint32_t i = 0; i < models->methods.count; i++) {
        const struct model_method *method = &models->methods.items[i];
        if (models->settings.items[method->setting].handle_kind != site->model->handle_kind) {
            continue;
        }
        cell_id cell = frame_setting_cell(frame, handle, method->setting);
        symbol_id value = state_read(&frame->space, state, cell);
        const struct symbol symbol = frame->space.symbols.items[value];
        bool untouched = symbol.kind == SYMBOL_INITIAL && symbol.a == cell;
        struct range range = state_range(&frame->space, state, value);
        struct range in = range_of(method->range.low, method->range.high);
        struct range inside = range_intersection(&range, &in);
        if (untouched || inside.count == 0) {
            continue;
        }
        const char *text = frame_text(frame, value);
        site->method = method->name;
        site->idempotent = method->idempotent;
        if (method->name == NULL && text != NULL) {
            site->idempotent = model_text_idempotent(LANGUAGE_HTTP, text, &site->method);
        }
        return;
    }
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

static void decide_handle_text(struct frame *frame, const struct flow_state *state,
                               struct site *site, symbol_id handle)
{
    const struct model_set *models = frame->analysis->models;
    const struct model_handle_kind *kind = &models->handle_kinds.items[site->model->handle_kind];
    decide_method(frame, state, site, handle);
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

/* A handle from the caller, who may have said what is sent with it, or a text from the caller. */
static void hand_on(struct frame *frame, symbol_id given, uint32_t index, bool text)
{
    const struct symbol symbol = frame->space.symbols.items[given];
    struct summary *summary = &frame->analysis->summaries[frame->func];
    path_id path =
        symbol.kind == SYMBOL_INITIAL
            ? path_of_cell(&frame->analysis->paths, &frame->space, frame->cfg.func, symbol.a)
            : 0;
    if (path != 0 && summary->sends.count < send_limit) {
        vec_push(&summary->sends,
                 ((struct summary_send){.site = index, .path = path, .text = text}));
    }
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
                decide_handle_text(frame, state, site, leaves[i]);
                if (site->method == NULL && has_methods(frame, model->handle_kind)) {
                    hand_on(frame, leaves[i], index, false);
                }
            }
        }
    }
    if (model->target < count && frame_text(frame, args[model->target]) != NULL) {
        site->target = frame_text(frame, args[model->target]);
    }
    if (model->language != LANGUAGE_NONE && model->text < count) {
        const char *text = text_at(frame, state, args[model->text]);
        if (text != NULL) {
            site->idempotent = model_text_idempotent(model->language, text, &site->method);
            take_key(site, site->keyed);
        } else {
            hand_on(frame, text_origin(frame, state, args[model->text]), index, true);
        }
    }
}

static void note_sent(struct frame *frame, ir_instr_id call, enum model_answer sent)
{
    uint32_t *answer = map_put(&frame->sent, call, ANSWER_YES);
    *answer = model_answer_both((enum model_answer) * answer, sent);
}

/* The text of a callee's request, which the caller gives. */
static void take_text(struct frame *frame, const struct flow_state *state, ir_instr_id call,
                      uint32_t index, symbol_id given)
{
    const char *text = text_at(frame, state, given);
    const char *verb;
    if (text == NULL) {
        hand_on(frame, text_origin(frame, state, given), index, true);
        return;
    }
    struct site seen = frame->analysis->sites.items[index];
    seen.idempotent = model_text_idempotent(seen.model->language, text, &verb);
    take_key(&seen, seen.keyed);
    note_sent(frame, call, seen.idempotent);
}

void sends_of_callee(struct frame *frame, const struct flow_state *state, ir_instr_id call,
                     const struct summary *summary, const symbol_id *args, uint32_t count)
{
    struct path_view view = {
        .space = &frame->space, .state = state, .args = args, .arg_count = count};
    for (uint32_t i = 0; i < summary->sends.count; i++) {
        struct summary_send send = summary->sends.items[i];
        symbol_id handle = path_value(&frame->analysis->paths, &view, send.path);
        if (send.text) {
            take_text(frame, state, call, send.site, handle);
            continue;
        }
        struct site seen = frame->analysis->sites.items[send.site];
        seen.method = NULL;
        decide_handle_text(frame, state, &seen, handle);
        if (seen.method == NULL) {
            hand_on(frame, handle, send.site, false);
            continue;
        }
        note_sent(frame, call, seen.idempotent);
    }
}
