#include "config.h"
#include "metrics.h"
#include "notify.h"
#include "orders.h"
#include "payment.h"
#include "server.h"
#include "stock.h"

#include <curl/curl.h>
#include <signal.h>
#include <stdio.h>

static void on_signal(int number)
{
    (void)number;
    server_stop();
}

/* Without SA_RESTART a signal ends the wait for the next client. */
static void catch_signals(void)
{
    struct sigaction action = {.sa_handler = on_signal};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

int main(void)
{
    int status = 1;
    config_load();
    catch_signals();
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != 0) {
        return 1;
    }
    if (store_open(config.store_path) && metrics_open() && notify_open() && payment_open() &&
        stock_open()) {
        status = server_run(config.listen_port);
    } else {
        fputs("orders: could not start\n", stderr);
    }
    stock_close();
    payment_close();
    metrics_close();
    store_close();
    curl_global_cleanup();
    return status;
}
