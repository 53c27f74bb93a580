/* Questions to a loaded set. */
#include "models/model.h"

const struct model_function *models_find(const struct model_set *models, const char *name)
{
    str_id id = strtab_find(&models->names, name);
    const uint32_t *index = id != 0 ? map_get(&models->function_by_name, id) : NULL;
    return index != NULL && *index != 0 ? &models->functions.items[*index] : NULL;
}

const struct model_function *models_find_tabled(const struct model_set *models, const char *record,
                                                const char *field)
{
    size_t length = strlen(record);
    for (uint32_t i = 0; i < models->tabled.count; i++) {
        const struct model_function *function = &models->functions.items[models->tabled.items[i]];
        if (strncmp(function->through, record, length) == 0 && function->through[length] == '.' &&
            strcmp(function->through + length + 1, field) == 0) {
            return function;
        }
    }
    return NULL;
}

enum model_answer model_answer_both(enum model_answer a, enum model_answer b)
{
    if (a == ANSWER_NO || b == ANSWER_NO) {
        return ANSWER_NO;
    }
    return a == ANSWER_YES && b == ANSWER_YES ? ANSWER_YES : ANSWER_UNKNOWN;
}

enum model_answer model_range_answer(struct model_range wanted, int64_t low, int64_t high)
{
    if (high < wanted.low || low > wanted.high) {
        return ANSWER_NO;
    }
    return low >= wanted.low && high <= wanted.high ? ANSWER_YES : ANSWER_UNKNOWN;
}

void models_finish(struct model_set *models)
{
    arena_finish(&models->arena);
    strtab_finish(&models->names);
    vec_finish(&models->libraries);
    vec_finish(&models->functions);
    map_finish(&models->function_by_name);
    vec_finish(&models->tabled);
    vec_finish(&models->settings);
    vec_finish(&models->bounds);
    vec_finish(&models->options);
    vec_finish(&models->methods);
    vec_finish(&models->handle_kinds);
}
