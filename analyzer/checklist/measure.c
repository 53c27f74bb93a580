/* Evidence by figures: a data file that holds what was measured. */
#include "base/diag.h"
#include "base/file.h"
#include "base/text.h"
#include "checklist/date.h"
#include "checklist/evidence.h"

struct figure {
    const char *of; /* a function of the program, or any other name */
    int64_t value;
    int64_t taken; /* day */
};

struct figure_list {
    VEC(struct figure) figures;
};

static void read_figure(struct figure_list *list, const struct yaml_node *node, const char *name,
                        int64_t today)
{
    static const char *const known[] = {"name", "of", "value", "date", "source", NULL};
    uint32_t before = diag_count(DIAG_ERROR);
    struct figure figure = {0};
    if (!yaml_check_keys(node, known)) {
        return;
    }
    const char *own = required_text(node, "name");
    figure.of = required_text(node, "of");
    required_text(node, "source");
    figure.value = yaml_integer(yaml_get(node, "value"), 0);
    if (yaml_get(node, "value") == NULL) {
        yaml_error(node, false, "'value' is missing, expected a whole number");
    }
    if (date_read(node, "date", &figure.taken) && figure.taken > today) {
        yaml_error(yaml_get(node, "date"), false, "'date' lies in the future");
    }
    if (diag_count(DIAG_ERROR) == before && strcmp(own, name) == 0) {
        vec_push(&list->figures, figure);
    }
}

/* Several items may read the same file; its mistakes are told once for each, since each of them
 * is left without an answer. */
static void read_figures(struct figure_list *list, const struct measure *measure,
                         const struct evidence_input *input)
{
    static const char *const known[] = {"measures", NULL};
    const char *path = path_join(input->arena, input->repository->root, measure->file);
    if (!file_exists(path)) {
        return;
    }
    const struct yaml_node *root = yaml_read_file(input->arena, path);
    if (root == NULL || !yaml_check_keys(root, known)) {
        return;
    }
    const struct yaml_node *entries = yaml_get(root, "measures");
    if (entries == NULL || entries->kind != YAML_LIST) {
        yaml_error(root, false, "expected a list of figures under 'measures'");
        return;
    }
    for (const struct yaml_node *node = entries->first; node != NULL; node = node->next) {
        read_figure(list, node, measure->name, input->today);
    }
}

/* The newest figure of that function or thing; NULL when there is none. */
static const struct figure *find_figure(const struct figure_list *list, const char *of)
{
    const struct figure *newest = NULL;
    for (uint32_t i = 0; i < list->figures.count; i++) {
        const struct figure *figure = &list->figures.items[i];
        if (strcmp(figure->of, of) == 0 && (newest == NULL || figure->taken > newest->taken)) {
            newest = figure;
        }
    }
    return newest;
}

/* What was seen so far; the first of each kind is named. */
struct measure_sum {
    uint32_t fresh, stale, missing;
    const char *first_missing, *first_stale, *outside;
};

static void judge_value(struct measure_sum *sum, const struct measure *measure,
                        const struct figure *figure, const struct fact *fact, struct arena *arena)
{
    int64_t value = figure->value;
    if (measure->compares) {
        const struct fact_value *field = &fact->values[measure->field];
        if (!field->set || figure->value <= 0) {
            return;
        }
        value = field->number / figure->value;
    }
    if ((value >= measure->at_least && value <= measure->at_most) || sum->outside != NULL) {
        return;
    }
    if (measure->compares) {
        sum->outside =
            arena_format(arena, "%s of %s is %lld, its %s is %lld", fact_field_name(measure->field),
                         figure->of, (long long)fact->values[measure->field].number, measure->name,
                         (long long)figure->value);
    } else {
        sum->outside = arena_format(arena, "%s of %s is %lld", measure->name, figure->of,
                                    (long long)figure->value);
    }
}

static void add_figure(struct measure_sum *sum, const struct measure *measure,
                       const struct figure *figure, const char *of, const struct fact *fact,
                       const struct evidence_input *input)
{
    if (figure == NULL) {
        sum->first_missing = sum->missing++ == 0 ? of : sum->first_missing;
    } else if (input->today - figure->taken > measure->days) {
        sum->first_stale = sum->stale++ == 0 ? figure->of : sum->first_stale;
    } else {
        sum->fresh++;
        judge_value(sum, measure, figure, fact, input->arena);
    }
}

static struct verdict conclude(const struct measure_sum *sum, const struct measure *measure,
                               struct arena *arena)
{
    if (sum->outside != NULL) {
        return (struct verdict){VERDICT_AGAINST, sum->outside, 0};
    }
    if (sum->missing != 0) {
        const char *because =
            arena_format(arena, "%s has no %s of %s%s", measure->file, measure->name,
                         sum->first_missing, sum->missing > 1 ? " and others" : "");
        return (struct verdict){VERDICT_SILENT, because, 0};
    }
    if (sum->stale != 0) {
        const char *because = arena_format(arena, "%s of %s is older than %lld days", measure->name,
                                           sum->first_stale, (long long)measure->days);
        return (struct verdict){VERDICT_STALE, because, 0};
    }
    if (sum->fresh == 0) {
        const char *because = arena_format(arena, "%s has no %s", measure->file, measure->name);
        return (struct verdict){VERDICT_SILENT, because, 0};
    }
    const char *because = arena_format(arena, "%u figure%s of %s in %s", sum->fresh,
                                       sum->fresh == 1 ? "" : "s", measure->name, measure->file);
    return (struct verdict){VERDICT_FOR, because, 0};
}

struct verdict measure_judge(const struct measure *measure, const struct evidence_input *input)
{
    struct figure_list list = {0};
    struct measure_sum sum = {0};
    read_figures(&list, measure, input);
    if (measure->each.on == FACT_NONE) {
        for (uint32_t i = 0; i < list.figures.count; i++) {
            const struct figure *figure = &list.figures.items[i];
            if (find_figure(&list, figure->of) == figure) {
                add_figure(&sum, measure, figure, figure->of, NULL, input);
            }
        }
    }
    for (uint32_t i = 0; measure->each.on != FACT_NONE && i < input->facts->facts.count; i++) {
        const struct fact *fact = &input->facts->facts.items[i];
        if (fact->kind == measure->each.on && predicate_holds(&measure->each.when, fact)) {
            const char *of = fact_text(fact, FIELD_function);
            add_figure(&sum, measure, find_figure(&list, of), of, fact, input);
        }
    }
    struct verdict verdict = conclude(&sum, measure, input->arena);
    vec_finish(&list.figures);
    return verdict;
}
