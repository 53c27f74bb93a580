#include <resil/curl.h>

int fetch_resil(CURL *curl)
{
    struct resil_retry_policy policy;
    struct resil_curl_result result; /* result.http says 404 */
    struct resil_deadline deadline = resil_deadline_after(NULL, 10 * RESIL_S);

    resil_retry_policy_init(&policy, NULL, NULL);
    return resil_curl_perform(curl, &policy, deadline, NULL, &result) == RESIL_OK ? 0 : -1;
}
