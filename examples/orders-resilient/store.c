/* An append-only file; the last line of an order tells its state. */
#include "orders.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int store = -1;
static char store_path[256];

bool store_open(const char *path)
{
    snprintf(store_path, sizeof store_path, "%s", path);
    store = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0640);
    if (store < 0) {
        fprintf(stderr, "orders: %s: %s\n", path, strerror(errno));
    }
    return store >= 0;
}

bool store_append(const struct order *order)
{
    char line[160];
    int length = snprintf(line, sizeof line, "%s %d %s %u %u\n", order->id, (int)order->state,
                          order->sku, order->quantity, order->cents);
    const char *p = line;
    while (length > 0) {
        ssize_t written = write(store, p, (size_t)length);
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written < 0) {
            fprintf(stderr, "orders: %s: %s\n", store_path, strerror(errno));
            return false;
        }
        p += written;
        length -= (int)written;
    }
    return fsync(store) == 0;
}

bool store_last_state(const char *id, enum order_state *state)
{
    char line[256];
    bool found = false;
    FILE *file = fopen(store_path, "re");
    if (file == NULL) {
        return false;
    }
    while (fgets(line, sizeof line, file) != NULL) {
        char name[ID_SIZE];
        int number;
        if (sscanf(line, "%39s %d", name, &number) == 2 && strcmp(name, id) == 0 &&
            number >= ORDER_NEW && number <= ORDER_REFUND_DUE) {
            *state = (enum order_state)number;
            found = true;
        }
    }
    fclose(file);
    return found;
}

void store_close(void)
{
    if (store >= 0) {
        close(store);
        store = -1;
    }
}
