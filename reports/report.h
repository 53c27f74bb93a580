/* Report formats: results in, text out. No analysis, no file walking. Each format is one file. */
#ifndef REPORTS_REPORT_H
#define REPORTS_REPORT_H

#include "base/text.h"
#include "checklist/checklist.h"

struct report_input {
    const struct rule_set *rules;
    const struct fact_list *facts;
    const struct finding_list *findings;
    const struct checklist_result *checklist; /* NULL for `check` */
    const char *root;          /* folder the files' names start from; sources are read below it */
    const char *version;       /* resilint's */
    const char *documentation; /* where rule documentation lies, for links */
    uint32_t unit_count;
    uint32_t failed_units;
    const char *const *limits; /* sentences about what could not be seen */
    uint32_t limit_count;
    bool color; /* text only */
    bool quiet; /* text: findings only, no summary */
};

void report_text_check(const struct report_input *input, struct text *out);
void report_text_review(const struct report_input *input, struct text *out);
void report_markdown_review(const struct report_input *input, struct text *out);
void report_markdown_check(const struct report_input *input, struct text *out);
void report_json(const struct report_input *input, struct text *out);
void report_sarif(const struct report_input *input, struct text *out);

/* One JSON object a line. */
void report_inventory(const struct report_input *input, struct text *out);

#endif
