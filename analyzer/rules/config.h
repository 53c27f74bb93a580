/* `.resilint.yaml`: which rules apply where. */
#ifndef RULES_CONFIG_H
#define RULES_CONFIG_H

#include "base/diag.h"
#include "base/vec.h"
#include "rules/finding.h"

struct rule_set;

enum setting_kind {
    SETTING_ON,      /* the rule's own severity, whatever was said before */
    SETTING_OFF,     /* no findings */
    SETTING_QUIETER, /* one severity less than said before; a note stays a note */
    SETTING_SEVERITY /* this severity */
};

/* What a configuration says of one rule; later entries win. */
struct rule_setting {
    const char *rule; /* an id, or "*" */
    enum setting_kind kind;
    enum severity severity;
    struct diag_place place; /* where it was said */
};

/* The same for files that match a glob. */
struct config_override {
    const char *const *globs;
    uint32_t glob_count;
    const struct rule_setting *settings;
    uint32_t setting_count;
};

typedef VEC(const char *) config_texts;

struct config {
    struct arena arena;
    const char *file;   /* the .resilint.yaml read, or NULL */
    const char *folder; /* absolute: where its globs and relative paths start */
    VEC(struct rule_setting) settings;
    VEC(struct config_override) overrides; /* the built-in one for tests comes first */
    config_texts include;                  /* globs; none: everything */
    config_texts exclude;
    config_texts models;      /* extra model files and folders, absolute */
    config_texts rules;       /* extra rule folders, absolute */
    config_texts selected;    /* of --select: all other rules are off; none: no choice made */
    config_texts ignored;     /* of --ignore */
    const char *checklist;    /* file, absolute, or NULL: the shipped one */
    const char *attestations; /* file, absolute, or NULL */
    int fail_on;              /* enum severity, -1: never, -2: not said */
};

/* Starts with the defaults: files under test folders are quieter by one severity. */
void config_init(struct config *config);

/* Looks for .resilint.yaml in `folder` and its parents and reads it; mistakes are DIAG_ERRORs.
 * Without one, globs start at `folder`. */
void config_find(struct config *config, const char *folder);
void config_read(struct config *config, const char *path);

/* `--select ID` and `--ignore ID`: they win over whatever the file says. */
void config_select(struct config *config, const char *rule);
void config_ignore(struct config *config, const char *rule);

/* Reports rule ids that do not exist, with the nearest one. */
void config_check_rules(const struct config *config, const struct rule_set *rules);

/* What applies to a rule in a file (absolute, or relative to `folder`): false when it is off
 * there. */
bool config_rule_applies(const struct config *config, const struct rule *rule, const char *file,
                         enum severity *severity);

/* Whether include and exclude leave the file (absolute, or relative to `folder`) out. */
bool config_excludes(const struct config *config, const char *file);

/* A copy of `size` bytes in the configuration's arena; NULL for none. */
const void *config_keep(struct config *config, const void *items, size_t size);

void config_finish(struct config *config);

#endif
