#include "orders.h"

#include "metrics.h"
#include "notify.h"
#include "payment.h"
#include "stock.h"

#include <stdlib.h>
#include <string.h>

/* Kept back for giving the money back and for the answer. */
static const int64_t undo_ns = 2 * RESIL_S;

const char *order_state_name(enum order_state state)
{
    static const char *const names[] = {"new",  "charging", "paid",      "reserved",
                                        "done", "failed",   "refund due"};
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

/* Names go into URLs, headers and JSON. */
static bool is_name(const char *text)
{
    return text[strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")] ==
           '\0';
}

bool order_parse(struct order *order, const char *body)
{
    memset(order, 0, sizeof *order);
    return field(body, "id", order->id, sizeof order->id) &&
           field(body, "sku", order->sku, sizeof order->sku) &&
           field(body, "card", order->card, sizeof order->card) &&
           number_field(body, "quantity", &order->quantity) &&
           number_field(body, "cents", &order->cents) && is_name(order->id) &&
           is_name(order->sku) && is_name(order->card);
}

static bool advance(struct order *order, enum order_state state)
{
    order->state = state;
    return store_append(order);
}

/* What is tried again, how often and when, is decided in http.c alone. */
static bool pay_and_reserve(struct order *order, struct resil_deadline deadline)
{
    return stock_level(order->sku, deadline) >= (int)order->quantity &&
           advance(order, ORDER_CHARGING) && payment_charge(order, deadline) &&
           advance(order, ORDER_PAID) && stock_reserve(order, deadline) &&
           advance(order, ORDER_RESERVED);
}

/* A charge that got no answer may have been made: it is given back as well. */
static enum order_state undo(const struct order *order, struct resil_deadline deadline)
{
    if (order->state == ORDER_NEW || payment_refund(order, deadline)) {
        return ORDER_FAILED;
    }
    metrics_count("refunds_due", 1);
    return ORDER_REFUND_DUE;
}

bool order_process(struct order *order, struct resil_deadline deadline)
{
    metrics_count("received", 1);
    if (!pay_and_reserve(order, resil_deadline_reserve(deadline, undo_ns))) {
        advance(order, undo(order, deadline));
        metrics_count("failed", 1);
        return false;
    }
    metrics_count(notify_order(order, deadline) ? "notified" : "not_notified", 1);
    metrics_count("done", 1);
    metrics_count("cents", order->cents);
    return advance(order, ORDER_DONE);
}
