#define _GNU_SOURCE
#include <sys/socket.h>
#include <arpa/inet.h>
#include <arpa/nameser.h>
#include <assert.h>
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <glob.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <resolv.h>
#include <sched.h>
#include <search.h>
#include <semaphore.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/random.h>
#include <sys/select.h>
#include <sys/sendfile.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <sys/uio.h>
#include <threads.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

#define ASK   "GET /health HTTP/1.1\r\nHost: a\r\n\r\n"
#define ORDER "POST /orders HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n"

static jmp_buf start;
static sigjmp_buf restart;

/* Connections: without limits, with limits, and such as do not wait. */

static struct sockaddr_in address_of(uint16_t port)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    inet_pton(AF_INET, "192.0.2.1", &address.sin_addr);
    return address;
}

static int dial_unbounded(void)
{
    struct sockaddr_in address = address_of(80);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (connect(fd, (void *)&address, sizeof address) != 0) { // call: connect none yes
        close(fd);
        return -1;
    }
    return fd;
}

static int dial_bounded(void)
{
    struct sockaddr_in address = address_of(80);
    struct timeval limit = {2, 0};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    if (connect(fd, (void *)&address, sizeof address) != 0) { // call: connect bounded yes
        close(fd);
        return -1;
    }
    return fd;
}

static int dial_prompt(void)
{
    struct sockaddr_in address = address_of(80);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    connect(fd, (void *)&address, sizeof address); // call: connect bounded yes
    return fd;
}

/* TCP_USER_TIMEOUT bounds what is sent, and only that. */
static void user_timeout(void)
{
    char answer[64];
    unsigned int limit = 3000;
    int fd = dial_unbounded();
    setsockopt(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &limit, sizeof limit);
    send(fd, ASK, sizeof ASK - 1, 0);   // call: send bounded yes
    recv(fd, answer, sizeof answer, 0); // call: receive none yes
    close(fd);
}

static void flags(void)
{
    char answer[64];
    int on = 1;
    int off = 0;
    int fd = dial_unbounded();
    fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
    recv(fd, answer, sizeof answer, 0); // call: receive bounded yes
    fcntl64(fd, F_SETFL, fcntl64(fd, F_GETFL) & ~O_NONBLOCK);
    recv(fd, answer, sizeof answer, 0); // call: receive none yes
    ioctl(fd, FIONBIO, &on);
    recv(fd, answer, sizeof answer, 0); // call: receive bounded yes
    ioctl(fd, FIONBIO, &off);
    recv(fd, answer, sizeof answer, 0); // call: receive none yes
    close(fd);
}

/* Calls that leave the limits of a descriptor as they are. */
static void leave_alone(void)
{
    struct sockaddr_in address = address_of(0);
    struct stat about;
    struct stat64 about64;
    char answer[64];
    int fd = dial_bounded();
    int error = 0;
    socklen_t length = sizeof error;
    getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &length);
    getsockname(fd, (struct sockaddr *)&address, &length);
    getpeername(fd, (struct sockaddr *)&address, &length);
    bindresvport(fd, &address);
    fstat(fd, &about);
    fstat64(fd, &about64);
    fchmod(fd, 0600);
    fchown(fd, 0, 0);
    ftruncate(fd, 0);
    fsync(fd);
    fdatasync(fd);
    flock(fd, LOCK_SH | LOCK_NB);
    lockf(fd, F_TEST, 0);
    lseek(fd, 0, SEEK_CUR);
    lseek64(fd, 0, SEEK_CUR);
    if (isatty(fd) || isfdtype(fd, S_IFSOCK) != 1 || sockatmark(fd) == 1)
        puts("strange");
    recv(fd, answer, sizeof answer, 0); // call: receive bounded yes
    shutdown(fd, SHUT_WR);
    recv(fd, answer, sizeof answer, 0); // call: receive bounded yes
    close(fd);
}

/* A duplicate is the same connection. */
static void duplicates(void)
{
    char answer[64];
    int fd = dial_bounded();
    int second = dup(fd);
    int third = dup2(fd, 7);
    int fourth = dup3(fd, 8, O_CLOEXEC);
    FILE *stream = fdopen(fd, "r+");
    recv(second, answer, sizeof answer, 0);         // call: receive bounded yes
    recv(third, answer, sizeof answer, 0);          // call: receive bounded yes
    recv(fourth, answer, sizeof answer, 0);         // call: receive bounded yes
    recv(fileno(stream), answer, sizeof answer, 0); // call: receive bounded yes
    fclose(stream);
    FILE *other = fdopen(dial_unbounded(), "r");
    recv(fileno_unlocked(other), answer, sizeof answer, 0); // call: receive none yes
    fclose(other);
}

/* Descriptors and streams that are no connections: reading them is not network use. */

static void drain(int fd)
{
    char bytes[64];
    read(fd, bytes, sizeof bytes);
    write(fd, bytes, sizeof bytes);
    close(fd);
}

static void local_descriptors(void)
{
    int ends[2];
    char name[] = "/tmp/fileXXXXXX";
    sigset_t signals;
    sigemptyset(&signals);
    socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
    drain(ends[0]);
    pipe(ends);
    drain(ends[0]);
    pipe2(ends, O_CLOEXEC);
    drain(ends[1]);
    drain(open("/etc/hosts", O_RDONLY));
    drain(open64("/etc/hosts", O_RDONLY));
    drain(openat(AT_FDCWD, "/etc/hosts", O_RDONLY));
    drain(creat("/tmp/file", 0600));
    drain(shm_open("/file", O_RDWR, 0600));
    drain(memfd_create("file", 0));
    drain(mkstemp(name));
    drain(mkostemp(name, O_CLOEXEC));
    drain(posix_openpt(O_RDWR));
    drain(pidfd_open(getpid(), 0));
    drain(eventfd(0, 0));
    drain(signalfd(-1, &signals, 0));
    drain(timerfd_create(CLOCK_MONOTONIC, 0));
    drain(inotify_init());
    drain(inotify_init1(IN_CLOEXEC));
    drain(epoll_create(1));
    drain(epoll_create1(0));
}

