#include <resil/curl.h>

int charge_resil(const char *body, const char *order)
{
    struct resil_retry_policy policy;
    struct resil_curl_options options = RESIL_CURL_OPTIONS_DEFAULT;
    struct resil_curl_result result;
    struct resil_deadline deadline = resil_deadline_after(NULL, 5 * RESIL_S);
    const char *url = getenv("PROOF_URL");
    CURL *curl = curl_easy_init();

    resil_retry_policy_init(&policy, NULL, NULL);
    options.key = order; /* without it a lost answer would end the call: charged or not? */
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body);
    enum resil_status status = resil_curl_perform(curl, &policy, deadline, &options, &result);
    curl_easy_cleanup(curl);
    return status == RESIL_OK ? 0 : -1;
}
