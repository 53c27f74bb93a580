/* How types are named. */
typedef void CURL;
typedef CURL *handle;
typedef struct conn conn_t;
typedef struct {
    int fd;
} anonymous_t;
struct conn {
    CURL *curl;
    handle other;
    anonymous_t *peer;
    enum { IDLE, BUSY } state;
    struct {
        int deep;
    } parts[2];
    conn_t *next;
    int (*callback)(conn_t *, unsigned long);
    struct hidden *secret;
    _Bool on;
    double load;
    const volatile char *text;
};
typedef int (*handler)(conn_t *, ...);
typedef int row[4];

int use(conn_t *c, handler h, row r, const row *rows, __typeof__(c->state) s, _Complex double z,
        int v __attribute__((unused)), struct hidden *secret)
{
    conn_t copy = *c;
    __auto_type same = c->peer;
    __typeof__(int (*)(void)) any = 0;
    return h(c) + r[1] + (*rows)[2] + s + copy.parts[1].deep + same->fd + (any ? any() : 0);
}