static void local_transfers(void)
{
    char bytes[64];
    struct iovec part = {bytes, sizeof bytes};
    struct itimerspec every = {{1, 0}, {1, 0}};
    eventfd_t counter = 1;
    int ends[2];
    pipe(ends);
    int file = open("/etc/hosts", O_RDWR);
    int events = eventfd(0, 0);
    int timer = timerfd_create(CLOCK_MONOTONIC, 0);
    int changes = inotify_init();
    pread(file, bytes, sizeof bytes, 0);
    pwrite(file, bytes, sizeof bytes, 0);
    readv(file, &part, 1);
    writev(file, &part, 1);
    tee(ends[0], ends[1], 64, 0);
    vmsplice(ends[1], &part, 1, 0);
    copy_file_range(file, NULL, file, NULL, 64, 0);
    eventfd_write(events, counter);
    eventfd_read(events, &counter);
    timerfd_settime(timer, 0, &every, NULL);
    timerfd_gettime(timer, &every);
    inotify_rm_watch(changes, inotify_add_watch(changes, "/tmp", IN_CREATE));
    close(file);
    close(events);
    close(timer);
    close(changes);
}

static ssize_t no_bytes(void *cookie, char *bytes, size_t size)
{
    (void)cookie;
    (void)bytes;
    (void)size;
    return 0;
}

static void copy_line(FILE *from, FILE *to)
{
    char line[64];
    if (fgets(line, sizeof line, from) != NULL)
        fputs(line, to);
    fclose(from);
}

static void local_streams(void)
{
    char text[] = "text";
    char *bytes = NULL;
    size_t size = 0;
    cookie_io_functions_t nothing = {.read = no_bytes};
    copy_line(fopen("/etc/hosts", "r"), stdout);
    copy_line(fopen64("/etc/hosts", "r"), stdout);
    copy_line(fmemopen(text, sizeof text, "r"), stdout);
    copy_line(tmpfile(), stdout);
    copy_line(fopencookie(NULL, "r", nothing), stdout);
    FILE *memory = open_memstream(&bytes, &size);
    fprintf(memory, "%d", 1);
    fclose(memory);
    FILE *log = freopen("/tmp/log", "a", stderr);
    fputs("started\n", log);
    FILE *command = popen("date", "r");
    fgets(text, sizeof text, command);
    pclose(command);
}

/* Accepting */

static void serve_unbounded(void)
{
    struct sockaddr_in address = address_of(8080);
    char request[64];
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    bind(listener, (struct sockaddr *)&address, sizeof address);
    listen(listener, 16);
    int client = accept(listener, NULL, NULL); // call: accept none yes
    recv(client, request, sizeof request, 0);  // call: receive none yes
    close(client);
    client = accept4(listener, NULL, NULL, SOCK_NONBLOCK); // call: accept none yes
    recv(client, request, sizeof request, 0);              // call: receive bounded yes
    close(client);
    close(listener);
}

