#include <rbd/librbd.h>
#include <rados/librados.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

/* An image of a cluster with nothing but its file, and one of a cluster with options */

static ssize_t read_unbounded(char *bytes)
{
    rados_t cluster;
    rados_ioctx_t io;
    rbd_image_t image;
    rados_create(&cluster, "admin");
    rados_conf_read_file(cluster, NULL);
    rados_connect(cluster); // call: connect bounded yes
    rados_ioctx_create(cluster, "rbd", &io);
    if (rbd_open(io, "disk", &image, NULL) < 0) { // call: request none yes
        return -1;
    }
    ssize_t count = rbd_read(image, 0, 512, bytes); // call: receive none yes
    rbd_close(image);                               // call: request none yes
    rados_ioctx_destroy(io);
    rados_shutdown(cluster);
    return count;
}

static ssize_t write_with_options(const char *bytes)
{
    rados_t cluster;
    rados_ioctx_t io;
    rbd_image_t image;
    rados_create(&cluster, "admin");
    rados_conf_set(cluster, "rados_osd_op_timeout", "30");
    rados_connect(cluster); // call: connect bounded yes
    rados_ioctx_create(cluster, "rbd", &io);
    if (rbd_open_read_only(io, "disk", &image, NULL) < 0) { // call: request bounded yes
        return -1;
    }
    ssize_t count = rbd_write(image, 0, 512, bytes); // call: send bounded yes
    rbd_close(image);                                // call: request bounded yes
    rados_ioctx_destroy(io);
    rados_shutdown(cluster);
    return count;
}

static int take(uint64_t offset, size_t length, const char *bytes, void *data)
{
    printf("%p %d\n", data, bytes == NULL);
    return offset + length == 0;
}

static int note(uint64_t offset, size_t length, int exists, void *data)
{
    printf("%p %d\n", data, exists);
    return offset + length == 0;
}

static void open_more(rados_ioctx_t io, rbd_image_t *opened)
{
    rbd_completion_t later;
    rbd_aio_create_completion(NULL, NULL, &later);
    rbd_open_by_id(io, "x", opened, "x");                // call: request none yes
    rbd_open_by_id_read_only(io, "x", opened, "x");      // call: request none yes
    rbd_aio_open(io, "x", opened, "x", later);           // call: request bounded yes nonblocking
    rbd_aio_open_read_only(io, "x", opened, "x", later); // call: request bounded yes nonblocking
}

