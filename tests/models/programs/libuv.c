#include <uv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void on_alloc(uv_handle_t *handle, size_t size, uv_buf_t *room)
{
    (void)handle;
    *room = uv_buf_init(malloc(size), (unsigned int)size);
}

static void on_closed(uv_handle_t *handle)
{
    free(handle->data);
}

static void on_read(uv_stream_t *stream, ssize_t size, const uv_buf_t *room)
{
    if (size == UV_EOF || size < 0) {
        uv_close((uv_handle_t *)stream, on_closed);
    }
    free(room->base);
}

static void on_datagram(uv_udp_t *udp, ssize_t size, const uv_buf_t *room,
                        const struct sockaddr *peer, unsigned int flags)
{
    if (size < 0 || peer == NULL || (flags & UV_UDP_PARTIAL) != 0) {
        uv_udp_recv_stop(udp);
    }
    free(room->base);
}

static void on_written(uv_write_t *request, int status)
{
    if (status != 0) {
        fprintf(stderr, "%s %s\n", uv_err_name(status), uv_strerror(status));
        uv_close((uv_handle_t *)request->handle, on_closed);
    }
    free(request);
}

static void on_sent(uv_udp_send_t *request, int status)
{
    printf("%d %p\n", status, request->data);
}

static void on_connected(uv_connect_t *request, int status)
{
    if (status == 0) {
        status = uv_read_start( // call: receive bounded yes nonblocking
            request->handle, on_alloc, on_read);
    }
    printf("%d\n", status);
}

static void on_shut(uv_shutdown_t *request, int status)
{
    (void)status;
    uv_close((uv_handle_t *)request->handle, on_closed);
}

static void on_client(uv_stream_t *server, int status)
{
    uv_tcp_t *client = calloc(1, sizeof *client);
    if (status != 0 || client == NULL || uv_tcp_init(server->loop, client) != 0) {
        free(client);
        return;
    }
    client->data = client;
    if (uv_accept(server, (uv_stream_t *)client) != 0) { // call: accept bounded yes nonblocking
        uv_close((uv_handle_t *)client, on_closed);
    }
}

static void on_tick(uv_timer_t *timer)
{
    uv_stop(timer->loop);
}

static void on_ready(uv_poll_t *poll, int status, int events)
{
    if (status != 0 || (events & UV_DISCONNECT) != 0) {
        uv_poll_stop(poll);
    }
}

static void on_prepare(uv_prepare_t *prepare)
{
    uv_prepare_stop(prepare);
}

static void on_check(uv_check_t *check)
{
    uv_check_stop(check);
}

static void on_idle(uv_idle_t *idle)
{
    uv_idle_stop(idle);
}

static void on_async(uv_async_t *async)
{
    printf("%p\n", async->data);
}

static void on_signal(uv_signal_t *signal, int number)
{
    printf("%d\n", number);
    uv_signal_stop(signal);
}

static void on_file(uv_fs_t *request)
{
    printf("%ld %s\n", (long)request->result, request->path);
    uv_fs_req_cleanup(request);
}

static void on_change(uv_fs_event_t *event, const char *name, int events, int status)
{
    printf("%s %d\n", name, (events & UV_RENAME) + status);
    uv_fs_event_stop(event);
}

static void on_compared(uv_fs_poll_t *poll, int status, const uv_stat_t *before,
                        const uv_stat_t *after)
{
    printf("%d %d\n", status, before->st_size == after->st_size);
    uv_fs_poll_stop(poll);
}

static void on_addresses(uv_getaddrinfo_t *request, int status, struct addrinfo *addresses)
{
    printf("%p %d\n", request->data, status);
    uv_freeaddrinfo(addresses);
}

static void on_names(uv_getnameinfo_t *request, int status, const char *host, const char *service)
{
    printf("%p %d %s %s\n", request->data, status, host, service);
}

static void on_work(uv_work_t *work)
{
    work->data = NULL;
}

