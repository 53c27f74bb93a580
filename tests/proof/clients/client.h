/*
 * client.h -- around an example: sends it to the fault server and shortens its seconds, without a
 * change to its text. Included before the example, whose own includes then do nothing.
 */
#ifndef PROOF_CLIENT_H
#define PROOF_CLIENT_H

#include <curl/curl.h>
#include <pthread.h>
#include <resil/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* A transfer that reports 503 as a failure and ends within 5 s. */
static inline CURL *proof_handle(const char *url)
{
    CURL *easy = curl_easy_init();
    if (!easy)
        exit(2);
    curl_easy_setopt(easy, CURLOPT_URL, url);
    curl_easy_setopt(easy, CURLOPT_FAILONERROR, 1L);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, 5000L);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    return easy;
}

/* Where the example has an address of its own, the server stands in for it. */
static inline CURLcode proof_perform(CURL *easy)
{
    const char *url = getenv("PROOF_URL");
    if (url)
        curl_easy_setopt(easy, CURLOPT_URL, url);
    return curl_easy_perform(easy);
}

static inline enum resil_status proof_resil_perform(CURL *easy, struct resil_retry_policy *policy,
                                                    struct resil_deadline deadline,
                                                    const struct resil_curl_options *options,
                                                    struct resil_curl_result *result)
{
    const char *url = getenv("PROOF_URL");
    if (url)
        curl_easy_setopt(easy, CURLOPT_URL, url);
    return resil_curl_perform(easy, policy, deadline, options, result);
}

static inline unsigned proof_sleep(unsigned seconds)
{
    usleep(seconds * PROOF_SECOND_MS * 1000u);
    return 0;
}

/* `count` clients at once, each with a handle of its own; how many succeeded. */
struct proof_crowd {
    int (*fetch)(CURL *easy);
    const char *url;
    pthread_barrier_t start;
    int fine;
    pthread_mutex_t lock;
};

static inline void *proof_one(void *ctx)
{
    struct proof_crowd *crowd = ctx;
    CURL *easy = proof_handle(crowd->url);
    pthread_barrier_wait(&crowd->start);
    int fine = crowd->fetch(easy) == 0;
    pthread_mutex_lock(&crowd->lock);
    crowd->fine += fine;
    pthread_mutex_unlock(&crowd->lock);
    curl_easy_cleanup(easy);
    return NULL;
}

static inline int proof_crowd(int (*fetch)(CURL *easy), const char *url, unsigned count)
{
    enum { most = 64 };
    pthread_t threads[most];
    struct proof_crowd crowd = {.fetch = fetch, .url = url};
    if (count > most || pthread_mutex_init(&crowd.lock, NULL) != 0 ||
        pthread_barrier_init(&crowd.start, NULL, count) != 0)
        exit(2);
    for (unsigned i = 0; i < count; i++)
        if (pthread_create(&threads[i], NULL, proof_one, &crowd) != 0)
            exit(2);
    for (unsigned i = 0; i < count; i++)
        pthread_join(threads[i], NULL);
    return crowd.fine;
}

#define curl_easy_perform(easy) proof_perform(easy)
#define resil_curl_perform(easy, policy, deadline, options, result)                                \
    proof_resil_perform(easy, policy, deadline, options, result)
#define sleep(seconds) proof_sleep(seconds)

#endif
