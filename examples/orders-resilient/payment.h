/* The payment provider. */
#ifndef PAYMENT_H
#define PAYMENT_H

#include "orders.h"

bool payment_open(void);
void payment_close(void);

/* Takes the money: once, however often it is asked for the same order. */
bool payment_charge(const struct order *order, struct resil_deadline deadline);

/* Gives it back, once; when that fails, somebody has to do it by hand. */
bool payment_refund(const struct order *order, struct resil_deadline deadline);

#endif
