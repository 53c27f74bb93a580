/* The commands that look at no source: explain, rules, models, checklists. */
#ifndef CATALOGUE_H
#define CATALOGUE_H

#include "pipeline.h"

enum exit_status catalogue_run(const struct options *options);

#endif