/* The new descriptor has the listener's limits, but not its O_NONBLOCK. */
static void serve_bounded(void)
{
    struct timeval limit = {5, 0};
    char request[64];
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(listener, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    listen(listener, 16);
    int client = accept(listener, NULL, NULL); // call: accept bounded yes
    recv(client, request, sizeof request, 0);  // call: receive bounded yes
    close(client);
    client = accept4(listener, NULL, NULL, SOCK_CLOEXEC); // call: accept bounded yes
    recv(client, request, sizeof request, 0);             // call: receive bounded yes
    close(client);
    close(listener);
    listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    listen(listener, 16);
    client = accept(listener, NULL, NULL);    // call: accept bounded yes
    recv(client, request, sizeof request, 0); // call: receive none yes
    close(client);
    close(listener);
}

/* Receiving */

static void receive_unbounded(void)
{
    char bytes[64];
    struct iovec part = {bytes, sizeof bytes};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    struct mmsghdr messages[1] = {{.msg_hdr = message}};
    struct timespec limit = {1, 0};
    int ends[2];
    int fd = dial_unbounded();
    pipe(ends);
    recv(fd, bytes, sizeof bytes, 0);                       // call: receive none yes
    recvfrom(fd, bytes, sizeof bytes, 0, NULL, NULL);       // call: receive none yes
    recvmsg(fd, &message, 0);                               // call: receive none yes
    recvmmsg(fd, messages, 1, 0, &limit);                   // call: receive none yes
    read(fd, bytes, sizeof bytes);                          // call: receive none yes
    readv(fd, &part, 1);                                    // call: receive none yes
    splice(fd, NULL, ends[1], NULL, 64, SPLICE_F_NONBLOCK); // call: receive none yes
    close(fd);
}

static void receive_bounded(void)
{
    char bytes[64];
    struct iovec part = {bytes, sizeof bytes};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    struct mmsghdr messages[1] = {{.msg_hdr = message}};
    int ends[2];
    int fd = dial_bounded();
    pipe(ends);
    recv(fd, bytes, sizeof bytes, 0);                 // call: receive bounded yes
    recvfrom(fd, bytes, sizeof bytes, 0, NULL, NULL); // call: receive bounded yes
    recvmsg(fd, &message, 0);                         // call: receive bounded yes
    recvmmsg(fd, messages, 1, 0, NULL);               // call: receive bounded yes
    read(fd, bytes, sizeof bytes);                    // call: receive bounded yes
    readv(fd, &part, 1);                              // call: receive bounded yes
    splice(fd, NULL, ends[1], NULL, 64, 0);           // call: receive bounded yes
    close(fd);
}

static void receive_prompt(void)
{
    char bytes[64];
    struct msghdr message = {0};
    struct mmsghdr messages[1] = {0};
    int fd = dial_unbounded();
    recv(fd, bytes, sizeof bytes, MSG_DONTWAIT);       // call: receive bounded yes
    recvfrom(fd, bytes, 64, MSG_DONTWAIT, NULL, NULL); // call: receive bounded yes
    recvmsg(fd, &message, MSG_DONTWAIT);               // call: receive bounded yes
    recvmmsg(fd, messages, 1, MSG_DONTWAIT, NULL);     // call: receive bounded yes
    close(fd);
    fd = dial_prompt();
    read(fd, bytes, sizeof bytes); // call: receive bounded yes
    close(fd);
}

/* Sending */

static void format(int fd, const char *text, ...)
{
    va_list values;
    va_start(values, text);
    vdprintf(fd, text, values); // call: send bounded unknown
    va_end(values);
}

static void send_unbounded(void)
{
    char bytes[64] = {0};
    struct iovec part = {bytes, sizeof bytes};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    struct mmsghdr messages[1] = {{.msg_hdr = message}};
    int file = open("/etc/hosts", O_RDONLY);
    int fd = dial_unbounded();
    send(fd, ASK, sizeof ASK - 1, MSG_NOSIGNAL);            // call: send none yes
    send(fd, ORDER, sizeof ORDER - 1, MSG_NOSIGNAL);        // call: send none no
    send(fd, bytes, sizeof bytes, 0);                       // call: send none unknown
    sendto(fd, ORDER, sizeof ORDER - 1, 0, NULL, 0);        // call: send none no
    sendmsg(fd, &message, 0);                               // call: send none unknown
    sendmmsg(fd, messages, 1, 0);                           // call: send none unknown
    write(fd, ASK, sizeof ASK - 1);                         // call: send none yes
    writev(fd, &part, 1);                                   // call: send none unknown
    sendfile(fd, file, NULL, 64);                           // call: send none unknown
    sendfile64(fd, file, NULL, 64);                         // call: send none unknown
    dprintf(fd, "GET /%d HTTP/1.1\r\nHost: a\r\n\r\n", fd); // call: send none yes
    close(file);
    close(fd);
}

static void send_bounded(void)
{
    char bytes[64] = {0};
    struct iovec part = {bytes, sizeof bytes};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    struct mmsghdr messages[1] = {{.msg_hdr = message}};
    int file = open("/etc/hosts", O_RDONLY);
    int fd = dial_bounded();
    send(fd, ORDER, sizeof ORDER - 1, MSG_NOSIGNAL);         // call: send bounded no
    sendto(fd, ASK, sizeof ASK - 1, 0, NULL, 0);             // call: send bounded yes
    sendmsg(fd, &message, 0);                                // call: send bounded unknown
    sendmmsg(fd, messages, 1, 0);                            // call: send bounded unknown
    write(fd, ORDER, sizeof ORDER - 1);                      // call: send bounded no
    writev(fd, &part, 1);                                    // call: send bounded unknown
    sendfile(fd, file, NULL, 64);                            // call: send bounded unknown
    sendfile64(fd, file, NULL, 64);                          // call: send bounded unknown
    dprintf(fd, "POST /%d HTTP/1.1\r\nHost: a\r\n\r\n", fd); // call: send bounded no
    format(fd, "%d\n", 1);
    close(file);
    close(fd);
}

static void send_prompt(void)
{
    char bytes[64] = {0};
    struct msghdr message = {0};
    struct mmsghdr messages[1] = {0};
    int fd = dial_unbounded();
    send(fd, bytes, sizeof bytes, MSG_DONTWAIT);  // call: send bounded unknown
    sendto(fd, bytes, 64, MSG_DONTWAIT, NULL, 0); // call: send bounded unknown
    sendmsg(fd, &message, MSG_DONTWAIT);          // call: send bounded unknown
    sendmmsg(fd, messages, 1, MSG_DONTWAIT);      // call: send bounded unknown
    close(fd);
}

/* Streams over a connection */

static void scan(FILE *stream, const char *form, ...)
{
    va_list values;
    va_start(values, form);
    vfscanf(stream, form, values); // call: receive bounded yes
    va_end(values);
}

static void prints(char *out, size_t size, const char *form, va_list values)
{
    char *made = NULL;
    sprintf(out, "%d", 1);
    snprintf(out, size, "%d", 1);
    vsprintf(out, form, values);
    vsnprintf(out, size, form, values);
    asprintf(&made, "%d", 1);
    vasprintf(&made, form, values);
    free(made);
}

static void print(FILE *stream, const char *form, ...)
{
    char text[10];
    va_list values;
    va_start(values, form);
    prints(text, sizeof text, form, values);
    vfprintf(stream, form, values); // call: send bounded unknown
    va_end(values);
}

static void read_stream_unbounded(void)
{
    char bytes[64];
    char *line = NULL;
    size_t size = 0;
    int number;
    FILE *stream = fdopen(dial_unbounded(), "r");
    fread(bytes, 1, sizeof bytes, stream);          // call: receive none yes
    fgets(bytes, sizeof bytes, stream);             // call: receive none yes
    fgetc(stream);                                  // call: receive none yes
    getc(stream);                                   // call: receive none yes
    getline(&line, &size, stream);                  // call: receive none yes
    getdelim(&line, &size, ';', stream);            // call: receive none yes
    fscanf(stream, "%d", &number);                  // call: receive none yes
    fread_unlocked(bytes, 1, sizeof bytes, stream); // call: receive none yes
    fgets_unlocked(bytes, sizeof bytes, stream);    // call: receive none yes
    fgetc_unlocked(stream);                         // call: receive none yes
    getc_unlocked(stream);                          // call: receive none yes
    free(line);
    fclose(stream);
}

static void read_stream_bounded(void)
{
    char bytes[64];
    char *line = NULL;
    size_t size = 0;
    int number;
    FILE *stream = fdopen(dial_bounded(), "r");
    fread(bytes, 1, sizeof bytes, stream);          // call: receive bounded yes
    fgets(bytes, sizeof bytes, stream);             // call: receive bounded yes
    fgetc(stream);                                  // call: receive bounded yes
    getc(stream);                                   // call: receive bounded yes
    getline(&line, &size, stream);                  // call: receive bounded yes
    getdelim(&line, &size, ';', stream);            // call: receive bounded yes
    fscanf(stream, "%d", &number);                  // call: receive bounded yes
    fread_unlocked(bytes, 1, sizeof bytes, stream); // call: receive bounded yes
    fgets_unlocked(bytes, sizeof bytes, stream);    // call: receive bounded yes
    fgetc_unlocked(stream);                         // call: receive bounded yes
    getc_unlocked(stream);                          // call: receive bounded yes
    scan(stream, "%d", &number);
    free(line);
    fclose(stream);
}

static void write_stream_unbounded(void)
{
    char bytes[64] = {0};
    FILE *stream = fdopen(dial_unbounded(), "w");
    fwrite(bytes, 1, sizeof bytes, stream);          // call: send none unknown
    fputs(ASK, stream);                              // call: send none yes
    fputc('\n', stream);                             // call: send none unknown
    putc('\n', stream);                              // call: send none unknown
    fprintf(stream, "POST /%d HTTP/1.1\r\n", 1);     // call: send none no
    fflush(stream);                                  // call: send none unknown
    fwrite_unlocked(bytes, 1, sizeof bytes, stream); // call: send none unknown
    fputs_unlocked(ORDER, stream);                   // call: send none no
    fputc_unlocked('\n', stream);                    // call: send none unknown
    putc_unlocked('\n', stream);                     // call: send none unknown
    fflush_unlocked(stream);                         // call: send none unknown
    fclose(stream);
}

static void write_stream_bounded(void)
{
    char bytes[64] = {0};
    FILE *stream = fdopen(dial_bounded(), "w");
    fwrite(bytes, 1, sizeof bytes, stream);          // call: send bounded unknown
    fputs(ORDER, stream);                            // call: send bounded no
    fputc('\n', stream);                             // call: send bounded unknown
    putc('\n', stream);                              // call: send bounded unknown
    fprintf(stream, "GET /%d HTTP/1.1\r\n", 1);      // call: send bounded yes
    fflush(stream);                                  // call: send bounded unknown
    fwrite_unlocked(bytes, 1, sizeof bytes, stream); // call: send bounded unknown
    fputs_unlocked(ASK, stream);                     // call: send bounded yes
    fputc_unlocked('\n', stream);                    // call: send bounded unknown
    putc_unlocked('\n', stream);                     // call: send bounded unknown
    fflush_unlocked(stream);                         // call: send bounded unknown
    print(stream, "%d", 1);
    fclose(stream);
}

static void position_stream(void)
{
    char buffer[BUFSIZ];
    fpos_t place;
    FILE *stream = fdopen(dial_bounded(), "r+");
    setvbuf(stream, NULL, _IOLBF, 0);
    setbuf(stream, buffer);
    setbuffer(stream, buffer, sizeof buffer);
    setlinebuf(stream);
    flockfile(stream);
    if (ftrylockfile(stream) == 0)
        funlockfile(stream);
    __fsetlocking(stream, FSETLOCKING_INTERNAL);
    if (fwide(stream, 0) <= 0 && __fpending(stream) == 0)
        ungetc('x', stream);
    if (fseek(stream, 0, SEEK_CUR) != 0 || fseeko(stream, 0, SEEK_CUR) != 0)
        printf("at %ld, %ld\n", ftell(stream), (long)ftello(stream));
    fgetpos(stream, &place);
    fsetpos(stream, &place);
    rewind(stream);
    __fpurge(stream);
    if (feof(stream) || ferror(stream))
        clearerr(stream);
    if (feof_unlocked(stream) || ferror_unlocked(stream))
        clearerr_unlocked(stream);
    fgets(buffer, sizeof buffer, stream); // call: receive bounded yes
    fclose(stream);
}

/* Waiting: a finite wait bounds the next call on what it watches, and only that one. */

static void wait_unbounded(void)
{
    char bytes[64];
    fd_set reads;
    struct epoll_event event = {.events = EPOLLIN};
    int fd = dial_unbounded();
    int poller = epoll_create1(EPOLL_CLOEXEC);
    struct pollfd entry = {fd, POLLIN, 0};
    FD_ZERO(&reads);
    FD_SET(fd, &reads);
    epoll_ctl(poller, EPOLL_CTL_ADD, fd, &event);
    poll(&entry, 1, -1);                             // call: wait none yes
    ppoll(&entry, 1, NULL, NULL);                    // call: wait none yes
    select(fd + 1, &reads, NULL, NULL, NULL);        // call: wait none yes
    pselect(fd + 1, &reads, NULL, NULL, NULL, NULL); // call: wait none yes
    epoll_wait(poller, &event, 1, -1);               // call: wait none yes
    epoll_pwait(poller, &event, 1, -1, NULL);        // call: wait none yes
    epoll_pwait2(poller, &event, 1, NULL, NULL);     // call: wait none yes
    recv(fd, bytes, sizeof bytes, 0);                // call: receive none yes
    close(poller);
    close(fd);
}

static void poll_bounded(void)
{
    char bytes[64];
    struct timespec limit = {1, 0};
    int fd = dial_unbounded();
    struct pollfd entry = {fd, POLLIN, 0};
    poll(&entry, 1, 1000);                   // call: wait bounded yes
    recv(fd, bytes, sizeof bytes, 0);        // call: receive bounded yes
    recv(fd, bytes, sizeof bytes, 0);        // call: receive none yes
    if (ppoll(&entry, 1, &limit, NULL) == 1) // call: wait bounded yes
        recv(fd, bytes, sizeof bytes, 0);    // call: receive bounded yes
    close(fd);
}

static void select_bounded(void)
{
    char bytes[64] = {0};
    fd_set set;
    struct timeval limit = {1, 0};
    struct timespec fine = {1, 0};
    int fd = dial_unbounded();
    FD_ZERO(&set);
    FD_SET(fd, &set);
    if (select(fd + 1, &set, NULL, NULL, &limit) == 1) // call: wait bounded yes
        recv(fd, bytes, sizeof bytes, 0);              // call: receive bounded yes
    FD_SET(fd, &set);
    if (pselect(fd + 1, NULL, &set, NULL, &fine, NULL) == 1) // call: wait bounded yes
        send(fd, bytes, sizeof bytes, 0);                    // call: send bounded unknown
    close(fd);
}

static void epoll_bounded(int poller)
{
    char bytes[64];
    struct timespec limit = {1, 0};
    struct epoll_event event;
    int fd = dial_unbounded();
    if (epoll_wait(poller, &event, 1, 1000) == 1)           // call: wait bounded yes
        recv(fd, bytes, sizeof bytes, 0);                   // call: receive bounded yes
    if (epoll_pwait(poller, &event, 1, 1000, NULL) == 1)    // call: wait bounded yes
        recv(fd, bytes, sizeof bytes, 0);                   // call: receive bounded yes
    if (epoll_pwait2(poller, &event, 1, &limit, NULL) == 1) // call: wait bounded yes
        recv(fd, bytes, sizeof bytes, 0);                   // call: receive bounded yes
    close(fd);
}

/* Resolving names ends by itself. */

static void resolve(const char *name)
{
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM};
    struct addrinfo *found;
    char text[NI_MAXHOST];
    struct sockaddr_in address = address_of(80);
    int result = getaddrinfo(name, "80", &hints, &found); // call: resolve bounded yes
    if (result != 0) {
        fprintf(stderr, "%s: %s\n", name, gai_strerror(result));
        return;
    }
    freeaddrinfo(found);
    getnameinfo((void *)&address, sizeof address, text, 64, 0, 0, 0); // call: resolve bounded yes
    inet_ntop(AF_INET, &address.sin_addr, text, sizeof text);
    if (inet_aton(text, &address.sin_addr) == 0 || inet_addr(text) == INADDR_NONE)
        puts(inet_ntoa(address.sin_addr));
}

