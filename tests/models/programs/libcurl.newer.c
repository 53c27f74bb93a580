#include <curl/curl.h>
#include <stdio.h>

/* What came after libcurl 7.88 */

static CURLcode keep(CURL *handle, void *data, const char *key, const unsigned char *mac,
                     size_t mac_length, const unsigned char *session, size_t length,
                     curl_off_t until, int version, const char *alpn, size_t early)
{
    printf("%p %p %s %zu %zu %d %s %zu\n", (void *)handle, data, key, mac_length, length, version,
           alpn, early);
    return mac == session && until == 0 ? CURLE_FAILED_INIT : CURLE_OK;
}

static void sessions(void)
{
    CURL *handle = curl_easy_init();
    curl_easy_ssls_import(handle, "example.org", NULL, 0, (const unsigned char *)"", 0);
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, 2000L);
    curl_easy_perform(handle); // call: request bounded yes
    curl_easy_ssls_export(handle, keep, NULL);
    curl_ws_start_frame(handle, CURLWS_BINARY, 1000);
    curl_easy_cleanup(handle);
}

int main(void)
{
    struct curl_waitfd waits[4];
    unsigned int count;
    int running = 1;
    CURLM *multi = curl_multi_init();
    CURL *handle = curl_easy_init();
    curl_global_trace("all");
    sessions();
    curl_multi_add_handle(multi, handle);
    curl_multi_notify_enable(multi, 1);
    curl_multi_notify_disable(multi, 1);
    curl_multi_waitfds(multi, waits, 4, &count);
    curl_multi_perform(multi, &running); // call: drive bounded unknown nonblocking
    CURL **handles = curl_multi_get_handles(multi);
    for (int i = 0; handles != NULL && handles[i] != NULL; i++)
        curl_multi_remove_handle(multi, handles[i]);
    curl_free(handles);
    curl_easy_cleanup(handle);
    return curl_multi_cleanup(multi) == CURLM_OK ? 0 : 1;
}