static void pools(rados_ioctx_t io, char *buffer, size_t *size, rbd_image_spec_t *images,
                  size_t *max_images, rbd_trash_image_info_t *info,
                  rbd_trash_image_info_t *trash_entries, size_t *num_entries,
                  rbd_image_migration_status_t *status, rbd_mirror_mode_t *mirror_mode,
                  rbd_group_image_info_t *images_, rbd_group_snap_info_t *snaps, _Bool *exists,
                  size_t *val_len, size_t *key_len, size_t *vals_len, rbd_pool_stats_t stats,
                  rbd_config_option_t *options, int *max_options, int *order,
                  rbd_image_options_t settings, int *c_order, void *cbdata)
{
    rbd_list(io, buffer, size);                                 // call: request none yes
    rbd_list2(io, images, max_images);                          // call: request none yes
    rbd_trash_get(io, "x", info);                               // call: request none yes
    rbd_trash_list(io, trash_entries, num_entries);             // call: request none yes
    rbd_migration_status(io, "x", status, 1);                   // call: request none yes
    rbd_mirror_mode_get(io, mirror_mode);                       // call: request none yes
    rbd_group_list(io, buffer, size);                           // call: request none yes
    rbd_group_image_list(io, "x", images_, 1, num_entries);     // call: request none yes
    rbd_group_snap_list(io, "x", snaps, 1, num_entries);        // call: request none yes
    rbd_namespace_list(io, buffer, size);                       // call: request none yes
    rbd_namespace_exists(io, "x", exists);                      // call: request none yes
    rbd_pool_metadata_get(io, "x", buffer, val_len);            // call: request none yes
    rbd_pool_metadata_list(io, "x", 1, buffer, key_len, buffer, // call: request none yes
                           vals_len);
    rbd_pool_stats_get(io, stats);                       // call: request none yes
    rbd_config_pool_list(io, options, max_options);      // call: request none yes
    rbd_create(io, "x", 1, order);                       // call: request none unknown
    rbd_create2(io, "x", 1, 1, order);                   // call: request none unknown
    rbd_create3(io, "x", 1, 1, order, 1, 1);             // call: request none unknown
    rbd_create4(io, "x", 1, settings);                   // call: request none unknown
    rbd_clone(io, "x", "x", io, "x", 1, c_order);        // call: request none unknown
    rbd_clone2(io, "x", "x", io, "x", 1, c_order, 1, 1); // call: request none unknown
    rbd_clone3(io, "x", "x", io, "x", settings);         // call: request none unknown
    rbd_remove(io, "x");                                 // call: request none unknown
    rbd_remove_with_progress(io, "x", NULL, cbdata);     // call: request none unknown
    rbd_rename(io, "x", "x");                            // call: request none unknown
    rbd_trash_move(io, "x", 1);                          // call: request none unknown
    rbd_trash_purge(io, 1, 1.5);                         // call: request none unknown
    rbd_trash_remove(io, "x", true);                     // call: request none unknown
    rbd_trash_restore(io, "x", "x");                     // call: request none unknown
    rbd_migration_prepare(io, "x", io, "x", settings);   // call: request none unknown
    rbd_migration_execute(io, "x");                      // call: request none unknown
    rbd_migration_abort(io, "x");                        // call: request none unknown
    rbd_migration_commit(io, "x");                       // call: request none unknown
    rbd_group_create(io, "x");                           // call: request none unknown
    rbd_group_remove(io, "x");                           // call: request none unknown
    rbd_group_rename(io, "x", "x");                      // call: request none unknown
    rbd_group_image_add(io, "x", io, "x");               // call: request none unknown
    rbd_group_image_remove(io, "x", io, "x");            // call: request none unknown
    rbd_group_snap_create(io, "x", "x");                 // call: request none unknown
    rbd_group_snap_remove(io, "x", "x");                 // call: request none unknown
    rbd_group_snap_rename(io, "x", "x", "x");            // call: request none unknown
    rbd_group_snap_rollback(io, "x", "x");               // call: request none unknown
    rbd_namespace_create(io, "x");                       // call: request none unknown
    rbd_namespace_remove(io, "x");                       // call: request none unknown
    rbd_mirror_mode_set(io, 1);                          // call: request none yes
    rbd_pool_metadata_set(io, "x", "x");                 // call: request none yes
    rbd_pool_metadata_remove(io, "x");                   // call: request none yes
    rbd_pool_init(io, true);                             // call: request none yes
}

static void transfer(rbd_image_t image, char *buffer, void *arg, uint64_t *mismatch_off)
{
    rbd_read2(image, 1, 1, buffer, 1);                             // call: receive none yes
    rbd_read_iterate(image, 1, 1, take, arg);                      // call: receive none yes
    rbd_read_iterate2(image, 1, 1, take, arg);                     // call: receive none yes
    rbd_diff_iterate(image, "x", 1, 1, note, arg);                 // call: receive none yes
    rbd_diff_iterate2(image, "x", 1, 1, 1, 1, note, arg);          // call: receive none yes
    rbd_write2(image, 1, 1, "x", 1);                               // call: send none yes
    rbd_discard(image, 1, 1);                                      // call: send none yes
    rbd_writesame(image, 1, 1, "x", 1, 1);                         // call: send none yes
    rbd_write_zeroes(image, 1, 1, 1, 1);                           // call: send none yes
    rbd_compare_and_write(image, 1, 1, "x", "x", mismatch_off, 1); // call: send none unknown
    rbd_flush(image);                                              // call: request none yes
    rbd_invalidate_cache(image);                                   // call: request none yes
}

