/* Jumps from stack to stack are what this is made of, and no mistake. */
#undef _FORTIFY_SOURCE
#include "explore.h"
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <ucontext.h>

#define NOINLINE __attribute__((noinline))

enum { stack_bytes = 64 * 1024, most_steps = 1000, most_shared = 16, nobody = -1 };

struct step {
    const void *what;
    bool locks;
};

struct part {
    void *at;
    size_t size;
};

/* What the scheduler knows of a state. */
struct view {
    struct step next[EXPLORE_THREADS];
    bool over[EXPLORE_THREADS];
    unsigned char *top[EXPLORE_THREADS]; /* of what a thread's stack holds; it grows downwards */
    const void *locked;
};

/* One decision: the state it was met in, who could go on from there, and who did. */
struct node {
    struct view view;
    unsigned char *saved; /* the parts of the state, one after the other */
    size_t room;
    unsigned ready, tried; /* sets of threads */
    int chosen;
};

static struct {
    const struct explore_case *running;
    struct node path[most_steps];
    int depth;
    bool is_at_node; /* memory is as it was at the last node of the path */
    struct part shared[most_shared];
    int shared_count;
    int current; /* thread */
    struct view now;
    jmp_buf scheduler, thread[EXPLORE_THREADS];
    unsigned char stack[EXPLORE_THREADS][stack_bytes];
} x = {.current = nobody};

/* States that were met: two halves of a hash of 128 bits, both zero in an empty place. */
struct key {
    uint64_t half[2];
};

static struct {
    struct key *place;
    size_t size, used;
} seen;

_Noreturn void explore_fail(const char *file, int line, const char *what)
{
    fprintf(stderr, "%s:%d: not true: %s\n", file, line, what);
    if (x.running) {
        x.running->describe(stderr);
        fprintf(stderr, "threads in the order of their steps:");
        for (int i = 0; i < x.depth; i++)
            fprintf(stderr, " %d", x.path[i].chosen);
        fputc('\n', stderr);
    }
    exit(1);
}

void explore_memory(void *at, size_t size)
{
    CHECK(x.shared_count < most_shared);
    x.shared[x.shared_count++] = (struct part){at, size};
}

enum { below = 256 }; /* bytes that yield_before and what it calls need of a stack */

/* What earlier calls left on the stack would make two of one state. */
static NOINLINE void wipe(void)
{
    volatile uint64_t dead[below / sizeof(uint64_t)];
    for (size_t i = 0; i < sizeof dead / sizeof *dead; i++)
        dead[i] = 0;
}

static NOINLINE void yield_before(struct step step)
{
    if (x.current == nobody)
        return;
    x.now.next[x.current] = step;
    x.now.top[x.current] = (unsigned char *)&step;
    wipe();
    if (!_setjmp(x.thread[x.current]))
        _longjmp(x.scheduler, 1);
}

void explore_step(void)
{
    yield_before((struct step){NULL, false});
}

void explore_lock(const void *lock)
{
    yield_before((struct step){lock, true});
    CHECK(!x.now.locked);
    x.now.locked = lock;
}

void explore_unlock(const void *lock)
{
    CHECK(x.now.locked == lock);
    x.now.locked = NULL;
}

static void resume(int thread)
{
    x.current = thread;
    if (!_setjmp(x.scheduler))
        _longjmp(x.thread[thread], 1);
    x.current = nobody;
}

static void run_body(int thread)
{
    x.running->body(thread);
    x.now.over[thread] = true;
    _longjmp(x.scheduler, 1);
}

/* Every thread goes as far as its first step, which touches nothing that others see. Contexts are
 * there to get onto another stack; after that jumps are enough, and keep fewer registers. */
static void start_threads(void)
{
    memset(x.stack, 0, sizeof x.stack);
    memset(x.thread, 0, sizeof x.thread);
    for (x.current = 0; x.current < x.running->threads; x.current++) {
        ucontext_t first;
        getcontext(&first);
        first.uc_stack.ss_sp = x.stack[x.current];
        first.uc_stack.ss_size = stack_bytes;
        first.uc_link = NULL;
        makecontext(&first, (void (*)(void))run_body, 1, x.current);
        if (!_setjmp(x.scheduler))
            setcontext(&first);
    }
    x.current = nobody;
}

static unsigned ready_threads(void)
{
    unsigned ready = 0;
    for (int i = 0; i < x.running->threads; i++)
        if (!x.now.over[i] && !(x.now.next[i].locks && x.now.locked))
            ready |= 1u << i;
    return ready;
}

static bool all_over(void)
{
    for (int i = 0; i < x.running->threads; i++)
        if (!x.now.over[i])
            return false;
    return true;
}

enum { most_parts = most_shared + 2 * EXPLORE_THREADS };

/* The memory of a state: what the threads share, and of each that is not over the registers that
 * outlive a call and what its stack holds. Bytes that nobody needs can make two of one state, but
 * never one of two. */
