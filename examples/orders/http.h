/* HTTP requests to the other services, over libcurl. */
#ifndef HTTP_H
#define HTTP_H

#include <stddef.h>

struct http_reply {
    long status;
    char body[4096]; /* what is longer is cut off */
    size_t length;
};

struct http_client;

/* One client a service: libcurl keeps its connection open. NULL when out of memory. */
struct http_client *http_client_open(const char *base_url);
void http_client_close(struct http_client *client);

/* Bounds how long connecting may take. */
void http_client_limit_connect(struct http_client *client, long seconds);

/* Bounds a whole request. */
void http_client_limit_request(struct http_client *client, long milliseconds);

/* 0 when an answer came, whatever its status; else libcurl's code. */
int http_get(struct http_client *client, const char *path, struct http_reply *reply);
int http_post(struct http_client *client, const char *path, const char *json,
              struct http_reply *reply);

#endif