static void on_worked(uv_work_t *work, int status)
{
    printf("%p %d\n", work->data, status);
}

static void on_chance(uv_random_t *request, int status, void *bytes, size_t size)
{
    printf("%p %d %p %zu\n", request->data, status, bytes, size);
}

static void on_each(uv_handle_t *handle, void *data)
{
    (void)data;
    if (!uv_is_closing(handle)) {
        uv_close(handle, NULL);
    }
}

static void on_thread(void *data)
{
    uv_async_send(data);
}

static void on_once(void)
{
    puts("once");
}

static int resolve(uv_loop_t *loop, const struct sockaddr *peer)
{
    static uv_getaddrinfo_t request;
    static uv_getnameinfo_t other;
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM};
    int bad = uv_getaddrinfo( // call: resolve bounded yes nonblocking
        loop, &request, on_addresses, "example.org", "80", &hints);
    if (bad == UV_EAI_AGAIN) {
        return bad;
    }
    return uv_getnameinfo(loop, &other, on_names, peer, 0); // call: resolve bounded yes nonblocking
}

// Nothing in libuv limits a connect but a timer of the program's own.
static int connect_limited(uv_loop_t *loop, const struct sockaddr *peer)
{
    static uv_tcp_t tcp;
    static uv_connect_t request;
    static uv_timer_t limit;
    if (uv_tcp_init(loop, &tcp) != 0 || uv_timer_init(loop, &limit) != 0 ||
        uv_timer_start(&limit, on_tick, 3000, 0) != 0) {
        return -1;
    }
    return uv_tcp_connect( // call: connect bounded yes nonblocking
        &request, &tcp, peer, on_connected);
}

static int connect_pipe(uv_loop_t *loop)
{
    static uv_pipe_t pipe;
    static uv_connect_t request;
    if (uv_pipe_init(loop, &pipe, 0) != 0) {
        return -1;
    }
    uv_pipe_connect( // call: connect bounded yes nonblocking
        &request, &pipe, "/run/door", on_connected);
    return 0;
}

static int answer(uv_stream_t *stream, uv_stream_t *passed)
{
    static uv_shutdown_t end;
    uv_buf_t text = uv_buf_init("hi\n", 3);
    uv_write_t *request = malloc(sizeof *request);
    uv_write_t *other = malloc(sizeof *other);
    int done = uv_try_write(stream, &text, 1); // call: send bounded unknown nonblocking
    if (done == UV_EAGAIN) {
        done = uv_write( // call: send bounded unknown nonblocking
            request, stream, &text, 1, on_written);
    }
    if (done >= 0) {
        done = uv_write2( // call: send bounded unknown nonblocking
            other, stream, &text, 1, passed, on_written);
    }
    done += uv_try_write2(stream, &text, 1, passed); // call: send bounded unknown nonblocking
    return done + uv_shutdown(&end, stream, on_shut);
}

static int datagrams(uv_loop_t *loop, const struct sockaddr *peer)
{
    static uv_udp_t udp;
    static uv_udp_send_t request;
    uv_buf_t text = uv_buf_init("hi\n", 3);
    if (uv_udp_init(loop, &udp) != 0 || uv_udp_connect(&udp, NULL) != 0) {
        return -1;
    }
    int bad =
        uv_udp_recv_start(&udp, on_alloc, on_datagram); // call: receive bounded yes nonblocking
    bad += uv_udp_send(                                 // call: send bounded unknown nonblocking
        &request, &udp, &text, 1, peer, on_sent);
    return bad + uv_udp_try_send(&udp, &text, 1, peer); // call: send bounded unknown nonblocking
}

