/* Suppressions that have no effect. */
#include <curl/curl.h>
#include <stddef.h>
#include <stdio.h>

static CURL *limited_handle(const char *url)
{
    CURL *h = curl_easy_init();

    curl_easy_setopt(h, CURLOPT_URL, url);
    curl_easy_setopt(h, CURLOPT_TIMEOUT, 5L);
    return h;
}

int has_a_limit_by_now_bad(const char *url)
{
    CURL *h = limited_handle(url);
    // want: unused-suppression
    CURLcode rc = curl_easy_perform(h); // resilint: allow(missing-timeout): local cache only

    curl_easy_cleanup(h);
    return (int)rc;
}

int of_no_known_rule_bad(const char *url)
{
    CURL *h = limited_handle(url);
    // want: unused-suppression
    CURLcode rc = curl_easy_perform(h); // resilint: allow(no-such-rule): it was renamed

    curl_easy_cleanup(h);
    return (int)rc;
}

int not_in_the_right_form_bad(const char *url)
{
    CURL *h = limited_handle(url);
    // want: unused-suppression
    CURLcode rc = curl_easy_perform(h); // resilint: ignore missing-timeout

    curl_easy_cleanup(h);
    return (int)rc;
}

int one_of_two_bad(const char *url)
{
    CURL *h = curl_easy_init();
    CURLcode rc;

    curl_easy_setopt(h, CURLOPT_URL, url);
    // want: unused-suppression
    rc = curl_easy_perform(h); // resilint: allow(missing-timeout, nested-retry): the LAN is ours
    curl_easy_cleanup(h);
    return (int)rc;
}

int used_ok(const char *url)
{
    CURL *h = curl_easy_init();
    CURLcode rc;

    curl_easy_setopt(h, CURLOPT_URL, url);
    /* resilint: allow(missing-timeout): the watchdog ends the program after 10 s */
    rc = curl_easy_perform(h);
    curl_easy_cleanup(h);
    return (int)rc;
}

int only_text_ok(void)
{
    /* Findings are accepted with `resilint: allow(RULE): REASON` in a comment. */
    return puts("// resilint: allow(missing-timeout): this is a string");
}
