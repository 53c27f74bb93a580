#include "ir/text.h"

#include "base/diag.h"
#include "ir/parse_state.h"
#include "ir/text_rules.h"
#include "ir/verify.h"

static void parse_unit(struct parser *parser)
{
    parser->builder.unit_path = parse_quoted(parser);
    if (parser->builder.unit_path == 0) {
        (void)parse_error(parser, "the path of the unit");
    }
    parse_line_end(parser);
}

static void parse_file(struct parser *parser)
{
    uint32_t number = parse_count(parser);
    uint32_t count = parser->builder.files.count;
    if (number == 0 || number > count) {
        (void)parse_error(parser, "files to be numbered from 1 upwards");
        return;
    }
    struct ir_file file = {.path = parse_quoted(parser)};
    file.flags |= parse_accept(parser, "main") ? IR_FILE_MAIN : 0;
    file.flags |= parse_accept(parser, "system") ? IR_FILE_SYSTEM : 0;
    parse_line_end(parser);
    if (number == count) {
        vec_push(&parser->builder.files, file);
    } else {
        parser->builder.files.items[number] = file;
    }
}

static void parse_enum(struct parser *parser, ir_type_id id)
{
    (void)parse_accept(parser, "enum");
    ir_type_id of = parse_type(parser);
    struct ir_type *type = &parser->builder.types.items[id];
    const struct ir_type *integer = &parser->builder.types.items[of];
    type->kind = IR_TYPE_ENUM;
    type->of = of;
    type->flags = integer->flags & IR_TYPE_UNSIGNED;
    type->size = integer->size;
    if (parse_peek(parser, 0)->kind == IR_TOKEN_NUMBER) {
        type->size = parse_count(parser);
    }
}

/* All but the fields, whose types may be declared further down. */
static void register_type(struct parser *parser)
{
    struct ir_type type;
    ir_str name = parse_record_name(parser, &type);
    uint32_t rank = parse_rank(parser);
    ir_type_id id = parser->builder.types.count;
    (void)parse_define(parser, PARSE_TYPES, name, rank, id);
    if (type.kind == IR_TYPE_ENUM || parse_sees(parser, 0, "enum")) {
        type.kind = IR_TYPE_ENUM;
        (void)ir_build_type(&parser->builder, type);
        parse_enum(parser, id);
        return;
    }
    type.flags |= parse_accept(parser, "union") ? IR_TYPE_UNION : 0;
    if (parse_peek(parser, 0)->kind == IR_TOKEN_NUMBER) {
        type.size = parse_count(parser);
    }
    type.flags |= parse_sees(parser, 0, "{") ? 0 : IR_TYPE_INCOMPLETE;
    (void)ir_build_type(&parser->builder, type);
}

/* Lines that other lines may refer to before they come: files and types. */
static void parse_first_pass(struct parser *parser)
{
    while (parse_peek(parser, 0)->kind != IR_TOKEN_END) {
        if (parse_accept(parser, "unit")) {
            parse_unit(parser);
            continue;
        }
        if (parse_accept(parser, "file")) {
            parse_file(parser);
            continue;
        }
        if (parse_sees_record(parser)) {
            register_type(parser);
        }
        bool opened = false;
        while (parse_peek(parser, 0)->kind != IR_TOKEN_LINE && !parser->failed) {
            opened = parse_sees(parser, 0, "{");
            parser->at++;
        }
        parser->at += !parser->failed;
        while (opened && parse_peek(parser, 0)->kind != IR_TOKEN_END &&
               !parse_sees(parser, 0, "}")) {
            while (parse_peek(parser, 0)->kind != IR_TOKEN_LINE) {
                parser->at++;
            }
            parser->at++;
        }
    }
}

static void parse_fields(struct parser *parser, ir_type_id record)
{
    struct parser *p = parser;
    VEC(struct ir_field) fields = {0};
    parse_line_end(p);
    while (!p->failed && !parse_accept(p, "}")) {
        struct ir_field field = {.record = record, .index = fields.count};
        field.type = parse_type(p);
        field.name = parse_sees_name(p, 0) ? parse_name(p, "the field's name") : 0;
        parse_line_end(p);
        vec_push(&fields, field);
    }
    p->builder.types.items[record].count = fields.count;
    p->builder.types.items[record].first = fields.count == 0 ? 0 : p->builder.fields.count;
    for (uint32_t i = 0; i < fields.count; i++) {
        vec_push(&p->builder.fields, fields.items[i]);
    }
    vec_finish(&fields);
}

static void parse_tagged_type(struct parser *parser)
{
    struct ir_type named;
    ir_str name = parse_record_name(parser, &named);
    ir_type_id id = parse_lookup(parser, PARSE_TYPES, name, parse_rank(parser));
    if (parser->builder.types.items[id].kind == IR_TYPE_ENUM) {
        parse_enum(parser, id);
        parse_line_end(parser);
        return;
    }
    (void)parse_accept(parser, "union");
    if (parse_peek(parser, 0)->kind == IR_TOKEN_NUMBER) {
        (void)parse_count(parser);
    }
    if (parse_accept(parser, "{")) {
        parse_fields(parser, id);
    }
    parse_line_end(parser);
}