static int list_parts(const struct view *view, struct part parts[most_parts])
{
    int count = x.shared_count;
    memcpy(parts, x.shared, (size_t)count * sizeof *parts);
    for (int i = 0; i < x.running->threads; i++) {
        if (view->over[i])
            continue;
        unsigned char *from = view->top[i] - below, *end = x.stack[i] + stack_bytes;
        CHECK(from > x.stack[i] && from < end);
        parts[count++] = (struct part){&x.thread[i], sizeof x.thread[i]};
        parts[count++] = (struct part){from, (size_t)(end - from)};
    }
    return count;
}

/* Keeps the state in a node, and returns its size. */
static size_t save(struct node *node)
{
    struct part parts[most_parts];
    int count = list_parts(&x.now, parts);
    size_t size = sizeof node->view.over + sizeof node->view.locked, at = 0;
    for (int i = 0; i < count; i++)
        size += parts[i].size;
    if (node->room < size + sizeof(uint64_t)) {
        node->room = size + size / 2;
        node->saved = realloc(node->saved, node->room);
        CHECK(node->saved);
    }
    for (int i = 0; i < count; at += parts[i++].size)
        memcpy(node->saved + at, parts[i].at, parts[i].size);
    /* These two are not told apart by the memory of threads that are over. */
    memcpy(node->saved + at, x.now.over, sizeof x.now.over);
    memcpy(node->saved + at + sizeof x.now.over, &x.now.locked, sizeof x.now.locked);
    memset(node->saved + size, 0, sizeof(uint64_t)); /* hashing takes whole words */
    node->view = x.now;
    return size;
}

static void restore(const struct node *node)
{
    struct part parts[most_parts];
    int count = list_parts(&node->view, parts);
    size_t at = 0;
    for (int i = 0; i < count; at += parts[i++].size)
        memcpy(parts[i].at, node->saved + at, parts[i].size);
    x.now = node->view;
}

static uint64_t mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ hash >> 29;
}

/* Four chains, because one multiplication need not wait for that of its neighbour. */
static struct key hash_of(const unsigned char *at, size_t size)
{
    uint64_t chain[4] = {1, 2, 3, size}, word;
    for (size_t i = 0; i < size; i += sizeof word) {
        memcpy(&word, at + i, sizeof word);
        chain[i / sizeof word % 4] = mix(chain[i / sizeof word % 4], word);
    }
    struct key key = {{4, 5}};
    for (int i = 0; i < 8; i++) {
        key.half[0] = mix(key.half[0], chain[i % 4]);
        key.half[1] = mix(key.half[1] + 1, chain[(3 * i + 1) % 4]);
    }
    key.half[0] |= key.half[0] == 0;
    return key;
}

/* Where a key is, or the empty place where it belongs. */
static struct key *find(struct key *places, size_t size, struct key key)
{
    size_t i = key.half[0] & (size - 1);
    while (places[i].half[0] && memcmp(&places[i], &key, sizeof key) != 0)
        i = (i + 1) & (size - 1);
    return &places[i];
}

static void grow(void)
{
    size_t size = seen.size ? 2 * seen.size : 1 << 12;
    struct key *places = calloc(size, sizeof *places);
    CHECK(places);
    for (size_t i = 0; i < seen.size; i++)
        if (seen.place[i].half[0])
            *find(places, size, seen.place[i]) = seen.place[i];
    free(seen.place);
    seen.place = places;
    seen.size = size;
}

/* A large table takes longer to empty than most cases take. */
static void forget_seen(void)
{
    if (seen.size > 1 << 16) {
        free(seen.place);
        seen.place = NULL;
        seen.size = 0;
    }
    if (seen.place)
        memset(seen.place, 0, seen.size * sizeof *seen.place);
    seen.used = 0;
}

/* False if the state was met before. */
static bool is_new(const struct node *node, size_t size)
{
    struct key key = hash_of(node->saved, size);
    if (2 * seen.used >= seen.size)
        grow();
    struct key *place = find(seen.place, seen.size, key);
    if (place->half[0])
        return false;
    *place = key;
    seen.used++;
    return true;
}

/* Looks at the state that a step has led to: what follows from one that was met before is known. */
static void arrive(void)
{
    CHECK(x.depth < most_steps);
    struct node *node = &x.path[x.depth];
    if (!is_new(node, save(node)))
        return;
    if (all_over()) {
        x.running->check();
        return;
    }
    node->ready = ready_threads();
    node->tried = 0;
    CHECK(node->ready); /* or everybody waits for everybody */
    x.depth++;
    x.is_at_node = true;
}

/* Takes one decision that was not yet taken at the last node, or goes back. */
static void go_on(void)
{
    struct node *node = &x.path[x.depth - 1];
    unsigned left = node->ready & ~node->tried;
    if (!left) {
        x.depth--;
        return;
    }
    for (node->chosen = 0; !(left & 1u << node->chosen);)
        node->chosen++;
    node->tried |= 1u << node->chosen;
    if (!x.is_at_node)
        restore(node);
    x.is_at_node = false;
    resume(node->chosen);
    arrive();
}

long explore(const struct explore_case *c)
{
    x.running = c;
    x.depth = x.shared_count = 0;
    x.is_at_node = false;
    x.now = (struct view){.locked = NULL};
    forget_seen();
    c->set_up();
    start_threads();
    arrive();
    while (x.depth > 0)
        go_on();
    x.running = NULL;
    return (long)seen.used;
}
