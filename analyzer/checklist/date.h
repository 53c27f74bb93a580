/* Calendar dates as YYYY-MM-DD. */
#ifndef CHECKLIST_DATE_H
#define CHECKLIST_DATE_H

#include "base/yaml.h"

/* Days since 1970-01-01 in the Gregorian calendar; false when the text is no such date. */
bool date_parse(const char *text, int64_t *days);

/* The same for a node: reports a text that is no date, or nothing there. */
bool date_read(const struct yaml_node *map, const char *key, int64_t *days);

/* The text of that day, in the arena. */
const char *date_format(struct arena *arena, int64_t days);

#endif
