/* A temporary tree of files for one test. */
#ifndef TESTS_SCRATCH_TREE_H
#define TESTS_SCRATCH_TREE_H

#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct scratch_tree {
    struct arena arena;
    const char *root;
};

static inline void scratch_tree_init(struct scratch_tree *tree)
{
    char name[] = "/tmp/resilint-test-XXXXXX";
    *tree = (struct scratch_tree){0};
    if (mkdtemp(name) == NULL) {
        perror("mkdtemp");
        exit(1);
    }
    tree->root = arena_copy(&tree->arena, name, strlen(name));
}

static inline const char *scratch_path(struct scratch_tree *tree, const char *name)
{
    return path_join(&tree->arena, tree->root, name);
}

/* Writes a file and makes the folders above it; `%s` in the text stands for the root. */
static inline void scratch_write(struct scratch_tree *tree, const char *name, const char *text)
{
    char *path = path_join(&tree->arena, tree->root, name);
    for (char *slash = path + strlen(tree->root) + 1; (slash = strchr(slash, '/')) != NULL;
         slash++) {
        *slash = '\0';
        mkdir(path, 0777);
        *slash = '/';
    }
    FILE *file = fopen(path, "w");
    if (file == NULL) {
        perror(path);
        exit(1);
    }
    for (const char *hole; (hole = strstr(text, "%s")) != NULL; text = hole + 2) {
        fwrite(text, 1, (size_t)(hole - text), file);
        fputs(tree->root, file);
    }
    fputs(text, file);
    fclose(file);
}

static inline void scratch_tree_finish(struct scratch_tree *tree)
{
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", tree->root);
    if (system(command) != 0) {
        perror("rm");
    }
    arena_finish(&tree->arena);
}

#endif
