/* Names of macros and enumerators; places of code that macros make. */
#define LEVEL 1
#define OPTION (20)
#define INFINITE (-1)
#define FLAGS (LEVEL | 4)
#define NOTHING ((void *)0)
#define ALIAS OPTION
#define LETTER 'x'
#define SUM LEVEL + OPTION
#define ONE(x) 1
#define setopt(fd, value) real_setopt(fd, LEVEL, OPTION, value)
#define check(call)                                                                                \
    do {                                                                                           \
        if ((call) < 0)                                                                            \
            fail(#call);                                                                           \
    } while (0)
#define receive recv_from_peer
#define identity(x) x
enum option { TIMEOUT = 13, CONNECT_TIMEOUT };
int real_setopt(int, int, int, int);
void fail(const char *);
int recv_from_peer(int);
void take(int, void *);

int use(int fd)
{
    take(LEVEL, NOTHING);
    take(OPTION, 0);
    take(INFINITE, NOTHING);
    take(FLAGS, NOTHING);
    take(ALIAS + 1, (void *)0);
    take(LETTER, NOTHING);
    take(SUM, NOTHING);
    take(ONE(2), NOTHING);
    take(-1, NOTHING);
    take(TIMEOUT, NOTHING);
    take(identity(CONNECT_TIMEOUT), NOTHING);
    take(LEVEL /* comment */, NOTHING);
    setopt(fd, 5);
    check(real_setopt(fd, LEVEL,
                      OPTION, 7));
    if (receive(fd) == 0 && identity(receive(fd)) == LEVEL)
        return identity(
            recv_from_peer(fd));
    return fd;
}
