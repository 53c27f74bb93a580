#include <corosync/cmap.h>
#include <corosync/cpg.h>
#include <corosync/cfg.h>
#include <corosync/quorum.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A message that is refused is given once more. */
static cs_error_t tell(cpg_handle_t handle, const char *text)
{
    struct iovec part = {(void *)text, strlen(text)};
    cs_error_t result = CS_OK;
    for (int attempt = 0; attempt < 5; attempt++) {
        result =
            cpg_mcast_joined(handle, CPG_TYPE_AGREED, &part, 1); // call: publish unknown unknown
        if (result != CS_ERR_TRY_AGAIN && result != CS_ERR_QUEUE_FULL) {
            break;
        }
        usleep(100000u << attempt);
    }
    if (result != CS_OK) {
        fprintf(stderr, "%s\n", cs_strerror(result));
    }
    return result;
}

static int names(void)
{
    cmap_handle_t handle;
    char *name = NULL;
    if (cmap_initialize(&handle) != CS_OK) { // call: connect unknown yes
        return -1;
    }
    cs_error_t result = cmap_get_string(handle, "a.b", &name); // call: request unknown yes
    if (result == CS_OK) {
        puts(name);
        free(name);
    }
    cmap_finalize(handle);
    return 0;
}

static void map(void *value, size_t *value_len, cmap_value_types_t *type, int8_t *i8, uint8_t *u8,
                int16_t *i16, uint16_t *u16, int32_t *i32, uint32_t *u32, int64_t *i64,
                uint64_t *u64, float *flt, double *dbl, cmap_iter_handle_t *cmap_iter_handle,
                char key_name[], void *user_data, cmap_track_handle_t *cmap_track_handle, int *fd,
                const void **context, void *context_)
{
    cmap_handle_t handle = 0;
    cmap_initialize_map(&handle, CMAP_MAP_ICMAP);         // call: connect unknown yes
    cmap_get(handle, "x", value, value_len, type);        // call: request unknown yes
    cmap_get_int8(handle, "x", i8);                       // call: request unknown yes
    cmap_get_uint8(handle, "x", u8);                      // call: request unknown yes
    cmap_get_int16(handle, "x", i16);                     // call: request unknown yes
    cmap_get_uint16(handle, "x", u16);                    // call: request unknown yes
    cmap_get_int32(handle, "x", i32);                     // call: request unknown yes
    cmap_get_uint32(handle, "x", u32);                    // call: request unknown yes
    cmap_get_int64(handle, "x", i64);                     // call: request unknown yes
    cmap_get_uint64(handle, "x", u64);                    // call: request unknown yes
    cmap_get_float(handle, "x", flt);                     // call: request unknown yes
    cmap_get_double(handle, "x", dbl);                    // call: request unknown yes
    cmap_set(handle, "x", value, 1, 1);                   // call: request unknown yes
    cmap_set_int8(handle, "x", 1);                        // call: request unknown yes
    cmap_set_uint8(handle, "x", 1);                       // call: request unknown yes
    cmap_set_int16(handle, "x", 1);                       // call: request unknown yes
    cmap_set_uint16(handle, "x", 1);                      // call: request unknown yes
    cmap_set_int32(handle, "x", 1);                       // call: request unknown yes
    cmap_set_uint32(handle, "x", 1);                      // call: request unknown yes
    cmap_set_int64(handle, "x", 1);                       // call: request unknown yes
    cmap_set_uint64(handle, "x", 1);                      // call: request unknown yes
    cmap_set_float(handle, "x", 1.5);                     // call: request unknown yes
    cmap_set_double(handle, "x", 1.5);                    // call: request unknown yes
    cmap_set_string(handle, "x", "x");                    // call: request unknown yes
    cmap_delete(handle, "x");                             // call: request unknown yes
    cmap_inc(handle, "x");                                // call: request unknown no
    cmap_dec(handle, "x");                                // call: request unknown no
    cmap_iter_init(handle, "x", cmap_iter_handle);        // call: request unknown yes
    cmap_iter_next(handle, 1, key_name, value_len, type); // call: receive unknown unknown
    cmap_iter_finalize(handle, 1);                        // call: request unknown yes
    cmap_track_add(handle, "x", 1, NULL, user_data,       // call: request unknown unknown
                   cmap_track_handle);
    cmap_track_delete(handle, 1);           // call: request unknown yes
    cmap_dispatch(handle, CS_DISPATCH_ALL); // call: drive bounded unknown nonblocking
    cmap_fd_get(handle, fd);
    cmap_context_get(handle, context);
    cmap_context_set(handle, context_);
}

