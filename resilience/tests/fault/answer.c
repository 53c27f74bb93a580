#include "answer.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MS INT64_C(1000000)

static struct fault_target *target_of(struct fault_record *record, const char *text, int64_t now)
{
    for (int i = 0; i < record->target_count; i++)
        if (strcmp(record->targets[i].text, text) == 0)
            return &record->targets[i];
    if (record->target_count == fault_targets)
        return &record->targets[fault_targets - 1];
    struct fault_target *fresh = &record->targets[record->target_count++];
    snprintf(fresh->text, sizeof fresh->text, "%s", text);
    fresh->first_ns = now;
    return fresh;
}

/* The whole number after "name=" in the query, or `otherwise`. */
static int64_t number(const char *target, const char *name, int64_t otherwise)
{
    size_t length = strlen(name);
    const char *at = strchr(target, '?');
    for (; at; at = strchr(at + 1, '&'))
        if (strncmp(at + 1, name, length) == 0 && at[1 + length] == '=')
            return strtoll(at + 2 + length, NULL, 10);
    return otherwise;
}

static bool path_is(const char *target, const char *path)
{
    size_t length = strlen(path);
    return strncmp(target, path, length) == 0 && (!target[length] || target[length] == '?');
}

static void reply(struct fault_answer *answer, bool resp, int code, const char *headers)
{
    if (resp)
        snprintf(answer->reply, sizeof answer->reply, code < 400 ? "+OK\r\n" : "-ERR busy\r\n");
    else
        snprintf(answer->reply, sizeof answer->reply,
                 "HTTP/1.1 %d Answer\r\n%sContent-Length: 5\r\n\r\nfine\n", code, headers);
}

static int arrivals_since(const struct fault_record *record, const char *target, int64_t since)
{
    int count = 0;
    for (int i = record->request_count - 1; i >= 0; i--) {
        if (record->requests[i].at_ns < since)
            break;
        count += strcmp(record->requests[i].target, target) == 0;
    }
    return count;
}

/* True if the key is new. Orders without a key are always new. */
static bool is_new_order(struct fault_record *record, const char *key)
{
    if (!*key)
        return true;
    for (int i = 0; i < record->key_count; i++)
        if (strcmp(record->keys[i], key) == 0)
            return false;
    if (record->key_count < fault_keys)
        snprintf(record->keys[record->key_count++], sizeof record->keys[0], "%s", key);
    return true;
}

static void answer_order(struct fault_record *record, const struct fault_request *request,
                         struct fault_target *target, struct fault_answer *answer)
{
    record->orders += is_new_order(record, request->key);
    if (target->count <= number(request->target, "lost", 0))
        answer->action = FAULT_CLOSE;
    else
        reply(answer, false, 201, "");
}

/* Statuses that depend on time and number of the request. */
static int status_of(const struct fault_record *record, const struct fault_request *request,
                     const struct fault_target *target)
{
    const char *text = request->target;
    int64_t age = request->at_ns - target->first_ns;
    if (path_is(text, "/busy"))
        return target->count <= number(text, "n", 1) ? 503 : 200;
    if (path_is(text, "/throttle"))
        return target->count > number(text, "n", 1) ? 200 : (int)number(text, "code", 429);
    if (path_is(text, "/down"))
        return age < number(text, "ms", 500) * MS ? 503 : 200;
    if (path_is(text, "/crowded"))
        return arrivals_since(record, text, request->at_ns - 100 * MS) > number(text, "most", 8)
                   ? 503
                   : 200;
    if (path_is(text, "/status"))
        return (int)number(text, "code", 200);
    return path_is(text, "/ok") || path_is(text, "/delay") ? 200 : 404;
}

struct fault_answer fault_answer(struct fault_record *record, const struct fault_request *request,
                                 bool resp)
{
    struct fault_answer answer = {.action = FAULT_REPLY, .at_ns = request->at_ns};
    const char *text = request->target;
    struct fault_target *target = target_of(record, text, request->at_ns);
    char headers[64] = "";
    target->count++;
    if (!*text || path_is(text, "/silent")) {
        answer.action = FAULT_STALL;
    } else if (path_is(text, "/reset")) {
        answer.action = FAULT_RESET;
    } else if (path_is(text, "/close")) {
        answer.action = FAULT_CLOSE;
    } else if (path_is(text, "/half")) {
        answer.action = FAULT_CLOSE;
        snprintf(answer.reply, sizeof answer.reply, "%s",
                 resp ? "$100\r\nhalf" : "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
    } else if (path_is(text, "/drip")) {
        answer.action = FAULT_DRIP;
        answer.drip_ns = number(text, "ms", 100) * MS;
        snprintf(answer.reply, sizeof answer.reply, "%s",
                 resp ? "$1000000\r\n" : "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
    } else if (path_is(text, "/orders")) {
        answer_order(record, request, target, &answer);
    } else {
        int code = status_of(record, request, target);
        if (code >= 400 && path_is(text, "/throttle"))
            snprintf(headers, sizeof headers, "Retry-After: %d\r\n", (int)number(text, "s", 1));
        if (path_is(text, "/delay"))
            answer.at_ns += number(text, "ms", 200) * MS;
        reply(&answer, resp, code, headers);
    }
    return answer;
}
