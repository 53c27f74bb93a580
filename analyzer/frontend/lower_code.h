/* Lowering of expressions, initialisers and statements into the current body. Private to the
 * frontend. */
#ifndef FRONTEND_LOWER_CODE_H
#define FRONTEND_LOWER_CODE_H

#include "frontend/lower.h"

/* lower_expr.c: the value; lvalues are loaded, arrays and functions become addresses. */
ir_expr_id lower_expr(struct lowering *lowering, CXCursor cursor);
/* Only what it does; the value is not wanted. */
void lower_effect(struct lowering *lowering, CXCursor cursor);
/* Stores the value; a call gets the place as its destination. */
void lower_into(struct lowering *lowering, ir_place_id dest, CXCursor cursor, ir_loc_id loc);
ir_expr_id lower_opaque(struct lowering *lowering, CXCursor cursor);
/* The value goes where nobody can follow it; 0 is no value. */
void lower_lost(struct lowering *lowering, CXCursor cursor, ir_str what, ir_expr_id value);
ir_expr_id lower_load(struct lowering *lowering, ir_place_id place);
/* An implicit conversion, which libclang shows as an unexposed expression around its operand. */
bool lower_is_implicit_cast(struct lowering *lowering, CXCursor cursor);
/* What an unexposed expression is wrapped around, be it a conversion or not understood; or null. */
CXCursor lower_unwrap(struct lowering *lowering, CXCursor cursor);
/* Whether a value of one type can be stored in a place of the other as it is, but for width. */
bool lower_is_plain_copy(const struct lowering *lowering, ir_type_id from, ir_type_id to);
/* What an address expression points to. */
ir_place_id lower_deref(struct lowering *lowering, ir_expr_id pointer, ir_type_id type);
ir_expr_id lower_address(struct lowering *lowering, ir_place_id place);
void lower_set(struct lowering *lowering, ir_place_id dest, ir_expr_id value, ir_loc_id loc);
/* The compile-time value of the cursor as libclang knows it. */
bool lower_evaluate(CXCursor cursor, int64_t *value);

/* lower_place.c: an lvalue; other values are put in a temporary. */
ir_place_id lower_place(struct lowering *lowering, CXCursor cursor);
ir_place_id lower_literal(struct lowering *lowering, CXCursor cursor);
ir_place_id lower_file_literal(struct lowering *lowering, CXCursor literal, ir_type_id type);

/* lower_operator.c */
ir_expr_id lower_unary(struct lowering *lowering, CXCursor cursor, bool wanted);
ir_expr_id lower_binary(struct lowering *lowering, CXCursor cursor, bool wanted);
ir_expr_id lower_compound_assign(struct lowering *lowering, CXCursor cursor);

/* lower_condition.c */
void lower_condition(struct lowering *lowering, CXCursor cursor, uint32_t yes, uint32_t no);
ir_expr_id lower_logical(struct lowering *lowering, CXCursor cursor, bool wanted);
/* `?:`; dest 0 and not wanted: only the effects. */
ir_expr_id lower_conditional(struct lowering *lowering, CXCursor cursor, ir_place_id dest,
                             bool wanted);
/* `first ?: other` */
ir_expr_id lower_elvis(struct lowering *lowering, CXCursor cursor, CXCursor first, CXCursor other,
                       bool wanted);

/* lower_call.c; dest 0 and not wanted: the result is ignored. */
ir_expr_id lower_call(struct lowering *lowering, CXCursor cursor, ir_place_id dest, bool wanted);

/* lower_builtin.c: operators of the compiler that look like calls. False when it is an ordinary
 * call. */
bool lower_builtin_call(struct lowering *lowering, CXCursor cursor, const char *name,
                        ir_expr_id *value);
/* The first argument of a hint such as __builtin_expect, else null. */
CXCursor lower_hinted(CXCursor cursor);
ir_expr_id lower_unexposed(struct lowering *lowering, CXCursor cursor, bool wanted);
/* lower_generic.c: _Generic */
ir_expr_id lower_generic(struct lowering *lowering, CXCursor cursor, bool wanted);

/* lower_init.c */
void lower_initialiser(struct lowering *lowering, ir_place_id place, CXCursor value);
void lower_zero(struct lowering *lowering, ir_place_id place, ir_loc_id loc);
/* Member by member where there are few: what goes where stays visible. */
void lower_copy(struct lowering *lowering, ir_place_id dest, ir_place_id source, ir_loc_id loc);

/* lower_stmt.c, lower_loop.c, lower_switch.c */
void lower_statement(struct lowering *lowering, CXCursor cursor);
/* A statement expression; the last statement's value is stored in dest, or returned if wanted. */
ir_expr_id lower_block_value(struct lowering *lowering, CXCursor cursor, ir_place_id dest,
                             bool wanted);
/* The label that a goto, an address of a label or a labelled statement names. */
struct body_label *lower_label(struct lowering *lowering, CXCursor cursor);
void lower_loop(struct lowering *lowering, CXCursor cursor);
void lower_switch(struct lowering *lowering, CXCursor cursor);
void lower_case(struct lowering *lowering, CXCursor cursor);

/* fold.c: expressions that are constants become IR_EXPR_INT. */
ir_expr_id fold_convert(struct lowering *lowering, ir_expr_id value, ir_type_id type,
                        bool is_explicit);
ir_expr_id fold_unary(struct lowering *lowering, enum ir_expr_op op, ir_type_id type, ir_expr_id a);
ir_expr_id fold_binary(struct lowering *lowering, enum ir_expr_op op, ir_type_id type, ir_expr_id a,
                       ir_expr_id b);
bool fold_is_constant(const struct lowering *lowering, ir_expr_id expr, int64_t *value);
ir_expr_id fold_rename(struct lowering *lowering, ir_expr_id constant, ir_str name);

#endif
