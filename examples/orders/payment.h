/* The payment provider. */
#ifndef PAYMENT_H
#define PAYMENT_H

#include "orders.h"

bool payment_open(void);
void payment_close(void);

/* Takes the money. */
bool payment_charge(const struct order *order);

/* Gives it back; when that fails, somebody has to do it by hand. */
bool payment_refund(const struct order *order);

#endif
