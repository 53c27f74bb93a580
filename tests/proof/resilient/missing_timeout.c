#include <resil/curl.h>

int fetch_orders_resil(const char *url)
{
    struct resil_retry_policy policy;
    struct resil_curl_result result;
    struct resil_deadline deadline = resil_deadline_after(NULL, 2 * RESIL_S);
    CURL *curl = curl_easy_init();

    resil_retry_policy_init(&policy, NULL, NULL);
    curl_easy_setopt(curl, CURLOPT_URL, url);
    enum resil_status status = resil_curl_perform(curl, &policy, deadline, NULL, &result);
    curl_easy_cleanup(curl);
    return status == RESIL_OK ? 0 : -1;
}
