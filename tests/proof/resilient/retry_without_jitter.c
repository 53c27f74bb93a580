#include <resil/curl.h>

int fetch_resil(CURL *curl)
{
    struct resil_retry_policy policy;
    struct resil_retry_options options = RESIL_RETRY_OPTIONS_DEFAULT; /* full jitter */
    struct resil_curl_result result;
    struct resil_deadline deadline = resil_deadline_after(NULL, 10 * RESIL_S);

    options.base_ns = RESIL_S;
    resil_retry_policy_init(&policy, &options, NULL);
    return resil_curl_perform(curl, &policy, deadline, NULL, &result) == RESIL_OK ? 0 : -1;
}
