#include "pipeline.h"

#include "base/diag.h"
#include "base/file.h"
#include "dump.h"
#include "extract.h"
#include "knowledge.h"
#include "gaps.h"
#include "module_files.h"
#include "output.h"
#include "reports/report.h"
#include "stopwatch.h"

#include <time.h>

/* Every artefact on the way, in the order in which it comes to be. */
struct pipeline {
    const struct options *options;
    struct stopwatch stopwatch;
    struct knowledge knowledge;
    struct unit_list units;
    struct extraction extraction;
    struct gaps gaps;
    struct fact_list facts;
    struct facts_statistics statistics;
    struct finding_list findings;
    struct checklist_result checklist;
    struct text report;
};

static bool excluded(void *context, const char *path)
{
    const struct knowledge *knowledge = context;
    struct arena scratch = {0};
    bool result = config_excludes(&knowledge->config, path_join(&scratch, knowledge->root, path));
    arena_finish(&scratch);
    return result;
}

static void find_units(struct pipeline *p)
{
    const struct options *options = p->options;
    struct unit_query query = {.root = p->knowledge.root,
                               .database_folder = options->database_folder,
                               .paths = options->operands.items,
                               .path_count = options->operands.count,
                               .extra_args = options->extra_args.items,
                               .extra_arg_count = options->extra_args.count,
                               .excluded = excluded,
                               .context = &p->knowledge};
    units_find(&p->units, &query);
    stopwatch_lap(&p->stopwatch, "units");
}

/* False when there is nothing to go on with. */
static bool extract(struct pipeline *p)
{
    const struct options *options = p->options;
    bool named = options->command == COMMAND_EXTRACT && options->operands.count != 0;
    bool good = true;
    if (options->command == COMMAND_LINK) {
        good = module_files_read(&p->extraction, options->operands.items, options->operands.count);
    } else if (options->command == COMMAND_DUMP_IR || named) {
        extraction_run_all(&p->extraction, &p->units, &p->knowledge, options);
    } else {
        extraction_run(&p->extraction, &p->units, &p->knowledge, options);
    }
    gaps_of_modules(&p->gaps, p->extraction.modules.items, p->extraction.modules.count);
    stopwatch_lap(&p->stopwatch, "sources");
    return good;
}

static void compute_facts(struct pipeline *p)
{
    struct text *summaries = p->options->dump == DUMP_SUMMARY ? &p->report : NULL;
    facts_compute(&p->facts, &p->extraction.program, &p->knowledge.models, &p->statistics,
                  summaries);
    gaps_of_facts(&p->gaps, &p->statistics);
    stopwatch_lap(&p->stopwatch, "facts");
}

static int text_order(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The files whose comments may suppress findings: every unit's own and the project's headers in
 * it; not those of units that failed, since nobody knows what they would have shown. */
static const char **analysed_files(struct pipeline *p, uint32_t *count)
{
    struct extraction *extraction = &p->extraction;
    VEC(const char *) files = {0};
    for (uint32_t i = 0; i < p->units.units.count; i++) {
        if (!bitset_has(&extraction->failed_units, i)) {
            vec_push(&files, path_relative(p->knowledge.root, p->units.units.items[i].path));
        }
    }
    for (uint32_t m = 0; m < extraction->modules.count; m++) {
        const struct ir_module *module = &extraction->modules.items[m];
        for (ir_file_id file = 1; file < module->files_count; file++) {
            if ((module->files[file].flags & IR_FILE_SYSTEM) == 0) {
                vec_push(&files, ir_text(module, module->files[file].path));
            }
        }
    }
    if (files.count > 1) {
        qsort(files.items, files.count, sizeof *files.items, text_order);
    }
    *count = 0;
    for (uint32_t i = 0; i < files.count; i++) {
        if (i == 0 || strcmp(files.items[i], files.items[i - 1]) != 0) {
            files.items[(*count)++] = files.items[i];
        }
    }
    return files.items;
}

static void evaluate_rules(struct pipeline *p)
{
    uint32_t count = 0;
    const char **files = analysed_files(p, &count);
    rules_evaluate(&p->findings, &p->knowledge.rules, &p->facts, &p->knowledge.config,
                   p->knowledge.root, files, count);
    free(files);
    stopwatch_lap(&p->stopwatch, "rules");
}

/* SOURCE_DATE_EPOCH makes a review repeatable, as it does for other build tools. */
static void format_today(char *today, size_t size)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    time_t now = epoch != NULL ? (time_t)strtoll(epoch, NULL, 10) : time(NULL);
    struct tm parts;
    gmtime_r(&now, &parts);
    strftime(today, size, "%Y-%m-%d", &parts);
}

static void decide_checklist(struct pipeline *p)
{
    const struct options *options = p->options;
    const struct knowledge *knowledge = &p->knowledge;
    const char *attestations = knowledge->config.attestations;
    char today[16];
    format_today(today, sizeof today);
    if (options->attestations != NULL) {
        attestations = path_join(&p->gaps.arena, knowledge->root, options->attestations);
    }
    checklist_decide(&p->checklist, knowledge->checklist, attestations, &knowledge->rules,
                     &p->facts, &p->findings, knowledge->root, today);
    stopwatch_lap(&p->stopwatch, "checklist");
}

/* Sources that the report speaks of. */
static uint32_t unit_count(const struct pipeline *p)
{
    bool linked = p->options->command == COMMAND_LINK;
    return linked ? p->extraction.modules.count : p->units.units.count;
}

