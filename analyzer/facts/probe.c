#include "facts/probe.h"

#include "program/outcome.h"

/* Attempts that are followed one by one. */
static const uint32_t attempt_limit = 3;

static void add_edges(struct probe *probe, const struct solve *solve)
{
    probe->work += solve->work;
    if (probe->edges.words == NULL) {
        probe->edges.word_count = solve->edges.word_count;
        probe->edges.words =
            memory_resize(NULL, solve->edges.word_count, sizeof *probe->edges.words);
        memset(probe->edges.words, 0, solve->edges.word_count * sizeof *probe->edges.words);
    }
    for (uint32_t i = 0; i < solve->edges.word_count; i++) {
        probe->edges.words[i] |= solve->edges.words[i];
    }
}

/* Exits to the loop's head are turns of the loop; all others leave it. */
static void sort_exits(struct probe *probe, struct frame *frame, const struct solve *solve,
                       uint32_t head, struct flow_state *round)
{
    for (uint32_t i = 0; i < solve->exits.count; i++) {
        const struct solve_exit *leaving = &solve->exits.items[i];
        if (leaving->edge != UINT32_MAX && leaving->target == head) {
            probe->round = true;
            state_join(&frame->space, round, &leaving->state, head, false);
        } else {
            probe->leaves = true;
            *map_put(&probe->exits, map_pair(leaving->block, leaving->edge), 0) = 1;
        }
    }
}

static void next_turn(struct probe *probe, struct frame *frame, const struct bitset *region,
                      uint32_t head, ir_instr_id call, const struct flow_state *round)
{
    struct solve solve = frame_solve(frame, region);
    struct solve_seed seed = {.block = head, .state = round};
    struct flow_state ignored = {0};
    frame->stop_at = call;
    frame->stop_reached = false;
    frame->stop_same = false;
    solve_run(&solve, &seed, 1);
    solve_exits(&solve, &seed, 1);
    probe->again = frame->stop_reached;
    probe->same = frame->stop_same;
    frame->stop_at = 0;
    add_edges(probe, &solve);
    bool round_before = probe->round;
    sort_exits(probe, frame, &solve, head, &ignored);
    probe->round = round_before;
    solve_finish(&solve);
    state_finish(&ignored);
}

/* What holds where the loop is entered from outside. */
static void enter_loop(struct frame *frame, const struct cfg_loop *loop, struct flow_state *entry)
{
    const struct cfg *cfg = &frame->cfg;
    struct flow_state work = {0};
    struct flow_state branch = {0};
    if (loop->head == cfg->order[0]) {
        state_copy(entry, &frame->entry);
    }
    for (uint32_t i = cfg->pred_start[loop->head]; i < cfg->pred_start[loop->head + 1]; i++) {
        uint32_t from = cfg->preds[i];
        if (bitset_has(&loop->blocks, from) || !frame->solve.in[from].reachable) {
            continue;
        }
        state_copy(&work, &frame->solve.in[from]);
        const struct ir_block *info = &frame->module->blocks[frame->info->first_block + from];
        bool reached = solve_block(&frame->solve, &work, from, 0, UINT32_MAX);
        for (uint32_t edge = 0; reached && edge < info->edge_count; edge++) {
            uint32_t target = frame->module->edges[info->first_edge + edge].to;
            state_copy(&branch, &work);
            if (target - frame->info->first_block == loop->head &&
                solve_assume(&frame->solve, &branch, from, edge)) {
                state_join(&frame->space, entry, &branch, loop->head, false);
            }
        }
    }
    state_finish(&work);
    state_finish(&branch);
}

static void without_head(struct bitset *region, const struct frame *frame,
                         const struct cfg_loop *loop, struct arena *arena)
{
    bitset_init(region, arena, frame->cfg.block_count);
    memcpy(region->words, loop->blocks.words, loop->blocks.word_count * sizeof *region->words);
    bitset_remove(region, loop->head);
}

void probe_first_turn(struct solve *first, struct frame *frame, uint32_t index)
{
    const struct cfg_loop *loop = &frame->cfg.loops[index];
    struct arena arena = {0};
    struct bitset region;
    struct flow_state entry = {0};
    enter_loop(frame, loop, &entry);
    without_head(&region, frame, loop, &arena);
    *first = frame_solve(frame, &region);
    struct solve_seed seed = {.block = loop->head, .state = &entry};
    solve_run(first, &seed, 1);
    state_copy(&first->in[loop->head], &entry);
    first->region = NULL;
    state_finish(&entry);
    arena_finish(&arena);
}

