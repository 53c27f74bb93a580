/* Facts as JSON, one object a line. */
#include "reports/report.h"

void report_inventory(const struct report_input *input, struct text *out)
{
    for (uint32_t i = 0; i < input->facts->facts.count; i++) {
        json_t *json = fact_to_json(&input->facts->facts.items[i]);
        char *line = json_dumps(json, JSON_COMPACT);
        text_puts(out, line);
        text_puts(out, "\n");
        free(line);
        json_decref(json);
    }
}
