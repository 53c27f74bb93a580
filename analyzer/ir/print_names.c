#include "ir/print_names.h"

#include "base/map.h"
#include "ir/text_rules.h"

static const uint32_t type_space = UINT32_MAX;
static const uint32_t func_space = UINT32_MAX - 1;

static uint32_t *rank_types(const struct ir_module *module, struct map *seen)
{
    uint32_t *ranks = memory_resize(NULL, module->types_count, sizeof *ranks);
    for (uint32_t i = 0; i < module->types_count; i++) {
        const struct ir_type *type = &module->types[i];
        bool named = type->kind == IR_TYPE_RECORD || type->kind == IR_TYPE_ENUM;
        ranks[i] = named ? ++*map_put(seen, map_pair(type_space, type->name), 0) : 0;
    }
    return ranks;
}

static bool is_stray(const struct ir_module *module, ir_var_id id)
{
    const struct ir_var *var = &module->vars[id];
    const struct ir_func *func = &module->funcs[var->func];
    return var->func != 0 && (id < func->first_var || id - func->first_var >= func->var_count);
}

/* In the order in which they are printed, which puts strays last. */
static void rank_vars(struct printer *printer, struct map *seen)
{
    const struct ir_module *module = printer->module;
    printer->var_rank = memory_resize(NULL, module->vars_count, sizeof(uint32_t));
    printer->strays = memory_resize(NULL, module->vars_count, sizeof(ir_var_id));
    for (uint32_t i = 0; i < module->vars_count; i++) {
        const struct ir_var *var = &module->vars[i];
        if (is_stray(module, i)) {
            printer->strays[printer->stray_count++] = i;
        } else {
            printer->var_rank[i] = ++*map_put(seen, map_pair(var->func, var->name), 0);
        }
    }
    for (uint32_t i = 0; i < printer->stray_count; i++) {
        const struct ir_var *var = &module->vars[printer->strays[i]];
        printer->var_rank[printer->strays[i]] = ++*map_put(seen, map_pair(var->func, var->name), 0);
    }
}

void printer_init(struct printer *printer, const struct ir_module *module, struct text *out)
{
    struct map seen = {0};
    *printer = (struct printer){.module = module, .out = out};
    printer->type_rank = rank_types(module, &seen);
    rank_vars(printer, &seen);
    printer->func_rank = memory_resize(NULL, module->funcs_count, sizeof(uint32_t));
    for (uint32_t i = 0; i < module->funcs_count; i++) {
        printer->func_rank[i] = ++*map_put(&seen, map_pair(func_space, module->funcs[i].name), 0);
    }
    map_finish(&seen);
}

void printer_finish(struct printer *printer)
{
    free(printer->type_rank);
    free(printer->var_rank);
    free(printer->func_rank);
    free(printer->strays);
}

void print_quoted(struct printer *printer, ir_str text)
{
    const char *bytes = ir_text(printer->module, text);
    uint32_t length = text < printer->module->texts_count ? printer->module->texts[text].length : 0;
    text_puts(printer->out, "\"");
    for (uint32_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (c == '"' || c == '\\') {
            text_printf(printer->out, "\\%c", c);
        } else if (c == '\n') {
            text_puts(printer->out, "\\n");
        } else if (c < 0x20 || c == 0x7f) {
            text_printf(printer->out, "\\x%02x", c);
        } else {
            text_put(printer->out, (const char *)&c, 1);
        }
    }
    text_puts(printer->out, "\"");
}

