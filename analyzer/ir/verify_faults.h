/* What the parts of the verifier share. Private to verify*.c. */
#ifndef IR_VERIFY_FAULTS_H
#define IR_VERIFY_FAULTS_H

#include "base/text.h"
#include "ir/ir.h"

struct verifier {
    const struct ir_module *module;
    struct text *faults;
    uint32_t fault_count;
    /* The function whose parameters, locals or temporaries an expression or place mentions, 0 if
     * none; made by verify_values and used to check who evaluates what. */
    uint32_t *expr_owner;
    uint32_t *place_owner;
};

/* Adds a line to the faults, as long as they are few; returns false. */
bool verify_fault(struct verifier *verifier, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* A run of `count` entries from `first` inside a section of `total`. */
static inline bool verify_run(uint32_t first, uint32_t count, uint32_t total)
{
    return count == 0 || (first != 0 && first < total && count <= total - first);
}

/* Types, fields, variables, places and expressions; the owners are made only when all is well. */
bool verify_types(struct verifier *verifier);
bool verify_values(struct verifier *verifier);

#endif
