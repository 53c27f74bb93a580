/* What several formats show alike: counts, findings by fallacy, answers about a call. */
#ifndef REPORTS_GROUPING_H
#define REPORTS_GROUPING_H

#include "reports/report.h"

struct report_counts {
    uint32_t open[SEVERITY_ERROR + 1]; /* by severity */
    uint32_t findings;                 /* all open ones */
    uint32_t suppressed;
    uint32_t files; /* that hold an open finding */
    uint32_t calls; /* facts by kind */
    uint32_t loops;
};

struct report_counts report_count(const struct report_input *input);

/* Whether the finding is open and belongs to the fallacy; with `fallacy` NULL: to none that the
 * checklist lists. */
bool report_finding_in(const struct report_input *input, const struct finding *finding,
                       const char *fallacy);

uint32_t report_findings_in(const struct report_input *input, const char *fallacy);

/* What to do about a finding: the rule's advice with the fact's values, in the arena; NULL when
 * the rule has none. */
const char *report_advice(const struct finding *finding, struct arena *arena);

/* "resil_retry_wait() of libresil's resil/retry.h (resilience/README.md#retry)", in the arena; NULL
 * when the rule names no part of it. */
const char *report_remedy(const struct rule *rule, struct arena *arena);

/* The questions a reviewer asks of every call. */
enum call_question {
    CALL_SLOW,      /* when the answer is slow */
    CALL_NEVER,     /* when it never comes */
    CALL_TWICE,     /* when it happens twice */
    CALL_MOVED,     /* when the destination has moved */
    CALL_SATURATED, /* when the link is full */
    CALL_MISREAD,   /* when a proxy on the way misreads it */
    CALL_PAID,      /* when the bill comes */
    CALL_QUESTION_COUNT
};

struct call_answers {
    const char *texts[CALL_QUESTION_COUNT]; /* NULL: not known */
    bool bad[CALL_QUESTION_COUNT];          /* worth a reviewer's eye */
};

/* "slow?", "never?" …, and the name for formats that are read by programs: "slow", "never" … */
const char *call_question_title(enum call_question question);
const char *call_question_name(enum call_question question);

/* From the fact alone; texts in the arena. */
struct call_answers call_answer(const struct fact *call, struct arena *arena);

/* "1.5 s", "300 ms", "2 min". */
const char *duration_text(struct arena *arena, int64_t milliseconds);

/* "1 finding", "3 findings". */
void text_count(struct text *out, uint32_t count, const char *noun);

#endif
