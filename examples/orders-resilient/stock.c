#include "stock.h"

#include "config.h"
#include "http.h"

#include <stdio.h>
#include <stdlib.h>

static struct http_client *client;

bool stock_open(void)
{
    client = http_client_open(config.stock_url);
    return client != NULL;
}

void stock_close(void)
{
    http_client_close(client);
}

int stock_level(const char *sku, struct resil_deadline deadline)
{
    struct http_reply reply;
    char path[64];
    snprintf(path, sizeof path, "/levels/%s", sku);
    return http_get(client, path, deadline, &reply) == RESIL_OK ? atoi(reply.body) : -1;
}

bool stock_reserve(const struct order *order, struct resil_deadline deadline)
{
    struct http_reply reply;
    char json[160];
    char key[ID_SIZE + 16];
    snprintf(json, sizeof json, "{\"sku\":\"%s\",\"quantity\":%u,\"order\":\"%s\"}", order->sku,
             order->quantity, order->id);
    snprintf(key, sizeof key, "reserve-%s", order->id);
    return http_post(client, "/reservations", json, key, deadline, &reply) == RESIL_OK;
}

bool stock_alive(void)
{
    return http_client_healthy(client);
}
