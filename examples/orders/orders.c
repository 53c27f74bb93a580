#include "orders.h"

#include "metrics.h"
#include "notify.h"
#include "payment.h"
#include "stock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const int process_attempts = 3;

const char *order_state_name(enum order_state state)
{
    static const char *const names[] = {"new", "paid", "reserved", "done", "failed"};
    return names[state];
}

/* The value of `key=` in a form body, cut to `size`. */
static bool field(const char *body, const char *key, char *value, size_t size)
{
    size_t key_length = strlen(key);
    for (const char *p = body; p != NULL; p = strchr(p, '&'), p = p == NULL ? NULL : p + 1) {
        if (strncmp(p, key, key_length) == 0 && p[key_length] == '=') {
            const char *start = p + key_length + 1;
            size_t length = strcspn(start, "&\r\n ");
            if (length == 0 || length >= size) {
                return false;
            }
            memcpy(value, start, length);
            value[length] = '\0';
            return true;
        }
    }
    return false;
}

static bool number_field(const char *body, const char *key, unsigned *value)
{
    char text[16];
    if (!field(body, key, text, sizeof text)) {
        return false;
    }
    char *end;
    unsigned long number = strtoul(text, &end, 10);
    *value = (unsigned)number;
    return *end == '\0' && number > 0 && number <= 10000000;
}

bool order_parse(struct order *order, const char *body)
{
    memset(order, 0, sizeof *order);
    return field(body, "id", order->id, sizeof order->id) &&
           field(body, "sku", order->sku, sizeof order->sku) &&
           field(body, "card", order->card, sizeof order->card) &&
           number_field(body, "quantity", &order->quantity) &&
           number_field(body, "cents", &order->cents);
}

static bool advance(struct order *order, enum order_state state)
{
    order->state = state;
    return store_append(order);
}

static bool pay_and_reserve(struct order *order)
{
    if (stock_level(order->sku) < (int)order->quantity) {
        return false;
    }
    if (order->state == ORDER_NEW) {
        if (!payment_charge(order) || !advance(order, ORDER_PAID)) {
            return false;
        }
    }
    return stock_reserve(order) && advance(order, ORDER_RESERVED);
}

bool order_process(struct order *order)
{
    bool good = false;
    metrics_count("received", 1);
    for (int attempt = 0; attempt < process_attempts && !good; attempt++) {
        good = pay_and_reserve(order);
    }
    if (!good) {
        if (order->state == ORDER_PAID) {
            payment_refund(order);
        }
        advance(order, ORDER_FAILED);
        metrics_count("failed", 1);
        return false;
    }
    notify_order(order);
    metrics_count("done", 1);
    metrics_count("cents", order->cents);
    return advance(order, ORDER_DONE);
}
