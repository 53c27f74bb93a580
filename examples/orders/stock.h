/* The stock service: how much there is, and reservations. */
#ifndef STOCK_H
#define STOCK_H

#include "orders.h"

bool stock_open(void);
void stock_close(void);

/* How many pieces are left, or -1. */
int stock_level(const char *sku);

bool stock_reserve(const struct order *order);

/* Whether the service answers at all. */
bool stock_alive(void);

#endif
