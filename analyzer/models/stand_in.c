/* The header that stands in for a library's own where that is not installed: its constants as
 * enumerators, then the declarations the model brings. */
#include "models/load.h"

#include "base/text.h"

#include <ctype.h>
#include <inttypes.h>
#include <string.h>

static void put_guard_name(struct text *out, const char *library)
{
    text_puts(out, "RESILINT_STAND_IN_");
    for (const char *c = library; *c != '\0'; c++) {
        char upper = isalnum((unsigned char)*c) ? (char)toupper((unsigned char)*c) : '_';
        text_put(out, &upper, 1);
    }
    text_puts(out, "\n");
}

void load_stand_in(struct model_loader *loader, struct model_library *library)
{
    struct text out = {0};
    if (library->declarations == NULL) {
        return;
    }
    text_puts(&out, "#ifndef ");
    put_guard_name(&out, library->name);
    text_puts(&out, "#define ");
    put_guard_name(&out, library->name);
    if (library->constant_count > 0) {
        text_puts(&out, "enum {\n");
        for (uint32_t i = 0; i < library->constant_count; i++) {
            text_printf(&out, "    %s = %" PRId64 ",\n", library->constants[i].name,
                        library->constants[i].value);
        }
        text_puts(&out, "};\n");
    }
    text_puts(&out, library->declarations);
    text_puts(&out, "\n#endif\n");
    library->declarations = arena_copy(&loader->set->arena, out.bytes, out.length);
    text_finish(&out);
}

const char *models_stand_in(const struct model_set *models, const char *header)
{
    for (uint32_t i = 0; i < models->libraries.count; i++) {
        const struct model_library *library = models->libraries.items[i];
        for (uint32_t j = 0; library->declarations != NULL && j < library->header_count; j++) {
            if (strcmp(library->headers[j], header) == 0) {
                return library->declarations;
            }
        }
    }
    return NULL;
}
