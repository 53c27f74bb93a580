#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Reads up to `size` bytes; fewer when the file shrank meanwhile. Negative with errno on error. */
static ssize_t read_all(int descriptor, char *bytes, size_t size)
{
    size_t done = 0;

    while (done < size) {
        ssize_t got = read(descriptor, bytes + done, size - done);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return -1;
        }
        if (got == 0) {
            break;
        }
        done += (size_t)got;
    }
    return (ssize_t)done;
}

static char *read_open(struct arena *arena, int descriptor, size_t limit, size_t *length)
{
    struct stat status;
    char *bytes;
    ssize_t got;

    if (fstat(descriptor, &status) != 0) {
        return NULL;
    }
    if (!S_ISREG(status.st_mode)) {
        errno = S_ISDIR(status.st_mode) ? EISDIR : EINVAL;
        return NULL;
    }
    if ((size_t)status.st_size > limit) {
        errno = EFBIG;
        return NULL;
    }
    bytes = arena_alloc(arena, (size_t)status.st_size + 1);
    got = read_all(descriptor, bytes, (size_t)status.st_size);
    if (got < 0) {
        return NULL;
    }
    if (length != NULL) {
        *length = (size_t)got;
    }
    return bytes;
}

char *file_read(struct arena *arena, const char *path, size_t limit, size_t *length)
{
    /* Without O_NONBLOCK opening a FIFO would wait for its writer. */
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    char *bytes;
    int saved;

    if (descriptor < 0) {
        return NULL;
    }
    bytes = read_open(arena, descriptor, limit, length);
    saved = errno;
    close(descriptor);
    errno = saved;
    return bytes;
}

bool file_exists(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

bool folder_exists(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* Removes the last component of the `length` bytes at `path`, which `..` takes back; returns the
 * new length, or the old one when there is nothing to take back. */
static size_t path_pop(const char *path, size_t length)
{
    size_t start = length;

    while (start > 0 && path[start - 1] != '/') {
        start--;
    }
    if (start == length || (length - start == 2 && memcmp(path + start, "..", 2) == 0)) {
        return length;
    }
    return start > 1 ? start - 1 : start;
}

static size_t path_push(char *path, size_t length, const char *part, size_t part_length)
{
    if (length > 0 && path[length - 1] != '/') {
        path[length++] = '/';
    }
    memcpy(path + length, part, part_length);
    return length + part_length;
}

/* Copies `path` to `out` (of the same size) without `.`, `..` and double slashes. */
static void path_normalise(const char *path, char *out)
{
    size_t length = 0;

    if (*path == '/') {
        out[length++] = '/';
    }
    while (*path != '\0') {
        size_t part = strcspn(path, "/");
        if (part == 2 && memcmp(path, "..", 2) == 0) {
            size_t popped = path_pop(out, length);
            bool at_root = length == 1 && out[0] == '/';
            length = popped == length && !at_root ? path_push(out, length, "..", 2) : popped;
        } else if (part > 0 && !(part == 1 && *path == '.')) {
            length = path_push(out, length, path, part);
        }
        path += part;
        path += strspn(path, "/");
    }
    if (length == 0) {
        out[length++] = '.';
    }
    out[length] = '\0';
}

char *path_join(struct arena *arena, const char *folder, const char *name)
{
    const char *both = name[0] == '/' ? name : arena_format(arena, "%s/%s", folder, name);
    char *out = arena_alloc(arena, strlen(both) + 2);

    if (folder[0] == '\0') {
        both = name;
    }
    path_normalise(both, out);
    return out;
}

const char *path_relative(const char *folder, const char *path)
{
    size_t length = strlen(folder);

    if (strcmp(folder, "/") == 0 && path[0] == '/' && path[1] != '\0') {
        return path + 1;
    }
    if (length > 0 && strncmp(folder, path, length) == 0) {
        if (path[length] == '/') {
            return path + length + 1;
        }
        if (path[length] == '\0') {
            return ".";
        }
    }
    return path;
}

char *path_working_directory(struct arena *arena)
{
    char *found = getcwd(NULL, 0);
    char *copy;

    if (found == NULL) {
        return arena_copy(arena, ".", 1);
    }
    copy = arena_copy(arena, found, strlen(found));
    free(found);
    return copy;
}
