#include "facts/facts.h"

#include "facts/emit.h"
#include "facts/repeat.h"
#include "facts/timer.h"
#include "facts/traits.h"
#include "program/summary_text.h"

static void visit(void *context, struct frame *frame, bool early)
{
    loops_of_frame(context, frame, early);
}

void facts_compute(struct fact_list *list, const struct program *program,
                   const struct model_set *models, struct facts_statistics *statistics,
                   struct text *summaries)
{
    struct arena arena = {0};
    struct analysis analysis;
    struct loop_list loops = {0};
    struct timer_table timers = {0};
    struct guard_table guards = {0};
    size_t functions = program->funcs.count;
    struct program_traits traits;
    struct pause_table pauses = {.of = arena_alloc(&arena, functions * sizeof *pauses.of)};
    struct pause_table waits = {.waits = true,
                                .of = arena_alloc(&arena, functions * sizeof *waits.of)};
    struct loop_context context = {.list = &loops,
                                   .pauses = &pauses,
                                   .waits = &waits,
                                   .traits = &traits,
                                   .timers = &timers,
                                   .guards = &guards};
    traits_init(&traits, program, models, &arena);
    timers_prepare(&timers, program, models);
    analysis_run(&analysis, program, models, visit, &context);
    timers_decide(&timers, &analysis, &loops);
    helpers_decide(&loops, &analysis);
    repeats_decide_given(&loops, analysis.given);
    guards_hand_down(&guards, &analysis);
    emit_network_calls(list, &analysis, &loops, &guards);
    emit_loops(list, &analysis, &loops);
    fact_sort(list);
    *statistics = (struct facts_statistics){.functions = program->bottom_up.count,
                                            .analysed = analysis.analysed,
                                            .over_budget = analysis.over_budget,
                                            .longest_seconds = analysis.longest_seconds,
                                            .longest_name =
                                                program_func_name(program, analysis.longest_func)};
    if (summaries != NULL) {
        summaries_print(&analysis, summaries);
    }
    guards_finish(&guards);
    timers_finish(&timers);
    loop_list_finish(&loops);
    analysis_finish(&analysis);
    arena_finish(&arena);
}
