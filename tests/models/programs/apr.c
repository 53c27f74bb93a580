// pkg-config: apr-1
#include <apr_network_io.h>
#include <apr_atomic.h>
#include <apr_env.h>
#include <apr_errno.h>
#include <apr_file_info.h>
#include <apr_file_io.h>
#include <apr_general.h>
#include <apr_getopt.h>
#include <apr_hash.h>
#include <apr_poll.h>
#include <apr_pools.h>
#include <apr_portable.h>
#include <apr_random.h>
#include <apr_signal.h>
#include <apr_strings.h>
#include <apr_support.h>
#include <apr_tables.h>
#include <apr_thread_cond.h>
#include <apr_thread_mutex.h>
#include <apr_thread_proc.h>
#include <apr_time.h>
#include <apr_version.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static apr_status_t tidy(void *data)
{
    puts(data);
    return APR_SUCCESS;
}

static int out_of_memory(int status)
{
    return status;
}

static apr_sockaddr_t *find(const char *host, apr_pool_t *pool)
{
    char *name = NULL;
    apr_sockaddr_t *place = NULL;
    apr_sockaddr_info_get(&place, host, APR_UNSPEC, 80, 0, pool); // call: resolve bounded yes
    apr_getnameinfo(&name, place, 0);                             // call: resolve bounded yes
    return place;
}

static void talk_unbounded(apr_sockaddr_t *place, apr_pool_t *pool)
{
    char bytes[512] = "GET / HTTP/1.0\r\n\r\n";
    apr_size_t length = strlen(bytes);
    apr_socket_t *socket = NULL;
    apr_socket_create(&socket, place->family, SOCK_STREAM, APR_PROTO_TCP, pool);
    apr_socket_connect(socket, place);       // call: connect none yes
    apr_socket_send(socket, bytes, &length); // call: send none yes
    length = sizeof bytes;
    while (apr_socket_recv(socket, bytes, &length) == APR_SUCCESS) { // call: receive none yes
        length = sizeof bytes;
    }
    apr_socket_close(socket);
}

static void talk_bounded(apr_sockaddr_t *place, apr_pool_t *pool)
{
    char bytes[512] = "GET / HTTP/1.0\r\n\r\n";
    apr_size_t length = strlen(bytes);
    apr_socket_t *socket = NULL;
    apr_socket_create(&socket, place->family, SOCK_STREAM, APR_PROTO_TCP, pool);
    apr_socket_opt_set(socket, APR_SO_NONBLOCK, 0);
    apr_socket_timeout_set(socket, apr_time_from_sec(3));
    apr_status_t status = apr_socket_connect(socket, place); // call: connect bounded yes
    if (APR_STATUS_IS_TIMEUP(status)) {
        apr_socket_close(socket);
        return;
    }
    apr_socket_send(socket, bytes, &length); // call: send bounded yes
    length = sizeof bytes;
    status = apr_socket_recv(socket, bytes, &length); // call: receive bounded yes
    apr_socket_timeout_set(socket, -1);
    if (!APR_STATUS_IS_EOF(status)) {
        apr_socket_recv(socket, bytes, &length); // call: receive none yes
    }
    apr_socket_close(socket);
}

static void talk_without_waiting(apr_sockaddr_t *place, apr_pool_t *pool)
{
    char bytes[512] = "";
    apr_size_t length = sizeof bytes;
    apr_socket_t *socket = NULL;
    apr_socket_create(&socket, place->family, SOCK_STREAM, APR_PROTO_TCP, pool);
    apr_socket_opt_set(socket, APR_SO_NONBLOCK, 1);
    apr_status_t status = apr_socket_connect(socket, place); // call: connect bounded yes
    if (APR_STATUS_IS_EINPROGRESS(status)) {
        apr_wait_for_io_or_timeout(NULL, socket, 0); // call: wait none yes
        apr_socket_timeout_set(socket, 500000);
        apr_wait_for_io_or_timeout(NULL, socket, 1); // call: wait bounded yes
    }
    apr_socket_recv(socket, bytes, &length); // call: receive bounded yes
    apr_socket_close(socket);
}

