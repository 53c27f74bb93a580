/* Questions to a loaded set. */
#include "models/model.h"

const struct model_function *models_find(const struct model_set *models, const char *name)
{
    str_id id = strtab_find(&models->names, name);
    const uint32_t *index = id != 0 ? map_get(&models->function_by_name, id) : NULL;
    return index != NULL && *index != 0 ? &models->functions.items[*index] : NULL;
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
    vec_finish(&models->settings);
    vec_finish(&models->bounds);
    vec_finish(&models->options);
    vec_finish(&models->methods);
    vec_finish(&models->handle_kinds);
}
