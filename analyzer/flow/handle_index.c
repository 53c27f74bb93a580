#include "flow/handle_index.h"

bool handle_is_configured(const struct handle_index *index, uint32_t symbol)
{
    return symbol < index->configured.count && index->configured.items[symbol];
}

void handle_mark_configured(struct handle_index *index, uint32_t symbol)
{
    while (index->configured.count <= symbol) {
        vec_push(&index->configured, false);
    }
    index->configured.items[symbol] = true;
}

struct phi_handle *handle_phi(struct handle_index *index, uint32_t phi)
{
    uint32_t *id = map_put(&index->phi_ids, phi, 0);
    if (*id == 0) {
        vec_push(&index->phis, ((struct phi_handle){.phi = phi}));
        *id = index->phis.count;
    }
    return &index->phis.items[*id - 1];
}

void handle_phi_add(struct phi_handle *phi, uint32_t handle)
{
    for (uint32_t i = 0; i < phi->count; i++) {
        if (phi->handles[i] == handle) {
            return;
        }
    }
    if (phi->count < PHI_HANDLES) {
        phi->handles[phi->count++] = handle;
    }
}

void handle_index_finish(struct handle_index *index)
{
    map_finish(&index->settings_of);
    map_finish(&index->phi_ids);
    vec_finish(&index->configured);
    vec_finish(&index->phis);
}
