/* The allow-list of compiler arguments. A compilation database comes from the analysed project and
 * is not trusted: what this table does not allow never reaches libclang. */
#include "compdb/unit.h"

#include <string.h>

enum argument_form {
    FORM_FLAG,     /* exactly this word */
    FORM_JOINED,   /* this beginning, the rest of the word is the value */
    FORM_SEPARATE, /* this word, the next word is the value */
    FORM_EITHER,   /* joined or separate */
};

struct argument_spec {
    const char *name;
    enum argument_form form;
    bool allowed;
    const char *const *values; /* the only ones that pass; NULL: any */
};

/* A precompiled or intermediate form is not C. */
static const char *const languages[] = {"c", "c-header", "cpp-output", "none", NULL};

/* One that the parser does not know would cost the whole unit; without it the default holds. */
/* clang-format off */
static const char *const standards[] = {
    "c89", "c90", "c99", "c9x", "c11", "c1x", "c17", "c18", "c23", "c2x",
    "gnu89", "gnu90", "gnu99", "gnu9x", "gnu11", "gnu1x", "gnu17", "gnu18", "gnu23", "gnu2x",
    "iso9899:1990", "iso9899:199409", "iso9899:1999", "iso9899:2011", "iso9899:2017",
    "iso9899:2018", NULL,
};
/* clang-format on */

/* Refused entries are listed where a value in the next word must go with them, or where their
 * beginning is that of an allowed one. Every other word that begins with `-` is refused alone. */
static const struct argument_spec table[] = {
    /* preprocessor */
    {"-D", FORM_EITHER, true, NULL},
    {"-U", FORM_EITHER, true, NULL},
    {"-I", FORM_EITHER, true, NULL},
    {"-include", FORM_EITHER, true, NULL},
    {"-imacros", FORM_EITHER, true, NULL},
    {"-isystem", FORM_EITHER, true, NULL},
    {"-iquote", FORM_EITHER, true, NULL},
    {"-idirafter", FORM_EITHER, true, NULL},
    {"-iprefix", FORM_EITHER, true, NULL},
    {"-iwithprefix", FORM_EITHER, true, NULL},
    {"-iwithprefixbefore", FORM_EITHER, true, NULL},
    {"-isysroot", FORM_EITHER, true, NULL},
    {"--sysroot=", FORM_JOINED, true, NULL},
    {"--sysroot", FORM_SEPARATE, true, NULL},
    {"-nostdinc", FORM_FLAG, true, NULL},
    {"-nostdlibinc", FORM_FLAG, true, NULL},
    {"-undef", FORM_FLAG, true, NULL},
    {"-trigraphs", FORM_FLAG, true, NULL},
    {"-pthread", FORM_FLAG, true, NULL},
    {"-fdollars-in-identifiers", FORM_FLAG, true, NULL},
    {"-fno-dollars-in-identifiers", FORM_FLAG, true, NULL},

    /* language */
    {"-ansi", FORM_FLAG, true, NULL},
    {"-std=", FORM_JOINED, true, standards},
    {"--std=", FORM_JOINED, true, standards},
    {"-x", FORM_EITHER, true, languages},
    {"-fasm", FORM_FLAG, true, NULL},
    {"-fno-asm", FORM_FLAG, true, NULL},
    {"-fgnu-keywords", FORM_FLAG, true, NULL},
    {"-fno-gnu-keywords", FORM_FLAG, true, NULL},
    {"-fgnu89-inline", FORM_FLAG, true, NULL},
    {"-fno-gnu89-inline", FORM_FLAG, true, NULL},
    {"-fms-extensions", FORM_FLAG, true, NULL},
    {"-fno-ms-extensions", FORM_FLAG, true, NULL},
    {"-fms-compatibility", FORM_FLAG, true, NULL},
    {"-fdeclspec", FORM_FLAG, true, NULL},
    {"-fblocks", FORM_FLAG, true, NULL},
    {"-fopenmp", FORM_FLAG, true, NULL},
    {"-fhosted", FORM_FLAG, true, NULL},
    {"-ffreestanding", FORM_FLAG, true, NULL},
    {"-fbuiltin", FORM_FLAG, true, NULL},
    {"-fno-builtin", FORM_FLAG, true, NULL},
    {"-fno-builtin-", FORM_JOINED, true, NULL},
    {"-fbracket-depth=", FORM_JOINED, true, NULL},
    {"-fexceptions", FORM_FLAG, true, NULL},
    {"-fwrapv", FORM_FLAG, true, NULL},

    /* sizes and layout of types, predefined macros; a processor's name would cost the whole unit
     * where it is not this machine's, and says nothing of the network */
    {"-fsigned-char", FORM_FLAG, true, NULL},
    {"-fno-signed-char", FORM_FLAG, true, NULL},
    {"-funsigned-char", FORM_FLAG, true, NULL},
    {"-fno-unsigned-char", FORM_FLAG, true, NULL},
    {"-fshort-enums", FORM_FLAG, true, NULL},
    {"-fno-short-enums", FORM_FLAG, true, NULL},
    {"-fshort-wchar", FORM_FLAG, true, NULL},
    {"-fno-short-wchar", FORM_FLAG, true, NULL},
    {"-fpack-struct", FORM_FLAG, true, NULL},
    {"-fpack-struct=", FORM_JOINED, true, NULL},
    {"-fpic", FORM_FLAG, true, NULL},
    {"-fPIC", FORM_FLAG, true, NULL},
    {"-fpie", FORM_FLAG, true, NULL},
    {"-fPIE", FORM_FLAG, true, NULL},
    {"-target", FORM_SEPARATE, true, NULL},
    {"--target=", FORM_JOINED, true, NULL},
    {"-m16", FORM_FLAG, true, NULL},
    {"-m32", FORM_FLAG, true, NULL},
    {"-m64", FORM_FLAG, true, NULL},
    {"-mx32", FORM_FLAG, true, NULL},
    {"-mms-bitfields", FORM_FLAG, true, NULL},
    {"-mlong-double-64", FORM_FLAG, true, NULL},
    {"-mlong-double-80", FORM_FLAG, true, NULL},
    {"-mlong-double-128", FORM_FLAG, true, NULL},

    /* refused together with the next word */
    {"-o", FORM_EITHER, false, NULL},
    {"--output", FORM_SEPARATE, false, NULL},
    {"-MF", FORM_EITHER, false, NULL},
    {"-MT", FORM_EITHER, false, NULL},
    {"-MQ", FORM_EITHER, false, NULL},
    {"-MJ", FORM_EITHER, false, NULL},
    {"-dependency-file", FORM_SEPARATE, false, NULL},
    {"-dumpbase", FORM_SEPARATE, false, NULL},
    {"-dumpbase-ext", FORM_SEPARATE, false, NULL},
    {"-dumpdir", FORM_SEPARATE, false, NULL},
    {"-aux-info", FORM_SEPARATE, false, NULL},
    {"--serialize-diagnostics", FORM_SEPARATE, false, NULL},
    {"-serialize-diagnostics", FORM_SEPARATE, false, NULL},
    {"-Xclang", FORM_SEPARATE, false, NULL},
    {"-Xpreprocessor", FORM_SEPARATE, false, NULL},
    {"-Xassembler", FORM_SEPARATE, false, NULL},
    {"-Xlinker", FORM_SEPARATE, false, NULL},
    {"-Xanalyzer", FORM_SEPARATE, false, NULL},
    {"-Xopenmp-target", FORM_SEPARATE, false, NULL},
    {"-mllvm", FORM_SEPARATE, false, NULL},
    {"-load", FORM_SEPARATE, false, NULL},
    {"-plugin", FORM_SEPARATE, false, NULL},
    {"-add-plugin", FORM_SEPARATE, false, NULL},
    {"-wrapper", FORM_SEPARATE, false, NULL},
    {"-B", FORM_EITHER, false, NULL},
    {"--config", FORM_SEPARATE, false, NULL},
    {"-specs", FORM_SEPARATE, false, NULL},
    {"--specs", FORM_SEPARATE, false, NULL},
    {"--param", FORM_SEPARATE, false, NULL},
    {"-gcc-toolchain", FORM_SEPARATE, false, NULL},
    {"-include-pch", FORM_SEPARATE, false, NULL},
    {"-ivfsoverlay", FORM_EITHER, false, NULL},
    {"-imultilib", FORM_SEPARATE, false, NULL},
    {"-isystem-after", FORM_EITHER, false, NULL},
    {"-iframework", FORM_EITHER, false, NULL},
    {"-iwithsysroot", FORM_EITHER, false, NULL},
    {"-working-directory", FORM_SEPARATE, false, NULL},
    {"-main-file-name", FORM_SEPARATE, false, NULL},
    {"-arch", FORM_SEPARATE, false, NULL},
    {"-framework", FORM_SEPARATE, false, NULL},
    {"-F", FORM_EITHER, false, NULL},
    {"-A", FORM_EITHER, false, NULL},
    {"-L", FORM_EITHER, false, NULL},
    {"-l", FORM_EITHER, false, NULL},
    {"-u", FORM_EITHER, false, NULL},
    {"-T", FORM_EITHER, false, NULL},
    {"-z", FORM_EITHER, false, NULL},
    {"-e", FORM_EITHER, false, NULL},
    {"-G", FORM_EITHER, false, NULL},
    {"-b", FORM_EITHER, false, NULL},
    {"-V", FORM_EITHER, false, NULL},
};