static void transfer_later(void *cb_arg, rbd_image_t image, char *buffer, struct iovec *iov,
                           uint64_t *mismatch_off, rbd_completion_t *comps)
{
    rbd_completion_t later;
    rbd_aio_create_completion(cb_arg, NULL, &later);
    rbd_aio_read(image, 1, 1, buffer, later);         // call: request bounded yes nonblocking
    rbd_aio_read2(image, 1, 1, buffer, later, 1);     // call: request bounded yes nonblocking
    rbd_aio_readv(image, iov, 1, 1, later);           // call: request bounded yes nonblocking
    rbd_aio_write(image, 1, 1, "x", later);           // call: request bounded yes nonblocking
    rbd_aio_write2(image, 1, 1, "x", later, 1);       // call: request bounded yes nonblocking
    rbd_aio_writev(image, iov, 1, 1, later);          // call: request bounded yes nonblocking
    rbd_aio_discard(image, 1, 1, later);              // call: request bounded yes nonblocking
    rbd_aio_writesame(image, 1, 1, "x", 1, later, 1); // call: request bounded yes nonblocking
    rbd_aio_write_zeroes(image, 1, 1, later, 1, 1);   // call: request bounded yes nonblocking
    rbd_aio_flush(image, later);                      // call: request bounded yes nonblocking
    rbd_aio_compare_and_write(image, 1, 1, "x", "x",  // call: request bounded unknown nonblocking
                              later, mismatch_off, 1);
    rbd_aio_wait_for_complete(later); // call: wait unknown yes
    rbd_aio_is_complete(later);
    rbd_aio_get_return_value(later);
    rbd_aio_get_arg(later);
    rbd_aio_release(later);
    rbd_poll_io_events(image, comps, 1);
    rbd_set_image_notification(image, 1, 1);
    rbd_aio_close(image, later); // call: request bounded yes nonblocking
}

