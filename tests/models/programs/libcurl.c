#include <curl/curl.h>
#include <stdio.h>
#include <string.h>

struct body {
    char *bytes;
    size_t length;
};

static size_t collect(char *data, size_t size, size_t count, void *context)
{
    struct body *body = context;
    body->length += size * count;
    (void)data;
    return size * count;
}

static CURLcode fetch(CURL *handle, const char *url, struct body *body)
{
    struct curl_slist *headers = curl_slist_append(NULL, "Idempotency-Key: 7");
    long status = 0;
    curl_off_t wait = 0;
    curl_easy_setopt(handle, CURLOPT_URL, url);
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, 2000L);
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(handle, CURLOPT_HTTPAUTH, (long)CURLAUTH_ANY);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, collect);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, body);
    CURLcode result = curl_easy_perform(handle);
    switch (result) {
    case CURLE_OK:
        curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
        curl_easy_getinfo(handle, CURLINFO_RETRY_AFTER, &wait);
        break;
    case CURLE_OPERATION_TIMEDOUT:
        fprintf(stderr, "slow: %s\n", curl_easy_strerror(result));
        break;
    default:
        break;
    }
    curl_slist_free_all(headers);
    return status >= 400 ? CURLE_HTTP_RETURNED_ERROR : result;
}

static void drive(CURLM *multi, CURL *handle)
{
    int running = 1;
    int left;
    CURLMsg *message;
    curl_multi_add_handle(multi, handle);
    while (running != 0 && curl_multi_perform(multi, &running) == CURLM_OK) {
        curl_multi_poll(multi, NULL, 0, 1000, NULL);
    }
    while ((message = curl_multi_info_read(multi, &left)) != NULL) {
        if (message->msg == CURLMSG_DONE && message->data.result != CURLE_OK) {
            puts(curl_easy_strerror(message->data.result));
        }
    }
    curl_multi_remove_handle(multi, handle);
}

int main(void)
{
    struct body body = {0};
    char error[CURL_ERROR_SIZE];
    CURL *handle;
    CURLM *multi;
    curl_global_init(CURL_GLOBAL_DEFAULT);
    handle = curl_easy_init();
    multi = curl_multi_init();
    curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, error);
    curl_mime *mime = curl_mime_init(handle);
    curl_mimepart *part = curl_mime_addpart(mime);
    curl_mime_data(part, "x", CURL_ZERO_TERMINATED);
    fetch(handle, "https://example.org/", &body);
    drive(multi, handle);
    curl_mime_free(mime);
    CURLU *url = curl_url();
    curl_url_set(url, CURLUPART_URL, "https://example.org/", CURLU_GUESS_SCHEME);
    curl_url_cleanup(url);
#if LIBCURL_VERSION_NUM >= 0x070102
    puts(curl_version_info(CURLVERSION_NOW)->version);
#endif
    curl_multi_cleanup(multi);
    curl_easy_cleanup(handle);
    curl_global_cleanup();
    return 0;
}
