/* Tells the warehouse screens about an order. */
#ifndef NOTIFY_H
#define NOTIFY_H

#include "orders.h"

bool notify_open(void);

/* False when the screens did not confirm it; the order stands all the same. */
bool notify_order(const struct order *order, struct resil_deadline deadline);

#endif
