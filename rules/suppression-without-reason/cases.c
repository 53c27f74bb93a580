/* Suppressions that do not say why. */
#include <curl/curl.h>

int no_reason_bad(const char *url)
{
    CURL *h = curl_easy_init();
    CURLcode rc;

    curl_easy_setopt(h, CURLOPT_URL, url);
    // want: suppression-without-reason
    rc = curl_easy_perform(h); // resilint: allow(missing-timeout)
    curl_easy_cleanup(h);
    return (int)rc;
}

int empty_reason_bad(const char *url)
{
    CURL *h = curl_easy_init();
    CURLcode rc;

    curl_easy_setopt(h, CURLOPT_URL, url);
    // want: suppression-without-reason
    rc = curl_easy_perform(h); /* resilint: allow(missing-timeout): */
    curl_easy_cleanup(h);
    return (int)rc;
}

int with_reason_ok(const char *url)
{
    CURL *h = curl_easy_init();
    CURLcode rc;

    curl_easy_setopt(h, CURLOPT_URL, url);
    rc = curl_easy_perform(h); // resilint: allow(missing-timeout): stopped by the watchdog
    curl_easy_cleanup(h);
    return (int)rc;
}
