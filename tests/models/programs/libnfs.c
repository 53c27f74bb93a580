/* Files on a server, which is waited for without a limit unless nfs_set_timeout() was called. */
#include <sys/time.h> /* libnfs.h needs it */
#include <nfsc/libnfs.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
// pkg-config: libnfs

static void done(int status, struct nfs_context *nfs, void *data, void *private_data)
{
    if (status < 0) {
        fprintf(stderr, "%s\n", nfs_get_error(nfs));
    }
    printf("%p %p\n", data, private_data);
}

static int read_some(char *block)
{
    struct nfsfh *file = NULL;
    struct nfs_context *nfs = nfs_init_context();
    if (nfs == NULL || nfs_mount(nfs, "nfs.example", "/export") < 0) { // call: connect none yes
        return -1;
    }
    nfs_set_timeout(nfs, 5000);
    if (nfs_open(nfs, "/a", O_RDONLY, &file) < 0) { // call: request bounded unknown
        nfs_destroy_context(nfs);
        return -1;
    }
    int got = nfs_pread(nfs, file, 0, 100, (void *)block); // call: receive bounded yes
    nfs_set_timeout(nfs, -1);
    got += nfs_pwrite(nfs, file, 0, 100, (void *)block); // call: send none yes
    nfs_close(nfs, file);                                // call: request none yes
    nfs_destroy_context(nfs);
    return got;
}

static int later(struct nfs_context *nfs)
{
    int failed = nfs_mount_async(nfs, "nfs.example", // call: connect bounded yes nonblocking
                                 "/export", done, NULL);
    return failed + nfs_service(nfs, // call: drive bounded unknown nonblocking
                                nfs_which_events(nfs));
}

