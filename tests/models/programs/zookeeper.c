#define THREADED
#include <zookeeper/zookeeper.h>
#include <stdio.h>
#include <stdlib.h>

/* Calls that wait for their answer as long as the session's time, and calls that are told of it. */

static void watch(zhandle_t *session, int type, int state, const char *path, void *context)
{
    if (type == ZOO_SESSION_EVENT && state == ZOO_EXPIRED_SESSION_STATE) {
        zookeeper_close(session); // call: send bounded yes
    }
    printf("%s %p\n", path, context);
}

static void written(int result, const struct Stat *stat, const void *data)
{
    if (result != ZOK) {
        fprintf(stderr, "%s %p\n", zerror(result), data);
        return;
    }
    printf("%d\n", (int)stat->version);
}

static int now(void)
{
    char value[100];
    int length = sizeof value;
    zhandle_t *session = zookeeper_init( // call: connect bounded yes nonblocking
        "zoo.example:2181", watch, 10000, NULL, NULL, 0);
    if (session == NULL) {
        return -1;
    }
    int failed = zoo_create(session, "/a", "1", 1, // call: request bounded unknown
                            &ZOO_OPEN_ACL_UNSAFE, ZOO_EPHEMERAL, NULL, 0);
    failed += zoo_set(session, "/a", "2", 1, -1);              // call: request bounded yes
    failed += zoo_get(session, "/a", 0, value, &length, NULL); // call: request bounded yes
    failed += zoo_wexists(session, "/a", watch, value, NULL);  // call: request bounded yes
    failed += zoo_delete(session, "/a", -1);                   // call: request bounded yes
    failed += zookeeper_close(session);                        // call: send bounded yes
    return failed;
}

static int later(zhandle_t *session)
{
    int failed = zoo_aset(session, "/a", "2", 1, -1, // call: request bounded yes nonblocking
                          written, NULL);
    failed += zoo_awexists(session, "/a", watch, NULL, // call: request bounded yes nonblocking
                           written, NULL);
    return failed;
}

static void each(zhandle_t *session, void *any)
{
    zookeeper_init2("a", watch, 1, any, any, 1, NULL); // call: connect bounded yes nonblocking
    zoo_create_ttl(session, "a", "a", 1, any, 1, 1, any, 1);       // call: request bounded unknown
    zoo_create2(session, "a", "a", 1, any, 1, any, 1, any);        // call: request bounded unknown
    zoo_create2_ttl(session, "a", "a", 1, any, 1, 1, any, 1, any); // call: request bounded unknown
    zoo_exists(session, "a", 1, any);                              // call: request bounded yes
    zoo_set2(session, "a", "a", 1, 1, any);                        // call: request bounded yes
    zoo_get_children(session, "a", 1, any);                        // call: request bounded yes
    zoo_get_children2(session, "a", 1, any, any);                  // call: request bounded yes
    zoo_get_acl(session, "a", any, any);                           // call: request bounded yes
    zoo_set_acl(session, "a", 1, any);                             // call: request bounded yes
    zoo_remove_all_watches(session, "a", 1, 1);                    // call: request bounded yes
    zoo_wget(session, "a", watch, any, any, any, any);             // call: request bounded yes
    zoo_wget_children(session, "a", watch, any, any);              // call: request bounded yes
    zoo_wget_children2(session, "a", watch, any, any, any);        // call: request bounded yes
    zoo_remove_watches(session, "a", 1, watch, any, 1);            // call: request bounded yes
    zoo_getconfig(session, 1, any, any, any);                      // call: request bounded yes
    zoo_wgetconfig(session, watch, any, any, any, any);            // call: request bounded yes
    zoo_reconfig(session, "a", "a", "a", 1, any, any, any);        // call: request bounded unknown
    zoo_multi(session, 1, any, any);                               // call: request bounded unknown
    zoo_acreate(session, "a", "a", 1, any, 1, NULL, // call: request bounded unknown nonblocking
                any);
    zoo_acreate2(session, "a", "a", 1, any, 1, NULL, // call: request bounded unknown nonblocking
                 any);
    zoo_acreate_ttl(session, "a", "a", 1, any, 1, 1, // call: request bounded unknown nonblocking
                    NULL, any);
    zoo_acreate2_ttl(session, "a", "a", 1, any, 1, 1, // call: request bounded unknown nonblocking
                     NULL, any);
    zoo_adelete(session, "a", 1, NULL, any);           // call: request bounded yes nonblocking
    zoo_aexists(session, "a", 1, NULL, any);           // call: request bounded yes nonblocking
    zoo_aget(session, "a", 1, NULL, any);              // call: request bounded yes nonblocking
    zoo_aget_children(session, "a", 1, NULL, any);     // call: request bounded yes nonblocking
    zoo_aget_children2(session, "a", 1, NULL, any);    // call: request bounded yes nonblocking
    zoo_awget(session, "a", watch, any, NULL, any);    // call: request bounded yes nonblocking
    zoo_awget_children(session, "a", watch, any, NULL, // call: request bounded yes nonblocking
                       any);
    zoo_awget_children2(session, "a", watch, any, NULL, // call: request bounded yes nonblocking
                        any);
    zoo_agetconfig(session, 1, NULL, any);           // call: request bounded yes nonblocking
    zoo_awgetconfig(session, watch, any, NULL, any); // call: request bounded yes nonblocking
    zoo_areconfig(session, "a", "a", "a", 1, NULL,   // call: request bounded unknown nonblocking
                  any);
    zoo_async(session, "a", NULL, any);                 // call: request bounded yes nonblocking
    zoo_aget_acl(session, "a", NULL, any);              // call: request bounded yes nonblocking
    zoo_aset_acl(session, "a", 1, any, NULL, any);      // call: request bounded yes nonblocking
    zoo_amulti(session, 1, any, any, NULL, any);        // call: request bounded unknown nonblocking
    zoo_add_auth(session, "a", "a", 1, NULL, any);      // call: request bounded yes nonblocking
    zoo_aremove_watches(session, "a", 1, watch, any, 1, // call: request bounded yes nonblocking
                        any, any);
    zoo_aremove_all_watches(session, "a", 1, 1, any, any); // call: request bounded yes nonblocking
    zoo_set_watcher(session, watch);
    zoo_set_servers(session, "a");
    zoo_set_servers_resolution_delay(session, 1);
    zoo_cycle_next_server(session);
    zoo_get_current_server(session);
    zoo_client_id(session);
    zoo_recv_timeout(session);
    zoo_get_context(session);
    zoo_set_context(session, any);
    zookeeper_get_connected_host(session, any, any);
    zoo_state(session);
    is_unrecoverable(session);
    zoo_set_debug_level(1);
    zoo_set_log_stream(any);
    zoo_get_log_callback(session);
    zoo_set_log_callback(session, NULL);
    zoo_deterministic_conn_order(1);
    zoo_create_op_init(any, "a", "a", 1, any, 1, any, 1);
    zoo_delete_op_init(any, "a", 1);
    zoo_set_op_init(any, "a", "a", 1, 1, any);
    zoo_check_op_init(any, "a", 1);
}

int main(int count, char **words)
{
    void *any = words;
    each(any, any);
    return now() + later(any) == count ? EXIT_SUCCESS : EXIT_FAILURE;
}
