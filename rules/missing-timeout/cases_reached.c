/* Calls behind code that only seems to rule them out. */
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>

/* That one element is the end of the list says nothing of the first one. */
int second_walk_bad(const struct sockaddr *address, char **names, int most)
{
    int fd = socket(address->sa_family, SOCK_STREAM, 0);
    int count = 0;

    while (names[count] != NULL)
        count++;
    if (count > most)
        return -1;
    for (int i = 0; names[i] != NULL; i++)
        if (send(fd, names[i], strlen(names[i]), 0) < 0) // want: missing-timeout
            return -1;
    return count;
}

/* Nor does what one flag said. */
struct host {
    int failed;
    char name[32];
};

int other_flag_bad(const struct sockaddr *address, const struct host *hosts, int first, int second)
{
    int fd = socket(address->sa_family, SOCK_STREAM, 0);

    if (!hosts[first].failed)
        return 0;
    if (!hosts[second].failed)
        return (int)send(fd, hosts[second].name, 32, 0); // want: missing-timeout
    return -1;
}

/* A text that is ended says nothing of what stands before its end. */
int after_a_whole_line_bad(const struct sockaddr *to, socklen_t length, char *line, size_t used)
{
    int fd;

    line[used] = '\0';
    if (line[used - 1] != '\n')
        return -1;
    fd = socket(to->sa_family, SOCK_STREAM, 0);
    if (connect(fd, to, length) < 0) { // want: missing-timeout
        close(fd);
        return -1;
    }
    return fd;
}

int behind_the_end_bad(const struct sockaddr *to, socklen_t length, char *end)
{
    int fd;

    *end = '\0';
    if (end[-1] != '\n')
        return -1;
    fd = socket(to->sa_family, SOCK_STREAM, 0);
    if (connect(fd, to, length) < 0) { // want: missing-timeout
        close(fd);
        return -1;
    }
    return fd;
}