static void resolve_old(const char *name)
{
    struct hostent room;
    struct hostent *found;
    char bytes[1024];
    struct in_addr address = {0};
    int e = 0;
    if (gethostbyname(name) == NULL) // call: resolve bounded yes
        herror(hstrerror(h_errno));
    if (gethostbyname2(name, AF_INET6) == NULL) // call: resolve bounded yes
        printf("%d\n", *__h_errno_location());
    gethostbyaddr(&address, sizeof address, AF_INET);                // call: resolve bounded yes
    gethostbyname_r(name, &room, bytes, 1024, &found, &e);           // call: resolve bounded yes
    gethostbyname2_r(name, 2, &room, bytes, 1024, &found, &e);       // call: resolve bounded yes
    gethostbyaddr_r(&address, 4, 2, &room, bytes, 1024, &found, &e); // call: resolve bounded yes
    sethostent(0);
    gethostent();
    endhostent();
}

static int run_elsewhere(char *host, int *errors)
{
    int port = 1023;
    int own = rresvport(&port);
    if (own < 0 || rresvport_af(&port, AF_INET6) < 0)
        return -1;
    if (ruserok(host, 0, "shop", "shop") != 0)         // call: resolve bounded yes
        ruserok_af(host, 0, "shop", "shop", AF_INET6); // call: resolve bounded yes
    iruserok(0, 0, "shop", "shop");
    iruserok_af(&in6addr_any, 0, "shop", "shop", AF_INET6);
    if (rcmd(&host, 514, "shop", "shop", "date", errors) < 0 &&        // call: connect none unknown
        rexec(&host, 512, "shop", "", "date", errors) < 0)             // call: connect none unknown
        return rexec_af(&host, 512, "", "", "date", NULL, AF_INET6);   // call: connect none unknown
    return rcmd_af(&host, 514, "shop", "s", "date", errors, AF_INET6); // call: connect none unknown
}

