/* The parts of the SARIF report. */
#ifndef REPORTS_SARIF_H
#define REPORTS_SARIF_H

#include "reports/report.h"
#include "reports/source.h"

struct sarif {
    const struct report_input *input;
    struct arena arena;
    struct sources sources;
    struct strtab files;            /* of artifacts, by path */
    VEC(const char *) artifacts;    /* [0] unused: ids of `files` start at 1 */
    VEC(const struct rule *) rules; /* in the order of ruleIndex */
};

/* A new message object whose text ends like a sentence. */
json_t *sarif_message(struct sarif *sarif, const char *text);

/* A new reportingDescriptor. */
json_t *sarif_rule(struct sarif *sarif, const struct rule *rule);

#endif
