/* Writes the stand-in headers of all models below a folder, and for each library with constants a
 * C file LIBRARY.constants.c that asserts their values. Usage: stand_in MODELS FOLDER */
#include "base/diag.h"
#include "models/model.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static FILE *open_below(const char *folder, const char *name)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    for (char *slash = strchr(path + strlen(folder) + 1, '/'); slash != NULL;
         slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(path, 0777);
        *slash = '/';
    }
    return fopen(path, "w");
}

static int write_headers(const struct model_library *library, const char *folder)
{
    for (uint32_t i = 0; i < library->header_count; i++) {
        FILE *file = open_below(folder, library->headers[i]);
        if (file == NULL) {
            perror(library->headers[i]);
            return 2;
        }
        fputs(library->declarations, file);
        fclose(file);
    }
    return 0;
}

static int write_constants(const struct model_library *library, const char *folder)
{
    char name[256];
    snprintf(name, sizeof name, "%s.constants.c", library->name);
    FILE *file = open_below(folder, name);
    if (file == NULL) {
        perror(name);
        return 2;
    }
    for (uint32_t i = 0; i < library->header_count; i++) {
        fprintf(file, "#if __has_include(<%s>)\n#include <%s>\n#endif\n", library->headers[i],
                library->headers[i]);
    }
    for (uint32_t i = 0; i < library->constant_count; i++) {
        fprintf(file, "_Static_assert((long long)(%s) == %" PRId64 "LL, \"value\");\n",
                library->constants[i].name, library->constants[i].value);
    }
    fclose(file);
    return 0;
}

int main(int argc, char **argv)
{
    struct model_set models = {0};
    int status = argc == 3 ? 0 : 2;
    if (status == 0) {
        models_load_folder(&models, argv[1]);
        status = diag_count(DIAG_ERROR) == 0 ? 0 : 2;
    }
    for (uint32_t i = 0; status == 0 && i < models.libraries.count; i++) {
        const struct model_library *library = models.libraries.items[i];
        if (library->declarations != NULL) {
            status = write_headers(library, argv[2]);
        }
        if (status == 0) {
            status = write_constants(library, argv[2]);
        }
    }
    models_finish(&models);
    return status;
}
