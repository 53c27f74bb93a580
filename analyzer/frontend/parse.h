/* One unit through libclang and the lowering, in this process. Private to the frontend. */
#ifndef FRONTEND_PARSE_H
#define FRONTEND_PARSE_H

#include "frontend/frontend.h"

#include <clang-c/Index.h>

/* The folder that stand-in headers pretend to lie in; it does not exist. */
#define PARSE_STAND_IN_FOLDER "/resilint-stand-in"

struct parser {
    CXIndex index;
    const struct frontend_options *options;
    struct arena arena;
    VEC(struct CXUnsavedFile) stand_ins;
    VEC(const char *) extra; /* arguments that every unit gets behind its own */
};

/* `options` must outlive the parser. */
void parser_init(struct parser *parser, const struct frontend_options *options);
void parser_finish(struct parser *parser);

/* Whether there is little more memory to be had. May be asked in a signal handler. */
bool parser_memory_is_short(void);

/* Lowers one unit. When it is not FRONTEND_OK, `detail` gets a sentence (size >= 256) and the
 * module is left alone. */
enum frontend_status parser_lower(struct parser *parser, const struct unit *unit,
                                  struct ir_module *module, char *detail, size_t detail_size);

#endif
