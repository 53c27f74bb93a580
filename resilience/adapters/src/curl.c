#include "resil/curl.h"
#include <limits.h>
#include <stdio.h>
#include <string.h>

enum { key_most = 200, header_most = 64 };

/* Room for the headers that an attempt adds; the nodes lie in front of the caller's list. */
struct extra {
    char key[key_most + 32], deadline[header_most + RESIL_DEADLINE_TEXT + 2];
    struct curl_slist nodes[2];
};

static const char *header_value(CURL *easy, const char *name)
{
    struct curl_header *header;
    if (curl_easy_header(easy, name, 0, CURLH_HEADER, -1, &header) != CURLHE_OK)
        return NULL;
    return header->value;
}

static enum resil_outcome outcome_of_response(CURL *easy)
{
    long http = 0;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &http);
    if (http == 0) /* not HTTP, and no error */
        return RESIL_SUCCESS;
    /* A 503 that says when to come back is a server that refused, not one that broke. */
    if (http == 503 && header_value(easy, "Retry-After"))
        return RESIL_THROTTLED;
    return resil_outcome_of_http((int)http);
}

enum resil_outcome resil_curl_outcome(CURL *easy, CURLcode code)
{
    switch (code) {
    case CURLE_OK:
    case CURLE_HTTP_RETURNED_ERROR: /* CURLOPT_FAILONERROR */
        return outcome_of_response(easy);
    case CURLE_OPERATION_TIMEDOUT:
        return RESIL_TIMEOUT;
    case CURLE_ABORTED_BY_CALLBACK:
    case CURLE_WRITE_ERROR: /* the caller's own functions said no */
    case CURLE_READ_ERROR:
        return RESIL_ABANDONED;
    case CURLE_COULDNT_RESOLVE_HOST: /* libcurl does not tell "no such name" from "not now" */
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_CONNECT:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
    case CURLE_HTTP3:
    case CURLE_QUIC_CONNECT_ERROR:
    case CURLE_AGAIN:
    case CURLE_NO_CONNECTION_AVAILABLE:
    case CURLE_OUT_OF_MEMORY:
        return RESIL_TRANSIENT;
    default:
        return RESIL_PERMANENT; /* wrong URL, wrong certificate, wrong option */
    }
}

/* Nothing of the request went out: the transfer failed before that. */
static bool certainly_not_sent(CURL *easy, CURLcode code)
{
    long sent = 0;
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_CONNECT:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_QUIC_CONNECT_ERROR:
    case CURLE_NO_CONNECTION_AVAILABLE:
        return true;
    case CURLE_OPERATION_TIMEDOUT: /* perhaps while connecting */
        return curl_easy_getinfo(easy, CURLINFO_REQUEST_SIZE, &sent) == CURLE_OK && sent == 0;
    default:
        return false;
    }
}

static bool method_is_idempotent(CURL *easy)
{
    static const char *const methods[] = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"};
    const char *method = NULL;
    if (curl_easy_getinfo(easy, CURLINFO_EFFECTIVE_METHOD, &method) != CURLE_OK || !method)
        return false;
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
        if (strcmp(method, methods[i]) == 0)
            return true;
    return false;
}

bool resil_curl_repeatable(CURL *easy, CURLcode code, bool has_key)
{
    return has_key || method_is_idempotent(easy) || certainly_not_sent(easy, code) ||
           resil_curl_outcome(easy, code) == RESIL_THROTTLED;
}

int64_t resil_curl_hint(CURL *easy)
{
    int64_t wait;
    const char *value = header_value(easy, "Retry-After");
    if (!value || resil_retry_after(value, header_value(easy, "Date"), &wait) != RESIL_OK)
        return RESIL_NO_HINT;
    return wait;
}

enum resil_status resil_curl_limit(CURL *easy, struct resil_deadline deadline, int64_t connect_ns)
{
    if (connect_ns < RESIL_MS)
        return RESIL_INVALID;
    if (resil_deadline_expired(deadline, NULL))
        return RESIL_DEADLINE;
    /* 0 would be "no limit" to libcurl; without deadline that is what is wanted. More than INT_MAX
     * it refuses, and would keep an older limit. */
    long all = deadline.at_ns == RESIL_NEVER ? 0 : resil_deadline_limit_ms(deadline, NULL, INT_MAX);
    struct resil_deadline connect = resil_deadline_child(deadline, NULL, connect_ns);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, all);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS,
                     resil_deadline_limit_ms(connect, NULL, INT_MAX));
    return RESIL_OK;
}

static size_t write_body(char *data, size_t one, size_t count, void *ctx)
{
    struct resil_curl_body *body = ctx;
    size_t size = one * count, room = body->capacity - 1 - body->size;
    size_t take = size < room ? size : room;
    memcpy(body->data + body->size, data, take);
    body->size += take;
    body->truncated |= take < size;
    return size;
}

/* The key goes into a quoted string of RFC 8941: nothing that would end or escape it. */
static bool key_is_fine(const char *key)
{
    size_t length = strlen(key);
    for (const char *c = key; *c; c++)
        if (*c < ' ' || *c > '~' || *c == '"' || *c == '\\')
            return false;
    return length > 0 && length <= key_most;
}

