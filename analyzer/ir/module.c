#include "ir/blob.h"
#include "ir/build.h"

#include <stdio.h>

static const uint32_t item_sizes[IR_SECTION_COUNT] = {
#define IR_SECTION(type, name) [IR_SECTION_##name] = sizeof(struct type),
#define IR_SECTION_U32(name)   [IR_SECTION_##name] = sizeof(uint32_t),
#include "ir/sections.def"
    [IR_SECTION_TEXT_BYTES] = 1,
};

uint64_t ir_blob_checksum(const void *bytes, size_t size)
{
    const size_t start = offsetof(struct ir_blob, size);
    uint64_t sum = UINT64_C(0x9e3779b97f4a7c15);
    for (size_t at = start; at + sizeof(uint64_t) <= size; at += sizeof(uint64_t)) {
        uint64_t word;
        memcpy(&word, (const char *)bytes + at, sizeof word);
        /* Each step maps sums one to one, so a single changed word always shows. */
        sum = (sum ^ word) * UINT64_C(0xbf58476d1ce4e5b9);
        sum ^= sum >> 31;
    }
    return sum;
}

static uint64_t round_up(uint64_t size)
{
    return (size + 7) / 8 * 8;
}

/* Turns the interned strings into the texts section; returns how many bytes the texts take. */
static uint32_t lay_texts(struct ir_builder *builder)
{
    const struct strtab *strings = &builder->strings;
    uint32_t offset = 1; /* of the empty text's NUL */
    for (uint32_t i = 1; i < strings->entries.count; i++) {
        uint32_t length = strings->entries.items[i].length;
        vec_push(&builder->texts, ((struct ir_text){.offset = offset, .length = length}));
        offset += length + 1;
    }
    return offset;
}

static uint64_t lay_sections(struct ir_blob *blob, const struct ir_builder *builder,
                             uint32_t text_size)
{
    const uint32_t counts[IR_SECTION_COUNT] = {
#define IR_SECTION(type, name) [IR_SECTION_##name] = builder->name.count,
#define IR_SECTION_U32(name)   [IR_SECTION_##name] = builder->name.count,
#include "ir/sections.def"
        [IR_SECTION_TEXT_BYTES] = text_size,
    };
    uint64_t offset = sizeof *blob;
    for (uint32_t i = 0; i < IR_SECTION_COUNT; i++) {
        blob->sections[i] = (struct ir_blob_section){
            .offset = offset, .count = counts[i], .item_size = item_sizes[i]};
        offset += round_up((uint64_t)counts[i] * item_sizes[i]);
    }
    return offset;
}

static void copy_contents(char *block, const struct ir_blob *blob, const struct ir_builder *builder)
{
    const void *const items[IR_SECTION_TEXT_BYTES] = {
#define IR_SECTION(type, name) [IR_SECTION_##name] = builder->name.items,
#define IR_SECTION_U32(name)   [IR_SECTION_##name] = builder->name.items,
#include "ir/sections.def"
    };
    for (uint32_t i = 0; i < IR_SECTION_TEXT_BYTES; i++) {
        const struct ir_blob_section *section = &blob->sections[i];
        memcpy(block + section->offset, items[i], (size_t)section->count * section->item_size);
    }
    char *texts = block + blob->sections[IR_SECTION_TEXT_BYTES].offset;
    for (uint32_t i = 1; i < builder->texts.count; i++) {
        const struct ir_text *text = &builder->texts.items[i];
        memcpy(texts + text->offset, builder->strings.entries.items[i].text, text->length + 1);
    }
}

