#include "module_files.h"

#include "base/diag.h"
#include "base/file.h"
#include "ir/verify.h"

#include <errno.h>

void module_files_write(const struct extraction *extraction, struct text *out)
{
    for (uint32_t i = 0; i < extraction->modules.count; i++) {
        text_put(out, extraction->modules.items[i].bytes, extraction->modules.items[i].size);
    }
}

static bool damaged(const char *path, uint32_t number, const char *fault)
{
    diag(DIAG_ERROR, (struct diag_place){.file = path}, "module %u: %s", number, fault);
    return false;
}

/* The file is another program's work as far as anybody knows: ids are looked at before use. */
static bool verify(const char *path, uint32_t number, const struct ir_module *module)
{
    struct text faults = {0};
    bool good = ir_verify(module, &faults);
    if (!good) {
        char *line = faults.bytes;
        line[strcspn(line, "\n")] = '\0';
        (void)damaged(path, number, line);
    }
    text_finish(&faults);
    return good;
}

static bool read_modules(struct extraction *extraction, const char *path, const char *bytes,
                         size_t length)
{
    uint32_t number = 0;
    for (size_t at = 0; at < length;) {
        struct ir_module module;
        char error[128];
        size_t size = ir_stored_size(bytes + at, length - at);
        number++;
        if (!ir_module_open(&module, bytes + at, size, error)) {
            return damaged(path, number, error);
        }
        if (!verify(path, number, &module)) {
            return false;
        }
        vec_push(&extraction->modules, module);
        at += size;
    }
    if (number == 0) {
        diag(DIAG_ERROR, (struct diag_place){.file = path},
             "holds no module: expected what resilint extract wrote");
    }
    return number != 0;
}

bool module_files_read(struct extraction *extraction, const char *const *paths, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        size_t length;
        const char *bytes = file_read(&extraction->arena, paths[i], SIZE_MAX / 2, &length);
        if (bytes == NULL) {
            diag(DIAG_ERROR, (struct diag_place){.file = paths[i]}, "cannot be read: %s",
                 strerror(errno));
            return false;
        }
        if (!read_modules(extraction, paths[i], bytes, length)) {
            return false;
        }
    }
    program_link(&extraction->program, extraction->modules.items, extraction->modules.count);
    return true;
}