static void send_all_unbounded(apr_socket_t *socket, apr_sockaddr_t *place, apr_file_t *file)
{
    char bytes[] = "abc";
    struct iovec parts = {bytes, 3};
    apr_hdtr_t frame = {&parts, 1, NULL, 0};
    apr_size_t length = 3;
    apr_off_t offset = 0;
    apr_socket_timeout_set(socket, -1);
    apr_socket_sendv(socket, &parts, 1, &length);                   // call: send none unknown
    apr_socket_sendto(socket, place, 0, bytes, &length);            // call: send none unknown
    apr_socket_sendfile(socket, file, &frame, &offset, &length, 0); // call: send none unknown
    apr_socket_recvfrom(place, socket, 0, bytes, &length);          // call: receive none yes
}

static void send_all_bounded(apr_socket_t *socket, apr_sockaddr_t *place, apr_file_t *file)
{
    char bytes[] = "abc";
    struct iovec parts = {bytes, 3};
    apr_hdtr_t frame = {&parts, 1, NULL, 0};
    apr_size_t length = 3;
    apr_off_t offset = 0;
    apr_socket_timeout_set(socket, 2 * APR_USEC_PER_SEC);
    apr_socket_sendv(socket, &parts, 1, &length);                   // call: send bounded unknown
    apr_socket_sendto(socket, place, 0, bytes, &length);            // call: send bounded unknown
    apr_socket_sendfile(socket, file, &frame, &offset, &length, 0); // call: send bounded unknown
    apr_socket_recvfrom(place, socket, 0, bytes, &length);          // call: receive bounded yes
}

static void poll_unbounded(apr_sockaddr_t *place, apr_pool_t *pool)
{
    char bytes[64];
    apr_size_t length = sizeof bytes;
    apr_int32_t ready = 0;
    apr_socket_t *socket = NULL;
    apr_socket_create(&socket, place->family, SOCK_STREAM, APR_PROTO_TCP, pool);
    apr_pollfd_t wanted = {.p = pool, .desc_type = APR_POLL_SOCKET, .reqevents = APR_POLLIN};
    wanted.desc.s = socket;
    apr_poll(&wanted, 1, &ready, -1);        // call: wait none yes
    apr_socket_recv(socket, bytes, &length); // call: receive none yes
    apr_socket_recv(socket, bytes, &length); // call: receive none yes
    apr_socket_close(socket);
}

static void poll_bounded(apr_sockaddr_t *place, apr_pool_t *pool)
{
    char bytes[64];
    apr_size_t length = sizeof bytes;
    apr_int32_t ready = 0;
    apr_socket_t *socket = NULL;
    apr_socket_create(&socket, place->family, SOCK_STREAM, APR_PROTO_TCP, pool);
    apr_pollfd_t wanted = {.p = pool, .desc_type = APR_POLL_SOCKET, .reqevents = APR_POLLIN};
    wanted.desc.s = socket;
    apr_poll(&wanted, 1, &ready, 1000000);   // call: wait bounded yes
    apr_socket_recv(socket, bytes, &length); // call: receive bounded yes
    apr_socket_recv(socket, bytes, &length); // call: receive none yes
    apr_socket_close(socket);
}

static void poll_many(apr_socket_t *socket, apr_pool_t *pool)
{
    apr_pollset_t *set = NULL;
    apr_pollset_t *other = NULL;
    const apr_pollfd_t *ready = NULL;
    apr_int32_t count = 0;
    apr_pollfd_t wanted = {.p = pool, .desc_type = APR_POLL_SOCKET, .reqevents = APR_POLLIN};
    wanted.desc.s = socket;
    apr_pollset_create(&set, 16, pool, APR_POLLSET_WAKEABLE);
    apr_pollset_create_ex(&other, 16, pool, 0, APR_POLLSET_EPOLL);
    apr_pollset_add(set, &wanted);
    apr_status_t status = apr_pollset_poll(set, 1000000, &count, &ready); // call: wait bounded yes
    if (APR_STATUS_IS_EINTR(status)) {
        apr_pollset_poll(set, -1, &count, &ready); // call: wait none yes
    }
    apr_pollset_wakeup(set);
    apr_pollset_remove(set, &wanted);
    printf("%s %s\n", apr_pollset_method_name(set), apr_poll_method_defname());
    apr_pollset_destroy(other);
    apr_pollset_destroy(set);
}