static bool spec_matches(const struct argument_spec *spec, const char *word)
{
    size_t length = strlen(spec->name);
    if (strncmp(word, spec->name, length) != 0) {
        return false;
    }
    bool ends = word[length] == '\0';
    return spec->form == FORM_EITHER || ends == (spec->form != FORM_JOINED);
}

/* The longest name wins: `-include-pch` is not `-include` with a value. */
static const struct argument_spec *spec_find(const char *word)
{
    const struct argument_spec *best = NULL;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        if (spec_matches(&table[i], word) &&
            (best == NULL || strlen(table[i].name) > strlen(best->name))) {
            best = &table[i];
        }
    }
    return best;
}

/* A value that looks like an option is refused, so that no reader of the list further down can
 * take it for one. */
static bool value_allowed(const struct argument_spec *spec, const char *value)
{
    if (value[0] == '\0' || value[0] == '-' || value[0] == '@') {
        return false;
    }
    for (size_t i = 0; spec->values != NULL; i++) {
        if (spec->values[i] == NULL || strcmp(spec->values[i], value) == 0) {
            return spec->values[i] != NULL;
        }
    }
    return true;
}

uint32_t arguments_allowed(const char *const *in, uint32_t count, const char **out)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count && strcmp(in[i], "--") != 0; i++) {
        const struct argument_spec *spec = in[i][0] == '-' ? spec_find(in[i]) : NULL;
        if (spec == NULL) {
            continue;
        }
        const char *rest = in[i] + strlen(spec->name);
        bool takes_next =
            *rest == '\0' && (spec->form == FORM_SEPARATE || spec->form == FORM_EITHER);
        bool has_value = takes_next || spec->form != FORM_FLAG;
        const char *value = !takes_next ? rest : i + 1 < count ? in[i + 1] : "";
        if (spec->allowed && (!has_value || value_allowed(spec, value))) {
            out[kept++] = in[i];
            if (takes_next) {
                out[kept++] = value;
            }
        }
        i += takes_next;
    }
    return kept;
}
