#include "explore.h"
#include <string.h>
#include <ucontext.h>

enum { stack_bytes = 64 * 1024, most_steps = 1000, nobody = -1 };

struct step {
    const void *what;
    bool writes, locks;
};

/* One decision: who went on, and who else could have. */
struct node {
    struct step next[EXPLORE_THREADS];
    unsigned ready, asleep, wanted, tried; /* sets of threads */
    int chosen;
    int after[EXPLORE_THREADS]; /* of each thread, how far into the run it is known to come before
                                 */
};

static struct {
    const struct explore_case *running;
    struct node path[most_steps];
    int length; /* of the path that is followed again */
    int depth;
    int current; /* thread */
    const void *locked;
    ucontext_t scheduler, thread[EXPLORE_THREADS];
    struct step next[EXPLORE_THREADS];
    bool over[EXPLORE_THREADS];
    char stack[EXPLORE_THREADS][stack_bytes];
} x = {.current = nobody};

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

static void yield_before(struct step step)
{
    if (x.current == nobody)
        return;
    x.next[x.current] = step;
    swapcontext(&x.thread[x.current], &x.scheduler);
}

void explore_step(const void *what, bool writes)
{
    yield_before((struct step){what, writes, false});
}

void explore_lock(const void *lock)
{
    yield_before((struct step){lock, true, true});
    CHECK(!x.locked);
    x.locked = lock;
}

void explore_unlock(const void *lock)
{
    CHECK(x.locked == lock);
    x.locked = NULL;
}

static void run_body(int thread)
{
    x.running->body(thread);
    x.over[thread] = true;
    /* uc_link leads back to the scheduler. */
}

static void resume(int thread)
{
    x.current = thread;
    swapcontext(&x.scheduler, &x.thread[thread]);
    x.current = nobody;
}

/* Every thread goes as far as its first step, which touches nothing that others see. */
static void start_threads(void)
{
    for (int i = 0; i < x.running->threads; i++) {
        x.over[i] = false;
        getcontext(&x.thread[i]);
        x.thread[i].uc_stack.ss_sp = x.stack[i];
        x.thread[i].uc_stack.ss_size = stack_bytes;
        x.thread[i].uc_link = &x.scheduler;
        makecontext(&x.thread[i], (void (*)(void))run_body, 1, i);
        resume(i);
    }
}

static bool independent(struct step a, struct step b)
{
    return a.what != b.what || (!a.writes && !b.writes);
}

static unsigned ready_threads(void)
{
    unsigned ready = 0;
    for (int i = 0; i < x.running->threads; i++)
        if (!x.over[i] && !(x.next[i].locks && x.locked))
            ready |= 1u << i;
    return ready;
}

static bool all_over(void)
{
    for (int i = 0; i < x.running->threads; i++)
        if (!x.over[i])
            return false;
    return true;
}

/* Whoever was tried at the node before, and does not mind what was done instead, need not be tried
 * again here: it would lead to the same. */
static unsigned asleep_after(const struct node *before)
{
    unsigned asleep = 0;
    for (int i = 0; i < x.running->threads; i++)
        if ((before->asleep | before->tried) & 1u << i &&
            independent(before->next[i], before->next[before->chosen]))
            asleep |= 1u << i;
    return asleep & ~(1u << before->chosen);
}

/* The next thread that is worth trying at a node; false if there is none. */
static bool choose(struct node *node)
{
    unsigned left = node->ready & node->wanted & ~node->asleep & ~node->tried;
    for (int i = 0; i < EXPLORE_THREADS; i++)
        if (left & 1u << i) {
            node->chosen = i;
            return true;
        }
    return false;
}

/* The latest step of a thread before `depth`, or NULL. */
static const struct node *latest_of(int thread, int depth)
{
    while (depth-- > 0)
        if (x.path[depth].chosen == thread)
            return &x.path[depth];
    return NULL;
}

/* If what `thread` does next touches the same as an earlier step that need not come before it, the
 * other order has to be tried as well, from there. */
static void want_race(int thread)
{
    const struct node *last = latest_of(thread, x.depth);
    for (int i = x.depth - 1; i >= 0; i--) {
        struct node *node = &x.path[i];
        int other = node->chosen;
        if (other == thread || independent(node->next[other], x.next[thread]) ||
            (last && i < last->after[other]))
            continue;
        node->wanted |= node->ready & 1u << thread ? 1u << thread : node->ready;
        return;
    }
}

static bool open_node(struct node *node)
{
    *node = (struct node){.ready = ready_threads()};
    memcpy(node->next, x.next, sizeof x.next);
    CHECK(node->ready); /* or everybody waits for everybody */
    for (int i = 0; i < x.running->threads; i++)
        if (!x.over[i])
            want_race(i);
    if (x.depth > 0)
        node->asleep = asleep_after(node - 1);
    node->wanted = node->ready;
    if (!choose(node))
        return false;
    node->wanted = 1u << node->chosen;
    return true;
}

/* What must have come before the step that is about to be made at a node. */
static void note_order(struct node *node)
{
    int mine = node->chosen;
    memset(node->after, 0, sizeof node->after);
    for (int i = 0; i < x.depth; i++) {
        const struct node *before = &x.path[i];
        if (before->chosen != mine && independent(before->next[before->chosen], node->next[mine]))
            continue;
        for (int t = 0; t < x.running->threads; t++)
            if (before->after[t] > node->after[t])
                node->after[t] = before->after[t];
    }
    node->after[mine] = x.depth + 1;
}

/* True: a run to the end. False: the same as an earlier one from here on. */
static bool run_once(void)
{
    x.depth = 0;
    x.locked = NULL; /* by a run that was not followed to its end */
    x.running->set_up();
    start_threads();
    while (!all_over()) {
        struct node *node = &x.path[x.depth];
        CHECK(x.depth < most_steps);
        if (x.depth == x.length && !open_node(node))
            return false;
        memcpy(node->next, x.next, sizeof x.next); /* memory may lie elsewhere in this run */
        if (x.depth >= x.length - 1)
            note_order(node);
        x.length += x.depth == x.length;
        x.depth++;
        resume(node->chosen);
    }
    return true;
}

/* Goes back to the last decision that can be taken otherwise. */
static bool turn_back(void)
{
    while (x.length > 0) {
        struct node *node = &x.path[x.length - 1];
        node->tried |= 1u << node->chosen;
        if (choose(node))
            return true;
        x.length--;
    }
    return false;
}

long explore(const struct explore_case *c)
{
    long runs = 0;
    x.running = c;
    x.length = 0;
    do {
        if (!run_once())
            continue;
        runs++;
        c->check();
    } while (turn_back());
    x.running = NULL;
    return runs;
}