static void resolve_later(const char *name, const struct timespec *limit)
{
    struct gaicb request = {.ar_name = name};
    struct gaicb *list[] = {&request};
    const struct gaicb *pending[] = {&request};
    getaddrinfo_a(GAI_WAIT, list, 1, NULL);   // call: resolve bounded yes
    getaddrinfo_a(GAI_NOWAIT, list, 1, NULL); // call: resolve bounded yes
    gai_suspend(pending, 1, limit);           // call: wait bounded yes
    gai_suspend(pending, 1, NULL);            // call: wait none yes
    if (gai_error(&request) == EAI_INPROGRESS)
        gai_cancel(&request);
}

static void resolve_records(const char *name)
{
    unsigned char question[512];
    unsigned char answer[512];
    char text[NS_MAXDNAME];
    ns_msg message;
    ns_rr record;
    struct __res_state own = {0};
    if (res_init() != 0 || res_ninit(&own) != 0)
        return;
    int size = res_mkquery(ns_o_query, name, ns_c_in, ns_t_mx, NULL, 0, NULL, question, 512);
    res_send(question, size, answer, 512);           // call: resolve bounded yes
    res_query(name, ns_c_in, ns_t_mx, answer, 512);  // call: resolve bounded yes
    res_search(name, ns_c_in, ns_t_mx, answer, 512); // call: resolve bounded yes
    res_querydomain(name, "org", 1, 1, answer, 512); // call: resolve bounded yes
    size = res_nmkquery(&own, ns_o_query, name, 1, 1, NULL, 0, NULL, question, 512);
    res_nsend(&own, question, size, answer, 512);                  // call: resolve bounded yes
    res_nquery(&own, name, ns_c_in, ns_t_mx, answer, 512);         // call: resolve bounded yes
    res_nquerydomain(&own, name, "org", 1, 1, answer, 512);        // call: resolve bounded yes
    size = res_nsearch(&own, name, ns_c_in, ns_t_mx, answer, 512); // call: resolve bounded yes
    if (ns_initparse(answer, size, &message) == 0 && ns_parserr(&message, ns_s_an, 0, &record) == 0)
        ns_name_uncompress(answer, answer + size, ns_rr_rdata(record), text, sizeof text);
    dn_expand(answer, answer + size, answer + 12, text, sizeof text);
    dn_comp(text, question, sizeof question, NULL, NULL);
    res_nclose(&own);
    printf("%d servers, options %lx\n", own.nscount, __res_state()->options);
}