static int watch(uv_loop_t *loop)
{
    static uv_timer_t timer;
    static uv_poll_t poll;
    static uv_prepare_t prepare;
    static uv_check_t check;
    static uv_idle_t idle;
    static uv_async_t async;
    static uv_signal_t signal;
    static uv_fs_event_t event;
    static uv_fs_poll_t file;
    static uv_work_t work;
    static uv_random_t request;
    static uv_once_t once = UV_ONCE_INIT;
    static char key[16];
    uv_thread_t thread;
    uv_thread_options_t options = {.flags = UV_THREAD_NO_FLAGS};
    int bad = uv_timer_start(&timer, on_tick, 1000, 1000) + uv_timer_again(&timer);
    bad += uv_poll_start(&poll, UV_READABLE, on_ready) + uv_prepare_start(&prepare, on_prepare);
    bad += uv_check_start(&check, on_check) + uv_idle_start(&idle, on_idle);
    bad += uv_async_init(loop, &async, on_async) + uv_signal_start(&signal, on_signal, 15);
    bad += uv_signal_start_oneshot(&signal, on_signal, 2);
    bad += uv_fs_event_start(&event, on_change, "/tmp", 0);
    bad += uv_fs_poll_start(&file, on_compared, "/tmp", 1000);
    bad += uv_queue_work(loop, &work, on_work, on_worked);
    bad += uv_random(loop, &request, key, sizeof key, 0, on_chance);
    bad += uv_thread_create(&thread, on_thread, &async);
    bad += uv_thread_create_ex(&thread, &options, on_thread, &async);
    uv_once(&once, on_once);
    uv_walk(loop, on_each, NULL);
    return bad;
}

static int pauses(uv_loop_t *loop, uv_cond_t *condition, uv_mutex_t *mutex)
{
    uv_timeval64_t now;
    uint64_t until = uv_hrtime() + 1000000000;
    uv_sleep(100);
    uv_cond_timedwait(condition, mutex, until - uv_hrtime());
    return uv_now(loop) > 0 && uv_gettimeofday(&now) == 0 ? 0 : -1;
}

static int serve(uv_loop_t *loop, const struct sockaddr *address)
{
    static uv_tcp_t server;
    static uv_tcp_t reset;
    uv_os_sock_t ends[2];
    uv_file files[2];
    if (uv_tcp_init(loop, &server) != 0 || uv_tcp_bind(&server, address, 0) != 0 ||
        uv_listen((uv_stream_t *)&server, 128, on_client) != 0 ||
        uv_socketpair(SOCK_STREAM, 0, ends, UV_NONBLOCK_PIPE, 0) != 0 ||
        uv_pipe(files, UV_NONBLOCK_PIPE, 0) != 0) {
        return -1;
    }
    return uv_tcp_close_reset(&reset, on_closed);
}

