/* One unit through libclang and the lowering, in this process. Private to the frontend. */
#ifndef FRONTEND_PARSE_H
#define FRONTEND_PARSE_H

#include "frontend/frontend.h"

/* The folder that stand-in headers pretend to lie in; it does not exist. */
#define PARSE_STAND_IN_FOLDER "/resilint-stand-in"

struct parser;

/* `options` must outlive the parser. */
struct parser *parser_create(const struct frontend_options *options);
void parser_destroy(struct parser *parser); /* accepts NULL */

/* Lowers one unit. When it is not FRONTEND_OK, `detail` gets a sentence (size >= 256) and the
 * module is left alone. */
enum frontend_status parser_lower(struct parser *parser, const struct unit *unit,
                                  struct ir_module *module, char *detail, size_t detail_size);

#endif