static apr_status_t on_ready(void *data, apr_pollfd_t *ready)
{
    char bytes[64];
    apr_size_t length = sizeof bytes;
    apr_socket_timeout_set(ready->desc.s, 0);
    *(int *)data += 1;
    return apr_socket_recv(ready->desc.s, bytes, &length); // call: receive bounded yes
}

static void poll_and_call(apr_socket_t *socket, apr_pool_t *pool)
{
    int calls = 0;
    apr_pollcb_t *set = NULL;
    apr_pollcb_t *other = NULL;
    apr_pollfd_t wanted = {.p = pool, .desc_type = APR_POLL_SOCKET, .reqevents = APR_POLLIN};
    wanted.desc.s = socket;
    apr_pollcb_create(&set, 16, pool, 0);
    apr_pollcb_create_ex(&other, 16, pool, 0, APR_POLLSET_EPOLL);
    apr_pollcb_add(set, &wanted);
    apr_pollcb_poll(set, 1000000, on_ready, &calls); // call: wait bounded yes
    apr_pollcb_poll(set, -1, on_ready, &calls);      // call: wait none yes
    apr_pollcb_wakeup(set);
    puts(apr_pollcb_method_name(set));
    apr_pollcb_remove(set, &wanted);
}

static void serve(apr_sockaddr_t *place, apr_pool_t *pool)
{
    char bytes[64];
    apr_size_t length = sizeof bytes;
    apr_socket_t *door = NULL;
    apr_socket_t *guest = NULL;
    apr_socket_create(&door, place->family, SOCK_STREAM, APR_PROTO_TCP, pool);
    apr_socket_opt_set(door, APR_SO_REUSEADDR, 1);
    apr_socket_bind(door, place);
    apr_socket_listen(door, 16);
    apr_socket_accept(&guest, door, pool); // call: accept none yes
    apr_socket_timeout_set(door, 0);
    apr_socket_accept(&guest, door, pool);  // call: accept bounded yes
    apr_socket_recv(guest, bytes, &length); // call: receive none yes
    apr_socket_shutdown(guest, APR_SHUTDOWN_READWRITE);
    apr_socket_close(guest);
    apr_socket_close(door);
}

static void say_socket(apr_socket_t *socket, apr_pool_t *pool)
{
    int kind = 0;
    apr_int32_t on = 0;
    apr_interval_time_t limit = 0;
    void *data = NULL;
    apr_socket_opt_get(socket, APR_SO_KEEPALIVE, &on);
    apr_socket_timeout_get(socket, &limit);
    apr_socket_atreadeof(socket, &kind);
    apr_socket_atmark(socket, &kind);
    apr_socket_type_get(socket, &kind);
    apr_socket_protocol_get(socket, &kind);
    apr_socket_data_set(socket, "shop", "name", tidy);
    apr_socket_data_get(&data, "name", socket);
    apr_socket_inherit_set(socket);
    apr_socket_inherit_unset(socket);
    apr_socket_perms_set(socket, 0, 0, 0);
    if (apr_socket_pool_get(socket) == pool) {
        printf("%d %d %ld %s\n", kind, on, (long)limit, (const char *)data);
    }
}

