#include <sys/socket.h>

/* resilint: allow(missing-timeout): the peer is our own parent process */
long read_order(int fd, char *buffer, unsigned long size)
{
    return recv(fd, buffer, size, 0);
}

int announce(int fd, const char *text, unsigned long size)
{
    send(fd, text, size, 0); /* resilint: allow(nested-retry): long gone */
    return 0;
}
