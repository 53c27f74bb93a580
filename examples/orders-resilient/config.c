#include "config.h"

#include <stdlib.h>

struct config config = {
    .payment_url = "https://payment.internal",
    .stock_url = "https://stock.internal",
    .notify_host = "notify.internal",
    .notify_port = "7070",
    .metrics_host = "metrics.internal",
    .metrics_port = "2003",
    .listen_port = "8000",
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
    from_environment(&config.metrics_host, "ORDERS_METRICS_HOST");
    from_environment(&config.metrics_port, "ORDERS_METRICS_PORT");
    from_environment(&config.listen_port, "ORDERS_PORT");
    from_environment(&config.store_path, "ORDERS_STORE");
}
