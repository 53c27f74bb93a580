/* A small order service: takes orders over HTTP, charges the card, reserves the stock, tells the
 * warehouse people, counts what happened. */
#ifndef ORDERS_H
#define ORDERS_H

#include <resil/deadline.h>
#include <stdbool.h>
#include <stddef.h>

#define ID_SIZE   40
#define SKU_SIZE  24
#define CARD_SIZE 40

enum order_state {
    ORDER_NEW,
    ORDER_CHARGING, /* money may have been taken */
    ORDER_PAID,
    ORDER_RESERVED,
    ORDER_DONE,
    ORDER_FAILED,
    ORDER_REFUND_DUE /* somebody has to give it back by hand */
};

struct order {
    char id[ID_SIZE];
    char sku[SKU_SIZE];
    char card[CARD_SIZE]; /* the payment provider's token, never a card number */
    unsigned quantity;
    unsigned cents;
    enum order_state state;
};

/* orders.c: an order from its arrival to its end, which comes by the deadline. */
bool order_parse(struct order *order, const char *body);
bool order_process(struct order *order, struct resil_deadline deadline);
const char *order_state_name(enum order_state state);

/* store.c: orders on disk, one line each time one changes. */
bool store_open(const char *path);
bool store_append(const struct order *order);
bool store_last_state(const char *id, enum order_state *state);
void store_close(void);

#endif
