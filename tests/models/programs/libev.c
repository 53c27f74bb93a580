#include <ev.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

static void on_readable(struct ev_loop *loop, ev_io *watcher, int events)
{
    char text[64];
    ssize_t size = recv(watcher->fd, text, sizeof text, MSG_DONTWAIT); // call: receive bounded yes
    if (size <= 0 || (events & EV_ERROR) != 0) {
        ev_io_stop(loop, watcher);
    }
}

static void on_tick(struct ev_loop *loop, ev_timer *watcher, int events)
{
    (void)events;
    if (watcher->data == NULL) {
        ev_break(loop, EVBREAK_ALL);
    }
}

static void on_period(struct ev_loop *loop, ev_periodic *watcher, int events)
{
    printf("%d %f\n", events, ev_periodic_at(watcher) - ev_now(loop));
}

static void on_signal(struct ev_loop *loop, ev_signal *watcher, int events)
{
    (void)events;
    printf("%d\n", watcher->signum);
    ev_break(loop, EVBREAK_ONE);
}

static void on_child(struct ev_loop *loop, ev_child *watcher, int events)
{
    (void)events;
    printf("%d %d\n", watcher->rpid, watcher->rstatus);
    ev_child_stop(loop, watcher);
}

static void on_stat(struct ev_loop *loop, ev_stat *watcher, int events)
{
    (void)events;
    if (watcher->attr.st_nlink == 0) {
        ev_stat_stop(loop, watcher);
    }
}

static void on_idle(struct ev_loop *loop, ev_idle *watcher, int events)
{
    (void)events;
    ev_idle_stop(loop, watcher);
}

static void on_async(struct ev_loop *loop, ev_async *watcher, int events)
{
    (void)events;
    if (ev_async_pending(watcher)) {
        ev_async_stop(loop, watcher);
    }
}

static void on_once(int events, void *data)
{
    printf("%d %p\n", events & EV_TIMER, data);
}

static void on_pending(struct ev_loop *loop)
{
    ev_invoke_pending(loop);
}

static void on_release(struct ev_loop *loop) EV_NOEXCEPT
{
    ev_suspend(loop);
}

static void on_acquire(struct ev_loop *loop) EV_NOEXCEPT
{
    ev_resume(loop);
}

static void on_error(const char *text) EV_NOEXCEPT
{
    perror(text);
}

static int watch(struct ev_loop *loop, int fd)
{
    static ev_io io;
    static ev_timer timer;
    static ev_periodic period;
    static ev_signal signal;
    static ev_child child;
    static ev_stat file;
    static ev_idle idle;
    static ev_async async;
    ev_io_init(&io, on_readable, fd, EV_READ);
    ev_io_start(loop, &io);
    ev_timer_init(&timer, on_tick, 5.0, 0.0);
    ev_timer_start(loop, &timer);
    timer.repeat = 10.0;
    ev_timer_again(loop, &timer);
    ev_periodic_init(&period, on_period, 0.0, 60.0, NULL);
    ev_periodic_start(loop, &period);
    ev_signal_init(&signal, on_signal, SIGTERM);
    ev_signal_start(loop, &signal);
    ev_child_init(&child, on_child, 0, 0);
    ev_child_start(loop, &child);
    ev_stat_init(&file, on_stat, "/etc/passwd", 0.0);
    ev_stat_start(loop, &file);
    ev_idle_init(&idle, on_idle);
    ev_idle_start(loop, &idle);
    ev_async_init(&async, on_async);
    ev_async_start(loop, &async);
    ev_once(loop, fd, EV_READ, 5.0, on_once, &io);
    return ev_is_active(&io) + ev_is_pending(&timer) + ev_priority(&idle);
}

static double pauses(struct ev_loop *loop)
{
    double start = ev_time();
    while (ev_time() - start < 1.0) {
        ev_sleep(0.1);
    }
    return ev_now(loop) - start;
}

int use_watchers(struct ev_loop *loop, ev_timer *timer, ev_periodic *periodic, ev_signal *signal,
                 ev_stat *stat, ev_prepare *prepare, ev_check *check, ev_fork *fork,
                 ev_cleanup *cleanup, ev_embed *embed, ev_async *async)
{
    int seen = 0;
    ev_timer_stop(loop, timer);
    seen += ev_timer_remaining(loop, timer) != 0;
    ev_periodic_stop(loop, periodic);
    ev_periodic_again(loop, periodic);
    ev_signal_stop(loop, signal);
    ev_stat_stat(loop, stat);
    ev_prepare_start(loop, prepare);
    ev_prepare_stop(loop, prepare);
    ev_check_start(loop, check);
    ev_check_stop(loop, check);
    ev_fork_start(loop, fork);
    ev_fork_stop(loop, fork);
    ev_cleanup_start(loop, cleanup);
    ev_cleanup_stop(loop, cleanup);
    ev_embed_start(loop, embed);
    ev_embed_stop(loop, embed);
    ev_embed_sweep(loop, embed);
    ev_async_send(loop, async);
    return seen;
}

int use_loop(struct ev_loop *loop, ev_tstamp seconds, void *data, int number)
{
    int seen = 0;
    seen += ev_version_major() != 0;
    seen += ev_version_minor() != 0;
    seen += ev_supported_backends() != 0;
    seen += ev_recommended_backends() != 0;
    seen += ev_embeddable_backends() != 0;
    ev_set_allocator(NULL);
    ev_loop_fork(loop);
    seen += ev_backend(loop) != 0;
    ev_now_update(loop);
    ev_ref(loop);
    ev_unref(loop);
    seen += ev_iteration(loop) != 0;
    seen += ev_depth(loop) != 0;
    ev_verify(loop);
    ev_set_io_collect_interval(loop, seconds);
    ev_set_timeout_collect_interval(loop, seconds);
    ev_set_userdata(loop, data);
    seen += ev_userdata(loop) != NULL;
    seen += ev_pending_count(loop) != 0;
    ev_feed_event(loop, data, number);
    ev_feed_fd_event(loop, number, number);
    ev_feed_signal(number);
    ev_feed_signal_event(loop, number);
    ev_invoke(loop, data, number);
    seen += ev_clear_pending(loop, data) != 0;
    return seen;
}

int main(void)
{
    struct ev_loop *loop = ev_default_loop(EVFLAG_AUTO);
    struct ev_loop *other = ev_loop_new(EVBACKEND_EPOLL | EVFLAG_NOENV);
    if (loop == NULL || other == NULL) {
        return 1;
    }
    ev_set_syserr_cb(on_error);
    ev_set_invoke_pending_cb(loop, on_pending);
    ev_set_loop_release_cb(loop, on_release, on_acquire);
    int active = watch(loop, STDIN_FILENO);
    double passed = pauses(loop);
    ev_run(other, EVRUN_NOWAIT); // call: drive bounded unknown nonblocking
    if (ev_is_default_loop(loop)) {
        ev_unloop(other, EVBREAK_ALL);
    }
    ev_run(loop, 0); // call: drive bounded unknown nonblocking
    ev_loop_destroy(other);
    ev_loop_destroy(loop);
    return passed > 0 && active != 0 ? 0 : 1;
}
