#include <npth.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* The system calls, around which other threads may run. */

static npth_mutex_t lock = NPTH_MUTEX_INITIALIZER;

static ssize_t ask(const struct sockaddr *address, char *answer)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (npth_connect(fd, address, sizeof(struct sockaddr_in)) != 0) { // call: connect none yes
        npth_sleep(1);
        return -1;
    }
    npth_write(fd, "GET / HTTP/1.0\r\n\r\n", 18); // call: send none yes
    ssize_t got = npth_read(fd, answer, 100);     // call: receive none yes
    struct timeval limit = {.tv_sec = 5};
    fd_set set;
    FD_ZERO(&set);
    FD_SET(fd, &set);
    npth_select(fd + 1, &set, NULL, NULL, &limit); // call: wait bounded yes
    got += npth_read(fd, answer, 100);             // call: receive bounded yes
    close(fd);
    return got;
}

static ssize_t ask_without_waiting(const struct sockaddr *address, struct msghdr *message)
{
    struct timespec limit = {.tv_sec = 5};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    npth_connect(fd, address, sizeof(struct sockaddr_in));              // call: connect bounded yes
    npth_pselect(fd + 1, NULL, NULL, NULL, &limit, NULL);               // call: wait bounded yes
    npth_pselect(fd + 1, NULL, NULL, NULL, NULL, npth_sigev_sigmask()); // call: wait none yes
    npth_sendmsg(fd, message, 0);               // call: send bounded unknown
    ssize_t got = npth_recvmsg(fd, message, 0); // call: receive bounded yes
    close(fd);
    return got;
}

static void *serve(void *data)
{
    struct msghdr message = {.msg_name = data};
    int listening = socket(AF_INET, SOCK_STREAM, 0);
    int fd = npth_accept(listening, NULL, NULL); // call: accept none yes
    npth_recvmsg(fd, &message, 0);               // call: receive none yes
    npth_mutex_lock(&lock);
    npth_sendmsg(fd, &message, MSG_DONTWAIT); // call: send bounded unknown
    npth_mutex_unlock(&lock);
    return NULL;
}

static void each(npth_t thread, npth_rwlock_t *rwlock, npth_cond_t *cond, void *any)
{
    npth_create(&thread, NULL, serve, any);
    npth_usleep(1);
    npth_cond_timedwait(cond, &lock, any);
    npth_clock_gettime(any);
    npth_mutex_timedlock(&lock, any);
    npth_rwlock_rdlock(rwlock);
    npth_rwlock_timedrdlock(rwlock, any);
    npth_rwlock_wrlock(rwlock);
    npth_rwlock_timedwrlock(rwlock, any);
    npth_exit(any);
    npth_cond_wait(cond, &lock);
    npth_join(thread, any);
    npth_waitpid(1, any, 1);
    npth_system("a");
    npth_sigwait(any, any);
    npth_getname_np(thread, any, 1);
    npth_setname_np(thread, "a");
    npth_unprotect();
    npth_protect();
    npth_is_protected();
    npth_sigev_init();
    npth_sigev_add(1);
    npth_sigev_fini();
    npth_sigev_get_pending(any);
}

int main(int count, char **words)
{
    char answer[100];
    void *any = words;
    if (npth_init() != 0) {
        return EXIT_FAILURE;
    }
    each(pthread_self(), any, any, any);
    return ask(any, answer) + ask_without_waiting(any, any) > count ? EXIT_SUCCESS : EXIT_FAILURE;
}
