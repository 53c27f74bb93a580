/* Fields of records that are fields of another record, as .tv_sec of .timeout: what is stored there
 * says nothing of every struct timeval of the program. */
#ifndef PROGRAM_NESTED_FIELD_H
#define PROGRAM_NESTED_FIELD_H

#include "program/analysis.h"

/* Numbers the nested fields that the program stores to; allocates analysis->fields. */
void nested_fields_find(struct analysis *analysis);

/* The number of store entries in analysis->fields. */
uint32_t nested_fields_end(const struct analysis *analysis);

/* The entry for the field at that step of the place: its own where it is nested, else that of the
 * field in any record. */
uint32_t nested_field_of_place(const struct analysis *analysis, uint32_t module_index,
                               const struct ir_place *place, uint32_t step);

/* The same for a cell of kind CELL_FIELD. */
uint32_t nested_field_of_cell(const struct analysis *analysis, const struct space *space,
                              cell_id cell);

/* The same for a path that ends in a field. */
uint32_t nested_field_of_path(const struct analysis *analysis, path_id path);

/* The entry of the field in any record, of an entry that may be one of nested_fields. */
uint32_t nested_field_any(const struct analysis *analysis, uint32_t entry);

#endif
