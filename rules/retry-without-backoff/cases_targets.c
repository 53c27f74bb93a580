/* What the next turn is made for: the same once more, or the next of several. */
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int open_stream(const struct sockaddr *address, socklen_t length)
{
    int fd = socket(address->sa_family, SOCK_STREAM, 0);

    if (fd >= 0 && connect(fd, address, length) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

struct interface {
    struct interface *next;
    unsigned scope;
};

/* The element that the turn stands at is put into the address, not given to the call. */
int each_scope_ok(int fd, struct sockaddr_in6 *address, struct interface *interfaces)
{
    struct interface *interface;

    for (interface = interfaces; interface; interface = interface->next) {
        address->sin6_scope_id = interface->scope;
        if (connect(fd, (struct sockaddr *)address, sizeof *address) == 0)
            return fd;
    }
    return -1;
}

void choose_credentials(const char *name);

/* … or told to a library. */
int each_name_ok(char **names, const struct sockaddr *address, socklen_t length)
{
    char **name;
    int fd = -1;

    for (name = names; name && *name; name++) {
        choose_credentials(*name);
        fd = open_stream(address, length);
        if (fd >= 0)
            break;
    }
    return fd;
}

/* A list is walked each turn, but it is not what the loop goes through. */
int walked_inside_bad(char **names, const struct sockaddr *address, socklen_t length)
{
    int fd = -1;

    for (int tries = 0; tries < 5 && fd < 0; tries++) {
        for (char **name = names; *name; name++)
            choose_credentials(*name);
        fd = open_stream(address, length);
    }
    return fd;
}

struct list;
struct entry;
struct entry *next_entry(struct list *list);
const struct sockaddr *address_of(const struct entry *entry);

/* The entry is fetched where the loop looks whether there is one. */
int each_entry_ok(struct list *list, socklen_t length, int wanted)
{
    struct entry *entry;
    int open = 0;

    while (open < wanted && (entry = next_entry(list)) != NULL) {
        const struct sockaddr *address = address_of(entry);
        if (open_stream(address, length) >= 0)
            open++;
    }
    return open;
}

/* What is made for each attempt, and may fail to be made, is no other target. */
struct entry *make_entry(const char *name);

int made_each_time_bad(const char *name, socklen_t length)
{
    for (int tries = 0; tries < 5; tries++) { // want: retry-without-backoff
        struct entry *entry = make_entry(name);
        if (entry == NULL)
            return -1;
        int fd = open_stream(address_of(entry), length);
        if (fd >= 0)
            return fd;
    }
    return -1;
}

static int open_named(const char *name)
{
    struct addrinfo *found;
    int fd = -1;

    if (getaddrinfo(name, "http", NULL, &found) == 0) {
        fd = open_stream(found->ai_addr, found->ai_addrlen);
        freeaddrinfo(found);
    }
    return fd;
}

int join_name(char **full, const char *name, const char *domain);

/* The name is put together of the next domain, behind a pointer. */
int each_domain_ok(const char *name, char **domains, int count)
{
    for (int i = 0; i < count; i++) {
        char *full;
        if (join_name(&full, name, domains[i]) < 0)
            return -1;
        int fd = open_named(full);
        free(full);
        if (fd >= 0)
            return fd;
    }
    return -1;
}

int same_domain_bad(const char *name, const char *domain, int count)
{
    for (int i = 0; i < count; i++) { // want: retry-without-backoff
        char *full;
        if (join_name(&full, name, domain) < 0)
            return -1;
        int fd = open_named(full);
        free(full);
        if (fd >= 0)
            return fd;
    }
    return -1;
}

/* Without the source that was asked for, once. */
int open_from_ok(const struct sockaddr *to, socklen_t length, const struct sockaddr *source)
{
    int fd = socket(to->sa_family, SOCK_STREAM, 0);

    if (fd < 0 || (source != NULL && bind(fd, source, length) < 0))
        return -1;
    if (connect(fd, to, length) == 0)
        return fd;
    close(fd);
    if (source != NULL)
        return open_from_ok(to, length, NULL);
    return -1;
}

/* Where a record holds the number of attempts and also the text that says where to connect, the
 * text is no list with so many elements. */
extern struct settings {
    char server[64];
    int attempts;
} settings;

int configured_attempts_bad(void)
{
    for (int i = 0; i < settings.attempts; i++) { // want: retry-without-backoff
        if (open_named(settings.server) >= 0)
            return 0;
    }
    return -1;
}

/* A call whose result ends the loop puts the item where it is told to. */
struct task {
    int (*process)(struct task *task, int fd);
};

struct tasks;
int tasks_next(struct tasks *tasks, struct task **task);

static int hello(struct task *task, int fd)
{
    (void)task;
    return send(fd, "hello", 5, 0) == 5 ? 0 : -1;
}

static int query(struct task *task, int fd)
{
    (void)task;
    return send(fd, "?", 1, 0) == 1 ? 0 : -1;
}

struct task tasks_known[] = {{hello}, {query}};

int first_that_works_ok(struct tasks *tasks, int fd)
{
    struct task *task;
    while (tasks_next(tasks, &task)) {
        if (task->process(task, fd) == 0)
            return 0;
    }
    return -1;
}

/* The text that says where to connect is put together of the next name. */
int each_name_ok(const char *const *names, int count)
{
    for (int i = 0; i < count; i++) {
        char full[64];
        snprintf(full, sizeof full, "%s.example", names[i]);
        int fd = open_named(full);
        if (fd >= 0)
            return fd;
    }
    return -1;
}

/* The next address is copied to where the call finds it. */
int each_address_ok(int fd, const struct hostent *host)
{
    struct sockaddr_in address = {.sin_family = AF_INET};

    for (int i = 0;; i++) {
        if (host->h_addr_list[i] == NULL)
            return -1;
        memcpy(&address.sin_addr, host->h_addr_list[i], sizeof address.sin_addr);
        if (connect(fd, (struct sockaddr *)&address, sizeof address) == 0)
            return fd;
    }
}

/* One address, copied again each time. */
int same_address_bad(int fd, const struct hostent *host)
{
    struct sockaddr_in address = {.sin_family = AF_INET};

    for (;;) { // want: retry-without-backoff
        memcpy(&address.sin_addr, host->h_addr_list[0], sizeof address.sin_addr);
        if (connect(fd, (struct sockaddr *)&address, sizeof address) == 0)
            return fd;
    }
}

/* Where the next name comes from may be a server, too. */
struct names;
static int name_after(int directory, const struct names **name)
{
    static char found[64];

    if (send(directory, "next", 4, 0) != 4 || recv(directory, found, sizeof found, 0) <= 0)
        return -1;
    *name = (const struct names *)found;
    return 0;
}

int each_name_of_a_directory_ok(int directory, int fd)
{
    const struct names *name = NULL;

    while (name_after(directory, &name) == 0 && name != NULL) {
        if (send(fd, name, 64, 0) == 64)
            return 0;
    }
    return -1;
}

/* The list is walked by the address of each link. */
struct server {
    struct server *next;
    struct sockaddr *address;
    socklen_t length;
};

static int open_server(const struct server *server)
{
    return open_stream(server->address, server->length);
}

int each_server_ok(struct server **list)
{
    for (struct server **at = list; *at != NULL; at = &(*at)->next) {
        int fd = open_server(*at);
        if (fd >= 0)
            return fd;
    }
    return -1;
}

/* A buffer that was too small is no failure of the name server. */
int larger_buffer_ok(const char *name, struct hostent *host, char **buffer)
{
    struct hostent *found = NULL;
    size_t size = 64;
    int why, rc;

    *buffer = malloc(size);
    while ((rc = gethostbyname_r(name, host, *buffer, size, &found, &why)) == ERANGE) {
        size *= 2;
        *buffer = realloc(*buffer, size);
    }
    return found == NULL ? -1 : rc;
}

/* A function of the program moves on in the list. */
struct walk {
    struct server *at;
    int fd;
};

static bool walk_ended(const struct walk *walk)
{
    return walk->at == NULL;
}

static void walk_on(struct walk *walk)
{
    walk->at = walk->at->next;
}

static bool walk_open(struct walk *walk)
{
    walk->fd = open_server(walk->at);
    return walk->fd >= 0;
}

bool walks_servers_ok(struct walk *walk)
{
    while (!walk_ended(walk)) {
        if (walk_open(walk))
            return true;
        walk_on(walk);
    }
    return false;
}

/* The types to ask for are the function's arguments. */
int each_argument_ok(int fd, ...)
{
    va_list types;
    int type, found = -1;

    va_start(types, fd);
    while ((type = va_arg(types, int)) != 0) {
        char request[4] = {(char)type};
        if (send(fd, request, sizeof request, 0) == sizeof request) {
            found = type;
            break;
        }
    }
    va_end(types);
    return found;
}

/* One method of a table after another, for each of several patterns of which a mark is left out. */
struct method {
    int (*ask)(int fd, const char *text);
};

static int ask_whole(int fd, const char *text)
{
    return send(fd, text, 16, 0) == 16;
}

static int ask_begin(int fd, const char *text)
{
    return send(fd, text, 4, 0) == 4;
}

struct method methods[] = {{ask_whole}, {ask_begin}};

int each_method_ok(int fd, const char *const *patterns)
{
    for (const char *const *at = patterns; *at != NULL; at++) {
        const char *pattern = *at;
        while (*pattern == '!')
            pattern++;
        for (int i = 0; i < 2; i++) {
            if (methods[i].ask(fd, pattern))
                return 1;
        }
    }
    return 0;
}

/* What a peer asks for is done once, whether or not it goes well. */
struct request {
    int command;
    char text[60];
};

static int receive_request(int peer, struct request *request)
{
    return recv(peer, request, sizeof *request, MSG_WAITALL) == sizeof *request ? 0 : -1;
}

static int execute(int backend, const struct request *request)
{
    char answer[4];

    if (send(backend, request->text, sizeof request->text, 0) != sizeof request->text)
        return -1;
    return recv(backend, answer, sizeof answer, 0) == sizeof answer ? answer[0] : -1;
}

int each_request_ok(int peer, int backend)
{
    struct request request;

    for (;;) {
        if (receive_request(peer, &request) != 0)
            return -1;
        if (execute(backend, &request) != 0)
            continue;
        if (send(peer, "done", 4, 0) != 4)
            return -1;
    }
}
