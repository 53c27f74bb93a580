#include <rados/librados.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

/* A cluster with nothing but its file, and one of which options were set */

static int read_unbounded(char *bytes, size_t size)
{
    rados_t cluster;
    rados_ioctx_t io;
    if (rados_create(&cluster, "admin") < 0) {
        return -1;
    }
    rados_conf_read_file(cluster, NULL);
    if (rados_connect(cluster) < 0) { // call: connect bounded yes
        rados_shutdown(cluster);
        return -1;
    }
    rados_ioctx_create(cluster, "data", &io);
    int result = rados_read(io, "object", bytes, size, 0); // call: request none yes
    if (result < 0) {
        fprintf(stderr, "%s\n", strerror(-result));
    }
    rados_ioctx_destroy(io);
    rados_shutdown(cluster);
    return result;
}

static int read_with_options(char *bytes, size_t size)
{
    rados_t cluster;
    rados_ioctx_t io;
    rados_create2(&cluster, "ceph", "client.admin", 0);
    rados_conf_set(cluster, "rados_osd_op_timeout", "30");
    rados_connect(cluster); // call: connect bounded yes
    rados_ioctx_create(cluster, "data", &io);
    int result = rados_read(io, "object", bytes, size, 0); // call: request bounded yes
    rados_ioctx_destroy(io);
    rados_shutdown(cluster);
    return result;
}

static int read_later(rados_ioctx_t io, char *bytes)
{
    rados_completion_t completion;
    rados_aio_create_completion2(NULL, NULL, &completion);
    rados_aio_read(io, "object", completion, bytes, 1, 0); // call: request bounded yes nonblocking
    rados_aio_wait_for_complete(completion);               // call: wait unknown yes
    int result = rados_aio_get_return_value(completion);
    rados_aio_release(completion);
    return result;
}

static void ask_cluster(rados_t cluster, char **outstr, size_t *outstrlen,
                        struct rados_cluster_stat_t *statistics, rados_ioctx_t io,
                        struct rados_pool_stat_t *stats, const char **cmd, char **outbuf,
                        size_t *outbuflen, char **outs, size_t *outslen, char *buffer)
{
    rados_ping_monitor(cluster, "x", outstr, outstrlen);          // call: request none yes
    rados_cluster_stat(cluster, statistics);                      // call: request none yes
    rados_wait_for_latest_osdmap(cluster);                        // call: request none yes
    rados_ioctx_pool_stat(io, stats);                             // call: request none yes
    rados_pool_create(cluster, "x");                              // call: command none unknown
    rados_pool_create_with_crush_rule(cluster, "x", 1);           // call: command none unknown
    rados_pool_delete(cluster, "x");                              // call: command none unknown
    rados_ioctx_snap_create(io, "x");                             // call: command none unknown
    rados_ioctx_snap_remove(io, "x");                             // call: command none unknown
    rados_mon_command(cluster, cmd, 1, "x", 1, outbuf, outbuflen, // call: command none unknown
                      outs, outslen);
    rados_mon_command_target(cluster, "x", cmd, 1, "x", 1, outbuf, // call: command none unknown
                             outbuflen, outs, outslen);
    rados_mgr_command(cluster, cmd, 1, "x", 1, outbuf, outbuflen, // call: command none unknown
                      outs, outslen);
    rados_mgr_command_target(cluster, "x", cmd, 1, "x", 1, outbuf, // call: command none unknown
                             outbuflen, outs, outslen);
    rados_osd_command(cluster, 1, cmd, 1, "x", 1, outbuf, outbuflen, // call: command none unknown
                      outs, outslen);
    rados_pg_command(cluster, "x", cmd, 1, "x", 1, outbuf, // call: command none unknown
                     outbuflen, outs, outslen);
    rados_application_metadata_set(io, "x", "x", "x"); // call: command none unknown
    rados_application_metadata_remove(io, "x", "x");   // call: command none unknown
    rados_blocklist_add(cluster, buffer, 1);           // call: command none yes
    rados_application_enable(io, "x", 1);              // call: command none yes
    rados_watch_flush(cluster);                        // call: wait none yes
    rados_aio_flush(io);                               // call: wait none yes
}

