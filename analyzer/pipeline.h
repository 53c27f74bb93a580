/* The whole way from options to report. */
#ifndef PIPELINE_H
#define PIPELINE_H

#include "options.h"

enum exit_status {
    EXIT_NOTHING = 0,    /* nothing at or above the gate */
    EXIT_FINDINGS = 1,   /* findings at or above it */
    EXIT_USAGE = 2,      /* wrong usage, configuration, rule, model or checklist */
    EXIT_INCOMPLETE = 3, /* a unit could not be analysed */
};

/* Runs check, review, inventory or dump-ir. */
enum exit_status pipeline_run(const struct options *options);

#endif
