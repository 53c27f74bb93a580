#include "stock.h"

#include "config.h"
#include "http.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct http_client *client;

bool stock_open(void)
{
    client = http_client_open(config.stock_url);
    if (client == NULL) {
        return false;
    }
    /* They take their machines down without telling us. */
    http_client_limit_connect(client, 5);
    return true;
}

void stock_close(void)
{
    http_client_close(client);
}

/* Nothing can be sold without knowing the level, so wait until the service is back. */
int stock_level(const char *sku)
{
    struct http_reply reply;
    char path[64];
    unsigned pause_s = 1;
    snprintf(path, sizeof path, "/levels/%s", sku);
    while (http_get(client, path, &reply) != 0) {
        sleep(pause_s);
        pause_s *= 2;
    }
    return reply.status == 200 ? atoi(reply.body) : -1;
}

bool stock_reserve(const struct order *order)
{
    struct http_reply reply;
    char json[160];
    snprintf(json, sizeof json, "{\"sku\":\"%s\",\"quantity\":%u,\"order\":\"%s\"}", order->sku,
             order->quantity, order->id);
    for (int tries = 5; tries > 0; tries--) {
        if (http_post(client, "/reservations", json, &reply) == 0 && reply.status < 300) {
            return true;
        }
        sleep(1);
    }
    return false;
}

/* Asked by the load balancer every few seconds: must not hang. */
bool stock_alive(void)
{
    struct http_reply reply;
    struct http_client *probe = http_client_open(config.stock_url);
    if (probe == NULL) {
        return false;
    }
    http_client_limit_request(probe, 800);
    bool alive = http_get(probe, "/health", &reply) == 0 && reply.status == 200;
    http_client_close(probe);
    return alive;
}