static void
objects_unbounded(rados_ioctx_t io, uint64_t *psize, time_t *pmtime, char *buffer,
                  rados_xattrs_iter_t *iter, int *exclusive, size_t *tag_len, size_t *clients_len,
                  size_t *cookies_len, size_t *addrs_len, const rados_object_list_cursor start,
                  const rados_object_list_cursor finish, rados_object_list_item *results,
                  rados_object_list_cursor *next, struct timeval *duration, rados_snap_t *snapid,
                  uint64_t *cookie, void *arg, char **reply_buffer, size_t *reply_buffer_len,
                  rados_write_op_t write_op, time_t *mtime, struct timespec *mtime_,
                  rados_read_op_t read_op, const char **entry, const char **key,
                  const char **nspace, size_t *entry_size, size_t *key_size, size_t *nspace_size)
{
    rados_stat(io, "x", psize, pmtime);                                  // call: request none yes
    rados_getxattr(io, "x", "x", buffer, 1);                             // call: request none yes
    rados_getxattrs(io, "x", iter);                                      // call: request none yes
    rados_checksum(io, "x", LIBRADOS_CHECKSUM_TYPE_CRC32C, "x", 1, 1, 1, // call: request none yes
                   1, buffer, 1);
    rados_cmpext(io, "x", "x", 1, 1);                                    // call: request none yes
    rados_list_lockers(io, "x", "x", exclusive, buffer, tag_len, buffer, // call: request none yes
                       clients_len, buffer, cookies_len, buffer, addrs_len);
    rados_watch_check(io, 1);                                       // call: request none yes
    rados_object_list(io, start, finish, 1, "x", 1, results, next); // call: request none yes
    rados_write(io, "x", "x", 1, 1);                                // call: request none yes
    rados_write_full(io, "x", "x", 1);                              // call: request none yes
    rados_writesame(io, "x", "x", 1, 1, 1);                         // call: request none yes
    rados_remove(io, "x");                                          // call: request none yes
    rados_trunc(io, "x", 1);                                        // call: request none yes
    rados_setxattr(io, "x", "x", "x", 1);                           // call: request none yes
    rados_rmxattr(io, "x", "x");                                    // call: request none yes
    rados_unlock(io, "x", "x", "x");                                // call: request none yes
    rados_break_lock(io, "x", "x", "x", "x");                       // call: request none yes
    rados_append(io, "x", "x", 1);                                  // call: request none no
    rados_exec(io, "x", "x", "x", "x", 1, buffer, 1);               // call: request none unknown
    rados_lock_exclusive(io, "x", "x", "x", "x", duration, 1);      // call: request none unknown
    rados_lock_shared(io, "x", "x", "x", "x", "x", duration, 1);    // call: request none unknown
    rados_ioctx_snap_rollback(io, "x", "x");                        // call: request none unknown
    rados_ioctx_selfmanaged_snap_create(io, snapid);                // call: request none unknown
    rados_ioctx_selfmanaged_snap_remove(io, 1);                     // call: request none unknown
    rados_ioctx_selfmanaged_snap_rollback(io, "x", 1);              // call: request none unknown
    rados_watch2(io, "x", cookie, NULL, NULL, arg);                 // call: request none unknown
    rados_watch3(io, "x", cookie, NULL, NULL, 1, arg);              // call: request none unknown
    rados_unwatch2(io, 1);                                          // call: request none unknown
    rados_notify2(io, "x", "x", 1, 1, reply_buffer,                 // call: request bounded unknown
                  reply_buffer_len);
    rados_write_op_operate(write_op, io, "x", mtime, 1);   // call: request none unknown
    rados_write_op_operate2(write_op, io, "x", mtime_, 1); // call: request none unknown
    rados_read_op_operate(read_op, io, "x", 1);            // call: request none yes
    rados_list_ctx_t list = NULL;
    rados_nobjects_list_open(io, &list);
    rados_nobjects_list_next(list, entry, key, nspace);             // call: receive none unknown
    rados_nobjects_list_next2(list, entry, key, nspace, entry_size, // call: receive none unknown
                              key_size, nspace_size);
    rados_nobjects_list_close(list);
}

