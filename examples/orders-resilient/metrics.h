/* Counters for the dashboards. Losing some is fine; nothing here returns an error or takes long. */
#ifndef METRICS_H
#define METRICS_H

#include <stdbool.h>

bool metrics_open(void);
void metrics_count(const char *name, unsigned value);
void metrics_close(void);

#endif
