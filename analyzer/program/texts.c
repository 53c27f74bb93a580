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

symbol_id text_origin(struct frame *frame, const struct flow_state *state, symbol_id pointer)
{
    uint32_t kind = frame->space.symbols.items[pointer].kind;
    cell_id cell = kind == SYMBOL_INT || kind == SYMBOL_STRING ? 0 : cell_at(frame, pointer);
    if (cell == 0) {
        return pointer;
    }
    symbol_id printed = state_read(&frame->space, state, cell);
    const struct symbol symbol = frame->space.symbols.items[printed];
    bool given =
        symbol.kind == SYMBOL_INITIAL && frame->space.cells.items[symbol.a].kind == CELL_VAR;
    return given ? printed : pointer;
}

void text_print(struct frame *frame, struct flow_state *state, const struct model_function *model,
                const symbol_id *args, uint32_t count)
{
    if (model->prints >= count || model->format >= count) {
        return;
    }
    const struct symbol format = frame->space.symbols.items[args[model->format]];
    if (format.kind != SYMBOL_STRING && format.kind != SYMBOL_INITIAL) {
        return;
    }
    cell_id cell = cell_at(frame, args[model->prints]);
    if (cell != 0) {
        state_write(&frame->space, state, cell, args[model->format]);
    }
}