static void groups(struct cpg_iteration_description_t *description,
                   cpg_iteration_handle_t iteration, struct cpg_name *group,
                   struct cpg_name *groupName, struct cpg_address *member_list,
                   int *member_list_entries, unsigned int *local_nodeid, void *msg, void **buffer,
                   void *buffer_, int *fd, void **context, void *context_, uint32_t *size,
                   cpg_flow_control_state_t *flow_control_enabled)
{
    cpg_handle_t handle = 0;
    cpg_initialize(&handle, NULL);                           // call: connect unknown yes
    cpg_model_initialize(&handle, CPG_MODEL_V1, NULL, NULL); // call: connect unknown yes
    cpg_join(handle, group);                                 // call: request unknown yes
    cpg_leave(handle, group);                                // call: request unknown yes
    cpg_membership_get(handle, groupName, member_list,       // call: request unknown yes
                       member_list_entries);
    cpg_local_get(handle, local_nodeid);                       // call: request unknown yes
    cpg_zcb_mcast_joined(handle, 1, msg, 1);                   // call: publish unknown unknown
    cpg_zcb_alloc(handle, 1, buffer);                          // call: request unknown unknown
    cpg_zcb_free(handle, buffer_);                             // call: request unknown unknown
    cpg_iteration_initialize(handle, CPG_ITERATION_ALL, group, // call: request unknown yes
                             &iteration);
    cpg_iteration_next(iteration, description); // call: receive unknown unknown
    cpg_iteration_finalize(iteration);          // call: request unknown yes
    cpg_dispatch(handle, CS_DISPATCH_ALL);      // call: drive bounded unknown nonblocking
    cpg_fd_get(handle, fd);
    cpg_context_get(handle, context);
    cpg_context_set(handle, context_);
    cpg_max_atomic_msgsize_get(handle, size);
    cpg_flow_control_state_get(handle, flow_control_enabled);
    cpg_finalize(handle);
}

static void configuration(unsigned int *local_nodeid, char ***interface_names, char ***status,
                          unsigned int *interface_count, void *node_status, int *num_addrs,
                          corosync_cfg_node_address_t *addrs, int32_t *selection_fd)
{
    corosync_cfg_handle_t cfg_handle = 0;
    corosync_cfg_initialize(&cfg_handle, NULL);                       // call: connect unknown yes
    corosync_cfg_ring_status_get(cfg_handle, interface_names, status, // call: request unknown yes
                                 interface_count);
    corosync_cfg_node_status_get(cfg_handle, 1, 1, node_status);     // call: request unknown yes
    corosync_cfg_get_node_addrs(cfg_handle, 1, 1, num_addrs, addrs); // call: request unknown yes
    corosync_cfg_trackstart(cfg_handle, 1);                          // call: request unknown yes
    corosync_cfg_trackstop(cfg_handle);                              // call: request unknown yes
    corosync_cfg_kill_node(cfg_handle, 1, "x");                      // call: request unknown yes
    corosync_cfg_local_get(cfg_handle, local_nodeid);                // call: request unknown yes
    corosync_cfg_reload_config(cfg_handle);                          // call: request unknown yes
    corosync_cfg_reopen_log_files(cfg_handle);                       // call: request unknown yes
    corosync_cfg_try_shutdown(cfg_handle, 1);           // call: request unknown unknown
    corosync_cfg_replyto_shutdown(cfg_handle, 1);       // call: request unknown unknown
    corosync_cfg_dispatch(cfg_handle, CS_DISPATCH_ALL); // call: drive bounded unknown nonblocking
    corosync_cfg_fd_get(cfg_handle, selection_fd);
    corosync_cfg_finalize(cfg_handle);
}

static void quorum(uint32_t type, int *quorate, int *fd, const void **context, void *context_)
{
    quorum_handle_t handle = 0;
    quorum_initialize(&handle, NULL, &type);                       // call: connect unknown yes
    quorum_model_initialize(&handle, QUORUM_MODEL_V0, NULL, &type, // call: connect unknown yes
                            NULL);
    quorum_getquorate(handle, quorate);       // call: request unknown yes
    quorum_trackstart(handle, 1);             // call: request unknown yes
    quorum_trackstop(handle);                 // call: request unknown yes
    quorum_dispatch(handle, CS_DISPATCH_ALL); // call: drive bounded unknown nonblocking
    quorum_fd_get(handle, fd);
    quorum_context_get(handle, context);
    quorum_context_set(handle, context_);
    quorum_finalize(handle);
}

int main(int count, char **words)
{
    void *any = words[0];
    int result = names() + (int)tell((cpg_handle_t)count, words[0]);
    map(any, any, any, any, any, any, any, any, any, any, any, any, any, any, any, any, any, any,
        any, any);
    groups(any, count, any, any, any, any, any, any, any, any, any, any, any, any, any);
    configuration(any, any, any, any, any, any, any, any);
    quorum(count, any, any, any, any);
    printf("%d\n", (int)qb_to_cs_error(-count));
    return result;
}