static void use_images(rbd_image_t image, rbd_image_info_t *info, uint64_t *features,
                       uint64_t *flags, rbd_linked_image_spec_t *parent_image,
                       rbd_snap_spec_t *parent_snap, rbd_group_info_t *group_info, int *is_owner,
                       rbd_lock_mode_t *lock_mode, char **lock_owners, size_t *max_lock_owners,
                       int *exclusive, char *buffer, size_t *tag_len, size_t *clients_len,
                       size_t *cookies_len, size_t *addrs_len, rbd_linked_image_spec_t *images,
                       size_t *max_images, rbd_image_watcher_t *watchers, size_t *max_watchers,
                       size_t *val_len, size_t *key_len, size_t *vals_len,
                       rbd_config_option_t *options, int *max_options, rbd_snap_info_t *snaps,
                       int *max_snaps, _Bool *exists, int *is_protected, uint64_t *limit,
                       struct timespec *timestamp, rbd_snap_namespace_type_t *namespace_type,
                       rbd_mirror_image_info_t *mirror_image_info, rbd_mirror_image_mode_t *mode,
                       rbd_mirror_image_global_status_t *mirror_image_global_status, void *cbdata,
                       rbd_encryption_options_t secret, rados_ioctx_t io,
                       rbd_image_options_t settings, uint64_t *handle, void *arg, uint64_t *snap_id)
{
    rbd_stat(image, info, 1);                                            // call: request none yes
    rbd_get_features(image, features);                                   // call: request none yes
    rbd_get_flags(image, flags);                                         // call: request none yes
    rbd_get_parent(image, parent_image, parent_snap);                    // call: request none yes
    rbd_get_group(image, group_info, 1);                                 // call: request none yes
    rbd_is_exclusive_lock_owner(image, is_owner);                        // call: request none yes
    rbd_lock_get_owners(image, lock_mode, lock_owners, max_lock_owners); // call: request none yes
    rbd_list_lockers(image, exclusive, buffer, tag_len, buffer,          // call: request none yes
                     clients_len, buffer, cookies_len, buffer, addrs_len);
    rbd_list_children3(image, images, max_images);                       // call: request none yes
    rbd_list_descendants(image, images, max_images);                     // call: request none yes
    rbd_watchers_list(image, watchers, max_watchers);                    // call: request none yes
    rbd_metadata_get(image, "x", buffer, val_len);                       // call: request none yes
    rbd_metadata_list(image, "x", 1, buffer, key_len, buffer, vals_len); // call: request none yes
    rbd_config_image_list(image, options, max_options);                  // call: request none yes
    rbd_snap_list(image, snaps, max_snaps);                              // call: request none yes
    rbd_snap_exists(image, "x", exists);                                 // call: request none yes
    rbd_snap_is_protected(image, "x", is_protected);                     // call: request none yes
    rbd_snap_get_limit(image, limit);                                    // call: request none yes
    rbd_snap_get_timestamp(image, 1, timestamp);                         // call: request none yes
    rbd_snap_get_namespace_type(image, 1, namespace_type);               // call: request none yes
    rbd_mirror_image_get_info(image, mirror_image_info, 1);              // call: request none yes
    rbd_mirror_image_get_mode(image, mode);                              // call: request none yes
    rbd_mirror_image_get_global_status(image,                            // call: request none yes
                                       mirror_image_global_status, 1);
    rbd_resize(image, 1);                                      // call: request none yes
    rbd_resize2(image, 1, true, NULL, cbdata);                 // call: request none yes
    rbd_resize_with_progress(image, 1, NULL, cbdata);          // call: request none yes
    rbd_update_features(image, 1, 1);                          // call: request none yes
    rbd_metadata_set(image, "x", "x");                         // call: request none yes
    rbd_metadata_remove(image, "x");                           // call: request none yes
    rbd_snap_set_limit(image, 1);                              // call: request none yes
    rbd_snap_set(image, "x");                                  // call: request none yes
    rbd_snap_set_by_id(image, 1);                              // call: request none yes
    rbd_flatten(image);                                        // call: request none yes
    rbd_flatten_with_progress(image, NULL, cbdata);            // call: request none yes
    rbd_sparsify(image, 1);                                    // call: request none yes
    rbd_rebuild_object_map(image, NULL, cbdata);               // call: request none yes
    rbd_encryption_load(image, 1, secret, 1);                  // call: request none yes
    rbd_snap_create(image, "x");                               // call: request none unknown
    rbd_snap_create2(image, "x", 1, NULL, cbdata);             // call: request none unknown
    rbd_snap_remove(image, "x");                               // call: request none unknown
    rbd_snap_remove2(image, "x", 1, NULL, cbdata);             // call: request none unknown
    rbd_snap_remove_by_id(image, 1);                           // call: request none unknown
    rbd_snap_rollback(image, "x");                             // call: request none unknown
    rbd_snap_rollback_with_progress(image, "x", NULL, cbdata); // call: request none unknown
    rbd_snap_rename(image, "x", "x");                          // call: request none unknown
    rbd_snap_protect(image, "x");                              // call: request none unknown
    rbd_snap_unprotect(image, "x");                            // call: request none unknown
    rbd_copy(image, io, "x");                                  // call: request none unknown
    rbd_copy2(image, image);                                   // call: request none unknown
    rbd_copy3(image, io, "x", settings);                       // call: request none unknown
    rbd_copy4(image, io, "x", settings, 1);                    // call: request none unknown
    rbd_copy_with_progress(image, io, "x", NULL, cbdata);      // call: request none unknown
    rbd_deep_copy(image, io, "x", settings);                   // call: request none unknown
    rbd_encryption_format(image, 1, secret, 1);                // call: request none unknown
    rbd_lock_acquire(image, 1);                                // call: request none unknown
    rbd_lock_release(image);                                   // call: request none unknown
    rbd_lock_break(image, 1, "x");                             // call: request none unknown
    rbd_lock_exclusive(image, "x");                            // call: request none unknown
    rbd_lock_shared(image, "x", "x");                          // call: request none unknown
    rbd_unlock(image, "x");                                    // call: request none unknown
    rbd_break_lock(image, "x", "x");                           // call: request none unknown
    rbd_update_watch(image, handle, NULL, arg);                // call: request none unknown
    rbd_update_unwatch(image, 1);                              // call: request none unknown
    rbd_mirror_image_enable2(image, 1);                        // call: request none unknown
    rbd_mirror_image_disable(image, true);                     // call: request none unknown
    rbd_mirror_image_promote(image, true);                     // call: request none unknown
    rbd_mirror_image_demote(image);                            // call: request none unknown
    rbd_mirror_image_resync(image);                            // call: request none unknown
    rbd_mirror_image_create_snapshot(image, snap_id);          // call: request none unknown
}

