#include "checklist/date.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static bool is_leap(int64_t year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int64_t month_days(int64_t year, int64_t month)
{
    static const int64_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && is_leap(year));
}

/* Days before the first of January of that year, counted from year 1. */
static int64_t days_before_year(int64_t year)
{
    int64_t past = year - 1;
    return past * 365 + past / 4 - past / 100 + past / 400;
}

bool date_parse(const char *text, int64_t *days)
{
    static const char shape[] = "dddd-dd-dd";
    if (strlen(text) != sizeof shape - 1) {
        return false;
    }
    for (size_t i = 0; shape[i] != '\0'; i++) {
        if (shape[i] == 'd' ? !isdigit((unsigned char)text[i]) : text[i] != shape[i]) {
            return false;
        }
    }
    int64_t year = strtol(text, NULL, 10);
    int64_t month = strtol(text + 5, NULL, 10);
    int64_t day = strtol(text + 8, NULL, 10);
    if (year < 1 || month < 1 || month > 12 || day < 1 || day > month_days(year, month)) {
        return false;
    }
    *days = days_before_year(year) - days_before_year(1970) + day - 1;
    for (int64_t m = 1; m < month; m++) {
        *days += month_days(year, m);
    }
    return true;
}

bool date_read(const struct yaml_node *map, const char *key, int64_t *days)
{
    const struct yaml_node *node = yaml_get(map, key);
    if (node == NULL) {
        yaml_error(map, false, "'%s' is missing, expected a date such as 2026-03-31", key);
        return false;
    }
    if (node->kind == YAML_SCALAR && date_parse(node->text, days)) {
        return true;
    }
    yaml_error(node, false, "found '%.40s' for '%s', expected a date such as 2026-03-31",
               node->kind == YAML_SCALAR ? node->text : "a list or map", key);
    return false;
}

const char *date_format(struct arena *arena, int64_t days)
{
    int64_t rest = days + days_before_year(1970);
    int64_t year = rest / 366 + 1;
    while (days_before_year(year + 1) <= rest) {
        year++;
    }
    rest -= days_before_year(year);
    int64_t month = 1;
    while (rest >= month_days(year, month)) {
        rest -= month_days(year, month++);
    }
    return arena_format(arena, "%04d-%02d-%02d", (int)year, (int)month, (int)rest + 1);
}
