/*
 * socket.h -- POSIX stream sockets within a deadline.
 *
 * Every call ends by its deadline (CLOCK_MONOTONIC), whatever the peer does: silent peers, peers
 * that drip a byte a second and connects that nobody answers included. Inside, calls do not block
 * and wait with poll(2), so it does not matter whether the descriptor is blocking. Without
 * deadline (RESIL_NO_DEADLINE) a call may wait for ever; that must be wanted.
 *
 * Status of all calls: RESIL_OK, RESIL_DEADLINE, RESIL_CLOSED (the peer ended the stream too early)
 * or RESIL_SYSTEM with errno. After anything but RESIL_OK the stream is at an unknown place: close
 * it. Signals do not disturb, SIGPIPE is not raised. One thread per descriptor and direction; no
 * state here.
 */
#ifndef RESIL_SOCKET_H
#define RESIL_SOCKET_H

#include <netdb.h>
#include <stddef.h>
#include "resil/deadline.h"
#include "resil/outcome.h"
#include "resil/status.h"

struct resil_socket_options {
    int64_t stagger_ns; /* 250 ms: the head start of each address; [10 ms, 2 s] (RFC 8305, 8) */
    bool delay;         /* false: TCP_NODELAY is set, so that small requests go at once */
    bool keepalive;     /* false; for connections that idle in a pool */
};

#define RESIL_SOCKET_OPTIONS_DEFAULT ((struct resil_socket_options){.stagger_ns = 250 * RESIL_MS})

/*
 * Connects to the first address that answers, as RFC 8305 has it: families alternate, each address
 * gets a head start of stagger_ns (or until it fails) before the next joins the race, the first
 * connection wins, and the others are closed. At most 16 addresses are tried. *fd is non-blocking
 * and close-on-exec, and the caller's; -1 on failure. RESIL_SYSTEM means that all failed; errno
 * is of the last. options NULL: the defaults; RESIL_INVALID for a bad stagger_ns or no address.
 */
enum resil_status resil_socket_connect(const struct addrinfo *addresses,
                                       const struct resil_socket_options *options,
                                       struct resil_deadline deadline, int *fd);

/*
 * Resolves and connects. getaddrinfo(3) knows no deadline: with a host name it waits as long as
 * resolv.conf allows ("options timeout:1 attempts:2" bounds it to seconds), and the deadline is
 * looked at afterwards. Numeric addresses need no resolver. Where that is not enough, resolve on
 * a worker or with an asynchronous resolver and call resil_socket_connect.
 * RESIL_NOT_FOUND: the name does not exist; RESIL_FAILED: the resolver failed for the moment.
 */
enum resil_status resil_socket_open(const char *host, const char *service,
                                    const struct resil_socket_options *options,
                                    struct resil_deadline deadline, int *fd);

/* Sends all `size` bytes. *sent (may be NULL) counts those the kernel took, also on failure. */
enum resil_status resil_socket_send(int fd, const void *data, size_t size,
                                    struct resil_deadline deadline, size_t *sent);

/* Receives exactly `size` bytes. *got (may be NULL) counts those received, also on failure. */
enum resil_status resil_socket_receive(int fd, void *buffer, size_t size,
                                       struct resil_deadline deadline, size_t *got);

/* Receives what there is, at least a byte, at most `size` (>= 1). RESIL_OK and *got == 0: the peer
 * has ended the stream. A deadline that covers a whole message must be made once, not per call:
 * else a peer that drips bytes holds the caller for ever. */
enum resil_status resil_socket_receive_some(int fd, void *buffer, size_t size,
                                            struct resil_deadline deadline, size_t *got);

/* Waits until `events` (POLLIN, POLLOUT of poll(2)) or an error is there. */
enum resil_status resil_socket_wait(int fd, short events, struct resil_deadline deadline);

/* For retry and breaker; reads errno when `status` is RESIL_SYSTEM. */
enum resil_outcome resil_socket_outcome(enum resil_status status);

#endif
