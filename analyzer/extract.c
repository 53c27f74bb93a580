#include "extract.h"

#include "base/diag.h"
#include "base/file.h"
#include "demand.h"
#include "frontend/frontend.h"
#include "progress.h"

#include <sched.h>

struct extractor {
    struct extraction *result;
    const struct unit_list *units;
    const struct knowledge *knowledge;
    struct frontend_options frontend;
    struct progress progress;
    uint32_t round_start; /* in result->chosen */
};

static uint32_t processor_count(void)
{
    cpu_set_t set;
    CPU_ZERO(&set);
    int count = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
    return count > 0 ? (uint32_t)count : 1;
}

static const char *shown(const struct extractor *extractor, uint32_t unit)
{
    return path_relative(extractor->knowledge->root, extractor->units->units.items[unit].path);
}

static void receive(void *context, struct frontend_result *result)
{
    struct extractor *extractor = context;
    struct extraction *extraction = extractor->result;
    uint32_t unit = extraction->chosen.units.items[extractor->round_start + result->unit];
    progress_step(&extractor->progress);
    if (result->status == FRONTEND_OK) {
        vec_push(&extraction->modules, result->module);
    } else {
        progress_end(&extractor->progress);
        diag(DIAG_BROKEN, (struct diag_place){.file = shown(extractor, unit)}, "%s",
             result->detail);
        bitset_add(&extraction->failed_units, unit);
        extraction->failed++;
    }
    if (result->seconds > extraction->slowest_seconds) {
        extraction->slowest_seconds = result->seconds;
        extraction->slowest_path = shown(extractor, unit);
    }
}

/* Reads the units chosen since the last round. */
static void read_round(struct extractor *extractor)
{
    struct extraction *extraction = extractor->result;
    uint32_t first = extractor->round_start;
    uint32_t count = extraction->chosen.units.count - first;
    struct unit *units = memory_resize(NULL, count, sizeof *units);
    for (uint32_t i = 0; i < count; i++) {
        units[i] = extractor->units->units.items[extraction->chosen.units.items[first + i]];
    }
    progress_expect(&extractor->progress, count);
    frontend_run(units, count, &extractor->frontend, receive, extractor);
    progress_end(&extractor->progress);
    extractor->round_start += count;
    free(units);
}

static void link_again(struct extraction *extraction)
{
    program_finish(&extraction->program);
    extraction->program = (struct program){0};
    program_link(&extraction->program, extraction->modules.items, extraction->modules.count);
    extraction->rounds++;
}

/* Adds the units that the program linked so far depends on. */
static void choose_next(struct extractor *extractor, struct prefilter *prefilter,
                        const struct known_names *known, bool callers)
{
    const struct model_set *models = &extractor->knowledge->models;
    struct unit_choice *chosen = &extractor->result->chosen;
    struct demand demand = {0};
    demand_compute(&demand, &extractor->result->program, models);
    if (callers) {
        prefilter_mentioning(prefilter, demand.reaching.items, demand.reaching.count, chosen);
    }
    struct prefilter_concern concern = {known->helping.items, known->helping.count,
                                        known->vague.items, known->vague.count};
    prefilter_defining(prefilter, demand.called.items, demand.called.count, &concern, chosen);
    demand_finish(&demand);
}

/* Tells functions of units that need not be read from those that nobody has seen. */
static void mark_skipped(struct extraction *extraction, struct prefilter *prefilter)
{
    VEC(ir_func_id) skipped = {0};
    for (uint32_t m = 0; m < extraction->modules.count; m++) {
        struct ir_module *module = &extraction->modules.items[m];
        skipped.count = 0;
        for (ir_func_id id = 2; id < module->funcs_count; id++) {
            const struct ir_func *func = &module->funcs[id];
            if (func->block_count == 0 && prefilter_skips(prefilter, ir_text(module, func->name))) {
                vec_push(&skipped, id);
            }
        }
        if (skipped.count != 0) {
            ir_module_mark_skipped(module, skipped.items, skipped.count);
        }
    }
    vec_finish(&skipped);
}

static void start(struct extractor *extractor, struct extraction *extraction,
                  const struct unit_list *units, const struct knowledge *knowledge,
                  const struct options *options)
{
    *extractor = (struct extractor){.result = extraction, .units = units, .knowledge = knowledge};
    extractor->frontend =
        (struct frontend_options){.workers = options->jobs != 0 ? options->jobs : processor_count(),
                                  .time_limit_s = options->time_limit_s,
                                  .memory_limit = options->memory_limit,
                                  .root = knowledge->root,
                                  .models = &knowledge->models};
    bitset_init(&extraction->failed_units, &extraction->arena, units->units.count);
    progress_start(&extractor->progress, options->quiet);
}

void extraction_run_all(struct extraction *extraction, const struct unit_list *units,
                        const struct knowledge *knowledge, const struct options *options)
{
    struct extractor extractor;
    start(&extractor, extraction, units, knowledge, options);
    for (uint32_t i = 0; i < units->units.count; i++) {
        vec_push(&extraction->chosen.units, i);
    }
    read_round(&extractor);
}

void extraction_run(struct extraction *extraction, const struct unit_list *units,
                    const struct knowledge *knowledge, const struct options *options)
{
    struct extractor extractor;
    start(&extractor, extraction, units, knowledge, options);
    struct known_names known = {0};
    known_names_init(&known, &knowledge->models);
    struct prefilter *prefilter =
        prefilter_create(units->units.items, units->units.count, knowledge->root);
    prefilter_mentioning(prefilter, known.network.items, known.network.count, &extraction->chosen);
    for (uint32_t level = 0; extraction->chosen.units.count > extractor.round_start; level++) {
        read_round(&extractor);
        link_again(extraction);
        choose_next(&extractor, prefilter, &known, level < options->levels);
    }
    known_names_finish(&known);
    if (extraction->rounds == 0) {
        link_again(extraction);
    }
    mark_skipped(extraction, prefilter);
    extraction->scanned = prefilter_statistics(prefilter);
    prefilter_destroy(prefilter);
}

void extraction_finish(struct extraction *extraction)
{
    program_finish(&extraction->program);
    for (uint32_t i = 0; i < extraction->modules.count; i++) {
        ir_module_finish(&extraction->modules.items[i]);
    }
    vec_finish(&extraction->modules);
    vec_finish(&extraction->chosen.units);
    arena_finish(&extraction->arena);
}
