/*
 * curl.h -- libcurl with deadlines, retries and idempotency keys.
 *
 * resil_curl_perform takes the place of curl_easy_perform. For curl_multi use the parts: limit the
 * handle before it is added, then hand outcome and hint to resil_retry_next.
 *
 *     struct resil_curl_options options = RESIL_CURL_OPTIONS_DEFAULT;
 *     struct resil_curl_result result;
 *     options.key = order->key;                 // made once per order, see uuid.h
 *     curl_easy_setopt(easy, CURLOPT_URL, ...); // and everything else of the request
 *     status = resil_curl_perform(easy, &policy, deadline, &options, &result);
 *
 * Set on the handle by each call: CURLOPT_TIMEOUT_MS, CURLOPT_CONNECTTIMEOUT_MS and
 * CURLOPT_NOSIGNAL (DNS may not use signals in a program with threads). Name resolution keeps the
 * deadline with libcurl's threaded resolver or c-ares, which distributions build in.
 *
 * What may be sent twice: methods that RFC 9110 (9.2.2) calls idempotent; any method with a `key`;
 * anything that was certainly not sent (resolving, connecting or the TLS handshake failed); and
 * anything answered with 429, or with 503 and Retry-After. Other failures of a POST or PATCH
 * without a key are final, and the status is RESIL_NOT_RETRYABLE: whether the server acted is
 * unknown.
 *
 * One thread per handle, as libcurl has it. The policy must run on CLOCK_MONOTONIC (its default).
 * libcurl allocates per transfer; nothing here does. Needs libcurl 7.84 (2022).
 */
#ifndef RESIL_CURL_H
#define RESIL_CURL_H

#include <curl/curl.h>
#include "resil/events.h"
#include "resil/retry.h"

/* A body held in the caller's memory; emptied before each attempt, NUL-terminated after it. */
struct resil_curl_body {
    char *data;
    size_t capacity; /* one byte is for the NUL */
    size_t size;
    bool truncated; /* there was more; the rest was dropped */
};

struct resil_curl_options {
    int64_t connect_ns;           /* 2 s: for resolving, connecting and TLS; >= 1 ms */
    int64_t attempt_ns;           /* RESIL_NEVER: the most one attempt may take; >= 1 ms */
    const char *key;              /* NULL: none; sent as Idempotency-Key: "key", quoted; without
                                     control characters, quotes and backslashes; <= 200 bytes */
    const char *deadline_header;  /* NULL: none; "grpc-timeout" or the like: what remains, as text;
                                     <= 64 bytes */
    struct curl_slist *headers;   /* NULL: none; instead of CURLOPT_HTTPHEADER, which is overwritten
                                     when `key` or `deadline_header` is set */
    struct resil_curl_body *body; /* NULL: CURLOPT_WRITEFUNCTION stays as it is */
    void (*restart)(void *ctx);   /* NULL: none; before each attempt after the first: throw away
                                     what was received, rewind what is sent */
    void *ctx;
    struct resil_observer observer; /* all-zero: nobody; sees attempts, retries and the end */
    const char *name;               /* NULL: "curl"; of the events */
};

#define RESIL_CURL_OPTIONS_DEFAULT                                                                 \
    ((struct resil_curl_options){.connect_ns = 2 * RESIL_S, .attempt_ns = RESIL_NEVER})

struct resil_curl_result {
    CURLcode code;              /* of the last attempt */
    long http;                  /* its status; 0: none */
    int attempts;               /* 0: the deadline had passed before the first */
    enum resil_outcome outcome; /* of the last attempt: for a breaker */
    const char *bad;            /* with RESIL_INVALID: the name of the option; else NULL */
};

/*
 * Performs the request until it succeeds or the policy ends it. RESIL_OK: result->http is 2xx or
 * 3xx. Otherwise the reason, as of resil_retry_next: with RESIL_NOT_RETRYABLE look at http and code
 * (a 404, say). RESIL_INVALID: the option result->bad is out of range. options NULL: the defaults.
 */
enum resil_status resil_curl_perform(CURL *easy, struct resil_retry_policy *policy,
                                     struct resil_deadline deadline,
                                     const struct resil_curl_options *options,
                                     struct resil_curl_result *result);

/* Puts the deadline and the limit for connecting on the handle. RESIL_DEADLINE: it has passed, do
 * not perform. connect_ns as in the options. */
enum resil_status resil_curl_limit(CURL *easy, struct resil_deadline deadline, int64_t connect_ns);

/* How a transfer that ended with `code` went; reads the HTTP status off the handle. */
enum resil_outcome resil_curl_outcome(CURL *easy, CURLcode code);

/* What the server asked for with Retry-After (dates count from its own Date header), or
 * RESIL_NO_HINT. */
int64_t resil_curl_hint(CURL *easy);

/* True if the transfer that ended with `code` may be repeated without an effect happening twice. */
bool resil_curl_repeatable(CURL *easy, CURLcode code, bool has_key);

#endif
