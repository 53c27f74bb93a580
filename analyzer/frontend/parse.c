#include "frontend/parse.h"

#include "frontend/lower.h"
#ifndef NDEBUG
#include "ir/verify.h"
#endif

#include <clang-c/Index.h>
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

struct parser {
    CXIndex index;
    const struct frontend_options *options;
    struct arena arena;
    VEC(struct CXUnsavedFile) stand_ins;
    VEC(const char *) extra; /* arguments that every unit gets behind its own */
};

/* Code of every age must come through: what is only doubtful is no error here. */
static const char *const lenient_arguments[] = {
    "-w",
    "-ferror-limit=0",
    "-fno-spell-checking",
    "-Wno-error=implicit-function-declaration",
    "-Wno-error=implicit-int",
    "-Wno-error=int-conversion",
    "-Wno-error=incompatible-function-pointer-types",
    "-Wno-error=return-type",
    "-Wno-error=return-mismatch",
};

static const unsigned parse_flags =
    CXTranslationUnit_KeepGoing | CXTranslationUnit_IgnoreNonErrorsFromIncludedFiles;

static void add_argument(struct parser *parser, const char *argument)
{
    vec_push(&parser->extra, argument);
}

static void add_stand_in(struct parser *parser, const char *header)
{
    const char *text = models_stand_in(parser->options->models, header);
    if (text != NULL) {
        struct CXUnsavedFile file = {
            .Filename = arena_format(&parser->arena, PARSE_STAND_IN_FOLDER "/%s", header),
            .Contents = text,
            .Length = strlen(text)};
        vec_push(&parser->stand_ins, file);
    }
}

static void add_models(struct parser *parser)
{
    const struct model_set *models = parser->options->models;
    for (uint32_t i = 0; models != NULL && i < models->libraries.count; i++) {
        const struct model_library *library = models->libraries.items[i];
        for (uint32_t j = 0; j < library->define_count; j++) {
            add_argument(parser, arena_format(&parser->arena, "-D%s", library->defines[j]));
        }
        for (uint32_t j = 0; j < library->header_count; j++) {
            add_stand_in(parser, library->headers[j]);
        }
    }
    if (parser->stand_ins.count > 0) {
        add_argument(parser, "-idirafter" PARSE_STAND_IN_FOLDER);
    }
}

static bool finds_own_headers(const struct parser *parser)
{
    struct CXUnsavedFile probe = {.Filename = "/resilint-probe.c",
                                  .Contents = "#include <stddef.h>\n#include <stdarg.h>\n"};
    probe.Length = strlen(probe.Contents);
    CXTranslationUnit tu = NULL;
    enum CXErrorCode code = clang_parseTranslationUnit2(
        parser->index, probe.Filename, NULL, 0, &probe, 1, CXTranslationUnit_KeepGoing, &tu);
    bool found = code == CXError_Success && clang_getNumDiagnostics(tu) == 0;
    if (tu != NULL) {
        clang_disposeTranslationUnit(tu);
    }
    return found;
}

/* The compiler's own headers (stddef.h ...) come with the clang compiler, which libclang can be
 * installed without: then those of another clang or of gcc serve. */
static void add_compiler_headers(struct parser *parser)
{
    static const char *const places[] = {"/usr/lib/llvm-*/lib/clang/*/include",
                                         "/usr/lib/clang/*/include", "/usr/lib/gcc/*/*/include"};
    if (finds_own_headers(parser)) {
        return;
    }
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        glob_t found;
        if (glob(places[i], 0, NULL, &found) == 0) {
            const char *last = found.gl_pathv[found.gl_pathc - 1];
            add_argument(parser, arena_format(&parser->arena, "-idirafter%s", last));
            globfree(&found);
            return;
        }
    }
}

