#include "payment.h"

#include "config.h"
#include "http.h"

#include <stdio.h>

static struct http_client *client;

bool payment_open(void)
{
    client = http_client_open(config.payment_url);
    return client != NULL;
}

void payment_close(void)
{
    http_client_close(client);
}

bool payment_charge(const struct order *order, struct resil_deadline deadline)
{
    struct http_reply reply;
    char json[256];
    char key[ID_SIZE + 16];
    snprintf(json, sizeof json, "{\"token\":\"%s\",\"cents\":%u,\"reference\":\"%s\"}", order->card,
             order->cents, order->id);
    snprintf(key, sizeof key, "charge-%s", order->id);
    return http_post(client, "/v1/charges", json, key, deadline, &reply) == RESIL_OK;
}

bool payment_refund(const struct order *order, struct resil_deadline deadline)
{
    struct http_reply reply;
    char json[256];
    char key[ID_SIZE + 16];
    snprintf(json, sizeof json, "{\"reference\":\"%s\"}", order->id);
    snprintf(key, sizeof key, "refund-%s", order->id);
    return http_post(client, "/v1/refunds", json, key, deadline, &reply) == RESIL_OK;
}