static int files(uv_loop_t *loop)
{
    static uv_fs_t request;
    uv_buf_t room = uv_buf_init("a", 1);
    int bad = 0;
    bad += uv_fs_close(loop, &request, 1, on_file);
    bad += uv_fs_open(loop, &request, "/tmp/a", 0, 0, on_file);
    bad += uv_fs_read(loop, &request, 1, &room, 1, 0, on_file);
    bad += uv_fs_unlink(loop, &request, "/tmp/a", on_file);
    bad += uv_fs_write(loop, &request, 1, &room, 1, 0, on_file);
    bad += uv_fs_copyfile(loop, &request, "/tmp/a", "/tmp/a", 0, on_file);
    bad += uv_fs_mkdir(loop, &request, "/tmp/a", 0, on_file);
    bad += uv_fs_mkdtemp(loop, &request, "/tmp/a", on_file);
    bad += uv_fs_mkstemp(loop, &request, "/tmp/a", on_file);
    bad += uv_fs_rmdir(loop, &request, "/tmp/a", on_file);
    bad += uv_fs_scandir(loop, &request, "/tmp/a", 0, on_file);
    bad += uv_fs_opendir(loop, &request, "/tmp/a", on_file);
    bad += uv_fs_readdir(loop, &request, NULL, on_file);
    bad += uv_fs_closedir(loop, &request, NULL, on_file);
    bad += uv_fs_stat(loop, &request, "/tmp/a", on_file);
    bad += uv_fs_fstat(loop, &request, 1, on_file);
    bad += uv_fs_rename(loop, &request, "/tmp/a", "/tmp/a", on_file);
    bad += uv_fs_fsync(loop, &request, 1, on_file);
    bad += uv_fs_fdatasync(loop, &request, 1, on_file);
    bad += uv_fs_ftruncate(loop, &request, 1, 0, on_file);
    bad += uv_fs_sendfile(loop, &request, 1, 1, 0, 1, on_file);
    bad += uv_fs_access(loop, &request, "/tmp/a", 0, on_file);
    bad += uv_fs_chmod(loop, &request, "/tmp/a", 0, on_file);
    bad += uv_fs_utime(loop, &request, "/tmp/a", 1.0, 1.0, on_file);
    bad += uv_fs_futime(loop, &request, 1, 1.0, 1.0, on_file);
    bad += uv_fs_lutime(loop, &request, "/tmp/a", 1.0, 1.0, on_file);
    bad += uv_fs_lstat(loop, &request, "/tmp/a", on_file);
    bad += uv_fs_link(loop, &request, "/tmp/a", "/tmp/a", on_file);
    bad += uv_fs_symlink(loop, &request, "/tmp/a", "/tmp/a", 0, on_file);
    bad += uv_fs_readlink(loop, &request, "/tmp/a", on_file);
    bad += uv_fs_realpath(loop, &request, "/tmp/a", on_file);
    bad += uv_fs_fchmod(loop, &request, 1, 0, on_file);
    bad += uv_fs_chown(loop, &request, "/tmp/a", 0, 0, on_file);
    bad += uv_fs_fchown(loop, &request, 1, 0, 0, on_file);
    bad += uv_fs_lchown(loop, &request, "/tmp/a", 0, 0, on_file);
    bad += uv_fs_statfs(loop, &request, "/tmp/a", on_file);
    return bad;
}

int use_version_checking(void)
{
    int seen = 0;
    seen += uv_version() != 0;
    seen += uv_version_string() != NULL;
    return seen;
}

int use_miscellaneous_1(char *word, unsigned int count, uv_file file, int number, char **words,
                        size_t size, const char *text, size_t *length, double *double_value,
                        uv_rusage_t *rusage, uv_passwd_t *passwd, uv_pid_t pid, int *numbers,
                        uv_cpu_info_t **cpu_infos, uv_cpu_info_t *cpu_info,
                        uv_interface_address_t **interface_address_list,
                        uv_interface_address_t *interface_address, uv_env_item_t **env_items,
                        uv_env_item_t *env_item, uv_utsname_t *utsname)
{
    int seen = 0;
    uv_library_shutdown();
    seen += uv_replace_allocator(NULL, NULL, NULL, NULL) != 0;
    uv_buf_init(word, count);
    seen += uv_guess_handle(file) != 0;
    seen += uv_setup_args(number, words) != NULL;
    seen += uv_get_process_title(word, size) != 0;
    seen += uv_set_process_title(text) != 0;
    seen += uv_resident_set_memory(length) != 0;
    seen += uv_uptime(double_value) != 0;
    seen += uv_getrusage(rusage) != 0;
    seen += uv_os_homedir(word, length) != 0;
    seen += uv_os_tmpdir(word, length) != 0;
    seen += uv_os_get_passwd(passwd) != 0;
    uv_os_free_passwd(passwd);
    seen += uv_os_getpid() != 0;
    seen += uv_os_getppid() != 0;
    seen += uv_os_getpriority(pid, numbers) != 0;
    seen += uv_os_setpriority(pid, number) != 0;
    seen += uv_available_parallelism() != 0;
    seen += uv_cpu_info(cpu_infos, numbers) != 0;
    uv_free_cpu_info(cpu_info, number);
    seen += uv_interface_addresses(interface_address_list, numbers) != 0;
    uv_free_interface_addresses(interface_address, number);
    seen += uv_os_environ(env_items, numbers) != 0;
    uv_os_free_environ(env_item, number);
    seen += uv_os_getenv(text, word, length) != 0;
    seen += uv_os_setenv(text, text) != 0;
    seen += uv_os_unsetenv(text) != 0;
    seen += uv_os_gethostname(word, length) != 0;
    seen += uv_os_uname(utsname) != 0;
    return seen;
}

