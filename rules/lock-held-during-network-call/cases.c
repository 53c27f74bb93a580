/* What is done while a lock is held. */
#include <curl/curl.h>
#include <netdb.h>
#include <poll.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/socket.h>

struct peer {
    struct peer *next;
    pthread_mutex_t lock;
    pthread_rwlock_t *table_lock;
    int fd;
    char answer[64];
};

static pthread_mutex_t queue_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;

/* ---- bad ---- */

ssize_t global_lock_bad(int fd, char *out, size_t size)
{
    ssize_t got;

    pthread_mutex_lock(&queue_lock);
    got = recv(fd, out, size, 0); // want: lock-held-during-network-call
    pthread_mutex_unlock(&queue_lock);
    return got;
}

ssize_t lock_in_a_record_bad(struct peer *peer)
{
    ssize_t got;

    if (pthread_mutex_lock(&peer->lock) != 0)
        return recv(peer->fd, peer->answer, 2, 0); // ok: lock-held-during-network-call
    got = recv(peer->fd, peer->answer, 1, 0); // want: lock-held-during-network-call
    pthread_mutex_unlock(&peer->lock);
    return got;
}

int readers_wait_too_bad(struct peer *peer, const char *host)
{
    struct addrinfo *found = NULL;
    int status;

    pthread_rwlock_rdlock(peer->table_lock);
    status = getaddrinfo(host, "80", NULL, &found); // want: lock-held-during-network-call
    pthread_rwlock_unlock(peer->table_lock);
    if (found != NULL)
        freeaddrinfo(found);
    return status;
}

/* A limit of time is one for those who wait for the lock, too. */
CURLcode bounded_bad(struct peer *peer, const char *url, long limit_ms)
{
    CURL *h = curl_easy_init();
    CURLcode rc;

    curl_easy_setopt(h, CURLOPT_URL, url);
    curl_easy_setopt(h, CURLOPT_TIMEOUT_MS, limit_ms > 0 ? limit_ms : 3000L);
    pthread_mutex_lock(&peer->lock);
    rc = curl_easy_perform(h); // want: lock-held-during-network-call
    pthread_mutex_unlock(&peer->lock);
    curl_easy_cleanup(h);
    return rc;
}

static void lock_peer(struct peer *peer)
{
    pthread_mutex_lock(&peer->lock);
}

static void unlock_peer(struct peer *peer)
{
    pthread_mutex_unlock(&peer->lock);
}

ssize_t taken_by_a_helper_bad(struct peer *peer)
{
    ssize_t got;

    lock_peer(peer);
    got = recv(peer->fd, peer->answer, 1, 0); // want: lock-held-during-network-call
    unlock_peer(peer);
    return got + recv(peer->fd, peer->answer, 2, 0); // ok: lock-held-during-network-call
}

static bool try_peer(struct peer *peer)
{
    return pthread_mutex_trylock(&peer->lock) == 0 ? true : false;
}

ssize_t tried_by_a_helper_bad(struct peer *peer)
{
    ssize_t got;

    if (!try_peer(peer))
        return recv(peer->fd, peer->answer, 2, 0); // ok: lock-held-during-network-call
    got = recv(peer->fd, peer->answer, 1, 0); // want: lock-held-during-network-call
    unlock_peer(peer);
    return got;
}

static ssize_t ask(struct peer *peer)
{
    return recv(peer->fd, peer->answer, 1, 0); // want: lock-held-during-network-call
}

static ssize_t ask_twice(struct peer *peer)
{
    ssize_t got = ask(peer);

    unlock_peer(peer);
    got += recv(peer->fd, peer->answer, 2, 0); // ok: lock-held-during-network-call
    lock_peer(peer);
    return got;
}

ssize_t held_by_the_caller(struct peer *peer)
{
    ssize_t got;

    lock_peer(peer);
    got = ask_twice(peer);
    unlock_peer(peer);
    return got;
}

static struct peer *find_locked(struct peer *peers, int fd)
{
    pthread_mutex_lock(&queue_lock);
    for (; peers != NULL; peers = peers->next) {
        if (peers->fd == fd)
            return peers;
    }
    pthread_mutex_unlock(&queue_lock);
    return NULL;
}

