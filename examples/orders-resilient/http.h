/* HTTP requests to the other services, over libcurl and libresil: every request ends by the
 * deadline of the order it belongs to, is repeated only where nothing can happen twice, and is not
 * made at all while the service is down. */
#ifndef HTTP_H
#define HTTP_H

#include <resil/deadline.h>
#include <stdbool.h>
#include <stddef.h>

struct http_reply {
    long status;
    char body[4096]; /* what is longer is cut off */
};

struct http_client;

/* One client a service: its connection, its retry budget and its breaker. NULL when it cannot be
 * made. */
struct http_client *http_client_open(const char *base_url);
void http_client_close(struct http_client *client);

/* RESIL_OK: the answer was 2xx or 3xx. RESIL_NOT_RETRYABLE: see reply->status. RESIL_OPEN: the
 * service is down and was not asked. */
enum resil_status http_get(struct http_client *client, const char *path,
                           struct resil_deadline deadline, struct http_reply *reply);

/* With `key` the service takes all attempts, and later calls with the same key, for one. */
enum resil_status http_post(struct http_client *client, const char *path, const char *json,
                            const char *key, struct resil_deadline deadline,
                            struct http_reply *reply);

/* Whether the last requests went well enough; asks nobody. */
bool http_client_healthy(struct http_client *client);

#endif