int use_miscellaneous_2(double load[3], const char *text, int number, struct sockaddr_in *four,
                        struct sockaddr_in6 *six, const struct sockaddr_in *from, char *word,
                        size_t size, const struct sockaddr_in6 *from6,
                        const struct sockaddr *address, const void *bytes, void *data,
                        unsigned int count, size_t *length)
{
    int seen = 0;
    uv_loadavg(load);
    seen += uv_ip4_addr(text, number, four) != 0;
    seen += uv_ip6_addr(text, number, six) != 0;
    seen += uv_ip4_name(from, word, size) != 0;
    seen += uv_ip6_name(from6, word, size) != 0;
    seen += uv_ip_name(address, word, size) != 0;
    seen += uv_inet_ntop(number, bytes, word, size) != 0;
    seen += uv_inet_pton(number, text, data) != 0;
    seen += uv_if_indextoname(count, word, length) != 0;
    seen += uv_if_indextoiid(count, word, length) != 0;
    seen += uv_exepath(word, length) != 0;
    seen += uv_cwd(word, length) != 0;
    seen += uv_chdir(text) != 0;
    seen += uv_get_free_memory() != 0;
    seen += uv_get_total_memory() != 0;
    seen += uv_get_constrained_memory() != 0;
    return seen;
}

int use_loop(uv_loop_t *loop, void *data)
{
    int seen = 0;
    seen += uv_default_loop() != NULL;
    seen += uv_loop_size() != 0;
    seen += uv_loop_alive(loop) != 0;
    seen += uv_loop_configure(loop, UV_METRICS_IDLE_TIME) != 0;
    seen += uv_loop_fork(loop) != 0;
    uv_stop(loop);
    uv_update_time(loop);
    seen += uv_backend_fd(loop) != 0;
    seen += uv_backend_timeout(loop) != 0;
    seen += uv_loop_get_data(loop) != NULL;
    uv_loop_set_data(loop, data);
    return seen;
}

int use_handle(uv_handle_t *handle, uv_handle_type handle_type, void *data, uv_loop_t *loop,
               FILE *file, int *numbers, uv_os_fd_t *os_fd)
{
    int seen = 0;
    uv_ref(handle);
    uv_unref(handle);
    seen += uv_has_ref(handle) != 0;
    seen += uv_handle_size(handle_type) != 0;
    seen += uv_handle_get_type(handle) != 0;
    seen += uv_handle_type_name(handle_type) != NULL;
    seen += uv_handle_get_data(handle) != NULL;
    seen += uv_handle_get_loop(handle) != NULL;
    uv_handle_set_data(handle, data);
    seen += uv_is_active(handle) != 0;
    uv_print_all_handles(loop, file);
    uv_print_active_handles(loop, file);
    seen += uv_send_buffer_size(handle, numbers) != 0;
    seen += uv_recv_buffer_size(handle, numbers) != 0;
    seen += uv_fileno(handle, os_fd) != 0;
    seen += uv_is_closing(handle) != 0;
    return seen;
}

int use_error_handling(int number, char *word, size_t size)
{
    int seen = 0;
    seen += uv_translate_sys_error(number) != 0;
    seen += uv_strerror(number) != NULL;
    seen += uv_strerror_r(number, word, size) != NULL;
    seen += uv_err_name(number) != NULL;
    seen += uv_err_name_r(number, word, size) != NULL;
    return seen;
}

int use_req(uv_req_type req_type, uv_req_t *request, void *data)
{
    int seen = 0;
    seen += uv_req_size(req_type) != 0;
    seen += uv_req_get_data(request) != NULL;
    uv_req_set_data(request, data);
    seen += uv_req_get_type(request) != 0;
    seen += uv_req_type_name(req_type) != NULL;
    seen += uv_cancel(request) != 0;
    return seen;
}