static void parse_global(struct parser *parser)
{
    struct ir_var var = {.kind = IR_VAR_GLOBAL};
    var.flags |= parse_accept(parser, "static") ? IR_VAR_INTERNAL : 0;
    var.flags |= parse_accept(parser, "extern") ? 0 : IR_VAR_DEFINED;
    (void)parse_var(parser, var);
    parse_line_end(parser);
}

static void parse_note(struct parser *parser)
{
    struct ir_note note = {0};
    for (uint32_t kind = 1; kind < IR_TEXT_NOTE_COUNT && note.kind == IR_NOTE_NONE; kind++) {
        note.kind = parse_accept(parser, ir_text_notes[kind]) ? kind : IR_NOTE_NONE;
    }
    if (note.kind == IR_NOTE_NONE) {
        (void)parse_error(parser, "'missing_header', 'parse_error', 'opaque' or 'stand_in'");
    }
    note.text = parse_quoted(parser);
    note.count = parse_count(parser);
    note.loc = parse_loc(parser);
    parse_line_end(parser);
    vec_push(&parser->builder.notes, note);
}

struct bodies {
    VEC(struct parse_body) list;
};

/* Everything but the code of functions, which may refer to all the rest. */
static void parse_second_pass(struct parser *parser, struct bodies *bodies)
{
    while (parse_peek(parser, 0)->kind != IR_TOKEN_END) {
        struct parse_body body;
        if (parse_sees(parser, 0, "unit") || parse_sees(parser, 0, "file")) {
            while (parse_peek(parser, 0)->kind != IR_TOKEN_LINE) {
                parser->at++;
            }
            parser->at++;
        } else if (parse_sees_record(parser)) {
            parse_tagged_type(parser);
        } else if (parse_accept(parser, "global")) {
            parse_global(parser);
        } else if (parse_accept(parser, "note")) {
            parse_note(parser);
        } else if (parse_func_head(parser, &body)) {
            vec_push(&bodies->list, body);
        }
    }
}

/* A unit that says nothing of itself is the text's own file. */
static void complete_files(struct parser *parser)
{
    struct ir_builder *builder = &parser->builder;
    struct ir_file *first = &builder->files.items[1];
    if (builder->unit_path == 0) {
        builder->unit_path = ir_build_text(builder, parser->name, strlen(parser->name));
    }
    if (first->path == 0) {
        *first = (struct ir_file){.path = builder->unit_path, .flags = IR_FILE_MAIN};
    }
}

static void complete_init(struct parser *parser)
{
    struct ir_func *init = &parser->builder.funcs.items[1];
    if (init->block_count == 0) {
        init->first_block = parser->builder.blocks.count;
        init->block_count = 1;
        vec_push(&parser->builder.blocks, ((struct ir_block){.func = 1, .term = IR_TERM_RETURN}));
    }
}

static void parse_module(struct parser *parser)
{
    struct ir_builder *builder = &parser->builder;
    struct bodies bodies = {0};
    ir_build_init(builder);
    (void)vec_push_zero(&builder->files);
    ir_str init = ir_build_text(builder, "$init", 5);
    vec_push(&builder->funcs, ((struct ir_func){.name = init}));
    (void)parse_define(parser, PARSE_FUNCS, init, 1, 1);
    parse_first_pass(parser);
    complete_files(parser);
    parser->at = parser->failed ? parser->at : 0;
    parse_second_pass(parser, &bodies);
    for (uint32_t i = 0; i < bodies.list.count && !parser->failed; i++) {
        parse_func_code(parser, &bodies.list.items[i]);
    }
    complete_init(parser);
    vec_finish(&bodies.list);
}

bool ir_parse(const char *name, const char *text, struct ir_module *module)
{
    struct parser parser = {.name = name};
    *module = (struct ir_module){0};
    ir_lex(&parser.tokens, text);
    parse_module(&parser);
    bool good = !parser.failed;
    if (good) {
        struct text faults = {0};
        ir_build_finish(&parser.builder, module);
        good = ir_verify(module, &faults);
        if (!good) {
            const char *fault = text_string(&faults);
            diag(DIAG_ERROR, (struct diag_place){.file = name},
                 "what it says is not well formed: %.*s", (int)strcspn(fault, "\n"), fault);
            ir_module_finish(module);
        }
        text_finish(&faults);
    }
    ir_build_abandon(&parser.builder);
    map_finish(&parser.symbols);
    map_finish(&parser.blocks);
    vec_finish(&parser.chain);
    vec_finish(&parser.tokens.list);
    arena_finish(&parser.arena);
    return good;
}