/* Points the views at the sections; the header was checked or just made. */
static void set_views(struct ir_module *module, const void *bytes)
{
    const struct ir_blob *blob = bytes;
    *module = (struct ir_module){
        .bytes = bytes, .size = (size_t)blob->size, .unit_path = blob->unit_path};
    const char *base = bytes;
#define IR_SECTION(type, name)                                                                     \
    module->name =                                                                                 \
        (const struct type *)(const void *)(base + blob->sections[IR_SECTION_##name].offset);      \
    module->name##_count = blob->sections[IR_SECTION_##name].count;
#define IR_SECTION_U32(name)                                                                       \
    module->name =                                                                                 \
        (const uint32_t *)(const void *)(base + blob->sections[IR_SECTION_##name].offset);         \
    module->name##_count = blob->sections[IR_SECTION_##name].count;
#include "ir/sections.def"
    module->text_bytes = base + blob->sections[IR_SECTION_TEXT_BYTES].offset;
}

void ir_build_finish(struct ir_builder *builder, struct ir_module *module)
{
    struct ir_blob blob = {.magic = IR_BLOB_MAGIC, .version = IR_BLOB_VERSION};
    uint32_t text_size = lay_texts(builder);
    blob.size = lay_sections(&blob, builder, text_size);
    blob.unit_path = builder->unit_path;
    char *block = memory_resize(NULL, (size_t)blob.size, 1);
    memset(block, 0, (size_t)blob.size);
    copy_contents(block, &blob, builder);
    memcpy(block, &blob, sizeof blob);
    blob.checksum = ir_blob_checksum(block, (size_t)blob.size);
    memcpy(block, &blob, sizeof blob);
    set_views(module, block);
    module->owns_bytes = true;
    ir_build_abandon(builder);
}

static const char *check_sections(const struct ir_blob *blob)
{
    uint64_t offset = sizeof *blob;
    for (uint32_t i = 0; i < IR_SECTION_COUNT; i++) {
        const struct ir_blob_section *section = &blob->sections[i];
        uint64_t size = (uint64_t)section->count * item_sizes[i];
        if (section->item_size != item_sizes[i] || section->count == 0 ||
            section->offset != offset || size > blob->size - offset) {
            return "a section does not fit";
        }
        offset += round_up(size);
        if (offset > blob->size) {
            return "a section does not fit";
        }
    }
    return offset == blob->size ? NULL : "the sections do not fill it";
}

static const char *check_texts(const struct ir_blob *blob)
{
    const char *base = (const char *)blob;
    const struct ir_text *texts =
        (const struct ir_text *)(const void *)(base + blob->sections[IR_SECTION_texts].offset);
    const char *bytes = base + blob->sections[IR_SECTION_TEXT_BYTES].offset;
    uint64_t size = blob->sections[IR_SECTION_TEXT_BYTES].count;
    for (uint32_t i = 0; i < blob->sections[IR_SECTION_texts].count; i++) {
        uint64_t end = (uint64_t)texts[i].offset + texts[i].length;
        if (end >= size || bytes[end] != '\0') {
            return "a text does not fit";
        }
    }
    return NULL;
}

static const char *check_blob(const void *bytes, size_t size)
{
    const struct ir_blob *blob = bytes;
    if ((uintptr_t)bytes % 8 != 0) {
        return "it does not start at a multiple of 8";
    }
    if (size < sizeof *blob || blob->magic != IR_BLOB_MAGIC) {
        return "it is no module";
    }
    if (blob->version != IR_BLOB_VERSION) {
        return "another version of resilint made it";
    }
    if (blob->size != size || size % 8 != 0) {
        return "it is cut off";
    }
    if (blob->checksum != ir_blob_checksum(bytes, size)) {
        return "its checksum does not match";
    }
    const char *fault = check_sections(blob);
    return fault != NULL ? fault : check_texts(blob);
}

bool ir_module_open(struct ir_module *module, const void *bytes, size_t size, char *error)
{
    const char *fault = check_blob(bytes, size);
    if (fault != NULL) {
        snprintf(error, 128, "the stored module cannot be used: %s", fault);
        *module = (struct ir_module){0};
        return false;
    }
    set_views(module, bytes);
    return true;
}

void ir_module_mark_skipped(struct ir_module *module, const ir_func_id *funcs, uint32_t count)
{
    struct ir_blob *blob = (struct ir_blob *)(uintptr_t)module->bytes;
    struct ir_func *all = (struct ir_func *)(uintptr_t)module->funcs;
    for (uint32_t i = 0; i < count; i++) {
        all[funcs[i]].flags |= IR_FUNC_SKIPPED;
    }
    blob->checksum = ir_blob_checksum(module->bytes, module->size);
}

size_t ir_stored_size(const void *bytes, size_t size)
{
    const struct ir_blob *blob = bytes;
    bool known = size >= sizeof *blob && blob->magic == IR_BLOB_MAGIC;
    return known && blob->size >= sizeof *blob && blob->size <= size ? (size_t)blob->size : size;
}

void ir_module_finish(struct ir_module *module)
{
    if (module->owns_bytes) {
        free((void *)(uintptr_t)module->bytes);
    }
    *module = (struct ir_module){0};
}

const char *ir_text(const struct ir_module *module, ir_str id)
{
    return id < module->texts_count ? module->text_bytes + module->texts[id].offset : "";
}

ir_expr_id ir_uncast(const struct ir_module *module, ir_expr_id id)
{
    while (module->exprs[id].op == IR_EXPR_CAST) {
        id = module->exprs[id].a;
    }
    return id;
}

ir_var_id ir_whole_var(const struct ir_module *module, ir_place_id place)
{
    const struct ir_place *info = &module->places[place];
    bool whole = place != 0 && info->base_kind == IR_BASE_VAR && info->elem_count == 0;
    return whole ? info->base : 0;
}

ir_var_id ir_loaded_var(const struct ir_module *module, ir_expr_id id)
{
    const struct ir_expr *expr = &module->exprs[ir_uncast(module, id)];
    return expr->op == IR_EXPR_LOAD ? ir_whole_var(module, expr->a) : 0;
}

ir_var_id ir_lent_var(const struct ir_module *module, ir_expr_id id)
{
    const struct ir_expr *expr = &module->exprs[ir_uncast(module, id)];
    return expr->op == IR_EXPR_ADDRESS ? ir_whole_var(module, expr->a) : 0;
}

ir_func_id ir_direct_callee(const struct ir_module *module, const struct ir_instr *call)
{
    const struct ir_expr *callee = &module->exprs[call->value];
    return call->op == IR_INSTR_CALL && callee->op == IR_EXPR_FUNCTION ? callee->a : 0;
}

bool ir_points_to_const(const struct ir_func *func, uint32_t param)
{
    return param < 32 && (func->const_params >> param & 1) != 0;
}
