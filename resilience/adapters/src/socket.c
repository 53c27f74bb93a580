#include "resil/socket.h"
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { addresses_most = 16 };

/* Connection attempts under way, in the order of their start. */
struct race {
    const struct addrinfo *address[addresses_most];
    struct pollfd running[addresses_most];
    int addresses, started, under_way;
    int error; /* of the last that failed */
};

/* Alternates between the family of the first address and the others (RFC 8305, 4). */
static void order_addresses(struct race *race, const struct addrinfo *list)
{
    const struct addrinfo *first = list, *other = list;
    bool turn = true;
    while (race->addresses < addresses_most) {
        while (first && first->ai_family != list->ai_family)
            first = first->ai_next;
        while (other && other->ai_family == list->ai_family)
            other = other->ai_next;
        const struct addrinfo **next = (turn && first) || !other ? &first : &other;
        if (!*next)
            break;
        race->address[race->addresses++] = *next;
        *next = (*next)->ai_next;
        turn = !turn;
    }
}

static void set_up(int fd, const struct resil_socket_options *options)
{
    /* Neither is worth failing for: a Unix socket has no TCP_NODELAY. */
    int on = 1;
    if (!options->delay)
        (void)setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (options->keepalive)
        (void)setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
}

/* Starts one address. True if it is connected at once (*fd). */
static bool start(struct race *race, const struct addrinfo *a,
                  const struct resil_socket_options *options, int *fd)
{
    int s = socket(a->ai_family, a->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, a->ai_protocol);
    if (s < 0) {
        race->error = errno;
        return false;
    }
    set_up(s, options);
    if (connect(s, a->ai_addr, a->ai_addrlen) == 0) {
        *fd = s;
        return true;
    }
    /* EINTR leaves a connect going on, like EINPROGRESS. */
    if (errno != EINPROGRESS && errno != EINTR) {
        race->error = errno;
        close(s);
        return false;
    }
    race->running[race->under_way++] = (struct pollfd){.fd = s, .events = POLLOUT};
    return false;
}

/* Looks at the attempts that poll has marked; removes those that failed. True: *fd has won. */
static bool collect(struct race *race, int *fd)
{
    int kept = 0;
    bool won = false;
    for (int i = 0; i < race->under_way; i++) {
        int error = 0;
        socklen_t size = sizeof error;
        struct pollfd one = race->running[i];
        if (one.revents && !won) {
            if (getsockopt(one.fd, SOL_SOCKET, SO_ERROR, &error, &size) != 0)
                error = errno;
            if (error == 0) {
                *fd = one.fd;
                won = true;
                continue;
            }
            race->error = error;
            close(one.fd);
            continue;
        }
        race->running[kept++] = one;
    }
    race->under_way = kept;
    return won;
}

static enum resil_status run_race(struct race *race, const struct resil_socket_options *options,
                                  struct resil_deadline deadline, int *fd)
{
    struct resil_deadline turn = {0};
    for (;;) {
        if (resil_deadline_expired(deadline, NULL))
            return RESIL_DEADLINE;
        /* The next address joins when its turn has come, or when nobody else is running. */
        while (race->started < race->addresses &&
               (race->under_way == 0 || resil_deadline_expired(turn, NULL))) {
            if (start(race, race->address[race->started++], options, fd))
                return RESIL_OK;
            turn = resil_deadline_after(NULL, options->stagger_ns);
        }
        if (race->under_way == 0) {
            errno = race->error;
            return RESIL_SYSTEM;
        }
        struct resil_deadline until = deadline;
        if (race->started < race->addresses)
            until = resil_deadline_min(deadline, turn);
        int ready =
            poll(race->running, (nfds_t)race->under_way, resil_deadline_poll_ms(until, NULL));
        if (ready < 0 && errno != EINTR)
            return RESIL_SYSTEM;
        if (ready > 0 && collect(race, fd))
            return RESIL_OK;
    }
}

enum resil_status resil_socket_connect(const struct addrinfo *addresses,
                                       const struct resil_socket_options *options,
                                       struct resil_deadline deadline, int *fd)
{
    struct resil_socket_options o = options ? *options : RESIL_SOCKET_OPTIONS_DEFAULT;
    *fd = -1;
    if (!addresses || o.stagger_ns < 10 * RESIL_MS || o.stagger_ns > 2 * RESIL_S)
        return RESIL_INVALID;
    struct race race = {.addresses = 0};
    order_addresses(&race, addresses);
    enum resil_status status = run_race(&race, &o, deadline, fd);
    int error = errno;
    for (int i = 0; i < race.under_way; i++)
        close(race.running[i].fd);
    errno = error;
    return status;
}