static void say_address(apr_socket_t *socket, apr_pool_t *pool)
{
    char text[64];
    char *ip = NULL;
    char *scope = NULL;
    const char *zone = NULL;
    apr_port_t port = 0;
    apr_sockaddr_t *there = NULL;
    apr_sockaddr_t *copy = NULL;
    apr_ipsubnet_t *net = NULL;
    apr_socket_addr_get(&there, APR_REMOTE, socket);
    apr_sockaddr_info_copy(&copy, there, pool);
    apr_sockaddr_ip_get(&ip, there);
    apr_sockaddr_ip_getbuf(text, sizeof text, there);
    apr_sockaddr_zone_set(there, "eth0");
    apr_sockaddr_zone_get(there, &zone, NULL, pool);
    apr_parse_addr_port(&ip, &scope, &port, "db:5432", pool);
    apr_gethostname(text, sizeof text, pool);
    apr_getservbyname(there, "http");
    apr_ipsubnet_create(&net, "10.0.0.0", "8", pool);
    if (apr_ipsubnet_test(net, there) && apr_sockaddr_equal(there, copy) &&
        !apr_sockaddr_is_wildcard(there)) {
        printf("%s %s %s\n", ip, text, zone);
    }
    apr_mcast_join(socket, there, NULL, NULL);
    apr_mcast_hops(socket, 1);
    apr_mcast_loopback(socket, 0);
    apr_mcast_interface(socket, copy);
    apr_mcast_leave(socket, there, NULL, NULL);
}

/* What comes from the system is a socket without a time. */
static void adopt(int descriptor, apr_pool_t *pool)
{
    char bytes[64];
    apr_size_t length = sizeof bytes;
    apr_os_sock_t system = descriptor;
    apr_os_sock_info_t info = {.os_sock = &system, .family = APR_INET, .type = SOCK_STREAM};
    apr_socket_t *first = NULL;
    apr_socket_t *second = NULL;
    apr_os_sock_put(&first, &system, pool);
    apr_os_sock_make(&second, &info, pool);
    apr_os_sock_get(&system, first);
    apr_socket_recv(first, bytes, &length); // call: receive none yes
    apr_socket_timeout_set(second, 1000);
    apr_socket_recv(second, bytes, &length); // call: receive bounded yes
}

static void *work(apr_thread_t *thread, void *data)
{
    apr_pool_t *pool = apr_thread_pool_get(thread);
    apr_thread_data_set(data, "work", tidy, thread);
    apr_thread_data_get(&data, "work", thread);
    apr_thread_yield();
    apr_sleep(1000);
    printf("%p %d\n", (void *)pool, apr_os_thread_current() != 0);
    apr_thread_exit(thread, APR_SUCCESS);
    return NULL;
}

static void once(void)
{
    puts("once");
}

static void threads(apr_pool_t *pool)
{
    apr_status_t status = APR_SUCCESS;
    apr_thread_t *thread = NULL;
    apr_threadattr_t *wish = NULL;
    apr_thread_once_t *control = NULL;
    apr_thread_mutex_t *mutex = NULL;
    apr_thread_cond_t *condition = NULL;
    apr_threadattr_create(&wish, pool);
    apr_threadattr_detach_set(wish, 0);
    apr_threadattr_stacksize_set(wish, 65536);
    apr_thread_once_init(&control, pool);
    apr_thread_once(control, once);
    apr_thread_mutex_create(&mutex, APR_THREAD_MUTEX_DEFAULT, pool);
    apr_thread_cond_create(&condition, pool);
    apr_thread_create(&thread, wish, work, pool, pool);
    apr_thread_mutex_lock(mutex);
    apr_thread_cond_timedwait(condition, mutex, 1000);
    apr_thread_cond_wait(condition, mutex);
    apr_thread_mutex_unlock(mutex);
    if (apr_thread_mutex_trylock(mutex) == APR_SUCCESS ||
        apr_thread_mutex_timedlock(mutex, 1000) == APR_SUCCESS) {
        apr_thread_cond_signal(condition);
        apr_thread_cond_broadcast(condition);
        apr_thread_mutex_unlock(mutex);
    }
    apr_thread_join(&status, thread);
    apr_thread_detach(thread);
    apr_thread_cond_destroy(condition);
    apr_thread_mutex_destroy(mutex);
}