static void quiet(int *major, int *minor, int *extra, rbd_image_options_t *made,
                  rbd_image_options_t settings, uint64_t *optval, rbd_image_spec_t *images,
                  rbd_linked_image_spec_t *images_, rbd_trash_image_info_t *info,
                  rbd_trash_image_info_t *trash_entries, rbd_snap_info_t *snaps, char **lock_owners,
                  rbd_image_watcher_t *watchers, char *buffer, size_t *size, uint64_t *features,
                  rbd_image_t image, uint64_t *size_, uint8_t *old, uint64_t *stripe_unit,
                  uint64_t *stripe_count, uint64_t *overlap, size_t *name_len, uint64_t *snap_id,
                  rbd_pool_stats_t *stats, rbd_pool_stats_t stats_)
{
    rbd_version(major, minor, extra);
    rbd_image_options_create(made);
    rbd_image_options_destroy(settings);
    rbd_image_options_set_string(settings, 1, "x");
    rbd_image_options_set_uint64(settings, 1, 1);
    rbd_image_options_get_uint64(settings, 1, optval);
    rbd_image_options_clear(settings);
    rbd_image_spec_list_cleanup(images, 1);
    rbd_linked_image_spec_list_cleanup(images_, 1);
    rbd_trash_get_cleanup(info);
    rbd_trash_list_cleanup(trash_entries, 1);
    rbd_snap_list_end(snaps);
    rbd_lock_get_owners_cleanup(lock_owners, 1);
    rbd_watchers_list_cleanup(watchers, 1);
    rbd_features_to_string(1, buffer, size);
    rbd_features_from_string("x", features);
    rbd_get_size(image, size_);
    rbd_get_old_format(image, old);
    rbd_get_stripe_unit(image, stripe_unit);
    rbd_get_stripe_count(image, stripe_count);
    rbd_get_overlap(image, overlap);
    rbd_get_name(image, buffer, name_len);
    rbd_get_id(image, buffer, 1);
    rbd_get_block_name_prefix(image, buffer, 1);
    rbd_get_data_pool_id(image);
    rbd_snap_get_name(image, 1, buffer, name_len);
    rbd_snap_get_id(image, "x", snap_id);
    rbd_pool_stats_create(stats);
    rbd_pool_stats_destroy(stats_);
}

int main(int count, char **words)
{
    void *any = words[0];
    char buffer[512] = "";
    ssize_t done = read_unbounded(buffer) + write_with_options(buffer);
    rados_t cluster = NULL;
    rados_ioctx_t io = NULL;
    rbd_image_t image = NULL;
    rados_create(&cluster, NULL);
    rados_ioctx_create(cluster, "rbd", &io);
    rbd_open(io, "disk", &image, NULL); // call: request none yes
    open_more(io, any);
    pools(io, buffer, any, any, any, any, any, any, any, any, any, any, any, any, any, any, any,
          any, any, any, any, any, any);
    transfer(image, buffer, any, any);
    transfer_later(any, image, buffer, any, any, any);
    use_images(image, any, any, any, any, any, any, any, any, any, any, any, buffer, any, any, any,
               any, any, any, any, any, any, any, any, any, any, any, any, any, any, any, any, any,
               any, any, any, any, any, io, any, any, any, any);
    quiet(any, any, any, any, any, any, any, any, any, any, any, any, any, buffer, any, any, image,
          any, any, any, any, any, any, any, any, any);
    return done == count;
}
