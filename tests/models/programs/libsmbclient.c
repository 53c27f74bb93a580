#include <libsmbclient.h>
#include <stdio.h>
#include <stdlib.h>
// pkg-config: smbclient

/* Files on a server: every call waits 20 s at most, unless told otherwise. */

static void authenticate(const char *server, const char *share, char *group, int group_size,
                         char *user, int user_size, char *password, int password_size)
{
    snprintf(group, (size_t)group_size, "%s", server);
    snprintf(user, (size_t)user_size, "%s", share);
    snprintf(password, (size_t)password_size, "secret");
}

static void authenticate_in(SMBCCTX *context, const char *server, const char *share, char *group,
                            int group_size, char *user, int user_size, char *password,
                            int password_size)
{
    smbc_setUser(context, user);
    authenticate(server, share, group, group_size, user, user_size, password, password_size);
}

static void list(struct print_job_info *job)
{
    puts(job->name);
}

static int told(const struct smbc_notify_callback_action *actions, size_t count, void *data)
{
    return count > 0 && puts(actions[0].filename) == EOF && data != NULL;
}

static ssize_t copy(const char *from, const char *to)
{
    char block[4096];
    ssize_t got;
    int in = smbc_open(from, O_RDONLY, 0);                   // call: request bounded unknown
    int out = smbc_creat(to, 0600);                          // call: request bounded yes
    while ((got = smbc_read(in, block, sizeof block)) > 0) { // call: receive bounded yes
        if (smbc_write(out, block, (size_t)got) < 0) {       // call: send bounded unknown
            break;
        }
    }
    smbc_close(in);  // call: request bounded yes
    smbc_close(out); // call: request bounded yes
    return got;
}

static int watch(const char *folder)
{
    int opened = smbc_opendir(folder); // call: request bounded yes
    int failed = smbc_notify(opened, 1, SMBC_NOTIFY_CHANGE_SIZE, 0, told, // call: wait none yes
                             NULL);
    failed += smbc_notify(opened, 1, SMBC_NOTIFY_CHANGE_SIZE, 1000, // call: wait bounded yes
                          told, NULL);
    struct smbc_dirent *entry = smbc_readdir((unsigned int)opened);
    puts(entry->name);
    smbc_closedir(opened);
    return failed + smbc_list_print_jobs(folder, list); // call: request bounded yes
}

static int prepare(void)
{
    SMBCCTX *context = smbc_new_context();
    smbc_setTimeout(context, 5000);
    smbc_setFunctionAuthData(context, authenticate);
    smbc_setFunctionAuthDataWithContext(context, authenticate_in);
    if (smbc_init_context(context) == NULL) {
        return smbc_free_context(context, 0);
    }
    smbc_set_context(context);
    return smbc_init(authenticate, 0);
}

static void each(SMBCCTX *context, void *any)
{
    smbc_getTimeout(context);
    smbc_lseek(1, 1, 1);    // call: request bounded yes
    smbc_fstat(1, any);     // call: request bounded yes
    smbc_fstatvfs(1, any);  // call: request bounded yes
    smbc_ftruncate(1, 1);   // call: request bounded yes
    smbc_unlink("a");       // call: request bounded yes
    smbc_stat("a", any);    // call: request bounded yes
    smbc_statvfs(any, any); // call: request bounded yes
    smbc_chmod("a", 1);     // call: request bounded yes
    smbc_utimes("a", any);  // call: request bounded yes
    smbc_rename("a", "a");  // call: request bounded yes
    smbc_mkdir("a", 1);     // call: request bounded yes
    smbc_rmdir("a");        // call: request bounded yes
    smbc_readdirplus(1);
    smbc_readdirplus2(1, any);
    smbc_telldir(1);
    smbc_lseekdir(1, 1);
    smbc_getdents(1, any, 1);
    smbc_setxattr("a", "a", any, 1, 1);  // call: request bounded yes
    smbc_lsetxattr("a", "a", any, 1, 1); // call: request bounded yes
    smbc_getxattr("a", "a", any, 1);     // call: request bounded yes
    smbc_lgetxattr("a", "a", any, 1);    // call: request bounded yes
    smbc_removexattr("a", "a");          // call: request bounded yes
    smbc_lremovexattr("a", "a");         // call: request bounded yes
    smbc_listxattr("a", any, 1);         // call: request bounded yes
    smbc_llistxattr("a", any, 1);        // call: request bounded yes
    smbc_fsetxattr(1, "a", any, 1, 1);   // call: request bounded yes
    smbc_fgetxattr(1, "a", any, 1);      // call: request bounded yes
    smbc_fremovexattr(1, "a");           // call: request bounded yes
    smbc_flistxattr(1, any, 1);          // call: request bounded yes
    smbc_print_file("a", "a");           // call: request bounded no
    smbc_open_print_job("a");            // call: request bounded no
    smbc_unlink_print_job("a", 1);       // call: request bounded yes
    smbc_getDebug(context);
    smbc_setDebug(context, 1);
    smbc_getNetbiosName(context);
    smbc_setNetbiosName(context, "a");
    smbc_getWorkgroup(context);
    smbc_setWorkgroup(context, "a");
    smbc_getUser(context);
    smbc_getPort(context);
    smbc_setPort(context, 1);
    smbc_getOptionDebugToStderr(context);
    smbc_setOptionDebugToStderr(context, 1);
    smbc_getOptionFullTimeNames(context);
    smbc_setOptionFullTimeNames(context, 1);
    smbc_getOptionOpenShareMode(context);
    smbc_setOptionOpenShareMode(context, 1);
    smbc_getOptionUserData(context);
    smbc_setOptionUserData(context, any);
    smbc_getOptionSmbEncryptionLevel(context);
    smbc_setOptionSmbEncryptionLevel(context, 1);
    smbc_getOptionCaseSensitive(context);
    smbc_setOptionCaseSensitive(context, 1);
    smbc_getOptionBrowseMaxLmbCount(context);
    smbc_setOptionBrowseMaxLmbCount(context, 1);
    smbc_getOptionUrlEncodeReaddirEntries(context);
    smbc_setOptionUrlEncodeReaddirEntries(context, 1);
    smbc_getOptionOneSharePerServer(context);
    smbc_setOptionOneSharePerServer(context, 1);
    smbc_getOptionUseKerberos(context);
    smbc_setOptionUseKerberos(context, 1);
    smbc_getOptionFallbackAfterKerberos(context);
    smbc_setOptionFallbackAfterKerberos(context, 1);
    smbc_getOptionNoAutoAnonymousLogin(context);
    smbc_setOptionNoAutoAnonymousLogin(context, 1);
    smbc_getOptionUseCCache(context);
    smbc_setOptionUseCCache(context, 1);
    smbc_getOptionUseNTHash(context);
    smbc_setOptionUseNTHash(context, 1);
    smbc_setOptionProtocols(context, "a", "a");
    smbc_setConfiguration(context, "a");
    smbc_set_credentials("a", "a", "a", 1, "a");
    smbc_set_credentials_with_fallback(context, "a", "a", "a");
    smbc_version();
}

int main(int count, char **words)
{
    void *any = words;
    each(any, any);
    return prepare() + (int)copy(words[1], words[2]) + watch(words[3]) == count ? EXIT_SUCCESS
                                                                                : EXIT_FAILURE;
}