static const char *find_fault(const struct resil_curl_options *o)
{
    if (o->connect_ns < RESIL_MS)
        return "connect_ns";
    if (o->attempt_ns < RESIL_MS)
        return "attempt_ns";
    if (o->body && (!o->body->data || o->body->capacity == 0))
        return "body";
    if (o->deadline_header && strlen(o->deadline_header) > header_most)
        return "deadline_header";
    return o->key && !key_is_fine(o->key) ? "key" : NULL;
}

static void add_header(struct extra *extra, int at, char *text, struct curl_slist **list)
{
    extra->nodes[at] = (struct curl_slist){.data = text, .next = *list};
    *list = &extra->nodes[at];
}

static void set_headers(CURL *easy, const struct resil_curl_options *o,
                        struct resil_deadline attempt, struct extra *extra)
{
    struct curl_slist *list = o->headers;
    char left[RESIL_DEADLINE_TEXT];
    if (!o->key && !o->deadline_header && !o->headers)
        return;
    if (o->key) {
        snprintf(extra->key, sizeof extra->key, "Idempotency-Key: \"%s\"", o->key);
        add_header(extra, 0, extra->key, &list);
    }
    if (o->deadline_header && resil_deadline_format(attempt, NULL, left, sizeof left) == RESIL_OK) {
        snprintf(extra->deadline, sizeof extra->deadline, "%s: %s", o->deadline_header, left);
        add_header(extra, 1, extra->deadline, &list);
    }
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, list);
}

static void tell(const struct resil_curl_options *o, const struct resil_retry *retry,
                 enum resil_event_kind kind, enum resil_outcome outcome, int64_t took_ns)
{
    struct resil_event event = {.kind = kind,
                                .name = o->name ? o->name : "curl",
                                .outcome = outcome,
                                .status = retry->status,
                                .attempt = retry->attempts,
                                .took_ns = took_ns};
    resil_observe(&o->observer, &event);
}

static void attempt_once(CURL *easy, struct resil_retry *retry, const struct resil_curl_options *o,
                         struct resil_curl_result *result)
{
    struct extra extra;
    struct resil_deadline until = resil_retry_time(retry, o->attempt_ns);
    result->http = 0;
    result->code = CURLE_OPERATION_TIMEDOUT;
    result->outcome = RESIL_TIMEOUT;
    if (resil_curl_limit(easy, until, o->connect_ns) != RESIL_OK)
        return; /* the deadline passed since the attempt began */
    if (retry->attempts > 1 && o->restart)
        o->restart(o->ctx);
    if (o->body)
        o->body->size = o->body->truncated = 0;
    set_headers(easy, o, until, &extra);
    result->code = curl_easy_perform(easy);
    if (o->body)
        o->body->data[o->body->size] = '\0';
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &result->http);
    result->outcome = resil_curl_outcome(easy, result->code);
}

enum resil_status resil_curl_perform(CURL *easy, struct resil_retry_policy *policy,
                                     struct resil_deadline deadline,
                                     const struct resil_curl_options *options,
                                     struct resil_curl_result *result)
{
    struct resil_curl_options o = options ? *options : RESIL_CURL_OPTIONS_DEFAULT;
    struct resil_retry retry;
    *result =
        (struct resil_curl_result){.code = CURLE_OPERATION_TIMEDOUT, .outcome = RESIL_ABANDONED};
    result->bad = find_fault(&o);
    if (result->bad)
        return RESIL_INVALID;
    if (o.body) {
        curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, write_body);
        curl_easy_setopt(easy, CURLOPT_WRITEDATA, o.body);
    }
    const struct resil_clock *clock = &policy->options.clock;
    int64_t start = resil_now(clock);
    for (resil_retry_start(&retry, policy, deadline); resil_retry_attempt(&retry);) {
        int64_t wait, begun = resil_now(clock);
        attempt_once(easy, &retry, &o, result);
        result->attempts = retry.attempts;
        tell(&o, &retry, RESIL_EVENT_ATTEMPT, result->outcome, resil_now(clock) - begun);
        enum resil_outcome outcome = result->outcome;
        /* For the retry an effect that may have happened is as final as a wrong request. */
        if (outcome != RESIL_SUCCESS && outcome != RESIL_ABANDONED &&
            !resil_curl_repeatable(easy, result->code, o.key != NULL))
            outcome = RESIL_PERMANENT;
        if (resil_retry_next(&retry, outcome, resil_curl_hint(easy), &wait)) {
            tell(&o, &retry, RESIL_EVENT_RETRY, outcome, wait);
            struct resil_deadline end = resil_deadline_after(clock, wait);
            resil_sleep_until(clock, resil_deadline_min(end, deadline).at_ns);
        }
    }
    tell(&o, &retry, RESIL_EVENT_END, result->outcome, resil_now(clock) - start);
    if (o.key || o.deadline_header) /* the nodes end with this call */
        curl_easy_setopt(easy, CURLOPT_HTTPHEADER, o.headers);
    return retry.status;
}