/* As resolv.h of glibc 2.33 and before it names them. */
extern int __res_query(const char *, int, int, unsigned char *, int);
extern int __res_search(const char *, int, int, unsigned char *, int);
extern int __res_querydomain(const char *, const char *, int, int, unsigned char *, int);
extern int __res_send(const unsigned char *, int, unsigned char *, int);
extern int __res_nquery(res_state, const char *, int, int, unsigned char *, int);
extern int __res_nsearch(res_state, const char *, int, int, unsigned char *, int);
extern int __res_nquerydomain(res_state, const char *, const char *, int, int, unsigned char *,
                              int);
extern int __res_nsend(res_state, const unsigned char *, int, unsigned char *, int);

static void resolve_records_older(const char *name)
{
    unsigned char bytes[512];
    struct __res_state own = {0};
    __res_ninit(&own);
    __res_init();
    __res_query(name, ns_c_in, ns_t_mx, bytes, 512);         // call: resolve bounded yes
    __res_search(name, ns_c_in, ns_t_mx, bytes, 512);        // call: resolve bounded yes
    __res_querydomain(name, "org", 1, 1, bytes, 512);        // call: resolve bounded yes
    __res_send(bytes, 64, bytes, 512);                       // call: resolve bounded yes
    __res_nquery(&own, name, ns_c_in, ns_t_mx, bytes, 512);  // call: resolve bounded yes
    __res_nsearch(&own, name, ns_c_in, ns_t_mx, bytes, 512); // call: resolve bounded yes
    __res_nquerydomain(&own, name, "org", 1, 1, bytes, 512); // call: resolve bounded yes
    __res_nsend(&own, bytes, 64, bytes, 512);                // call: resolve bounded yes
    __res_nclose(&own);
}

static void own_names(void)
{
    struct servent room;
    struct servent *service = getservbyname("http", "tcp");
    struct protoent *protocol = getprotobyname("tcp");
    struct ifaddrs *interfaces;
    char name[IF_NAMESIZE];
    char bytes[512];
    getservbyport(htons(80), "tcp");
    getservbyname_r("http", "tcp", &room, bytes, sizeof bytes, &service);
    getservbyport_r(htons(80), "tcp", &room, bytes, sizeof bytes, &service);
    if (protocol == NULL)
        getprotobynumber(IPPROTO_TCP);
    gethostname(bytes, sizeof bytes);
    if (getifaddrs(&interfaces) == 0)
        freeifaddrs(interfaces);
    if_indextoname(if_nametoindex("lo"), name);
}

/* Pauses and time limits */

static void pause_a_while(pthread_mutex_t *lock, pthread_cond_t *changed, sem_t *slots)
{
    struct timespec length = {1, 0};
    struct timespec until;
    sigset_t signals;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += 1;
    sigemptyset(&signals);
    sleep(1);
    usleep(1000);
    nanosleep(&length, NULL);
    clock_nanosleep(CLOCK_MONOTONIC, 0, &length, NULL);
    thrd_sleep(&length, NULL);
    pthread_cond_timedwait(changed, lock, &until);
    pthread_cond_clockwait(changed, lock, CLOCK_REALTIME, &until);
    sem_timedwait(slots, &until);
    sem_clockwait(slots, CLOCK_REALTIME, &until);
    sigtimedwait(&signals, NULL, &length);
    poll(NULL, 0, 100); // a pause, no call
}

