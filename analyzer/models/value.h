/* The values that models speak of: results, and times that calls are given. */
#ifndef MODELS_VALUE_H
#define MODELS_VALUE_H

#include <stdbool.h>
#include <stdint.h>

enum model_answer { ANSWER_UNKNOWN, ANSWER_YES, ANSWER_NO };

/* An inclusive range of integers. Pointers count as 0 (NULL) or 1..INT64_MAX. */
struct model_range {
    int64_t low, high;
};
/* When a result means something: the returned value lies in one of the ranges and, if errnos are
 * given, errno is one of them. Without ranges it never happens. */
struct model_result {
    const struct model_range *ranges;
    uint32_t range_count;
    const int64_t *errnos;
    uint32_t errno_count;
};

enum model_shape {
    SHAPE_NONE,    /* no such amount */
    SHAPE_VALUE,   /* the argument itself is the number */
    SHAPE_POINTER, /* the argument points to an integer */
    SHAPE_TIMEVAL, /* the argument points to a struct timeval */
    SHAPE_TIMESPEC,
    SHAPE_TIMEVAL_VALUE, /* a struct timeval passed by value */
    SHAPE_RECORD,        /* a structure passed by value, of which `member` is the number */
    SHAPE_FIXED,         /* the library's own constant: `fixed_ms` */
    SHAPE_OWN,           /* a time that the library decides call by call */
};

/* A time that a call is given. */
struct model_amount {
    enum model_shape shape;
    uint32_t arg;    /* 0-based */
    int64_t unit_ns; /* nanoseconds in one unit of a value; 1 for timeval and timespec */
    bool infinite_negative, infinite_zero, infinite_null; /* values that mean: for ever */
    bool infinite_greatest;                               /* … so does the greatest 64-bit number */
    bool absolute;                                        /* a point in time, not a length */
    int64_t fixed_ms;
    const char *member; /* timeval, timespec: the field of the pointee that holds it ("it_value" of
                           a struct itimerval); NULL: the pointee itself. Record: the field */
};

#define MODEL_NO_ARG   UINT32_MAX
#define MODEL_RETURNED (UINT32_MAX - 1) /* in place of an argument: the returned value */
#define MODEL_ALL_ARGS (UINT32_MAX - 2) /* every descriptor the process has */

#endif
