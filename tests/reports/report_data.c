#include "report_data.h"

static const struct rule_advice timeout_advice[] = {
    {"libcurl", "set CURLOPT_TIMEOUT_MS to the longest time the whole transfer may take; "
                "CURLOPT_CONNECTTIMEOUT bounds the connection only"},
    {NULL, "give the descriptor a deadline: SO_RCVTIMEO and SO_SNDTIMEO, or poll with a finite "
           "time before the call"},
};
static const struct rule_advice retry_advice[] = {
    {NULL, "send the same idempotency key with each attempt"},
};

static const struct rule rule_table[] = {
    {.id = "missing-timeout",
     .title = "network call that can wait for ever",
     .fallacy = "network-is-reliable",
     .severity = SEVERITY_ERROR,
     .on = FACT_network_call,
     .why = "a peer that accepts the connection and then says nothing holds this thread, and "
            "whoever waits for it, until the process is restarted",
     .advice = timeout_advice,
     .advice_count = 2,
     .remedy = "resil_deadline_after",
     .header = "resil/deadline.h",
     .docs = "resilience/README.md#deadline"},
    {.id = "non-idempotent-retry",
     .title = "retry of what must happen once",
     .fallacy = "network-is-reliable",
     .severity = SEVERITY_ERROR,
     .on = FACT_loop,
     .why = "a request that timed out may have been carried out, so that this loop orders twice",
     .advice = retry_advice,
     .advice_count = 1,
     .remedy = "resil_retry_wait",
     .header = "resil/retry.h",
     .docs = "resilience/README.md#retry"},
    {.id = "retry-without-jitter",
     .title = "retry without jitter",
     .fallacy = "network-is-reliable",
     .severity = SEVERITY_WARNING,
     .on = FACT_loop,
     .why = "clients that failed together come back together"},
    {.id = "unused-suppression",
     .title = "suppression that suppresses nothing",
     .fallacy = "house",
     .severity = SEVERITY_NOTE,
     .why = "it hides the next finding at this place"},
};

static const struct fact_step payment_steps[] = {
    {"orders/payment.c", 14, 17, "the handle comes from payment_open"},
    {"orders/payment.c", 6, 17, "it is created here, without any bound"},
    {"orders/payment.c", 8, 2, "only the connection gets a bound: 5 s"},
    {"orders/payment.c", 20, 10, "the transfer waits here, without a bound of its own"},
};
static const struct fact_step retry_steps[] = {
    {"orders/payment.c", 18, 2, "POST: CURLOPT_POSTFIELDS is set"},
    {"orders/payment.c", 23, 0, "the failure leads round again, up to 5 times"},
};
static const struct fact_step receive_steps[] = {
    {"net.c", 6, 12, "fd has no timeout that is known"},
};

static struct fact *add_fact(struct report_data *data, enum fact_kind kind, const char *file,
                             int64_t line, int64_t column, const char *function)
{
    struct fact *fact = fact_add(&data->facts, kind);
    fact_set_text(fact, FIELD_file, file);
    fact_set_number(fact, FIELD_line, line);
    fact_set_number(fact, FIELD_column, column);
    fact_set_number(fact, FIELD_end_line, line);
    fact_set_text(fact, FIELD_function, function);
    fact_set_text(fact, FIELD_confidence, "high");
    return fact;
}

static struct fact *add_call(struct report_data *data, const char *file, int64_t line,
                             int64_t column, const char *function, const char *api)
{
    struct fact *fact = add_fact(data, FACT_network_call, file, line, column, function);
    fact_set_text(fact, FIELD_library, "posix");
    fact_set_text(fact, FIELD_api, api);
    fact_set_text(fact, FIELD_blocking, "yes");
    fact_set_text(fact, FIELD_timeout, "unknown");
    fact_set_text(fact, FIELD_idempotent, "unknown");
    fact_set_text(fact, FIELD_result, "checked");
    fact_set_text(fact, FIELD_transport, "unknown");
    fact_set_list(fact, FIELD_missing, NULL, 0);
    fact_set_list(fact, FIELD_locks_held, NULL, 0);
    fact_set_list(fact, FIELD_guards, NULL, 0);
    return fact;
}