static void processes(apr_pool_t *pool)
{
    const char *const arguments[] = {"date", NULL};
    int code = 0;
    apr_exit_why_e why = APR_PROC_EXIT;
    apr_procattr_t *wish = NULL;
    apr_proc_t child = {0};
    apr_procattr_create(&wish, pool);
    apr_procattr_io_set(wish, APR_NO_PIPE, APR_FULL_BLOCK, APR_NO_PIPE);
    apr_procattr_cmdtype_set(wish, APR_PROGRAM_PATH);
    apr_proc_create(&child, "date", arguments, NULL, wish, pool);
    if (apr_proc_wait(&child, &code, &why, APR_WAIT) == APR_CHILD_DONE) {
        apr_proc_kill(&child, SIGTERM);
    }
    if (apr_proc_fork(&child, pool) == APR_INCHILD) {
        apr_proc_detach(1);
    }
}

static void on_signal(int number)
{
    puts(apr_signal_description_get(number));
}

static int on_pair(void *data, const char *key, const char *value)
{
    printf("%p %s=%s\n", data, key, value);
    return 1;
}

static int on_entry(void *data, const void *key, apr_ssize_t length, const void *value)
{
    printf("%p %s %ld %p\n", data, (const char *)key, (long)length, value);
    return 1;
}

static void tables(apr_pool_t *pool)
{
    apr_table_t *table = apr_table_make(pool, 4);
    apr_table_set(table, "Host", "db");
    apr_table_setn(table, "Accept", "*/*");
    apr_table_add(table, "Via", "a");
    apr_table_addn(table, "Via", "b");
    apr_table_merge(table, "Via", "c");
    apr_table_unset(table, "Accept");
    apr_table_do(on_pair, pool, table, NULL);
    apr_table_t *all = apr_table_overlay(pool, table, apr_table_copy(pool, table));
    const apr_array_header_t *pairs = apr_table_elts(all);
    if (!apr_is_empty_table(all)) {
        printf("%s %s\n", apr_table_get(all, "Host"),
               APR_ARRAY_IDX(pairs, 0, apr_table_entry_t).key);
    }
    apr_table_clear(all);
    apr_array_header_t *list = apr_array_make(pool, 2, sizeof(const char *));
    *(const char **)apr_array_push(list) = "a";
    apr_array_cat(list, apr_array_copy(pool, list));
    puts(apr_array_pstrcat(pool, list, ','));
    apr_array_pop(list);
}

static void hashes(apr_pool_t *pool)
{
    const void *key = NULL;
    void *value = NULL;
    apr_hash_t *hash = apr_hash_make(pool);
    apr_hash_set(hash, "a", APR_HASH_KEY_STRING, "1");
    for (apr_hash_index_t *at = apr_hash_first(pool, hash); at != NULL; at = apr_hash_next(at)) {
        apr_hash_this(at, &key, NULL, &value);
    }
    apr_hash_do(on_entry, pool, apr_hash_copy(pool, hash));
    printf("%u %p\n", apr_hash_count(hash), apr_hash_get(hash, "a", APR_HASH_KEY_STRING));
    apr_hash_clear(hash);
}

static char *format(apr_pool_t *pool, const char *how, ...)
{
    char text[32];
    va_list list;
    va_list again;
    va_start(list, how);
    va_copy(again, list);
    char *made = apr_pvsprintf(pool, how, list);
    apr_vsnprintf(text, sizeof text, how, again);
    va_end(again);
    va_end(list);
    return made;
}

static void strings(apr_pool_t *pool)
{
    char text[32];
    char **words = NULL;
    char *rest = NULL;
    apr_off_t offset = 0;
    char *copy = apr_pstrdup(pool, "a b");
    apr_tokenize_to_argv(copy, &words, pool);
    apr_strtok(copy, " ", &rest);
    apr_cpystrn(text, copy, sizeof text);
    apr_collapse_spaces(text, text);
    apr_snprintf(text, sizeof text, "%d", apr_strnatcmp("a1", "a10"));
    apr_strtoff(&offset, "4711", NULL, 10);
    printf("%s %s %s\n", apr_pstrmemdup(pool, copy, 1), apr_pstrndup(pool, copy, 1),
           apr_pstrcat(pool, copy, words[0], NULL));
    printf("%s %s %s %s\n", apr_psprintf(pool, "%d", 7), format(pool, "%d", 7), apr_itoa(pool, 7),
           apr_ltoa(pool, 7L));
    printf("%ld %ld %p\n", (long)apr_strtoi64("7", NULL, 10), (long)apr_atoi64("7"),
           apr_pmemdup(pool, text, sizeof text));
}