enum resil_status resil_socket_open(const char *host, const char *service,
                                    const struct resil_socket_options *options,
                                    struct resil_deadline deadline, int *fd)
{
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM};
    struct addrinfo *list = NULL;
    *fd = -1;
    if (resil_deadline_expired(deadline, NULL))
        return RESIL_DEADLINE;
    int error = getaddrinfo(host, service, &hints, &list);
    if (error == EAI_SYSTEM)
        return RESIL_SYSTEM;
    if (error)
        return error == EAI_AGAIN || error == EAI_MEMORY ? RESIL_FAILED : RESIL_NOT_FOUND;
    enum resil_status status = resil_socket_connect(list, options, deadline, fd);
    error = errno;
    freeaddrinfo(list);
    errno = error;
    return status;
}

enum resil_status resil_socket_wait(int fd, short events, struct resil_deadline deadline)
{
    struct pollfd one = {.fd = fd, .events = events};
    for (;;) {
        if (resil_deadline_expired(deadline, NULL))
            return RESIL_DEADLINE;
        int ready = poll(&one, 1, resil_deadline_poll_ms(deadline, NULL));
        if (ready > 0 && one.revents & POLLNVAL) {
            errno = EBADF;
            return RESIL_SYSTEM;
        }
        if (ready > 0)
            return RESIL_OK;
        if (ready < 0 && errno != EINTR)
            return RESIL_SYSTEM;
    }
}

static bool must_wait(void)
{
    return errno == EAGAIN || errno == EWOULDBLOCK;
}

enum resil_status resil_socket_send(int fd, const void *data, size_t size,
                                    struct resil_deadline deadline, size_t *sent)
{
    enum resil_status status = RESIL_OK;
    const char *bytes = data;
    size_t done = 0;
    while (done < size && !status) {
        /* Asked in every round: a peer that takes byte after byte must not outlive it. */
        if (resil_deadline_expired(deadline, NULL)) {
            status = RESIL_DEADLINE;
            break;
        }
        ssize_t n = send(fd, bytes + done, size - done, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (n >= 0)
            done += (size_t)n;
        else if (must_wait())
            status = resil_socket_wait(fd, POLLOUT, deadline);
        else if (errno != EINTR)
            status = RESIL_SYSTEM;
    }
    if (sent)
        *sent = done;
    return status;
}

enum resil_status resil_socket_receive_some(int fd, void *buffer, size_t size,
                                            struct resil_deadline deadline, size_t *got)
{
    *got = 0;
    for (;;) {
        if (resil_deadline_expired(deadline, NULL))
            return RESIL_DEADLINE;
        ssize_t n = recv(fd, buffer, size, MSG_DONTWAIT);
        if (n >= 0) {
            *got = (size_t)n;
            return RESIL_OK;
        }
        if (errno == EINTR)
            continue;
        if (!must_wait())
            return RESIL_SYSTEM;
        enum resil_status status = resil_socket_wait(fd, POLLIN, deadline);
        if (status)
            return status;
    }
}

enum resil_status resil_socket_receive(int fd, void *buffer, size_t size,
                                       struct resil_deadline deadline, size_t *got)
{
    enum resil_status status = RESIL_OK;
    size_t done = 0;
    while (done < size && !status) {
        size_t piece;
        status =
            resil_socket_receive_some(fd, (char *)buffer + done, size - done, deadline, &piece);
        done += piece;
        if (!status && piece == 0)
            status = RESIL_CLOSED;
    }
    if (got)
        *got = done;
    return status;
}

enum resil_outcome resil_socket_outcome(enum resil_status status)
{
    switch (status) {
    case RESIL_OK:
        return RESIL_SUCCESS;
    case RESIL_DEADLINE:
        return RESIL_TIMEOUT;
    case RESIL_SYSTEM:
        return resil_outcome_of_errno(errno);
    case RESIL_CLOSED:
    case RESIL_FAILED: /* the resolver, for the moment */
        return RESIL_TRANSIENT;
    default:
        return RESIL_PERMANENT;
    }
}
