/* Checks every property that analyses rely on: ids in range, contiguity, edge counts by
 * terminator, expressions acyclic, loop heads inside their function, places well formed. */
#ifndef IR_VERIFY_H
#define IR_VERIFY_H

#include "base/text.h"
#include "ir/ir.h"

/* True when well formed; else one line a fault is put in `faults` (at most 20). */
bool ir_verify(const struct ir_module *module, struct text *faults);

#endif