int use_stream(uv_stream_t *stream, int number)
{
    int seen = 0;
    seen += uv_stream_get_write_queue_size(stream) != 0;
    seen += uv_read_stop(stream) != 0;
    seen += uv_is_readable(stream) != 0;
    seen += uv_is_writable(stream) != 0;
    seen += uv_stream_set_blocking(stream, number) != 0;
    return seen;
}

int use_tcp(uv_loop_t *loop, uv_tcp_t *tcp, unsigned int count, uv_os_sock_t socket, int number,
            const struct sockaddr *address, struct sockaddr *peer, int *numbers)
{
    int seen = 0;
    seen += uv_tcp_init(loop, tcp) != 0;
    seen += uv_tcp_init_ex(loop, tcp, count) != 0;
    seen += uv_tcp_open(tcp, socket) != 0;
    seen += uv_tcp_nodelay(tcp, number) != 0;
    seen += uv_tcp_keepalive(tcp, number, count) != 0;
    seen += uv_tcp_simultaneous_accepts(tcp, number) != 0;
    seen += uv_tcp_bind(tcp, address, count) != 0;
    seen += uv_tcp_getsockname(tcp, peer, numbers) != 0;
    seen += uv_tcp_getpeername(tcp, peer, numbers) != 0;
    return seen;
}

int use_udp(uv_loop_t *loop, uv_udp_t *udp, unsigned int count, uv_os_sock_t socket,
            const struct sockaddr *address, struct sockaddr *peer, int *numbers, const char *text,
            uv_membership membership, int number)
{
    int seen = 0;
    seen += uv_udp_init(loop, udp) != 0;
    seen += uv_udp_init_ex(loop, udp, count) != 0;
    seen += uv_udp_open(udp, socket) != 0;
    seen += uv_udp_bind(udp, address, count) != 0;
    seen += uv_udp_connect(udp, address) != 0;
    seen += uv_udp_getpeername(udp, peer, numbers) != 0;
    seen += uv_udp_getsockname(udp, peer, numbers) != 0;
    seen += uv_udp_set_membership(udp, text, text, membership) != 0;
    seen += uv_udp_set_source_membership(udp, text, text, text, membership) != 0;
    seen += uv_udp_set_multicast_loop(udp, number) != 0;
    seen += uv_udp_set_multicast_ttl(udp, number) != 0;
    seen += uv_udp_set_multicast_interface(udp, text) != 0;
    seen += uv_udp_set_broadcast(udp, number) != 0;
    seen += uv_udp_set_ttl(udp, number) != 0;
    seen += uv_udp_using_recvmmsg(udp) != 0;
    seen += uv_udp_recv_stop(udp) != 0;
    seen += uv_udp_get_send_queue_size(udp) != 0;
    seen += uv_udp_get_send_queue_count(udp) != 0;
    return seen;
}

int use_tty(uv_loop_t *loop, uv_tty_t *tty, uv_file file, int number, uv_tty_mode_t tty_mode,
            int *numbers, uv_tty_vtermstate_t tty_vtermstate, uv_tty_vtermstate_t *tty_vtermstate2)
{
    int seen = 0;
    seen += uv_tty_init(loop, tty, file, number) != 0;
    seen += uv_tty_set_mode(tty, tty_mode) != 0;
    seen += uv_tty_reset_mode() != 0;
    seen += uv_tty_get_winsize(tty, numbers, numbers) != 0;
    uv_tty_set_vterm_state(tty_vtermstate);
    seen += uv_tty_get_vterm_state(tty_vtermstate2) != 0;
    return seen;
}

