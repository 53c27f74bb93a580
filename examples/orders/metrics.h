/* Counters for the dashboards. Losing some is fine; nothing here returns an error. */
#ifndef METRICS_H
#define METRICS_H

void metrics_count(const char *name, unsigned value);
void metrics_close(void);

#endif