static int locks(pthread_mutex_t *mutex, pthread_rwlock_t *both, pthread_spinlock_t *spin)
{
    struct timespec until = {1, 0};
    int taken = pthread_mutex_lock(mutex) == 0;
    pthread_mutex_unlock(mutex);
    taken += pthread_mutex_trylock(mutex) == 0;
    taken += pthread_mutex_timedlock(mutex, &until) == 0;
    taken += pthread_mutex_clocklock(mutex, CLOCK_REALTIME, &until) == 0;
    taken += pthread_rwlock_rdlock(both) == 0;
    taken += pthread_rwlock_tryrdlock(both) == 0;
    taken += pthread_rwlock_timedrdlock(both, &until) == 0;
    taken += pthread_rwlock_clockrdlock(both, CLOCK_REALTIME, &until) == 0;
    pthread_rwlock_unlock(both);
    taken += pthread_rwlock_wrlock(both) == 0;
    taken += pthread_rwlock_trywrlock(both) == 0;
    taken += pthread_rwlock_timedwrlock(both, &until) == 0;
    taken += pthread_rwlock_clockwrlock(both, CLOCK_REALTIME, &until) == 0;
    pthread_rwlock_unlock(both);
    taken += pthread_spin_lock(spin) == 0;
    taken += pthread_spin_trylock(spin) == 0;
    pthread_spin_unlock(spin);
    return taken;
}

static int locks_c11(mtx_t *mutex)
{
    struct timespec until = {1, 0};
    int taken = mtx_lock(mutex) == thrd_success;
    mtx_unlock(mutex);
    taken += mtx_timedlock(mutex, &until) == thrd_success;
    taken += mtx_trylock(mutex) == thrd_success;
    mtx_unlock(mutex);
    return taken;
}

static int pause_c11(mtx_t *lock, cnd_t *changed)
{
    struct timespec until;
    timespec_get(&until, TIME_UTC);
    until.tv_sec += 1;
    return cnd_timedwait(changed, lock, &until);
}

static void alarm_bounds(void)
{
    char bytes[64];
    struct itimerval once = {.it_value = {3, 0}};
    struct itimerspec later = {.it_value = {3, 0}};
    timer_t timer;
    int fd = dial_unbounded();
    recv(fd, bytes, sizeof bytes, 0); // call: receive none yes
    alarm(3);
    recv(fd, bytes, sizeof bytes, 0); // call: receive bounded yes
    alarm(0);
    recv(fd, bytes, sizeof bytes, 0); // call: receive none yes
    ualarm(500000, 0);
    recv(fd, bytes, sizeof bytes, 0); // call: receive bounded yes
    ualarm(0, 0);
    setitimer(ITIMER_REAL, &once, NULL);
    recv(fd, bytes, sizeof bytes, 0); // call: receive bounded yes
    once.it_value.tv_sec = 0;
    setitimer(ITIMER_REAL, &once, NULL);
    recv(fd, bytes, sizeof bytes, 0); // call: receive none yes
    timer_create(CLOCK_MONOTONIC, NULL, &timer);
    timer_settime(timer, 0, &later, NULL);
    recv(fd, bytes, sizeof bytes, 0); // call: receive bounded yes
    later.it_value.tv_sec = 0;
    timer_settime(timer, 0, &later, NULL);
    recv(fd, bytes, sizeof bytes, 0); // call: receive none yes
    close(fd);
}

static long clocks(void)
{
    struct timeval now;
    gettimeofday(&now, NULL);
    return (long)time(NULL) - now.tv_sec + (long)clock();
}

/* Chance */

static double chance(void)
{
    unsigned int seed = 1;
    unsigned short three[3] = {1, 2, 3};
    struct random_data words = {0};
    struct drand48_data state = {0};
    int32_t small;
    long large;
    double part;
    unsigned char bytes[8];
    random_r(&words, &small);
    double sum = rand() + rand_r(&seed) + (double)random() + small;
    sum += drand48() + erand48(three) + (double)(lrand48() + nrand48(three));
    sum += (double)(mrand48() + jrand48(three));
    drand48_r(&state, &part);
    sum += part;
    erand48_r(three, &state, &part);
    sum += part;
    lrand48_r(&state, &large);
    sum += (double)large;
    nrand48_r(three, &state, &large);
    sum += (double)large;
    mrand48_r(&state, &large);
    sum += (double)large;
    jrand48_r(three, &state, &large);
    sum += (double)large;
    sum += arc4random() + (double)arc4random_uniform(10);
    arc4random_buf(bytes, sizeof bytes);
    sum += bytes[0];
    getrandom(bytes, sizeof bytes, 0);
    sum += bytes[0];
    getentropy(bytes, sizeof bytes);
    return sum + bytes[0];
}

/* Where control goes: what stands behind these calls is not reached, so these connections have
 * their limits. */

static int come_back(void)
{
    return setjmp(start) != 0 || _setjmp(start) != 0 || sigsetjmp(restart, 1) != 0 ||
           __sigsetjmp(restart, 0) != 0;
}

