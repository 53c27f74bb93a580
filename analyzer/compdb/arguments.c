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
};

/* Refused entries are listed where a value in the next word must go with them, or where their
 * beginning is that of an allowed one. Every other word that begins with `-` is refused alone. */
static const struct argument_spec table[] = {
    /* preprocessor */
    {"-D", FORM_EITHER, true},
    {"-U", FORM_EITHER, true},
    {"-I", FORM_EITHER, true},
    {"-include", FORM_EITHER, true},
    {"-imacros", FORM_EITHER, true},
    {"-isystem", FORM_EITHER, true},
    {"-iquote", FORM_EITHER, true},
    {"-idirafter", FORM_EITHER, true},
    {"-iprefix", FORM_EITHER, true},
    {"-iwithprefix", FORM_EITHER, true},
    {"-iwithprefixbefore", FORM_EITHER, true},
    {"-isysroot", FORM_EITHER, true},
    {"--sysroot=", FORM_JOINED, true},
    {"--sysroot", FORM_SEPARATE, true},
    {"-nostdinc", FORM_FLAG, true},
    {"-nostdlibinc", FORM_FLAG, true},
    {"-undef", FORM_FLAG, true},
    {"-trigraphs", FORM_FLAG, true},
    {"-pthread", FORM_FLAG, true},
    {"-finput-charset=", FORM_JOINED, true},
    {"-fdollars-in-identifiers", FORM_FLAG, true},
    {"-fno-dollars-in-identifiers", FORM_FLAG, true},

    /* language */
    {"-ansi", FORM_FLAG, true},
    {"-std=", FORM_JOINED, true},
    {"--std=", FORM_JOINED, true},
    {"-x", FORM_EITHER, true},
    {"-fasm", FORM_FLAG, true},
    {"-fno-asm", FORM_FLAG, true},
    {"-fgnu-keywords", FORM_FLAG, true},
    {"-fno-gnu-keywords", FORM_FLAG, true},
    {"-fgnu89-inline", FORM_FLAG, true},
    {"-fno-gnu89-inline", FORM_FLAG, true},
    {"-fms-extensions", FORM_FLAG, true},
    {"-fno-ms-extensions", FORM_FLAG, true},
    {"-fms-compatibility", FORM_FLAG, true},
    {"-fdeclspec", FORM_FLAG, true},
    {"-fblocks", FORM_FLAG, true},
    {"-fopenmp", FORM_FLAG, true},
    {"-fhosted", FORM_FLAG, true},
    {"-ffreestanding", FORM_FLAG, true},
    {"-fbuiltin", FORM_FLAG, true},
    {"-fno-builtin", FORM_FLAG, true},
    {"-fno-builtin-", FORM_JOINED, true},
    {"-fbracket-depth=", FORM_JOINED, true},
    {"-fexceptions", FORM_FLAG, true},
    {"-fwrapv", FORM_FLAG, true},

    /* sizes and layout of types, predefined macros */
    {"-fsigned-char", FORM_FLAG, true},
    {"-fno-signed-char", FORM_FLAG, true},
    {"-funsigned-char", FORM_FLAG, true},
    {"-fno-unsigned-char", FORM_FLAG, true},
    {"-fshort-enums", FORM_FLAG, true},
    {"-fno-short-enums", FORM_FLAG, true},
    {"-fshort-wchar", FORM_FLAG, true},
    {"-fno-short-wchar", FORM_FLAG, true},
    {"-fpack-struct", FORM_FLAG, true},
    {"-fpack-struct=", FORM_JOINED, true},
    {"-fpic", FORM_FLAG, true},
    {"-fPIC", FORM_FLAG, true},
    {"-fpie", FORM_FLAG, true},
    {"-fPIE", FORM_FLAG, true},
    {"-target", FORM_SEPARATE, true},
    {"--target=", FORM_JOINED, true},
    {"-m16", FORM_FLAG, true},
    {"-m32", FORM_FLAG, true},
    {"-m64", FORM_FLAG, true},
    {"-mx32", FORM_FLAG, true},
    {"-march=", FORM_JOINED, true},
    {"-mcpu=", FORM_JOINED, true},
    {"-mabi=", FORM_JOINED, true},
    {"-mfpu=", FORM_JOINED, true},
    {"-mfloat-abi=", FORM_JOINED, true},
    {"-mthumb", FORM_FLAG, true},
    {"-marm", FORM_FLAG, true},
    {"-msoft-float", FORM_FLAG, true},
    {"-mhard-float", FORM_FLAG, true},
    {"-mms-bitfields", FORM_FLAG, true},
    {"-mlong-double-64", FORM_FLAG, true},
    {"-mlong-double-80", FORM_FLAG, true},
    {"-mlong-double-128", FORM_FLAG, true},
    {"-msse", FORM_FLAG, true},
    {"-msse2", FORM_FLAG, true},
    {"-msse3", FORM_FLAG, true},
    {"-mssse3", FORM_FLAG, true},
    {"-msse4", FORM_FLAG, true},
    {"-msse4.1", FORM_FLAG, true},
    {"-msse4.2", FORM_FLAG, true},
    {"-mavx", FORM_FLAG, true},
    {"-mavx2", FORM_FLAG, true},
    {"-maes", FORM_FLAG, true},
    {"-mpclmul", FORM_FLAG, true},
    {"-mpopcnt", FORM_FLAG, true},
    {"-msha", FORM_FLAG, true},

    /* refused together with the next word */
    {"-o", FORM_EITHER, false},
    {"--output", FORM_SEPARATE, false},
    {"-MF", FORM_EITHER, false},
    {"-MT", FORM_EITHER, false},
    {"-MQ", FORM_EITHER, false},
    {"-MJ", FORM_EITHER, false},
    {"-dependency-file", FORM_SEPARATE, false},
    {"-dumpbase", FORM_SEPARATE, false},
    {"-dumpbase-ext", FORM_SEPARATE, false},
    {"-dumpdir", FORM_SEPARATE, false},
    {"-aux-info", FORM_SEPARATE, false},
    {"--serialize-diagnostics", FORM_SEPARATE, false},
    {"-serialize-diagnostics", FORM_SEPARATE, false},
    {"-Xclang", FORM_SEPARATE, false},
    {"-Xpreprocessor", FORM_SEPARATE, false},
    {"-Xassembler", FORM_SEPARATE, false},
    {"-Xlinker", FORM_SEPARATE, false},
    {"-Xanalyzer", FORM_SEPARATE, false},
    {"-Xopenmp-target", FORM_SEPARATE, false},
    {"-mllvm", FORM_SEPARATE, false},
    {"-load", FORM_SEPARATE, false},
    {"-plugin", FORM_SEPARATE, false},
    {"-add-plugin", FORM_SEPARATE, false},
    {"-wrapper", FORM_SEPARATE, false},
    {"-B", FORM_EITHER, false},
    {"--config", FORM_SEPARATE, false},
    {"-specs", FORM_SEPARATE, false},
    {"--specs", FORM_SEPARATE, false},
    {"--param", FORM_SEPARATE, false},
    {"-gcc-toolchain", FORM_SEPARATE, false},
    {"-include-pch", FORM_SEPARATE, false},
    {"-ivfsoverlay", FORM_EITHER, false},
    {"-imultilib", FORM_SEPARATE, false},
    {"-isystem-after", FORM_EITHER, false},
    {"-iframework", FORM_EITHER, false},
    {"-iwithsysroot", FORM_EITHER, false},
    {"-working-directory", FORM_SEPARATE, false},
    {"-main-file-name", FORM_SEPARATE, false},
    {"-arch", FORM_SEPARATE, false},
    {"-framework", FORM_SEPARATE, false},
    {"-F", FORM_EITHER, false},
    {"-A", FORM_EITHER, false},
    {"-L", FORM_EITHER, false},
    {"-l", FORM_EITHER, false},
    {"-u", FORM_EITHER, false},
    {"-T", FORM_EITHER, false},
    {"-z", FORM_EITHER, false},
    {"-e", FORM_EITHER, false},
    {"-G", FORM_EITHER, false},
    {"-b", FORM_EITHER, false},
    {"-V", FORM_EITHER, false},
};

/* Languages that `-x` may name; a precompiled or intermediate form is not C. */
static const char *const languages[] = {"c", "c-header", "cpp-output", "none"};

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

static bool language_known(const char *name)
{
    for (size_t i = 0; i < sizeof languages / sizeof languages[0]; i++) {
        if (strcmp(languages[i], name) == 0) {
            return true;
        }
    }
    return false;
}

/* A value that looks like an option is refused, so that no reader of the list further down can
 * take it for one. */
static bool value_allowed(const struct argument_spec *spec, const char *value)
{
    if (value[0] == '\0' || value[0] == '-' || value[0] == '@') {
        return false;
    }
    return strcmp(spec->name, "-x") != 0 || language_known(value);
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
