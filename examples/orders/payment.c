#include "payment.h"

#include "config.h"
#include "http.h"

#include <stdio.h>

static const int charge_attempts = 3;

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

/* The provider is flaky around midnight: a second try usually goes through. */
bool payment_charge(const struct order *order)
{
    struct http_reply reply;
    char json[256];
    snprintf(json, sizeof json, "{\"token\":\"%s\",\"cents\":%u,\"reference\":\"%s\"}", order->card,
             order->cents, order->id);
    for (int attempt = 0; attempt < charge_attempts; attempt++) {
        int failed = http_post(client, "/v1/charges", json, &reply);
        if (failed == 0 && reply.status == 201) {
            return true;
        }
        fprintf(stderr, "orders: charge of %s, attempt %d: status %ld\n", order->id, attempt + 1,
                reply.status);
    }
    return false;
}

bool payment_refund(const struct order *order)
{
    struct http_reply reply;
    char json[256];
    snprintf(json, sizeof json, "{\"reference\":\"%s\"}", order->id);
    int failed = http_post(client, "/v1/refunds", json, &reply);
    return failed == 0 && reply.status == 201;
}