struct parser *parser_create(const struct frontend_options *options)
{
    /* A crash must end the process: what libclang saves of itself is not to be trusted. */
    setenv("LIBCLANG_DISABLE_CRASH_RECOVERY", "1", 1);
    struct parser *parser = memory_resize(NULL, 1, sizeof *parser);
    *parser = (struct parser){.options = options, .index = clang_createIndex(0, 0)};
    for (size_t i = 0; i < sizeof lenient_arguments / sizeof *lenient_arguments; i++) {
        add_argument(parser, lenient_arguments[i]);
    }
    add_compiler_headers(parser);
    add_models(parser);
    return parser;
}

void parser_destroy(struct parser *parser)
{
    if (parser != NULL) {
        clang_disposeIndex(parser->index);
        vec_finish(&parser->stand_ins);
        vec_finish(&parser->extra);
        arena_finish(&parser->arena);
        free(parser);
    }
}

/* libclang would say no more than that it failed. */
static bool is_readable(const struct unit *unit, char *detail, size_t detail_size)
{
    struct stat status;
    int file = open(unit->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    bool good = file >= 0 && fstat(file, &status) == 0;
    int error = good && !S_ISREG(status.st_mode) ? EINVAL : errno;
    if (file >= 0) {
        close(file);
    }
    if (good && S_ISREG(status.st_mode)) {
        return true;
    }
    snprintf(detail, detail_size, "the source cannot be read: %s",
             error == EINVAL ? "it is no regular file" : strerror(error));
    return false;
}

static enum CXErrorCode parse(struct parser *parser, const struct unit *unit, CXTranslationUnit *tu)
{
    uint32_t count = 0;
    const char **arguments =
        memory_resize(NULL, unit->arg_count + parser->extra.count + 2, sizeof *arguments);
    for (uint32_t i = 0; i < unit->arg_count; i++) {
        arguments[count++] = unit->args[i];
    }
    for (uint32_t i = 0; i < parser->extra.count; i++) {
        arguments[count++] = parser->extra.items[i];
    }
    arguments[count++] = "-working-directory";
    arguments[count++] = unit->directory;
    enum CXErrorCode code = clang_parseTranslationUnit2(parser->index, unit->path, arguments,
                                                        (int)count, parser->stand_ins.items,
                                                        parser->stand_ins.count, parse_flags, tu);
    free(arguments);
    return code;
}

#ifndef NDEBUG
static void verify(const struct ir_module *module, const char *path)
{
    struct text faults = {0};
    if (!ir_verify(module, &faults)) {
        fprintf(stderr, "%s: the lowered module is not well formed:\n%s", path,
                text_string(&faults));
        abort();
    }
    text_finish(&faults);
}
#else
static void verify(const struct ir_module *module, const char *path)
{
    (void)module;
    (void)path;
}
#endif

enum frontend_status parser_lower(struct parser *parser, const struct unit *unit,
                                  struct ir_module *module, char *detail, size_t detail_size)
{
    if (!is_readable(unit, detail, detail_size)) {
        return FRONTEND_UNREADABLE;
    }
    CXTranslationUnit tu = NULL;
    enum CXErrorCode code = parse(parser, unit, &tu);
    if (code != CXError_Success || tu == NULL) {
        snprintf(detail, detail_size,
                 "libclang could not parse it with the arguments it was given");
        return FRONTEND_UNPARSABLE;
    }
    struct ir_builder builder;
    ir_build_init(&builder);
    lower_unit(tu, &builder, parser->options->root, unit->directory);
    clang_disposeTranslationUnit(tu);
    ir_build_finish(&builder, module);
    verify(module, unit->path);
    return FRONTEND_OK;
}

const char *frontend_clang_version(void)
{
    static char version[64];
    CXString text = clang_getClangVersion();
    const char *words = clang_getCString(text);
    const char *number = strstr(words, "version ");
    number = number == NULL ? words : number + strlen("version ");
    size_t length = strspn(number, "0123456789.");
    snprintf(version, sizeof version, "%.*s", (int)length, number);
    clang_disposeString(text);
    return version;
}