static void files(apr_pool_t *pool)
{
    char bytes[64];
    char name[] = "shopXXXXXX";
    const char *where = NULL;
    char *path = NULL;
    apr_size_t length = sizeof bytes;
    apr_off_t offset = 0;
    apr_interval_time_t limit = 0;
    apr_os_file_t number = 0;
    apr_file_t *file = NULL;
    apr_file_t *in = NULL;
    apr_file_t *out = NULL;
    apr_finfo_t info;
    apr_file_open(&file, "shop.log", APR_FOPEN_READ | APR_FOPEN_WRITE, APR_OS_DEFAULT, pool);
    apr_file_lock(file, APR_FLOCK_EXCLUSIVE);
    apr_file_read(file, bytes, &length);
    apr_file_write(file, bytes, &length);
    apr_file_read_full(file, bytes, sizeof bytes, &length);
    apr_file_write_full(file, bytes, sizeof bytes, &length);
    apr_file_putc('a', file);
    apr_file_getc(bytes, file);
    apr_file_gets(bytes, sizeof bytes, file);
    apr_file_puts("a", file);
    apr_file_printf(file, "%d", 7);
    apr_file_seek(file, APR_SET, &offset);
    apr_file_flush(file);
    apr_file_name_get(&where, file);
    apr_file_info_get(&info, APR_FINFO_SIZE, file);
    apr_os_file_get(&number, file);
    apr_os_file_put(&in, &number, APR_FOPEN_READ, pool);
    apr_file_unlock(file);
    if (apr_file_eof(file) == APR_EOF) {
        apr_file_close(file);
    }
    apr_file_open_stdin(&in, pool);
    apr_file_open_stdout(&out, pool);
    apr_file_open_stderr(&out, pool);
    apr_file_pipe_create(&in, &out, pool);
    apr_file_pipe_timeout_set(in, 1000);
    apr_file_pipe_timeout_get(in, &limit);
    apr_temp_dir_get(&where, pool);
    apr_filepath_merge(&path, where, "shop", 0, pool);
    apr_file_mktemp(&file, name, 0, pool);
    apr_file_rename(name, path, pool);
    apr_file_remove(path, pool);
}

static void folders(apr_pool_t *pool)
{
    apr_dir_t *folder = NULL;
    apr_finfo_t info;
    apr_dir_make("shop", APR_OS_DEFAULT, pool);
    apr_stat(&info, "shop", APR_FINFO_NORM, pool);
    apr_dir_open(&folder, "shop", pool);
    while (apr_dir_read(&info, APR_FINFO_NAME, folder) == APR_SUCCESS) {
        puts(info.name);
    }
    apr_dir_close(folder);
    apr_dir_remove("shop", pool);
}

static void times(void)
{
    char text[64];
    apr_size_t length = 0;
    apr_time_t now = apr_time_now();
    apr_time_exp_t parts;
    apr_time_exp_gmt(&parts, now);
    apr_time_exp_lt(&parts, now);
    apr_time_exp_get(&now, &parts);
    apr_time_exp_gmt_get(&now, &parts);
    apr_time_ansi_put(&now, 0);
    apr_rfc822_date(text, now);
    apr_ctime(text, now);
    apr_strftime(text, &length, sizeof text, "%F", &parts);
}

