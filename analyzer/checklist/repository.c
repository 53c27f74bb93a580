#include "checklist/repository.h"

#include "base/diag.h"
#include "base/file.h"
#include "base/pattern.h"

#include <dirent.h>
#include <sys/stat.h>

#define FILE_LIMIT   200000        /* files of a repository that are looked at */
#define DEPTH_LIMIT  32            /* folders within folders */
#define LENGTH_LIMIT (1024 * 1024) /* bytes of a file that is searched for a pattern */

static bool is_skipped(const char *name)
{
    static const char *const skipped[] = {".",    "..",           ".git",      ".hg", ".svn",
                                          ".bzr", "node_modules", ".resilint", NULL};
    for (size_t i = 0; skipped[i] != NULL; i++) {
        if (strcmp(name, skipped[i]) == 0) {
            return true;
        }
    }
    return false;
}

static void list_folder(struct repository *repository, const char *relative, uint32_t depth);

static void list_entry(struct repository *repository, const char *relative, const char *name,
                       uint32_t depth)
{
    struct stat status;
    const char *path = *relative == '\0'
                           ? arena_copy(&repository->arena, name, strlen(name))
                           : arena_format(&repository->arena, "%s/%s", relative, name);
    const char *full = path_join(&repository->arena, repository->root, path);
    if (repository->paths.count >= FILE_LIMIT || lstat(full, &status) != 0) {
        return;
    }
    if (S_ISDIR(status.st_mode) && depth < DEPTH_LIMIT) {
        list_folder(repository, path, depth + 1);
    } else if (S_ISREG(status.st_mode) && (status.st_dev != repository->except_device ||
                                           status.st_ino != repository->except_inode)) {
        vec_push(&repository->paths, path);
    }
}

static void list_folder(struct repository *repository, const char *relative, uint32_t depth)
{
    DIR *folder = opendir(path_join(&repository->arena, repository->root, relative));
    if (folder == NULL) {
        return;
    }
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        if (!is_skipped(entry->d_name)) {
            list_entry(repository, relative, entry->d_name, depth);
        }
    }
    closedir(folder);
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void list_all(struct repository *repository)
{
    if (repository->listed) {
        return;
    }
    struct stat except;
    repository->listed = true;
    if (repository->except != NULL && stat(repository->except, &except) == 0) {
        repository->except_device = except.st_dev;
        repository->except_inode = except.st_ino;
    }
    list_folder(repository, "", 0);
    if (repository->paths.count >= FILE_LIMIT) {
        diag(DIAG_WARNING, (struct diag_place){repository->root, 0, 0},
             "the repository has more than %d files; the checklist looks at the first ones only",
             FILE_LIMIT);
    }
    if (repository->paths.count != 0) {
        qsort(repository->paths.items, repository->paths.count, sizeof *repository->paths.items,
              compare_paths);
    }
}

static bool path_matches(const char *path, const char *const *globs, uint32_t glob_count)
{
    for (uint32_t i = 0; i < glob_count; i++) {
        if (glob_matches(globs[i], path)) {
            return true;
        }
    }
    return false;
}

static bool file_contains(const struct repository *repository, const char *path,
                          const struct pattern *pattern)
{
    struct arena scratch = {0};
    size_t length = 0;
    const char *text =
        file_read(&scratch, path_join(&scratch, repository->root, path), LENGTH_LIMIT, &length);
    bool found = text != NULL && pattern_matches(pattern, text, length);
    arena_finish(&scratch);
    return found;
}

uint32_t repository_match(struct repository *repository, const char *const *globs,
                          uint32_t glob_count, const struct pattern *contains, const char **first)
{
    uint32_t count = 0;
    list_all(repository);
    for (uint32_t i = 0; i < repository->paths.count && count < 2; i++) {
        const char *path = repository->paths.items[i];
        if (!path_matches(path, globs, glob_count) ||
            (contains != NULL && !file_contains(repository, path, contains))) {
            continue;
        }
        *first = count++ == 0 ? path : *first;
    }
    return count;
}

void repository_finish(struct repository *repository)
{
    vec_finish(&repository->paths);
    arena_finish(&repository->arena);
}
