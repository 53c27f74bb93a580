#include "program/texts.h"

static cell_id cell_at(struct frame *frame, symbol_id pointer)
{
    const struct symbol symbol = frame->space.symbols.items[pointer];
    return symbol.kind == SYMBOL_ADDRESS ? symbol.a : eval_pointee(&frame->space, pointer, 0);
}

const char *text_at(struct frame *frame, const struct flow_state *state, symbol_id pointer)
{
    const char *text = frame_text(frame, pointer);
    if (text != NULL || frame->space.symbols.items[pointer].kind == SYMBOL_INT) {
        return text;
    }
    cell_id cell = cell_at(frame, pointer);
    return cell == 0 ? NULL : frame_text(frame, state_read(&frame->space, state, cell));
}

symbol_id text_printed(struct frame *frame, const struct flow_state *state, symbol_id pointer)
{
    uint32_t kind = frame->space.symbols.items[pointer].kind;
    cell_id cell = kind == SYMBOL_INT || kind == SYMBOL_STRING ? 0 : cell_at(frame, pointer);
    if (cell == 0) {
        return 0;
    }
    symbol_id printed = state_read(&frame->space, state, cell);
    const struct symbol symbol = frame->space.symbols.items[printed];
    bool given =
        symbol.kind == SYMBOL_INITIAL && frame->space.cells.items[symbol.a].kind == CELL_VAR;
    return given || symbol.kind == SYMBOL_STRING ? printed : 0;
}

symbol_id text_origin(struct frame *frame, const struct flow_state *state, symbol_id pointer)
{
    symbol_id printed = text_printed(frame, state, pointer);
    return printed != 0 ? printed : pointer;
}

uint32_t text_begins(const struct frame *frame, const symbol_id *args, uint32_t count,
                     uint32_t format)
{
    const char *text = frame_text(frame, args[format]);
    bool other = text != NULL && strncmp(text, "%s", 2) == 0 && format + 1 < count;
    return other ? format + 1 : format;
}

void text_print(struct frame *frame, struct flow_state *state, const struct model_function *model,
                const symbol_id *args, uint32_t count)
{
    if (model->prints >= count || model->format >= count) {
        return;
    }
    symbol_id text = args[text_begins(frame, args, count, model->format)];
    uint32_t kind = frame->space.symbols.items[text].kind;
    cell_id cell = cell_at(frame, args[model->prints]);
    if (cell != 0 && (kind == SYMBOL_STRING || kind == SYMBOL_INITIAL)) {
        state_write(&frame->space, state, cell, text);
    }
}