ssize_t left_held_with_a_result_bad(struct peer *peers, int fd)
{
    struct peer *peer = find_locked(peers, fd);
    ssize_t got;

    if (peer == NULL)
        return recv(fd, peers->answer, 2, 0); // ok: lock-held-during-network-call
    got = recv(fd, peer->answer, 1, 0);       // want: lock-held-during-network-call
    pthread_mutex_unlock(&queue_lock);
    return got;
}

ssize_t only_with_threads_bad(int fd, char *out, size_t size, bool threads)
{
    ssize_t got;

    if (threads)
        pthread_mutex_lock(&queue_lock);
    got = recv(fd, out, size, 0); // want: lock-held-during-network-call
    if (threads)
        pthread_mutex_unlock(&queue_lock);
    return got;
}

/* ---- ok ---- */

ssize_t released_before_ok(int fd, char *out, size_t size)
{
    pthread_mutex_lock(&queue_lock);
    out[0] = '\0';
    pthread_mutex_unlock(&queue_lock);
    return recv(fd, out, size, 0);
}

ssize_t released_on_every_way_ok(struct peer *peer, bool late)
{
    pthread_mutex_lock(&peer->lock);
    if (late) {
        pthread_mutex_unlock(&peer->lock);
        return recv(peer->fd, peer->answer, 1, 0);
    }
    peer->answer[0] = '\0';
    pthread_mutex_unlock(&peer->lock);
    return recv(peer->fd, peer->answer, 2, 0);
}

ssize_t busy_ok(struct peer *peer)
{
    if (pthread_mutex_trylock(&peer->lock) != 0)
        return recv(peer->fd, peer->answer, 1, 0);
    pthread_mutex_unlock(&peer->lock);
    return 0;
}

/* The mutex belongs to the condition, and waiting releases it. */
ssize_t woken_ok(int fd, char *out, size_t size, const bool *ready)
{
    pthread_mutex_lock(&queue_lock);
    while (!*ready)
        pthread_cond_wait(&changed, &queue_lock);
    pthread_mutex_unlock(&queue_lock);
    return recv(fd, out, size, 0);
}

/* Released through another name. */
ssize_t another_way_to_it_ok(struct peer *peer)
{
    pthread_mutex_t *lock = &peer->lock;

    pthread_mutex_lock(lock);
    unlock_peer(peer);
    return recv(peer->fd, peer->answer, 1, 0);
}

/* Whoever is next takes the connection: that is what the lock is for. */
int turns_at_accepting_ok(int listener)
{
    int fd;

    pthread_mutex_lock(&queue_lock);
    fd = accept(listener, NULL, NULL);
    pthread_mutex_unlock(&queue_lock);
    return fd;
}

/* What the caller gives decides that nothing is asked while the lock is held. */
static ssize_t store(struct peer *peer, bool refresh)
{
    if (refresh)
        return recv(peer->fd, peer->answer, 1, 0); // ok: lock-held-during-network-call
    return 0;
}

ssize_t no_call_with_this_argument_ok(struct peer *peer)
{
    ssize_t got;

    lock_peer(peer);
    got = store(peer, false);
    unlock_peer(peer);
    return got + store(peer, true);
}

/* Of two kinds one locks; the lock of the one is not held by the other. */
struct kind {
    void (*enter)(struct peer *peer);
    ssize_t (*ask)(struct peer *peer);
};

static void enter_nothing(struct peer *peer)
{
    peer->answer[0] = '\0';
}

static ssize_t ask_remote(struct peer *peer)
{
    return recv(peer->fd, peer->answer, 3, 0); // ok: lock-held-during-network-call
}

static ssize_t ask_local(struct peer *peer)
{
    unlock_peer(peer);
    return 0;
}

static const struct kind kinds[] = {{enter_nothing, ask_remote}, {lock_peer, ask_local}};

ssize_t by_kind_ok(struct peer *peer, int kind)
{
    kinds[kind].enter(peer);
    return kinds[kind].ask(peer);
}
