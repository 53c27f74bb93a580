#include "resil/outcome.h"
#include <ctype.h>
#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include "resil/clock.h"

#define TEN_YEARS_S INT64_C(315360000)

static const char *const texts[RESIL_OUTCOME_COUNT] = {
    [RESIL_SUCCESS] = "success",
    [RESIL_TRANSIENT] = "transient failure",
    [RESIL_TIMEOUT] = "timeout",
    [RESIL_THROTTLED] = "throttled",
    [RESIL_PERMANENT] = "permanent failure",
    [RESIL_ABANDONED] = "abandoned",
};

const char *resil_outcome_text(enum resil_outcome outcome)
{
    if ((unsigned)outcome >= RESIL_OUTCOME_COUNT)
        return "unknown outcome";
    return texts[outcome];
}

enum resil_outcome resil_outcome_of_http(int status)
{
    switch (status) {
    case 408:
    case 504:
        return RESIL_TIMEOUT;
    case 429:
        return RESIL_THROTTLED;
    case 425:
    case 500:
    case 502:
    case 503:
    case 522:
    case 524:
        return RESIL_TRANSIENT;
    default:
        return status >= 200 && status < 400 ? RESIL_SUCCESS : RESIL_PERMANENT;
    }
}

enum resil_outcome resil_outcome_of_errno(int error)
{
    switch (error) {
    case 0:
        return RESIL_SUCCESS;
    case ETIMEDOUT:
        return RESIL_TIMEOUT;
    case ECANCELED:
        return RESIL_ABANDONED;
    case EAGAIN:
#if EWOULDBLOCK != EAGAIN
    case EWOULDBLOCK:
#endif
    case EINTR:
    case ECONNREFUSED:
    case ECONNRESET:
    case ECONNABORTED:
    case ENOTCONN:
    case EPIPE:
    case ENETDOWN:
    case ENETUNREACH:
    case ENETRESET:
    case EHOSTDOWN:
    case EHOSTUNREACH:
    case EADDRNOTAVAIL:
    case ENOBUFS:
    case EMFILE:
    case ENFILE:
    case ENOMEM:
        return RESIL_TRANSIENT;
    default:
        return RESIL_PERMANENT;
    }
}

/* Reads 1..width digits; false if there is none or another digit follows. */
static bool read_number(const char **text, int width, int64_t *value)
{
    int digits = 0;
    *value = 0;
    for (; digits < width && isdigit((unsigned char)**text); digits++)
        *value = *value * 10 + (*(*text)++ - '0');
    return digits > 0 && !isdigit((unsigned char)**text);
}

/* Days since 1970-01-01 of a Gregorian date; years count from March so that the leap day is last.
 */
static int64_t days_of(int64_t year, int64_t month, int64_t day)
{
    year -= month <= 2;
    int64_t era = year / 400;
    int64_t year_of_era = year - era * 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

static bool read_month(const char **text, int64_t *month)
{
    static const char names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    for (int i = 0; i < 12; i++) {
        if (strncmp(*text, names + 3 * i, 3) == 0) {
            *month = i + 1;
            *text += 3;
            return true;
        }
    }
    return false;
}

static bool skip(const char **text, const char *wanted)
{
    size_t length = strlen(wanted);
    if (strncmp(*text, wanted, length) != 0)
        return false;
    *text += length;
    return true;
}

/* "Sun, 06 Nov 1994 08:49:37 GMT" to seconds since 1970. The weekday's name is not judged. */
static bool read_date(const char *text, int64_t *seconds)
{
    int64_t day, month, year, hour, minute, second;
    for (int i = 0; i < 3; i++)
        if (!isalpha((unsigned char)*text++))
            return false;
    if (!skip(&text, ", ") || !read_number(&text, 2, &day) || !skip(&text, " ") ||
        !read_month(&text, &month) || !skip(&text, " ") || !read_number(&text, 4, &year) ||
        !skip(&text, " ") || !read_number(&text, 2, &hour) || !skip(&text, ":") ||
        !read_number(&text, 2, &minute) || !skip(&text, ":") || !read_number(&text, 2, &second) ||
        strcmp(text, " GMT") != 0)
        return false;
    if (day < 1 || day > 31 || year < 1970 || hour > 23 || minute > 59 || second > 60)
        return false;
    *seconds = days_of(year, month, day) * 86400 + hour * 3600 + minute * 60 + second;
    return true;
}

enum resil_status resil_retry_after(const char *value, const char *date, int64_t *wait_ns)
{
    int64_t seconds = 0, until, from;
    *wait_ns = 0;
    if (!value)
        return RESIL_FORMAT;
    if (isdigit((unsigned char)*value)) {
        for (; isdigit((unsigned char)*value); value++)
            seconds = seconds > TEN_YEARS_S ? seconds : seconds * 10 + (*value - '0');
        if (*value)
            return RESIL_FORMAT;
    } else {
        if (!date || !read_date(value, &until) || !read_date(date, &from))
            return RESIL_FORMAT;
        seconds = until > from ? until - from : 0;
    }
    *wait_ns = (seconds > TEN_YEARS_S ? TEN_YEARS_S : seconds) * RESIL_S;
    return RESIL_OK;
}

enum resil_status resil_pushback(const char *value, int64_t *wait_ns)
{
    int64_t ms;
    *wait_ns = 0;
    if (!value || !read_number(&value, 10, &ms) || *value)
        return RESIL_PUSHBACK;
    *wait_ns = ms * RESIL_MS;
    return RESIL_OK;
}