static void leave(int how, const char *form, va_list values)
{
    switch (how) {
    case 0:
        exit(1);
    case 1:
        _exit(1);
    case 2:
        _Exit(1);
    case 3:
        quick_exit(1);
    case 4:
        abort();
    case 5:
        pthread_exit(NULL);
    case 6:
        thrd_exit(1);
    case 7:
        longjmp(start, 1);
    case 8:
        _longjmp(start, 1);
    case 9:
        siglongjmp(restart, 1);
    case 10:
        err(1, "gone");
    case 11:
        errx(1, "gone");
    case 12:
        verr(1, form, values);
    case 13:
        verrx(1, form, values);
    case 14:
        __assert_fail("open", "file.c", 1, "leave");
    case 15:
        __assert_perror_fail(EIO, "file.c", 1, "leave");
    default:
        __assert("open", "file.c", 1);
    }
}

static int checked(int fd)
{
    struct timeval limit = {1, 0};
    if (setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit) != 0)
        err(1, "setsockopt");
    return *__errno_location() == 0 ? fd : -1;
}

static void checked_limit(void)
{
    char bytes[64];
    int fd = dial_unbounded();
    checked(fd);
    recv(fd, bytes, sizeof bytes, 0); // call: receive bounded yes
    close(fd);
}

/* Functions that call back: what they are given is what is talked through. */

static void *worker_bounded(void *stream)
{
    char line[64];
    fgets(line, sizeof line, stream); // call: receive bounded yes
    return NULL;
}

static int worker_unbounded(void *stream)
{
    char line[64];
    fgets(line, sizeof line, stream); // call: receive none yes
    return 0;
}

static int child_unbounded(void *stream)
{
    char line[64];
    fgets(line, sizeof line, stream); // call: receive none yes
    return 0;
}

static void notify(void)
{
    send(dial_unbounded(), "x", 1, 0); // call: send none unknown
}

static void on_signal(int signal)
{
    (void)signal;
    notify();
}

static int in_order(const void *left, const void *right)
{
    return strcmp(left, right);
}

static int in_order_of(const void *left, const void *right, void *data)
{
    return data == NULL ? strcmp(left, right) : 0;
}

static int on_file(const char *name, const struct stat *about, int flag)
{
    return name == NULL || about == NULL || flag == FTW_NS;
}

static int on_walk(const char *name, const struct stat *about, int flag, struct FTW *place)
{
    return on_file(name, about, flag) + place->level;
}

static int on_error(const char *path, int error)
{
    return path == NULL || error != 0;
}

static void on_node(const void *node, VISIT visit, int depth)
{
    printf("%p %d %d\n", node, (int)visit, depth);
}

#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
static void call_back(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    static once_flag flag = ONCE_FLAG_INIT;
    static char stack[4096];
    pthread_t thread;
    thrd_t other;
    pthread_key_t key;
    tss_t slot;
    glob_t matches = {0};
    char words[3][4] = {"c", "b", "a"};
    void *root = NULL;
    FILE *bounded = fdopen(dial_bounded(), "r");
    FILE *unbounded = fdopen(dial_unbounded(), "r");
    pthread_create(&thread, NULL, worker_bounded, bounded);
    thrd_create(&other, worker_unbounded, unbounded);
    clone(child_unbounded, stack + sizeof stack, CLONE_VM, unbounded);
    pthread_once(&once, notify);
    call_once(&flag, notify);
    pthread_key_create(&key, free);
    tss_create(&slot, free);
    signal(SIGUSR1, on_signal);
    sigaction(SIGUSR2, &(struct sigaction){.sa_handler = on_signal}, NULL);
    sigset(SIGUSR2, on_signal);
    atexit(notify);
    at_quick_exit(notify);
    qsort(words, 3, 4, in_order);
    qsort_r(words, 3, 4, in_order_of, NULL);
    bsearch("a", words, 3, 4, in_order);
    ftw("/tmp", on_file, 4);
    nftw("/tmp", on_walk, 4, 0);
    glob("/tmp/*", 0, on_error, &matches);
    tsearch("a", &root, in_order);
    twalk(root, on_node);
}

static void unreached(int how, ...)
{
    va_list values;
    va_start(values, how);
    if (come_back()) {
        leave(how, "%d", values);
    }
    va_end(values);
}

int main(int count, char **words)
{
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
    static pthread_rwlock_t both = PTHREAD_RWLOCK_INITIALIZER;
    static pthread_spinlock_t spin;
    static mtx_t mutex;
    static cnd_t condition;
    static sem_t slots;
    struct timespec limit = {2, 0};
    user_timeout();
    flags();
    leave_alone();
    duplicates();
    local_descriptors();
    local_transfers();
    local_streams();
    serve_unbounded();
    serve_bounded();
    receive_unbounded();
    receive_bounded();
    receive_prompt();
    send_unbounded();
    send_bounded();
    send_prompt();
    read_stream_unbounded();
    read_stream_bounded();
    write_stream_unbounded();
    write_stream_bounded();
    position_stream();
    wait_unbounded();
    poll_bounded();
    select_bounded();
    epoll_bounded(epoll_create1(0));
    resolve(words[1]);
    resolve_old(words[1]);
    resolve_later(words[1], &limit);
    run_elsewhere(words[1], NULL);
    resolve_records(words[1]);
    resolve_records_older(words[1]);
    own_names();
    pause_a_while(&lock, &changed, &slots);
    count += locks(&lock, &both, &spin) + locks_c11(&mutex);
    alarm_bounds();
    checked_limit();
    call_back();
    if (pause_c11(&mutex, &condition) == thrd_timedout && chance() > (double)clocks())
        unreached(count);
    return 0;
}
