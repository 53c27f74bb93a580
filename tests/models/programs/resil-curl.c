#include <resil/curl.h>
#include <resil/breaker.h>
#include <resil/retry.h>
#include <stdio.h>

/* A whole request, with its retries, ends by the deadline. */
static enum resil_status fetch(struct resil_retry_policy *policy, struct resil_breaker *breaker)
{
    struct resil_curl_options options = RESIL_CURL_OPTIONS_DEFAULT;
    struct resil_curl_result result;
    struct resil_breaker_token token;
    struct resil_deadline deadline = resil_deadline_after(NULL, RESIL_S);
    CURL *easy = curl_easy_init();
    if (resil_breaker_acquire(breaker, &token) != RESIL_OK)
        return RESIL_OPEN;
    options.key = "order-1";
    curl_easy_setopt(easy, CURLOPT_URL, "https://example.org/");
    enum resil_status status;
    status =
        resil_curl_perform(easy, policy, deadline, &options, &result); // call: request bounded yes
    resil_breaker_record(breaker, &token, result.outcome);
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, "a=b");
    status = resil_curl_perform(easy, policy, deadline, NULL, &result); // call: request bounded no
    status = /* the same key with every attempt */
        resil_curl_perform(easy, policy, deadline, &options, &result); // call: request bounded yes
    curl_easy_cleanup(easy);
    return status;
}

/* The parts, around libcurl's own call */
static enum resil_status fetch_in_parts(struct resil_retry_policy *policy,
                                        struct resil_deadline deadline)
{
    struct resil_retry retry;
    CURL *easy = curl_easy_init();
    for (resil_retry_start(&retry, policy, deadline); resil_retry_attempt(&retry);) {
        if (resil_curl_limit(easy, deadline, RESIL_S) != RESIL_OK)
            break;
        CURLcode code = curl_easy_perform(easy); // call: request bounded yes
        if (!resil_curl_repeatable(easy, code, false))
            break;
        resil_retry_wait(&retry, resil_curl_outcome(easy, code), resil_curl_hint(easy));
    }
    curl_easy_reset(easy);
    curl_easy_perform(easy); // call: request none yes
    curl_easy_cleanup(easy);
    return retry.status;
}

int main(void)
{
    struct resil_retry_policy policy;
    struct resil_breaker breaker;
    if (resil_retry_policy_init(&policy, NULL, NULL) != RESIL_OK ||
        resil_breaker_init(&breaker, NULL, NULL) != RESIL_OK)
        return 1;
    printf("%d\n", (int)fetch(&policy, &breaker));
    return fetch_in_parts(&policy, resil_deadline_after(NULL, 5 * RESIL_S)) != RESIL_OK;
}