static void objects_later(rados_ioctx_t io, rados_completion_t completion, uint64_t *psize,
                          time_t *pmtime, char *buffer, char **reply_buffer,
                          size_t *reply_buffer_len, rados_write_op_t write_op, time_t *mtime,
                          rados_read_op_t read_op, void *cb_arg, rados_completion_t *pc)
{
    rados_aio_stat(io, "x", completion, psize, pmtime);  // call: request bounded yes nonblocking
    rados_aio_getxattr(io, "x", completion, "x", buffer, // call: request bounded yes nonblocking
                       1);
    rados_aio_cmpext(io, "x", completion, "x", 1, 1);   // call: request bounded yes nonblocking
    rados_aio_write(io, "x", completion, "x", 1, 1);    // call: request bounded yes nonblocking
    rados_aio_write_full(io, "x", completion, "x", 1);  // call: request bounded yes nonblocking
    rados_aio_writesame(io, "x", completion, "x", 1, 1, // call: request bounded yes nonblocking
                        1);
    rados_aio_remove(io, "x", completion);                // call: request bounded yes nonblocking
    rados_aio_setxattr(io, "x", completion, "x", "x", 1); // call: request bounded yes nonblocking
    rados_aio_rmxattr(io, "x", completion, "x");          // call: request bounded yes nonblocking
    rados_aio_append(io, "x", completion, "x", 1);        // call: request bounded no nonblocking
    rados_aio_exec(io, "x", completion, "x", "x", // call: request bounded unknown nonblocking
                   "x", 1, buffer, 1);
    rados_aio_notify(io, "x", completion, "x", 1, 1, // call: request bounded unknown nonblocking
                     reply_buffer, reply_buffer_len);
    rados_aio_write_op_operate(write_op, io, // call: request bounded unknown nonblocking
                               completion, "x", mtime, 1);
    rados_aio_read_op_operate(read_op, io, // call: request bounded unknown nonblocking
                              completion, "x", 1);
    rados_aio_create_completion(cb_arg, NULL, NULL, pc);
    rados_aio_is_complete(completion);
    rados_aio_cancel(io, completion);
    rados_aio_wait_for_complete_and_cb(completion); // call: wait unknown yes
}

