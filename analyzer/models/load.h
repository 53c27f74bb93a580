/* What the readers of a model's parts share while files are loaded. Every reader reports what does
 * not fit through diag and returns a neutral value, so that one run names all mistakes. */
#ifndef MODELS_LOAD_H
#define MODELS_LOAD_H

#include "base/yaml.h"
#include "models/model.h"

struct model_loader {
    struct model_set *set;
    struct model_library *library; /* of the file being read */
    struct arena scratch;          /* YAML nodes and lists of candidates; gone after loading */
    struct map own_constants;      /* (library number, name) -> constant number */
    struct map any_constants;      /* name -> (library, constant) index below */
    VEC(const struct model_constant *) constants;
    uint32_t first_new_function; /* functions before it may be replaced, later ones not */
};

/* Reading one value. NULL nodes give the neutral value silently. */
const char *load_text(struct model_loader *loader, const struct yaml_node *node); /* or NULL */
int64_t load_number(struct model_loader *loader, const struct yaml_node *node, int64_t fallback);
int64_t load_unit(const struct yaml_node *node, int64_t fallback); /* nanoseconds in a unit */
int64_t load_duration_ms(const struct yaml_node *node);            /* "300 s" */
uint32_t load_argument(const struct yaml_node *node);              /* a number, or MODEL_NO_ARG */
uint32_t load_place(const struct yaml_node *node);                 /* also "returned" */
enum model_answer load_answer(const struct yaml_node *node, enum model_answer fallback);
struct model_amount load_amount(struct model_loader *loader, const struct yaml_node *node);
struct model_result load_result(struct model_loader *loader, const struct yaml_node *node);

/* `when: {2: NAME}`: argument numbers and the values they must have; returns how many. */
uint32_t load_when(struct model_loader *loader, const struct yaml_node *node, uint32_t limit,
                   uint32_t args[], int64_t values[]);

/* "negative", 5, NAME, {gt: 0}, {not: [0, 81]} or a list of these, as ascending ranges. */
const struct model_range *load_ranges(struct model_loader *loader, const struct yaml_node *node,
                                      uint32_t *count);

/* Reading names of other entries: 0 after a message when there is no such thing. */
uint32_t load_kind(struct model_loader *loader, const struct yaml_node *node);
setting_id load_setting(struct model_loader *loader, const struct yaml_node *node, const char *name,
                        uint32_t kind);
uint32_t load_bound(struct model_loader *loader, const struct yaml_node *node, uint32_t kind);

/* Sections of a model file. */
void load_kinds(struct model_loader *loader, const struct yaml_node *handles);
void load_bounds(struct model_loader *loader, const struct yaml_node *handles);
void load_functions(struct model_loader *loader, const struct yaml_node *functions);

/* Functions that a function entry calls, at once or later. */
void load_callbacks(struct model_loader *loader, const struct yaml_node *entry,
                    struct model_function *function);

/* What a function entry says of attempts; its `on` and kind are read already. */
void load_attempts(struct model_loader *loader, const struct yaml_node *entry,
                   struct model_function *function);

/* Values without errno: of an argument, or of a result. */
struct model_result load_values(struct model_loader *loader, const struct yaml_node *node);

/* The effects of a function entry, and what it reports of them; its `on`, kinds and timeout are
 * read already. */
void load_effects(struct model_loader *loader, const struct yaml_node *entry,
                  struct model_function *function);

/* Replaces the library's declarations by the whole stand-in header. */
void load_stand_in(struct model_loader *loader, struct model_library *library);

/* A list of candidate names for messages; NULL-terminated, in the scratch arena. */
const char **load_candidates(struct model_loader *loader, uint32_t count);

#endif
