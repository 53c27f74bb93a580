/* Where the other services are: names, never addresses, so that they may move. */
#ifndef CONFIG_H
#define CONFIG_H

struct config {
    const char *payment_url;
    const char *stock_url;
    const char *notify_host;
    const char *notify_port;
    const char *metrics_host;
    const char *metrics_port;
    const char *listen_port;
    const char *store_path;
};

extern struct config config;

/* Environment over defaults. */
void config_load(void);

#endif
