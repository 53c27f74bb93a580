/* One fixed set of results that uses everything a report can show. */
#ifndef REPORTS_REPORT_DATA_H
#define REPORTS_REPORT_DATA_H

#include "reports/report.h"

struct report_data {
    struct rule_set rules;
    struct fact_list facts;
    struct finding_list findings;
    struct checklist_result checklist;
    struct report_input input;
};

/* An order service with findings of every severity, a suppression and a checklist. */
void report_data_init(struct report_data *data);

/* The same with names and lines that try to break every format. */
void report_data_init_hostile(struct report_data *data);

/* Nothing found at all. */
void report_data_init_clean(struct report_data *data);

void report_data_finish(struct report_data *data);

#endif
