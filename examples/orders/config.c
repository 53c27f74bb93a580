#include "config.h"

#include <stdlib.h>

struct config config = {
    .payment_url = "http://payment.internal:8080",
    .stock_url = "http://10.20.0.14:8081",
    .notify_host = "notify.internal",
    .notify_port = "7070",
    .metrics_address = "10.20.0.31",
    .metrics_port = 2003,
    .listen_port = 8000,
    .store_path = "orders.log",
};

static void from_environment(const char **value, const char *name)
{
    const char *found = getenv(name);
    if (found != NULL && found[0] != '\0') {
        *value = found;
    }
}

void config_load(void)
{
    from_environment(&config.payment_url, "ORDERS_PAYMENT_URL");
    from_environment(&config.stock_url, "ORDERS_STOCK_URL");
    from_environment(&config.notify_host, "ORDERS_NOTIFY_HOST");
    from_environment(&config.notify_port, "ORDERS_NOTIFY_PORT");
    from_environment(&config.metrics_address, "ORDERS_METRICS_ADDRESS");
    from_environment(&config.store_path, "ORDERS_STORE");
    const char *port = getenv("ORDERS_PORT");
    if (port != NULL) {
        config.listen_port = (unsigned short)atoi(port);
    }
}