static void add_payment_facts(struct report_data *data)
{
    static const char *const missing[] = {"total"};
    static const char *const guards[] = {"retry"};
    static const char *const calls[] = {"curl_easy_perform"};
    struct fact *call =
        add_call(data, "orders/payment.c", 20, 10, "charge_card", "curl_easy_perform");
    fact_set_text(call, FIELD_library, "libcurl");
    fact_set_text(call, FIELD_operation, "request");
    fact_set_text(call, FIELD_timeout, "partial");
    fact_set_text(call, FIELD_idempotent, "no");
    fact_set_text(call, FIELD_method, "POST");
    fact_set_text(call, FIELD_target, "http://10.0.0.5/charge");
    fact_set_text(call, FIELD_transport, "plaintext");
    fact_set_list(call, FIELD_missing, missing, 1);
    fact_set_list(call, FIELD_guards, guards, 1);
    call->evidence = payment_steps;
    call->evidence_count = 4;
    struct fact *loop = add_fact(data, FACT_loop, "orders/payment.c", 19, 2, "charge_card");
    fact_set_number(loop, FIELD_end_line, 23);
    fact_set_text(loop, FIELD_class, "retry");
    fact_set_text(loop, FIELD_delay, "fixed");
    fact_set_number(loop, FIELD_delay_ms, 1000);
    fact_set_bool(loop, FIELD_jitter, false);
    fact_set_bool(loop, FIELD_bounded, true);
    fact_set_number(loop, FIELD_max_attempts, 5);
    fact_set_text(loop, FIELD_idempotent, "no");
    fact_set_list(loop, FIELD_calls, calls, 1);
    loop->evidence = retry_steps;
    loop->evidence_count = 2;
}

static void add_socket_facts(struct report_data *data)
{
    struct fact *receive = add_call(data, "net.c", 6, 12, "read_order", "recv");
    fact_set_text(receive, FIELD_operation, "receive");
    fact_set_text(receive, FIELD_timeout, "none");
    receive->evidence = receive_steps;
    receive->evidence_count = 1;
    struct fact *send = add_call(data, "net.c", 11, 5, "announce", "send");
    fact_set_text(send, FIELD_operation, "send");
    fact_set_text(send, FIELD_timeout, "bounded");
    fact_set_number(send, FIELD_timeout_ms, 1500);
    fact_set_text(send, FIELD_idempotent, "yes");
    fact_set_text(send, FIELD_result, "ignored");
}

static struct finding *add_finding(struct report_data *data, const char *rule,
                                   const struct fact *fact, const char *message)
{
    struct finding *finding = vec_push_zero(&data->findings.findings);
    finding->rule = rules_find(&data->rules, rule);
    finding->severity = finding->rule->severity;
    finding->message = message;
    finding->gates = true;
    finding->fact = fact;
    strcpy(finding->fingerprint, "0123456789abcdef0123456789abcdef");
    if (fact != NULL) {
        finding->file = fact_text(fact, FIELD_file);
        finding->line = (uint32_t)fact_number(fact, FIELD_line);
        finding->column = (uint32_t)fact_number(fact, FIELD_column);
        finding->end_line = (uint32_t)fact_number(fact, FIELD_end_line);
        finding->steps = fact->evidence;
        finding->step_count = fact->evidence_count;
    }
    return finding;
}

static void add_findings(struct report_data *data)
{
    const struct fact *facts = data->facts.facts.items;
    struct finding *finding = add_finding(data, "missing-timeout", &facts[0],
                                          "recv can wait for ever: nothing bounds the descriptor");
    finding->state = FINDING_SUPPRESSED;
    finding->gates = false;
    finding->reason = "the peer is our own parent process";
    finding = add_finding(data, "unused-suppression", NULL,
                          "this comment allows nested-retry, which was not found here");
    finding->file = "net.c";
    finding->line = 11;
    finding->column = 30;
    add_finding(data, "non-idempotent-retry", &facts[2],
                "curl_easy_perform sends a POST again when it failed, up to 5 times");
    add_finding(data, "retry-without-jitter", &facts[2],
                "every client that fails together comes back together: the delay has no jitter");
    add_finding(data, "missing-timeout", &facts[3],
                "curl_easy_perform can wait for ever: no bound on total");
}

