#include "resil/uuid.h"
#include <errno.h>
#include <sys/random.h>
#include <time.h>
#include "check.h"

static int64_t wall_clock(void *unused)
{
    (void)unused;
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return (int64_t)t.tv_sec * RESIL_S + t.tv_nsec;
}

enum resil_status resil_uuid_init(struct resil_uuid *uuid, const struct resil_uuid_options *options,
                                  const char **bad)
{
    resil_check_begin(bad);
    uuid->options = options ? *options : (struct resil_uuid_options){0};
    uuid->options.wall =
        resil_clock_or(uuid->options.wall, (struct resil_clock){.now = wall_clock});
    atomic_init(&uuid->last, 0);
    return RESIL_OK;
}

static enum resil_status random_words(const struct resil_random *random, uint64_t words[2])
{
    if (random->next) {
        words[0] = random->next(random->ctx);
        words[1] = random->next(random->ctx);
        return RESIL_OK;
    }
    while (getrandom(words, 2 * sizeof *words, 0) != (ssize_t)(2 * sizeof *words))
        if (errno != EINTR)
            return RESIL_SYSTEM;
    return RESIL_OK;
}

/* Time and counter of the new key. In a new millisecond the counter starts somewhere in its lower
 * half: room to count, and not the same for everybody. An overflow moves into the next one. */
static uint64_t advance(struct resil_uuid *uuid, uint64_t random)
{
    int64_t wall = resil_now(&uuid->options.wall);
    uint64_t ms = wall > 0 ? (uint64_t)(wall / RESIL_MS) & UINT64_C(0xffffffffffff) : 0;
    uint64_t fresh = ms << 12 | (random & 0x7ff);
    uint64_t last = atomic_load_explicit(&uuid->last, memory_order_relaxed), next;
    do
        next = fresh >> 12 > last >> 12 ? fresh : last + 1;
    while (!atomic_compare_exchange_weak_explicit(&uuid->last, &last, next, memory_order_relaxed,
                                                  memory_order_relaxed));
    return next;
}

enum resil_status resil_uuid_next(struct resil_uuid *uuid, char text[RESIL_UUID_TEXT])
{
    static const char digits[] = "0123456789abcdef";
    uint64_t random[2];
    text[0] = '\0';
    enum resil_status status = random_words(&uuid->options.random, random);
    if (status)
        return status;
    uint64_t stamp = advance(uuid, random[0]);
    uint64_t high = (stamp >> 12) << 16 | UINT64_C(0x7000) | (stamp & 0xfff);
    uint64_t low = (random[1] & UINT64_C(0x3fffffffffffffff)) | UINT64_C(1) << 63;
    char *out = text;
    for (int i = 0; i < 32; i++) {
        uint64_t word = i < 16 ? high : low;
        if (i == 8 || i == 12 || i == 16 || i == 20)
            *out++ = '-';
        *out++ = digits[word >> (60 - 4 * (i % 16)) & 15];
    }
    *out = '\0';
    return RESIL_OK;
}