static void quiet(int *major, int *minor, int *extra, rados_t *made, rados_config_t cct,
                  rados_t cluster, const char **argv, const char **remargv, char *buffer,
                  rados_ioctx_t io, rados_snap_t *snaps, rados_snap_t *id, rados_ioctx_t *ioctx,
                  rados_xattrs_iter_t iter, const char **name, const char **val, size_t *len,
                  rados_omap_iter_t iter_, char **key, char **val_, size_t *key_len,
                  size_t *val_len, rados_object_list_cursor cur, rados_object_list_item *results,
                  char **addrs)
{
    rados_version(major, minor, extra);
    rados_create_with_context(made, cct);
    rados_conf_parse_argv(cluster, 1, argv);
    rados_conf_parse_argv_remainder(cluster, 1, argv, remargv);
    rados_conf_parse_env(cluster, "x");
    rados_conf_get(cluster, "x", buffer, 1);
    rados_cluster_fsid(cluster, buffer, 1);
    rados_pool_list(cluster, buffer, 1);
    rados_pool_lookup(cluster, "x");
    rados_pool_reverse_lookup(cluster, 1, buffer, 1);
    rados_get_instance_id(cluster);
    rados_cct(cluster);
    rados_ioctx_cct(io);
    rados_ioctx_get_cluster(io);
    rados_ioctx_get_id(io);
    rados_ioctx_get_pool_name(io, buffer, 1);
    rados_ioctx_set_namespace(io, "x");
    rados_ioctx_get_namespace(io, buffer, 1);
    rados_ioctx_locator_set_key(io, "x");
    rados_ioctx_snap_set_read(io, 1);
    rados_ioctx_snap_list(io, snaps, 1);
    rados_ioctx_snap_lookup(io, "x", id);
    rados_ioctx_snap_get_name(io, 1, buffer, 1);
    rados_get_last_version(io);
    rados_ioctx_create2(cluster, 1, ioctx);
    rados_getxattrs_next(iter, name, val, len);
    rados_getxattrs_end(iter);
    rados_omap_get_next(iter_, key, val_, len);
    rados_omap_get_next2(iter_, key, val_, key_len, val_len);
    rados_omap_get_end(iter_);
    rados_object_list_begin(io);
    rados_object_list_end(io);
    rados_object_list_is_end(io, cur);
    rados_object_list_cursor_free(io, cur);
    rados_object_list_free(1, results);
    rados_notify_ack(io, "x", 1, 1, "x", 1);
    rados_buffer_free(buffer);
    rados_getaddrs(cluster, addrs);
}

static void operations(rados_write_op_t write_op, const char *const *keys, const char *const *vals,
                       size_t *lens, int *prval, rados_read_op_t read_op, uint64_t *psize,
                       time_t *pmtime, char *buffer, size_t *bytes_read, rados_omap_iter_t *iter,
                       unsigned char *pmore, char **out_buf, size_t *out_len)
{
    rados_create_write_op();
    rados_write_op_set_flags(write_op, 1);
    rados_write_op_assert_exists(write_op);
    rados_write_op_create(write_op, 1, "x");
    rados_write_op_write(write_op, "x", 1, 1);
    rados_write_op_write_full(write_op, "x", 1);
    rados_write_op_append(write_op, "x", 1);
    rados_write_op_remove(write_op);
    rados_write_op_setxattr(write_op, "x", "x", 1);
    rados_write_op_omap_set(write_op, keys, vals, lens, 1);
    rados_write_op_omap_rm_keys(write_op, keys, 1);
    rados_write_op_exec(write_op, "x", "x", "x", 1, prval);
    rados_release_write_op(write_op);
    rados_create_read_op();
    rados_read_op_set_flags(read_op, 1);
    rados_read_op_stat(read_op, psize, pmtime, prval);
    rados_read_op_read(read_op, 1, 1, buffer, bytes_read, prval);
    rados_read_op_omap_get_vals2(read_op, "x", "x", 1, iter, pmore, prval);
    rados_read_op_exec(read_op, "x", "x", "x", 1, out_buf, out_len, prval);
    rados_release_read_op(read_op);
}

int main(int count, char **words)
{
    void *any = words[0];
    char buffer[64];
    int result = read_unbounded(buffer, sizeof buffer) + read_with_options(buffer, sizeof buffer);
    rados_t cluster = NULL;
    rados_ioctx_t io = NULL;
    rados_create(&cluster, NULL);
    rados_ioctx_create(cluster, "data", &io);
    result += read_later(io, buffer);
    ask_cluster(cluster, any, any, any, io, any, any, any, any, any, any, buffer);
    objects_unbounded(io, any, any, buffer, any, any, any, any, any, any, any, any, any, any, any,
                      any, any, any, any, any, any, any, any, any, any, any, any, any, any, any);
    objects_later(io, any, any, any, buffer, any, any, any, any, any, any, any);
    quiet(any, any, any, any, any, cluster, any, any, buffer, io, any, any, any, any, any, any, any,
          any, any, any, any, any, any, any, any);
    operations(any, any, any, any, any, any, any, any, buffer, any, any, any, any, any);
    return result + count;
}
