#include "reports/grouping.h"

struct report_counts report_count(const struct report_input *input)
{
    struct report_counts counts = {0};
    const char *file = NULL;
    for (uint32_t i = 0; i < input->findings->findings.count; i++) {
        const struct finding *finding = &input->findings->findings.items[i];
        if (finding->state != FINDING_OPEN) {
            counts.suppressed++;
            continue;
        }
        counts.open[finding->severity]++;
        counts.findings++;
        counts.files += file == NULL || strcmp(file, finding->file) != 0;
        file = finding->file;
    }
    for (uint32_t i = 0; i < input->facts->facts.count; i++) {
        counts.calls += input->facts->facts.items[i].kind == FACT_network_call;
        counts.loops += input->facts->facts.items[i].kind == FACT_loop;
    }
    return counts;
}

static bool is_listed(const struct checklist_result *checklist, const char *fallacy)
{
    for (uint32_t i = 0; checklist != NULL && i < checklist->fallacies.count; i++) {
        if (strcmp(checklist->fallacies.items[i].id, fallacy) == 0) {
            return true;
        }
    }
    return false;
}

bool report_finding_in(const struct report_input *input, const struct finding *finding,
                       const char *fallacy)
{
    const char *own = finding->rule->fallacy == NULL ? "" : finding->rule->fallacy;
    if (finding->state != FINDING_OPEN) {
        return false;
    }
    return fallacy == NULL ? !is_listed(input->checklist, own) : strcmp(own, fallacy) == 0;
}

uint32_t report_findings_in(const struct report_input *input, const char *fallacy)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < input->findings->findings.count; i++) {
        count += report_finding_in(input, &input->findings->findings.items[i], fallacy);
    }
    return count;
}

const char *report_advice(const struct finding *finding, struct arena *arena)
{
    static const struct fact nothing = {0};
    const char *advice =
        rule_advice_for(finding->rule, finding->fact == NULL ? &nothing : finding->fact, arena);
    return advice == NULL || *advice == '\0' ? NULL : advice;
}

const char *report_remedy(const struct rule *rule, struct arena *arena)
{
    if (rule->remedy == NULL || rule->header == NULL || rule->docs == NULL) {
        return NULL;
    }
    return arena_format(arena, "%s() of libresil's %s (%s)", rule->remedy, rule->header,
                        rule->docs);
}

const char *duration_text(struct arena *arena, int64_t milliseconds)
{
    if (milliseconds < 1000) {
        return arena_format(arena, "%lld ms", (long long)milliseconds);
    }
    if (milliseconds % 60000 == 0 && milliseconds >= 120000) {
        return arena_format(arena, "%lld min", (long long)(milliseconds / 60000));
    }
    return arena_format(arena, "%g s", (double)milliseconds / 1000.0);
}

void text_count(struct text *out, uint32_t count, const char *noun)
{
    text_printf(out, "%u %s%s", count, noun, count == 1 ? "" : "s");
}
