/* Where the other services are. */
#ifndef CONFIG_H
#define CONFIG_H

struct config {
    const char *payment_url;
    const char *stock_url;
    const char *notify_host;
    const char *notify_port;
    const char *metrics_address;
    unsigned short metrics_port;
    unsigned short listen_port;
    const char *store_path;
};

extern struct config config;

/* Environment over defaults. */
void config_load(void);

#endif
