#include "http.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct http_client {
    CURL *curl;
    char base_url[256];
};

static size_t keep_body(char *bytes, size_t size, size_t count, void *context)
{
    struct http_reply *reply = context;
    size_t length = size * count;
    size_t room = sizeof reply->body - 1 - reply->length;
    size_t kept = length < room ? length : room;
    memcpy(reply->body + reply->length, bytes, kept);
    reply->length += kept;
    reply->body[reply->length] = '\0';
    return length;
}

struct http_client *http_client_open(const char *base_url)
{
    struct http_client *client = calloc(1, sizeof *client);
    if (client == NULL) {
        return NULL;
    }
    client->curl = curl_easy_init();
    if (client->curl == NULL) {
        free(client);
        return NULL;
    }
    snprintf(client->base_url, sizeof client->base_url, "%s", base_url);
    curl_easy_setopt(client->curl, CURLOPT_WRITEFUNCTION, keep_body);
    curl_easy_setopt(client->curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(client->curl, CURLOPT_USERAGENT, "orders/1.4");
    curl_easy_setopt(client->curl, CURLOPT_FOLLOWLOCATION, 1L);
    return client;
}

void http_client_close(struct http_client *client)
{
    if (client != NULL) {
        curl_easy_cleanup(client->curl);
        free(client);
    }
}

void http_client_limit_connect(struct http_client *client, long seconds)
{
    curl_easy_setopt(client->curl, CURLOPT_CONNECTTIMEOUT, seconds);
}

void http_client_limit_request(struct http_client *client, long milliseconds)
{
    curl_easy_setopt(client->curl, CURLOPT_TIMEOUT_MS, milliseconds);
}

static void prepare(struct http_client *client, const char *path, struct http_reply *reply)
{
    char url[512];
    snprintf(url, sizeof url, "%s%s", client->base_url, path);
    memset(reply, 0, sizeof *reply);
    curl_easy_setopt(client->curl, CURLOPT_URL, url);
    curl_easy_setopt(client->curl, CURLOPT_WRITEDATA, reply);
}

static int perform(struct http_client *client, struct http_reply *reply)
{
    CURLcode code = curl_easy_perform(client->curl);
    if (code != CURLE_OK) {
        fprintf(stderr, "orders: %s: %s\n", client->base_url, curl_easy_strerror(code));
        return (int)code;
    }
    curl_easy_getinfo(client->curl, CURLINFO_RESPONSE_CODE, &reply->status);
    return 0;
}

int http_get(struct http_client *client, const char *path, struct http_reply *reply)
{
    prepare(client, path, reply);
    curl_easy_setopt(client->curl, CURLOPT_HTTPGET, 1L);
    return perform(client, reply);
}

int http_post(struct http_client *client, const char *path, const char *json,
              struct http_reply *reply)
{
    struct curl_slist *headers = curl_slist_append(NULL, "Content-Type: application/json");
    prepare(client, path, reply);
    curl_easy_setopt(client->curl, CURLOPT_POST, 1L);
    curl_easy_setopt(client->curl, CURLOPT_POSTFIELDS, json);
    curl_easy_setopt(client->curl, CURLOPT_HTTPHEADER, headers);
    int result = perform(client, reply);
    curl_easy_setopt(client->curl, CURLOPT_HTTPHEADER, NULL);
    curl_slist_free_all(headers);
    return result;
}
