/* Which descriptors are sockets and which are files, as far as stores, arguments and results of the
 * whole program tell: a set for each variable, record field and function result, closed over
 * copies; flow-insensitive. What data flow loses on its way (a record that is filled by a callee,
 * a table of connections) is still known here. */
#ifndef PROGRAM_HANDLE_KINDS_H
#define PROGRAM_HANDLE_KINDS_H

#include "models/model.h"
#include "program/program.h"

/* Bits. Both: it depends on the context. None: nothing is seen of where it comes from. */
enum { HANDLE_MAY_BE_SOCKET = 1, HANDLE_MAY_BE_OTHER = 2 };

struct handle_kinds;

struct handle_kinds *handle_kinds_create(const struct program *program,
                                         const struct model_set *models);

/* What the expression of that module may hold. */
unsigned handle_kinds_of(struct handle_kinds *kinds, uint32_t module, ir_expr_id expr);

void handle_kinds_destroy(struct handle_kinds *kinds);

#endif