int use_pipe(uv_loop_t *loop, uv_pipe_t *pipe, int number, uv_file file, const char *text,
             char *word, size_t *length)
{
    int seen = 0;
    seen += uv_pipe_init(loop, pipe, number) != 0;
    seen += uv_pipe_open(pipe, file) != 0;
    seen += uv_pipe_bind(pipe, text) != 0;
    seen += uv_pipe_getsockname(pipe, word, length) != 0;
    seen += uv_pipe_getpeername(pipe, word, length) != 0;
    uv_pipe_pending_instances(pipe, number);
    seen += uv_pipe_pending_count(pipe) != 0;
    seen += uv_pipe_pending_type(pipe) != 0;
    seen += uv_pipe_chmod(pipe, number) != 0;
    return seen;
}

int use_poll(uv_loop_t *loop, uv_poll_t *poll, int number, uv_os_sock_t socket)
{
    int seen = 0;
    seen += uv_poll_init(loop, poll, number) != 0;
    seen += uv_poll_init_socket(loop, poll, socket) != 0;
    seen += uv_poll_stop(poll) != 0;
    return seen;
}

int use_prepare(uv_loop_t *loop, uv_prepare_t *prepare)
{
    int seen = 0;
    seen += uv_prepare_init(loop, prepare) != 0;
    seen += uv_prepare_stop(prepare) != 0;
    return seen;
}

int use_check(uv_loop_t *loop, uv_check_t *check)
{
    int seen = 0;
    seen += uv_check_init(loop, check) != 0;
    seen += uv_check_stop(check) != 0;
    return seen;
}

int use_idle(uv_loop_t *loop, uv_idle_t *idle)
{
    int seen = 0;
    seen += uv_idle_init(loop, idle) != 0;
    seen += uv_idle_stop(idle) != 0;
    return seen;
}

int use_async(uv_async_t *async)
{
    int seen = 0;
    seen += uv_async_send(async) != 0;
    return seen;
}

int use_timer(uv_loop_t *loop, uv_timer_t *timer, uint64_t total)
{
    int seen = 0;
    seen += uv_timer_init(loop, timer) != 0;
    seen += uv_timer_stop(timer) != 0;
    uv_timer_set_repeat(timer, total);
    seen += uv_timer_get_repeat(timer) != 0;
    seen += uv_timer_get_due_in(timer) != 0;
    return seen;
}

int use_dns_utility_functions(struct addrinfo *addrinfo)
{
    int seen = 0;
    uv_freeaddrinfo(addrinfo);
    return seen;
}

int use_process(uv_loop_t *loop, uv_process_t *process, const uv_process_options_t *spawn,
                int number, const uv_process_t *process2)
{
    int seen = 0;
    seen += uv_spawn(loop, process, spawn) != 0;
    seen += uv_process_kill(process, number) != 0;
    seen += uv_kill(number, number) != 0;
    seen += uv_process_get_pid(process2) != 0;
    uv_disable_stdio_inheritance();
    return seen;
}

int use_file_system_operations(int number, uv_os_fd_t os_fd, uv_fs_t *request, uv_dirent_t *dirent)
{
    int seen = 0;
    seen += uv_get_osfhandle(number) != 0;
    seen += uv_open_osfhandle(os_fd) != 0;
    seen += uv_fs_get_type(request) != 0;
    seen += uv_fs_get_result(request) != 0;
    seen += uv_fs_get_system_error(request) != 0;
    seen += uv_fs_get_ptr(request) != NULL;
    seen += uv_fs_get_path(request) != NULL;
    seen += uv_fs_get_statbuf(request) != NULL;
    uv_fs_req_cleanup(request);
    seen += uv_fs_scandir_next(request, dirent) != 0;
    return seen;
}

int use_metrics_operations(uv_loop_t *loop)
{
    int seen = 0;
    seen += uv_metrics_idle_time(loop) != 0;
    return seen;
}

int use_fs_poll(uv_loop_t *loop, uv_fs_poll_t *fs_poll, char *word, size_t *length)
{
    int seen = 0;
    seen += uv_fs_poll_init(loop, fs_poll) != 0;
    seen += uv_fs_poll_stop(fs_poll) != 0;
    seen += uv_fs_poll_getpath(fs_poll, word, length) != 0;
    return seen;
}

