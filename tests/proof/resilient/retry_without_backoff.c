#include <resil/curl.h>

int fetch_resil(CURL *curl)
{
    struct resil_retry_policy policy;
    struct resil_retry_options options = RESIL_RETRY_OPTIONS_DEFAULT;
    struct resil_curl_result result;
    struct resil_deadline deadline = resil_deadline_after(NULL, 5 * RESIL_S);

    options.max_attempts = 4;
    options.base_ns = 100 * RESIL_MS;
    resil_retry_policy_init(&policy, &options, NULL);
    return resil_curl_perform(curl, &policy, deadline, NULL, &result) == RESIL_OK ? 0 : -1;
}