/* Branches off from the first turn where the call is reached in it. */
static void choose_before(struct frame *frame, const struct solve *first, ir_instr_id call)
{
    uint32_t block;
    uint32_t place;
    frame_find(frame, call, &block, &place);
    frame->before = first->in[block].reachable ? first : &frame->solve;
}

/* A probe that does not enter the block `closed` (CFG_NONE: any). */
static void run_around(struct probe *probe, struct frame *frame, uint32_t index,
                       const struct solve *first, ir_instr_id call, enum outcome outcome,
                       enum outcome others, uint32_t closed)
{
    const struct cfg_loop *loop = &frame->cfg.loops[index];
    struct arena arena = {0};
    struct bitset region;
    struct solve solve;
    struct flow_state round = {0};
    *probe = (struct probe){0};
    without_head(&region, frame, loop, &arena);
    if (closed != CFG_NONE) {
        bitset_remove(&region, closed);
    }
    choose_before(frame, first, call);
    frame->others = others;
    /* Between attempts a wait may be a pause, cut short when the program is to end. */
    frame->waits_open = !frame_waits(frame, call);
    frame->called = &probe->called;
    probe->possible = frame_what_if(frame, &solve, &call, 1, outcome, &region);
    if (probe->possible) {
        add_edges(probe, &solve);
        sort_exits(probe, frame, &solve, loop->head, &round);
    }
    solve_finish(&solve);
    if (probe->round) {
        next_turn(probe, frame, &region, loop->head, call, &round);
    }
    frame->others = OUTCOME_ANY;
    frame->waits_open = false;
    frame->called = NULL;
    frame->before = &frame->solve;
    state_finish(&round);
    arena_finish(&arena);
}

void probe_run(struct probe *probe, struct frame *frame, uint32_t index, const struct solve *first,
               ir_instr_id call, enum outcome outcome, enum outcome others)
{
    run_around(probe, frame, index, first, call, outcome, others, CFG_NONE);
}

bool probe_passes(struct frame *frame, uint32_t index, const struct solve *first, ir_instr_id call,
                  enum outcome outcome, enum outcome others, uint32_t block)
{
    struct probe probe;
    run_around(&probe, frame, index, first, call, outcome, others, block);
    bool passes = probe.possible && !probe.again;
    probe_finish(&probe);
    return passes;
}

/* Whether a run comes back to the loop's head, and in which state; and whether it leaves the loop.
 */
static bool come_back(struct frame *frame, const struct solve *solve, uint32_t head,
                      struct flow_state *round, bool *leaves)
{
    struct probe turn = {0};
    struct flow_state joined = {0};
    sort_exits(&turn, frame, solve, head, &joined);
    if (turn.round) {
        state_copy(round, &joined);
    }
    *leaves = turn.leaves;
    state_finish(&joined);
    probe_finish(&turn);
    return turn.round;
}

uint32_t probe_attempts(struct frame *frame, uint32_t index, const struct solve *first,
                        ir_instr_id call, enum outcome outcome, enum outcome others)
{
    const struct cfg_loop *loop = &frame->cfg.loops[index];
    struct arena arena = {0};
    struct bitset region;
    struct solve solve;
    struct flow_state round = {0};
    struct map called = {0};
    uint32_t attempts = 1;
    bool leaves = false;
    without_head(&region, frame, loop, &arena);
    choose_before(frame, first, call);
    frame->others = others;
    bool again = frame_what_if(frame, &solve, &call, 1, outcome, &region) &&
                 come_back(frame, &solve, loop->head, &round, &leaves);
    solve_finish(&solve);
    while (again && attempts < attempt_limit) {
        struct solve_seed seed = {.block = loop->head, .state = &round};
        solve = frame_solve(frame, &region);
        frame->asked = call;
        frame->asked_outcome = outcome;
        frame->called = &called;
        solve_run(&solve, &seed, 1);
        solve_exits(&solve, &seed, 1);
        frame->asked = 0;
        frame->called = NULL;
        again = come_back(frame, &solve, loop->head, &round, &leaves);
        /* Where the call cannot fail once more, nothing is known of what ends the loop. */
        leaves = leaves && map_get(&called, call) != NULL;
        map_finish(&called);
        solve_finish(&solve);
        attempts++;
    }
    frame->others = OUTCOME_ANY;
    frame->before = &frame->solve;
    state_finish(&round);
    arena_finish(&arena);
    return again || !leaves ? 0 : attempts;
}

void probe_finish(struct probe *probe)
{
    map_finish(&probe->called);
    map_finish(&probe->exits);
    free(probe->edges.words);
    probe->edges = (struct bitset){0};
}