static void add_items(struct report_data *data)
{
    static const char *const rules[] = {"missing-timeout"};
    static const struct item_result items[] = {
        {.id = "timeouts-everywhere",
         .fallacy = "network-is-reliable",
         .question = "Does every network call come back within a known time?",
         .why = "A call without an end holds its thread.",
         .evidence = "rules",
         .state = ITEM_FAIL,
         .because = "1 finding of missing-timeout.",
         .automatic = true,
         .rules = rules,
         .rule_count = 1,
         .finding_count = 1},
        {.id = "circuit-breakers",
         .fallacy = "network-is-reliable",
         .question = "Does a breaker stop calling a dependency that keeps failing?",
         .why = "Callers of a dead service die with it.",
         .evidence = "facts, attest",
         .state = ITEM_UNANSWERED,
         .because = "Nobody has attested it."},
        {.id = "fallback-defined",
         .fallacy = "network-is-reliable",
         .question = "Is it decided what users get while a dependency is away?",
         .why = "An outage of a side service becomes an outage of everything.",
         .evidence = "rules, attest",
         .state = ITEM_PASS,
         .because = "Orders are queued on disk.",
         .by = "Ada Lovelace",
         .date = "2026-05-01",
         .until = "2027-05-01",
         .link = "https://example.org/adr/7"},
        {.id = "partitions-rehearsed",
         .fallacy = "network-is-reliable",
         .question = "Has a partition been tried?",
         .why = "The first real one is worse.",
         .evidence = "files, attest",
         .state = ITEM_EXPIRED,
         .because = "The answer of Ada Lovelace ended on 2026-05-01.",
         .by = "Ada Lovelace",
         .date = "2025-05-01",
         .until = "2026-05-01"},
        {.id = "mutual-tls",
         .fallacy = "network-is-secure",
         .question = "Do services prove to each other who they are?",
         .why = "One intruder otherwise speaks to everything.",
         .evidence = "facts, attest",
         .state = ITEM_WAIVED,
         .because = "The mesh brings it in July.",
         .by = "Grace Hopper",
         .date = "2026-06-01",
         .until = "2026-07-31"},
        {.id = "secrets-rotated",
         .fallacy = "network-is-secure",
         .question = "Are keys replaced by a machine?",
         .why = "An old key is a leaked key.",
         .evidence = "files, attest",
         .state = ITEM_NOT_APPLICABLE,
         .because = "The program has nothing to which this applies.",
         .automatic = true},
    };
    for (size_t i = 0; i < sizeof items / sizeof items[0]; i++) {
        vec_push(&data->checklist.items, items[i]);
    }
}

static void add_checklist(struct report_data *data)
{
    static const struct fallacy_result fallacies[] = {
        {"network-is-reliable", "The network is reliable", 4, 1, 2},
        {"network-is-secure", "The network is secure", 1, 0, 0},
    };
    add_items(data);
    for (size_t i = 0; i < sizeof fallacies / sizeof fallacies[0]; i++) {
        vec_push(&data->checklist.fallacies, fallacies[i]);
    }
    data->checklist.title = "Eight fallacies of distributed computing";
    data->checklist.unchecked = 3;
    data->checklist.automatic = 2;
    data->checklist.band = "resilient";
    data->checklist.advice = "The design holds up; keep the answers fresh.";
    data->input.checklist = &data->checklist;
}

static void init_common(struct report_data *data)
{
    *data = (struct report_data){0};
    for (size_t i = 0; i < sizeof rule_table / sizeof rule_table[0]; i++) {
        vec_push(&data->rules.rules, rule_table[i]);
    }
    data->input = (struct report_input){.rules = &data->rules,
                                        .facts = &data->facts,
                                        .findings = &data->findings,
                                        .root = SOURCE_DIR "/tests/reports/src",
                                        .version = "0.1.0",
                                        .documentation = "https://example.org/resilint",
                                        .unit_count = 2};
}

void report_data_init(struct report_data *data)
{
    static const char *const limits[] = {
        "the header ldap.h is missing; 2 calls of its functions were not understood"};
    init_common(data);
    add_socket_facts(data);
    add_payment_facts(data);
    fact_sort(&data->facts);
    add_findings(data);
    add_checklist(data);
    data->input.unit_count = 3;
    data->input.failed_units = 1;
    data->input.limits = limits;
    data->input.limit_count = 1;
}

void report_data_init_hostile(struct report_data *data)
{
    static const char name[] = "o\x1b[31md|`<b>\xff&\n.c";
    static const struct fact_step steps[] = {
        {"hostile.c", 3, 4, "a [link](javascript:alert(1)) \"quoted\" <img src=x> \x1b[2J"},
        {"hostile.c", 4, 0, "no column"},
        {name, 1, 1, "a file that cannot be read"},
        {"hostile.c", 900, 1, "a line that is not there"},
        {"hostile.c", 5, 245, "far to the right"},
    };
    init_common(data);
    struct fact *call = add_call(data, "hostile.c", 4, 12, "f\xff\x07|`", "connect");
    fact_set_text(call, FIELD_target, "|`</td>\x1b[0m\xc3");
    call->evidence = steps;
    call->evidence_count = 5;
    struct fact *other = add_call(data, name, 7, 1, "f", "send");
    fact_set_text(other, FIELD_timeout, "none");
    add_finding(data, "missing-timeout", &data->facts.facts.items[0],
                "a \"message\" with \\ and </script> and \x1b[31m and \xe9 and ``` and | here");
    add_finding(data, "missing-timeout", &data->facts.facts.items[1], "over there");
    add_checklist(data);
}

void report_data_init_clean(struct report_data *data)
{
    init_common(data);
}

void report_data_finish(struct report_data *data)
{
    vec_finish(&data->rules.rules);
    fact_list_finish(&data->facts);
    vec_finish(&data->findings.findings);
    vec_finish(&data->checklist.items);
    vec_finish(&data->checklist.fallacies);
}
