#include <resil/curl.h>

int store_resil(CURL *curl)
{
    struct resil_retry_policy policy;
    struct resil_curl_result result;
    struct resil_deadline deadline = resil_deadline_after(NULL, 2 * RESIL_S);

    resil_retry_policy_init(&policy, NULL, NULL); /* three attempts, within the deadline */
    return resil_curl_perform(curl, &policy, deadline, NULL, &result) == RESIL_OK ? 0 : -1;
}
