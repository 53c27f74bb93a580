/* Descriptors in a record that lies in others: what one of them holds says nothing of the next. */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/socket.h>

struct watch {
    int fd;
    int wanted;
    void *data;
};

struct client {
    struct watch watch;
    char text[64];
    int length;
};

struct notice {
    struct watch watch;
    char text[64];
    int length;
};

static struct watch *watches[64];
static int watch_count;

static void watch_add(struct watch *watch)
{
    watches[watch_count++] = watch;
}

struct client *client_new(int listener)
{
    struct client *client = calloc(1, sizeof *client);
    int fd = accept4(listener, NULL, NULL, 0);

    client->watch = (struct watch){.fd = fd, .wanted = 1, .data = client};
    watch_add(&client->watch);
    return client;
}

struct notice *notice_new(void)
{
    struct notice *notice = calloc(1, sizeof *notice);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);

    notice->watch = (struct watch){.fd = fd, .wanted = 2, .data = notice};
    watch_add(&notice->watch);
    return notice;
}

int client_answer_bad(struct watch *watch)
{
    struct client *client = watch->data;
    return (int)send(client->watch.fd, client->text, 64, 0); // want: missing-timeout
}

int notice_send_ok(struct watch *watch)
{
    struct notice *notice = watch->data;
    return (int)send(notice->watch.fd, notice->text, 64, 0); // ok: missing-timeout
}

/* One that is copied whole takes its descriptor along. */
struct spare {
    struct watch kept;
};

struct spare *spare_new(const struct notice *notice)
{
    struct spare *spare = calloc(1, sizeof *spare);
    spare->kept = notice->watch;
    return spare;
}

int spare_send_ok(struct spare *spare)
{
    return (int)send(spare->kept.fd, "spare", 5, 0); // ok: missing-timeout
}

/* A record that is returned takes its descriptor along, too. */
struct link {
    int fd;
    int state;
};

static struct link link_new(void)
{
    struct link link = {.fd = socket(AF_INET, SOCK_STREAM, 0)};
    return link;
}

int returned_record_bad(const struct sockaddr *address, socklen_t length)
{
    struct link link = {.fd = -1};

    link = link_new();
    return connect(link.fd, address, length); // want: missing-timeout
}
