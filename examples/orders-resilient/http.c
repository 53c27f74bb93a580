#include "http.h"

#include <resil/breaker.h>
#include <resil/budget.h>
#include <resil/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Round trips to these services take 20 ms, their slowest hundredth 300 ms. */
static const int64_t connect_ns = 500 * RESIL_MS;
static const int64_t attempt_ns = 1500 * RESIL_MS;

struct http_client {
    CURL *curl;
    struct curl_slist *json;
    struct resil_budget budget;
    struct resil_retry_policy policy;
    struct resil_breaker breaker;
    char base_url[256];
};

static bool limit(struct http_client *client)
{
    struct resil_retry_options retry = RESIL_RETRY_OPTIONS_DEFAULT;
    const char *bad;
    if (resil_budget_init(&client->budget, NULL, &bad) != RESIL_OK) {
        return false;
    }
    retry.budget = &client->budget;
    return resil_retry_policy_init(&client->policy, &retry, &bad) == RESIL_OK &&
           resil_breaker_init(&client->breaker, NULL, &bad) == RESIL_OK;
}

struct http_client *http_client_open(const char *base_url)
{
    struct http_client *client = calloc(1, sizeof *client);
    if (client == NULL) {
        return NULL;
    }
    client->curl = curl_easy_init();
    client->json = curl_slist_append(NULL, "Content-Type: application/json");
    if (client->curl == NULL || client->json == NULL || !limit(client)) {
        http_client_close(client);
        return NULL;
    }
    snprintf(client->base_url, sizeof client->base_url, "%s", base_url);
    curl_easy_setopt(client->curl, CURLOPT_USERAGENT, "orders/2.0");
    return client;
}

void http_client_close(struct http_client *client)
{
    if (client != NULL) {
        resil_breaker_finish(&client->breaker);
        resil_budget_finish(&client->budget);
        curl_slist_free_all(client->json);
        curl_easy_cleanup(client->curl);
        free(client);
    }
}

static void prepare(struct http_client *client, const char *path)
{
    char url[512];
    snprintf(url, sizeof url, "%s%s", client->base_url, path);
    curl_easy_setopt(client->curl, CURLOPT_URL, url);
}

static enum resil_status perform(struct http_client *client, const char *key,
                                 struct resil_deadline deadline, struct http_reply *reply)
{
    struct resil_curl_options options = RESIL_CURL_OPTIONS_DEFAULT;
    struct resil_curl_body body = {.data = reply->body, .capacity = sizeof reply->body};
    struct resil_curl_result result;
    struct resil_breaker_token token;
    reply->status = 0;
    enum resil_status status = resil_breaker_acquire(&client->breaker, &token);
    if (status != RESIL_OK) {
        return status;
    }
    options.connect_ns = connect_ns;
    options.attempt_ns = attempt_ns;
    options.body = &body;
    options.headers = key != NULL ? client->json : NULL;
    options.key = key;
    status = resil_curl_perform(client->curl, &client->policy, deadline, &options, &result);
    resil_breaker_record(&client->breaker, &token, result.outcome);
    reply->status = result.http;
    if (status != RESIL_OK) {
        fprintf(stderr, "orders: %s: %s, %s, status %ld, %d attempts\n", client->base_url,
                resil_status_text(status), curl_easy_strerror(result.code), result.http,
                result.attempts);
    }
    return status;
}

enum resil_status http_get(struct http_client *client, const char *path,
                           struct resil_deadline deadline, struct http_reply *reply)
{
    prepare(client, path);
    curl_easy_setopt(client->curl, CURLOPT_HTTPGET, 1L);
    curl_easy_setopt(client->curl, CURLOPT_HTTPHEADER, NULL);
    return perform(client, NULL, deadline, reply);
}

enum resil_status http_post(struct http_client *client, const char *path, const char *json,
                            const char *key, struct resil_deadline deadline,
                            struct http_reply *reply)
{
    prepare(client, path);
    curl_easy_setopt(client->curl, CURLOPT_POSTFIELDS, json);
    return perform(client, key, deadline, reply);
}

bool http_client_healthy(struct http_client *client)
{
    enum resil_breaker_state state = resil_breaker_view(&client->breaker).state;
    return state != RESIL_BREAKER_OPEN && state != RESIL_BREAKER_FORCED_OPEN;
}
