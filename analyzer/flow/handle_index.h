/* Which symbols of a function are handles that something is known of: they have setting cells, or
 * are phis of such. Part of struct space; symbols and cells are ids of it. */
#ifndef FLOW_HANDLE_INDEX_H
#define FLOW_HANDLE_INDEX_H

#include "base/map.h"

/* A phi that has settings of its own, and the handles that it may be as far as was seen. */
#define PHI_HANDLES 4
struct phi_handle {
    uint32_t phi;
    uint32_t count;
    uint32_t handles[PHI_HANDLES];
};

struct handle_index {
    struct map settings_of; /* symbol -> its last setting cell; the cells' next_sub leads on */
    VEC(bool) configured;   /* by symbol, as far as it goes */
    VEC(struct phi_handle) phis;
    struct map phi_ids; /* phi -> index + 1 */
};

/* Whether the symbol, or one that it may be, has settings. */
bool handle_is_configured(const struct handle_index *index, uint32_t symbol);
void handle_mark_configured(struct handle_index *index, uint32_t symbol);

/* The entry of a phi, made if it is not there; valid until the next is made. */
struct phi_handle *handle_phi(struct handle_index *index, uint32_t phi);
void handle_phi_add(struct phi_handle *phi, uint32_t handle);

void handle_index_finish(struct handle_index *index);

#endif