int use_signal(uv_loop_t *loop, uv_signal_t *signal)
{
    int seen = 0;
    seen += uv_signal_init(loop, signal) != 0;
    seen += uv_signal_stop(signal) != 0;
    return seen;
}

int use_fs_event(uv_loop_t *loop, uv_fs_event_t *fs_event, char *word, size_t *length)
{
    int seen = 0;
    seen += uv_fs_event_init(loop, fs_event) != 0;
    seen += uv_fs_event_stop(fs_event) != 0;
    seen += uv_fs_event_getpath(fs_event, word, length) != 0;
    return seen;
}

int use_shared_library_handling(const char *text, uv_lib_t *library, void **place)
{
    int seen = 0;
    seen += uv_dlopen(text, library) != 0;
    uv_dlclose(library);
    seen += uv_dlsym(library, text, place) != 0;
    seen += uv_dlerror(library) != NULL;
    return seen;
}

int use_threading_1(uv_mutex_t *mutex, uv_rwlock_t *rwlock, uv_sem_t *sem, unsigned int count,
                    uv_cond_t *cond, uv_barrier_t *barrier, uv_key_t *key)
{
    int seen = 0;
    seen += uv_mutex_init(mutex) != 0;
    seen += uv_mutex_init_recursive(mutex) != 0;
    uv_mutex_destroy(mutex);
    uv_mutex_lock(mutex);
    seen += uv_mutex_trylock(mutex) != 0;
    uv_mutex_unlock(mutex);
    seen += uv_rwlock_init(rwlock) != 0;
    uv_rwlock_destroy(rwlock);
    uv_rwlock_rdlock(rwlock);
    seen += uv_rwlock_tryrdlock(rwlock) != 0;
    uv_rwlock_rdunlock(rwlock);
    uv_rwlock_wrlock(rwlock);
    seen += uv_rwlock_trywrlock(rwlock) != 0;
    uv_rwlock_wrunlock(rwlock);
    seen += uv_sem_init(sem, count) != 0;
    uv_sem_destroy(sem);
    uv_sem_post(sem);
    uv_sem_wait(sem);
    seen += uv_sem_trywait(sem) != 0;
    seen += uv_cond_init(cond) != 0;
    uv_cond_destroy(cond);
    uv_cond_signal(cond);
    uv_cond_broadcast(cond);
    seen += uv_barrier_init(barrier, count) != 0;
    uv_barrier_destroy(barrier);
    seen += uv_barrier_wait(barrier) != 0;
    uv_cond_wait(cond, mutex);
    seen += uv_key_create(key) != 0;
    uv_key_delete(key);
    seen += uv_key_get(key) != NULL;
    return seen;
}

int use_threading_2(uv_key_t *key, void *data, uv_thread_t *thread)
{
    int seen = 0;
    uv_key_set(key, data);
    *thread = uv_thread_self();
    seen += uv_thread_join(thread) != 0;
    seen += uv_thread_equal(thread, thread) != 0;
    return seen;
}

int main(void)
{
    struct sockaddr_in address;
    uv_loop_t loop;
    uv_loop_t *old = uv_loop_new();
    if (old == NULL || uv_loop_init(&loop) != 0 || uv_ip4_addr("127.0.0.1", 7, &address) != 0) {
        return 1;
    }
    const struct sockaddr *peer = (const struct sockaddr *)&address;
    int bad = resolve(&loop, peer) + connect_limited(&loop, peer) + connect_pipe(&loop);
    bad += answer(NULL, NULL) + datagrams(&loop, peer) + watch(&loop);
    bad += pauses(&loop, NULL, NULL) + serve(&loop, peer) + files(&loop);
    bad += uv_run(&loop, UV_RUN_DEFAULT); // call: drive bounded unknown nonblocking
    uv_loop_delete(old);
    return bad == 0 ? uv_loop_close(&loop) : 1;
}