static void each(struct nfs_context *nfs, struct nfsfh *file, struct nfsdir *folder, void *any)
{
    nfs_umount(nfs);                                   // call: request unknown yes
    nfs_umount_async(nfs, done, any);                  // call: request bounded yes nonblocking
    nfs_stat(nfs, "a", any);                           // call: request unknown yes
    nfs_stat_async(nfs, "a", done, any);               // call: request bounded yes nonblocking
    nfs_stat64(nfs, "a", any);                         // call: request unknown yes
    nfs_stat64_async(nfs, "a", done, any);             // call: request bounded yes nonblocking
    nfs_lstat64(nfs, "a", any);                        // call: request unknown yes
    nfs_lstat64_async(nfs, "a", done, any);            // call: request bounded yes nonblocking
    nfs_fstat(nfs, file, any);                         // call: request unknown yes
    nfs_fstat_async(nfs, file, done, any);             // call: request bounded yes nonblocking
    nfs_fstat64(nfs, file, any);                       // call: request unknown yes
    nfs_fstat64_async(nfs, file, done, any);           // call: request bounded yes nonblocking
    nfs_open_async(nfs, "a", 1, done, any);            // call: request bounded unknown nonblocking
    nfs_open2(nfs, "a", 1, 1, any);                    // call: request unknown unknown
    nfs_open2_async(nfs, "a", 1, 1, done, any);        // call: request bounded unknown nonblocking
    nfs_creat(nfs, "a", 1, any);                       // call: request unknown unknown
    nfs_creat_async(nfs, "a", 1, done, any);           // call: request bounded unknown nonblocking
    nfs_create(nfs, "a", 1, 1, any);                   // call: request unknown unknown
    nfs_create_async(nfs, "a", 1, 1, done, any);       // call: request bounded unknown nonblocking
    nfs_close_async(nfs, file, done, any);             // call: request bounded yes nonblocking
    nfs_pread_async(nfs, file, 1, 1, done, any);       // call: receive bounded yes nonblocking
    nfs_read(nfs, file, 1, any);                       // call: receive unknown yes
    nfs_read_async(nfs, file, 1, done, any);           // call: receive bounded yes nonblocking
    nfs_pwrite_async(nfs, file, 1, 1, any, done, any); // call: send bounded yes nonblocking
    nfs_write(nfs, file, 1, any);                      // call: send unknown unknown
    nfs_write_async(nfs, file, 1, any, done, any);     // call: send bounded unknown nonblocking
    nfs_lseek(nfs, file, 1, 1, any);                   // call: request unknown yes
    nfs_lseek_async(nfs, file, 1, 1, done, any);       // call: request bounded yes nonblocking
    nfs_fsync(nfs, file);                              // call: request unknown yes
    nfs_fsync_async(nfs, file, done, any);             // call: request bounded yes nonblocking
    nfs_truncate(nfs, "a", 1);                         // call: request unknown yes
    nfs_truncate_async(nfs, "a", 1, done, any);        // call: request bounded yes nonblocking
    nfs_ftruncate(nfs, file, 1);                       // call: request unknown yes
    nfs_ftruncate_async(nfs, file, 1, done, any);      // call: request bounded yes nonblocking
    nfs_lockf(nfs, file, 1, 1);                        // call: request unknown unknown
    nfs_lockf_async(nfs, file, 1, 1, done, any);       // call: request bounded unknown nonblocking
    nfs_fcntl(nfs, file, 1, any);                      // call: request unknown unknown
    nfs_fcntl_async(nfs, file, 1, any, done, any);     // call: request bounded unknown nonblocking
    nfs_mkdir(nfs, "a");                               // call: request unknown yes
    nfs_mkdir_async(nfs, "a", done, any);              // call: request bounded yes nonblocking
    nfs_mkdir2(nfs, "a", 1);                           // call: request unknown yes
    nfs_mkdir2_async(nfs, "a", 1, done, any);          // call: request bounded yes nonblocking
    nfs_rmdir(nfs, "a");                               // call: request unknown yes
    nfs_rmdir_async(nfs, "a", done, any);              // call: request bounded yes nonblocking
    nfs_mknod(nfs, "a", 1, 1);                         // call: request unknown yes
    nfs_mknod_async(nfs, "a", 1, 1, done, any);        // call: request bounded yes nonblocking
    nfs_unlink(nfs, "a");                              // call: request unknown yes
    nfs_unlink_async(nfs, "a", done, any);             // call: request bounded yes nonblocking
    nfs_symlink(nfs, "a", "a");                        // call: request unknown yes
    nfs_symlink_async(nfs, "a", "a", done, any);       // call: request bounded yes nonblocking
    nfs_rename(nfs, "a", "a");                         // call: request unknown yes
    nfs_rename_async(nfs, "a", "a", done, any);        // call: request bounded yes nonblocking
    nfs_link(nfs, "a", "a");                           // call: request unknown yes
    nfs_link_async(nfs, "a", "a", done, any);          // call: request bounded yes nonblocking
    nfs_opendir(nfs, "a", any);                        // call: request unknown yes
    nfs_opendir_async(nfs, "a", done, any);            // call: request bounded yes nonblocking
    nfs_chdir(nfs, "a");                               // call: request unknown yes
    nfs_chdir_async(nfs, "a", done, any);              // call: request bounded yes nonblocking
    nfs_statvfs(nfs, "a", any);                        // call: request unknown yes
    nfs_statvfs_async(nfs, "a", done, any);            // call: request bounded yes nonblocking
    nfs_statvfs64(nfs, "a", any);                      // call: request unknown yes
    nfs_statvfs64_async(nfs, "a", done, any);          // call: request bounded yes nonblocking
    nfs_readlink(nfs, "a", any, 1);                    // call: request unknown yes
    nfs_readlink_async(nfs, "a", done, any);           // call: request bounded yes nonblocking
    nfs_readlink2(nfs, "a", any);                      // call: request unknown yes
    nfs_chmod(nfs, "a", 1);                            // call: request unknown yes
    nfs_chmod_async(nfs, "a", 1, done, any);           // call: request bounded yes nonblocking
    nfs_lchmod(nfs, "a", 1);                           // call: request unknown yes
    nfs_lchmod_async(nfs, "a", 1, done, any);          // call: request bounded yes nonblocking
    nfs_fchmod(nfs, file, 1);                          // call: request unknown yes
    nfs_fchmod_async(nfs, file, 1, done, any);         // call: request bounded yes nonblocking
    nfs_chown(nfs, "a", 1, 1);                         // call: request unknown yes
    nfs_chown_async(nfs, "a", 1, 1, done, any);        // call: request bounded yes nonblocking
    nfs_lchown(nfs, "a", 1, 1);                        // call: request unknown yes
    nfs_lchown_async(nfs, "a", 1, 1, done, any);       // call: request bounded yes nonblocking
    nfs_fchown(nfs, file, 1, 1);                       // call: request unknown yes
    nfs_fchown_async(nfs, file, 1, 1, done, any);      // call: request bounded yes nonblocking
    nfs_utimes(nfs, "a", any);                         // call: request unknown yes
    nfs_utimes_async(nfs, "a", any, done, any);        // call: request bounded yes nonblocking
    nfs_lutimes(nfs, "a", any);                        // call: request unknown yes
    nfs_lutimes_async(nfs, "a", any, done, any);       // call: request bounded yes nonblocking
    nfs_utime(nfs, "a", any);                          // call: request unknown yes
    nfs_utime_async(nfs, "a", any, done, any);         // call: request bounded yes nonblocking
    nfs_access(nfs, "a", 1);                           // call: request unknown yes
    nfs_access_async(nfs, "a", 1, done, any);          // call: request bounded yes nonblocking
    nfs_access2(nfs, "a");                             // call: request unknown yes
    nfs_access2_async(nfs, "a", done, any);            // call: request bounded yes nonblocking
    mount_getexports("a");                             // call: request none yes
    mount_free_export_list(any);
    nfs_get_timeout(nfs);
    nfs_get_fd(nfs);
    nfs_queue_length(nfs);
    nfs_set_interface(nfs, "a");
    nfs_parse_url_full(nfs, "a");
    nfs_parse_url_dir(nfs, "a");
    nfs_parse_url_incomplete(nfs, "a");
    nfs_destroy_url(any);
    nfs_get_readmax(nfs);
    nfs_get_writemax(nfs);
    nfs_set_tcp_syncnt(nfs, 1);
    nfs_set_uid(nfs, 1);
    nfs_set_gid(nfs, 1);
    nfs_set_pagecache(nfs, 1);
    nfs_set_pagecache_ttl(nfs, 1);
    nfs_set_readahead(nfs, 1);
    nfs_set_debug(nfs, 1);
    nfs_set_dircache(nfs, 1);
    nfs_set_autoreconnect(nfs, 1);
    nfs_set_version(nfs, 1);
    nfs_pagecache_invalidate(nfs, file);
    nfs_pagecache_init(nfs, file);
    nfs_umask(nfs, 1);
    nfs_readdir(nfs, folder);
    nfs_seekdir(nfs, folder, 1);
    nfs_telldir(nfs, folder);
    nfs_rewinddir(nfs, folder);
    nfs_closedir(nfs, folder);
    nfs_getcwd(nfs, any);
    nfs4_set_client_name(nfs, "a");
    nfs4_set_verifier(nfs, "a");
}

int main(int count, char **words)
{
    void *any = words;
    each(any, any, any, any);
    return read_some(any) + later(any) == count ? EXIT_SUCCESS : EXIT_FAILURE;
}
