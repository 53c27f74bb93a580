/* The stock service: how much there is, and reservations. */
#ifndef STOCK_H
#define STOCK_H

#include "orders.h"

bool stock_open(void);
void stock_close(void);

/* How many pieces are left, or -1 when nobody can say now. */
int stock_level(const char *sku, struct resil_deadline deadline);

bool stock_reserve(const struct order *order, struct resil_deadline deadline);

/* Whether the service has answered lately; asks nobody. */
bool stock_alive(void);

#endif