static void chance(apr_pool_t *pool)
{
    unsigned char bytes[8];
    apr_random_t *random = apr_random_standard_new(pool);
    apr_random_add_entropy(random, "entropy", 7);
    apr_generate_random_bytes(bytes, sizeof bytes);
    apr_random_insecure_bytes(random, bytes, sizeof bytes);
    if (apr_random_secure_ready(random) == APR_SUCCESS) {
        apr_random_secure_bytes(random, bytes, sizeof bytes);
    }
}

static void counters(apr_pool_t *pool)
{
    volatile apr_uint32_t counter = 0;
    apr_atomic_init(pool);
    apr_atomic_set32(&counter, 1);
    apr_atomic_add32(&counter, 2);
    apr_atomic_inc32(&counter);
    apr_atomic_dec32(&counter);
    printf("%u %u\n", apr_atomic_cas32(&counter, 4, 3), apr_atomic_read32(&counter));
}

static apr_pool_t *pools(void)
{
    void *data = NULL;
    apr_pool_t *root = NULL;
    apr_pool_t *pool = NULL;
    apr_pool_initialize();
    apr_pool_create_unmanaged_ex(&root, out_of_memory, NULL);
    apr_pool_create_ex(&pool, NULL, out_of_memory, NULL);
    apr_pool_tag(pool, "shop");
    apr_pool_abort_set(out_of_memory, pool);
    apr_pool_userdata_set("shop", "name", apr_pool_cleanup_null, pool);
    apr_pool_userdata_get(&data, "name", pool);
    apr_pool_cleanup_register(pool, data, tidy, apr_pool_cleanup_null);
    apr_pool_pre_cleanup_register(pool, data, tidy);
    apr_pool_cleanup_kill(pool, data, tidy);
    apr_pool_cleanup_run(pool, data, tidy);
    if (apr_pool_parent_get(pool) == NULL && apr_palloc(pool, 8) != NULL) {
        apr_pool_clear(root);
    }
    return pool;
}

static void options(int count, const char *const *arguments, apr_pool_t *pool)
{
    static const apr_getopt_option_t known[] = {{"help", 'h', 0, "help"}, {NULL, 0, 0, NULL}};
    char letter = 0;
    int option = 0;
    const char *value = NULL;
    char *home = NULL;
    apr_getopt_t *state = NULL;
    apr_getopt_init(&state, pool, count, arguments);
    apr_getopt(state, "h", &letter, &value);
    apr_getopt_long(state, known, &option, &value);
    apr_env_get(&home, "HOME", pool);
    apr_env_set("SHOP", "1", pool);
}

int main(int count, const char *const *arguments, const char *const *environment)
{
    char text[128];
    apr_version_t version;
    apr_initialize();
    apr_app_initialize(&count, &arguments, &environment);
    apr_pool_t *pool = pools();
    apr_version(&version);
    apr_signal(SIGUSR1, on_signal);
    apr_signal_block(SIGUSR2);
    apr_signal_unblock(SIGUSR2);
    options(count, arguments, pool);
    apr_sockaddr_t *place = find("db", pool);
    talk_unbounded(place, pool);
    talk_bounded(place, pool);
    talk_without_waiting(place, pool);
    apr_socket_t *socket = NULL;
    apr_file_t *file = NULL;
    apr_status_t status = apr_socket_create(&socket, APR_INET, SOCK_DGRAM, APR_PROTO_UDP, pool);
    if (status != APR_SUCCESS) {
        puts(apr_strerror(status, text, sizeof text));
        return 1;
    }
    send_all_unbounded(socket, place, file);
    send_all_bounded(socket, place, file);
    poll_unbounded(place, pool);
    poll_bounded(place, pool);
    poll_many(socket, pool);
    poll_and_call(socket, pool);
    serve(place, pool);
    say_socket(socket, pool);
    say_address(socket, pool);
    adopt(7, pool);
    threads(pool);
    processes(pool);
    tables(pool);
    hashes(pool);
    strings(pool);
    files(pool);
    folders(pool);
    times();
    chance(pool);
    counters(pool);
    puts(apr_version_string());
    apr_pool_destroy(pool);
    apr_pool_terminate();
    apr_terminate();
    apr_terminate2();
    return 0;
}