static void write_report(struct pipeline *p)
{
    const struct options *options = p->options;
    bool review = options->command == COMMAND_REVIEW;
    struct report_input input = {.rules = &p->knowledge.rules,
                                 .facts = &p->facts,
                                 .findings = &p->findings,
                                 .checklist = review ? &p->checklist : NULL,
                                 .root = p->knowledge.root,
                                 .version = RESILINT_VERSION,
                                 .unit_count = unit_count(p),
                                 .failed_units = p->extraction.failed,
                                 .limits = p->gaps.sentences.items,
                                 .limit_count = p->gaps.sentences.count,
                                 .color = output_color(options),
                                 .quiet = options->quiet};
    switch (options->format) {
    case FORMAT_TEXT:
        (review ? report_text_review : report_text_check)(&input, &p->report);
        break;
    case FORMAT_MARKDOWN:
        (review ? report_markdown_review : report_markdown_check)(&input, &p->report);
        break;
    case FORMAT_JSON:
        report_json(&input, &p->report);
        break;
    case FORMAT_SARIF:
        report_sarif(&input, &p->report);
        break;
    case FORMAT_JSONL:
        report_inventory(&input, &p->report);
        break;
    }
}

/* The artefact of --dump, when it is there already. */
static bool dump(struct pipeline *p, enum dump_stage stage)
{
    if (p->options->dump != stage) {
        return false;
    }
    switch (stage) {
    case DUMP_UNITS:
        dump_units(&p->units, p->knowledge.root, &p->report);
        break;
    case DUMP_PREFILTER:
        dump_chosen(&p->extraction, &p->units, p->knowledge.root, &p->report);
        break;
    case DUMP_IR:
        dump_modules(&p->extraction, &p->report);
        break;
    case DUMP_PROGRAM:
        dump_program(&p->extraction.program, &p->report);
        break;
    case DUMP_FACTS:
        report_inventory(&(struct report_input){.facts = &p->facts}, &p->report);
        break;
    case DUMP_SUMMARY: /* facts/ put it into the report */
    case DUMP_NOTHING:
        break;
    }
    return true;
}

/* The picture of this program: each line makes one artefact out of those before it. */
static void run_stages(struct pipeline *p)
{
    enum command command = p->options->command;

    if (command != COMMAND_LINK) {
        find_units(p);
    }
    if (dump(p, DUMP_UNITS) || !extract(p)) {
        return;
    }
    if (command == COMMAND_EXTRACT) {
        module_files_write(&p->extraction, &p->report);
        return;
    }
    if (command == COMMAND_DUMP_IR) {
        dump_modules(&p->extraction, &p->report);
        return;
    }
    if (dump(p, DUMP_PREFILTER) || dump(p, DUMP_IR) || dump(p, DUMP_PROGRAM)) {
        return;
    }
    compute_facts(p);
    if (dump(p, DUMP_SUMMARY) || dump(p, DUMP_FACTS)) {
        return;
    }
    if (p->options->format != FORMAT_JSONL) {
        evaluate_rules(p);
    }
    if (command == COMMAND_REVIEW) {
        decide_checklist(p);
    }
    write_report(p);
}

static void print_statistics(const struct pipeline *p)
{
    const struct extraction *extraction = &p->extraction;
    fprintf(stderr, "units: %u, read: %u in %u rounds, failed: %u\n", p->units.units.count,
            extraction->chosen.units.count, extraction->rounds, extraction->failed);
    fprintf(stderr, "scanned for names: %u files, %.1f MB\n", extraction->scanned.files,
            (double)extraction->scanned.bytes / 1e6);
    fprintf(stderr, "slowest source: %.3f s %s\n", extraction->slowest_seconds,
            extraction->slowest_path != NULL ? extraction->slowest_path : "(none)");
    fprintf(stderr, "functions: %u, analysed: %u, given up on: %u, slowest: %.3f s %s\n",
            p->statistics.functions, p->statistics.analysed, p->statistics.over_budget,
            p->statistics.longest_seconds,
            p->statistics.longest_name != NULL ? p->statistics.longest_name : "(none)");
    stopwatch_print(&p->stopwatch, stderr);
}

static enum exit_status status_of(const struct pipeline *p)
{
    int gate = p->options->fail_on != -2 ? p->options->fail_on : p->knowledge.config.fail_on;
    if (gate == -2) {
        gate = SEVERITY_WARNING;
    }
    if (diag_count(DIAG_ERROR) > 0) {
        return EXIT_USAGE;
    }
    if (diag_count(DIAG_BROKEN) > 0) {
        return EXIT_INCOMPLETE;
    }
    for (uint32_t i = 0; i < p->findings.findings.count; i++) {
        const struct finding *finding = &p->findings.findings.items[i];
        if (gate >= 0 && finding->gates && (int)finding->severity >= gate) {
            return EXIT_FINDINGS;
        }
    }
    return EXIT_NOTHING;
}

static void finish(struct pipeline *p)
{
    text_finish(&p->report);
    checklist_result_finish(&p->checklist);
    finding_list_finish(&p->findings);
    fact_list_finish(&p->facts);
    gaps_finish(&p->gaps);
    extraction_finish(&p->extraction);
    unit_list_finish(&p->units);
    knowledge_finish(&p->knowledge);
}

enum exit_status pipeline_run(const struct options *options)
{
    struct pipeline pipeline = {.options = options};
    stopwatch_start(&pipeline.stopwatch);
    /* A mistake in what decides the result ends the run; one in a source costs that source. */
    if (knowledge_load(&pipeline.knowledge, options)) {
        stopwatch_lap(&pipeline.stopwatch, "knowledge");
        run_stages(&pipeline);
        output_write(options, &pipeline.report);
        if (options->stats) {
            print_statistics(&pipeline);
        }
    }
    enum exit_status status = status_of(&pipeline);
    finish(&pipeline);
    return status;
}
