/* Tells the warehouse screens about an order. */
#ifndef NOTIFY_H
#define NOTIFY_H

#include "orders.h"

/* False when the screens did not confirm it. */
bool notify_order(const struct order *order);

#endif
