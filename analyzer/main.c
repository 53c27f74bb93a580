#include "base/diag.h"
#include "catalogue.h"
#include "frontend/frontend.h"
#include "options.h"
#include "output.h"
#include "pipeline.h"

static enum exit_status print_text(const struct options *options)
{
    struct text out = {0};
    if (options->version) {
        text_printf(&out, "resilint %s (libclang %s)\n", RESILINT_VERSION,
                    frontend_clang_version());
    } else {
        options_help(options->command, &out);
    }
    bool written = output_write(options, &out);
    text_finish(&out);
    return written ? EXIT_NOTHING : EXIT_USAGE;
}

static enum exit_status run(const struct options *options)
{
    if (options->help || options->version) {
        return print_text(options);
    }
    switch (options->command) {
    case COMMAND_EXPLAIN:
    case COMMAND_RULES:
    case COMMAND_MODELS:
    case COMMAND_CHECKLISTS:
        return catalogue_run(options);
    default:
        return pipeline_run(options);
    }
}

int main(int argc, char **argv)
{
    struct options options;
    enum exit_status status = EXIT_USAGE;
    if (options_parse(&options, argc, (const char *const *)argv)) {
        diag_set_quiet(options.quiet);
        status = run(&options);
    }
    options_finish(&options);
    return (int)status;
}
