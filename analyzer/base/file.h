/* Whole files and paths. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/* The bytes of a regular file plus a NUL, in the arena; NULL with errno set when unreadable or
 * larger than `limit` bytes (EFBIG). `length` may be NULL. */
char *file_read(struct arena *arena, const char *path, size_t limit, size_t *length);

bool file_exists(const char *path);
bool folder_exists(const char *path);

/* `folder/name`, or `name` when it is absolute; `.` and `..` and double slashes are resolved in
 * the text, without looking at the disk. */
char *path_join(struct arena *arena, const char *folder, const char *name);

/* `path` relative to `folder` when it lies below it, else `path` itself. Both normalised. */
const char *path_relative(const char *folder, const char *path);

/* The working directory, in the arena. */
char *path_working_directory(struct arena *arena);

#endif
