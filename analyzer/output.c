#include "output.h"

#include "base/diag.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

bool output_write(const struct options *options, const struct text *text)
{
    const char *name = options->output != NULL ? options->output : "standard output";
    FILE *file = options->output != NULL ? fopen(options->output, "we") : stdout;
    if (file == NULL) {
        diag(DIAG_ERROR, (struct diag_place){.file = name}, "cannot be written: %s",
             strerror(errno));
        return false;
    }
    bool good = fwrite(text_string(text), 1, text->length, file) == text->length;
    good = fflush(file) == 0 && good;
    int saved = errno;
    if (options->output != NULL && fclose(file) != 0 && good) {
        saved = errno;
        good = false;
    }
    if (!good) {
        diag(DIAG_ERROR, (struct diag_place){.file = name}, "cannot be written: %s",
             strerror(saved));
    }
    return good;
}

bool output_color(const struct options *options)
{
    if (options->color != COLOR_AUTO) {
        return options->color == COLOR_ALWAYS;
    }
    const char *no_color = getenv("NO_COLOR");
    const char *terminal = getenv("TERM");
    bool refused = no_color != NULL && no_color[0] != '\0';
    bool dumb = terminal == NULL || strcmp(terminal, "dumb") == 0;
    return options->output == NULL && !refused && !dumb && isatty(STDOUT_FILENO);
}