static bool is_word(const char *text)
{
    const unsigned char *p = (const unsigned char *)text;
    if (*p >= '0' && *p <= '9') {
        return false;
    }
    for (; *p != '\0'; p++) {
        bool letter = (*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') || *p >= 0x80;
        if (!letter && !(*p >= '0' && *p <= '9') && *p != '_' && *p != '$') {
            return false;
        }
    }
    return text[0] != '\0';
}

void print_word(struct printer *printer, ir_str text)
{
    if (is_word(ir_text(printer->module, text))) {
        text_puts(printer->out, ir_text(printer->module, text));
    } else {
        print_quoted(printer, text);
    }
}

static void print_rank(struct printer *printer, uint32_t rank)
{
    if (rank > 1) {
        text_printf(printer->out, "#%u", rank);
    }
}

void print_func_name(struct printer *printer, ir_func_id func)
{
    print_word(printer, printer->module->funcs[func].name);
    print_rank(printer, printer->func_rank[func]);
}

void print_var_name(struct printer *printer, ir_var_id id)
{
    const struct ir_var *var = &printer->module->vars[id];
    if (var->func != 0 && var->func != printer->func && printer->func != 0) {
        print_func_name(printer, var->func);
    }
    if (var->func != 0) {
        text_puts(printer->out, "%");
    }
    if (var->name == 0) {
        text_printf(printer->out, "%u", printer->var_rank[id]);
    } else {
        print_word(printer, var->name);
        print_rank(printer, printer->var_rank[id]);
    }
}

void print_record_name(struct printer *printer, ir_type_id type)
{
    static const char *const tags[] = {"struct ", "union ", "enum "};
    const char *name = ir_text(printer->module, printer->module->types[type].name);
    bool tagged = false;
    for (uint32_t i = 0; i < 3 && !tagged; i++) {
        size_t length = strlen(tags[i]);
        tagged = strncmp(name, tags[i], length) == 0 && is_word(name + length);
    }
    if (tagged) {
        text_puts(printer->out, name);
    } else {
        text_puts(printer->out, "type ");
        print_word(printer, printer->module->types[type].name);
    }
    print_rank(printer, printer->type_rank[type]);
}

static const char *type_word(const struct ir_type *type)
{
    for (const struct ir_text_type *known = ir_text_types; known->word != NULL; known++) {
        if (known->type.kind == type->kind && known->type.flags == type->flags &&
            known->type.size == type->size && type->of == 0) {
            return known->word;
        }
    }
    return NULL;
}

static void print_function_type(struct printer *printer, const struct ir_type *type)
{
    text_puts(printer->out, "fn ");
    print_type(printer, type->of);
    text_puts(printer->out, " (");
    for (uint32_t i = 0; i < type->count; i++) {
        text_puts(printer->out, i == 0 ? "" : ", ");
        print_type(printer, printer->module->lists[type->first + i]);
    }
    if ((type->flags & IR_TYPE_VARIADIC) != 0) {
        text_puts(printer->out, type->count == 0 ? "..." : ", ...");
    }
    text_puts(printer->out, ")");
}

/* The type without its size and typedef name. */
static void print_bare_type(struct printer *printer, ir_type_id id)
{
    const struct ir_type *type = &printer->module->types[id];
    switch (type->kind) {
    case IR_TYPE_VOID:
        text_puts(printer->out, "void");
        return;
    case IR_TYPE_BOOL:
        text_puts(printer->out, "bool");
        return;
    case IR_TYPE_INT:
        text_puts(printer->out, (type->flags & IR_TYPE_UNSIGNED) != 0 ? "u32" : "int");
        return;
    case IR_TYPE_FLOAT:
        text_puts(printer->out, "float");
        return;
    case IR_TYPE_POINTER:
        if (type->of == 0) {
            text_puts(printer->out, "ptr");
            return;
        }
        print_type(printer, type->of);
        text_puts(printer->out, "*");
        return;
    case IR_TYPE_ARRAY:
        print_type(printer, type->of);
        text_puts(printer->out, "[");
        if (type->count != 0) {
            text_printf(printer->out, "%u", type->count);
        }
        text_puts(printer->out, "]");
        return;
    case IR_TYPE_FUNCTION:
        print_function_type(printer, type);
        return;
    default:
        text_puts(printer->out, "?");
    }
}

void print_type(struct printer *printer, ir_type_id id)
{
    const struct ir_type *type = &printer->module->types[id];
    if (type->kind == IR_TYPE_RECORD || type->kind == IR_TYPE_ENUM) {
        print_record_name(printer, id);
        return;
    }
    const char *word = type_word(type);
    if (word != NULL) {
        text_puts(printer->out, word);
    } else {
        print_bare_type(printer, id);
        if (type->size != ir_text_type_size(printer->module, type)) {
            text_printf(printer->out, "{%u}", type->size);
        }
    }
    if (type->name != 0) {
        text_puts(printer->out, ":");
        print_word(printer, type->name);
    }
}

void print_loc(struct printer *printer, ir_loc_id id)
{
    const struct ir_loc *loc = &printer->module->locs[id];
    if (id == 0) {
        return;
    }
    text_puts(printer->out, " @");
    if (loc->file != 1) {
        text_printf(printer->out, "%u/", loc->file);
    }
    text_printf(printer->out, "%u", loc->line);
    if (loc->column != 0) {
        text_printf(printer->out, ":%u", loc->column);
    }
    if (loc->end_line != loc->line || loc->end_column != loc->column) {
        text_printf(printer->out, "-%u", loc->end_line);
        if (loc->end_column != 0) {
            text_printf(printer->out, ":%u", loc->end_column);
        }
    }
    if (loc->macro != 0) {
        text_puts(printer->out, " in ");
        print_word(printer, loc->macro);
    }
}
